"""Other people's question sets, asked of us and of the two plain ways to search."""
