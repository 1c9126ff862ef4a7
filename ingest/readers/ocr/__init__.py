"""Pictures: from points to lines of words."""
