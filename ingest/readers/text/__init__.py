"""Text exports: bytes > lines > stretches > units > slides, every character kept or listed."""
