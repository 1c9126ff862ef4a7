"""The HTTP face: routes, pages and streams over one Assistant."""
