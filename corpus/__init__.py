"""What the partnership has said: the documents, their shapes, and the two indexes over them."""
