"""A conversation, with the sources of its answers, as a file to keep."""
