"""The program names nothing of the document it happens to come with: the next council's must do as well."""

import re
from pathlib import Path

import pytest

from assistant.field import SHORT_FORMS
from assistant.lexicon import english_words
from corpus.manifest import bundled_corpus, document_path, read_manifest

ROOT = Path(__file__).parents[1]
CODE = sorted(
    path for package in ("assistant", "ingest", "corpus") for path in (ROOT / package).rglob("*.py")
)
OF_THE_FIELD = {word.lower() for pair in SHORT_FORMS.items() for text in pair for word in text.split()}


def rare_words() -> set[str]:
    """Return the words of the bundled documents that are no English words and not the field's own."""
    found = set()
    for document in read_manifest(bundled_corpus()):
        text = document_path(bundled_corpus(), document).read_text(encoding="utf-8")
        words = {word.lower() for word in re.findall(r"[^\W\d_]{4,}", text)}
        found |= {document.area.lower(), *(words - english_words().keys() - OF_THE_FIELD)}
    return {word for word in found if word.removesuffix("s") not in OF_THE_FIELD}


def test_there_are_rare_words_to_look_for() -> None:
    assert {"stockport", "glynn"} <= rare_words()


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_names_a_rare_word_of_the_documents(path: Path) -> None:
    words = {word.lower() for word in re.findall(r"[^\W\d_]{4,}", path.read_text(encoding="utf-8"))}

    assert words & rare_words() == set()
