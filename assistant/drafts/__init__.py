"""Ways to write an answer from evidence."""
