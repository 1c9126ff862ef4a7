"""Web pages: bytes > text > blocks in order > main text and the rest > units > slides."""
