"""Documents added in the browser: who may, how a file arrives, and how the ingest command is set to work."""
