"""A file's name as its sender gave it -> what is shown, and what is safe in a path."""

import re
import unicodedata

MAX_CHARS = 150
UNNAMED = "document"
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def clean_name(given: str) -> str:
    """Return a file's base name for display: no path, no control or direction marks, not too long."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    shown = "".join(" " if unicodedata.category(char).startswith("C") else char for char in base)
    shown = " ".join(shown.split())
    stem, suffix = _split(shown)
    return f"{stem[: MAX_CHARS - len(suffix)]}{suffix}" if stem.strip(". ") else f"{UNNAMED}{suffix}"


def stored_name(name: str, upload_id: str) -> str:
    """Return the name under which a file is kept: lower-case letters, digits and hyphens of the name alone.

    The ingest makes a document's id of it, so that a newer file of the same name takes the older's
    place; a name that says nothing gets a part of the upload's id.
    """
    stem, suffix = _split(name)
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:80].rstrip("-")
    slug = f"{UNNAMED}-{upload_id[:8]}" if slug in {"", UNNAMED} else slug
    return f"{slug}{suffix.lower()}"


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    suffix = f"{dot}{ending}"
    return (stem, suffix) if SUFFIX.fullmatch(suffix.lower()) else (name, "")
