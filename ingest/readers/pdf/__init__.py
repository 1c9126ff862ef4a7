"""PDF: one slide a page."""
