"""A slide's text as a picture: blocks > lines and tables > a page > paint, with each word's place."""
