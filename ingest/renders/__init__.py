"""The slides' images: pages by pdfium, decks by LibreOffice, and what is but text, set by us."""
