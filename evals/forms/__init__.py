"""One document in several forms: decks made of a text export's slides, and how they are read and answered."""
