"""Word documents: package > flow of paragraphs and tables > passages with pages > units > slides."""
