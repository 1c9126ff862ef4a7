"""The pages' templates, style and script. Everything is local: no other origin is ever asked."""
