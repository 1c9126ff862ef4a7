"""PowerPoint decks: package > slides > shapes in reading order > passages > units > slides."""
