"""The slides' pictures: set from their text, or drawn from the places of their shapes."""
