"""Questions to start with, drawn from what the documents themselves call their parts."""

from collections.abc import Iterable, Iterator

from assistant.api.answers import Answers
from assistant.model import AnswerStatus
from corpus.model import SIGNPOSTS, BlockKind, Slide
from corpus.terms import find_terms

MAX_EXAMPLES = 4
_MAX_TRIED = 12
_MAX_WORDS = 6
_MIN_CHARS = 5


def find_examples(answers: Answers) -> tuple[str, ...]:
    """Return up to four questions that the documents answer, from different slides; () for bare documents.

    Each is asked once, which also warms every step of an answer.
    """
    examples: list[str] = []
    for name in _spread(list(dict.fromkeys(_names(answers)))):
        question = f"What do the documents say about {name}?"
        if answers.ask(question).status is AnswerStatus.ANSWERED:
            examples.append(question)
        if len(examples) == MAX_EXAMPLES:
            break
    return tuple(examples)


def _names(answers: Answers) -> Iterator[str]:
    slides = [slide for document in answers.documents for slide in answers.slides(document.id)]
    common = _repeated(slide.title for slide in slides)
    of_documents = " ".join(document.title for document in answers.documents)
    for slide in slides:
        for name in (*_headings(slide), slide.title):
            if name not in common and _is_short(name) and not _repeats(name, of_documents):
                yield name.rstrip(" :.?")


def _headings(slide: Slide) -> Iterator[str]:
    """Yield the headings of a slide that have something to say under them."""
    said = [block.headings[-1] for block in slide.blocks if block.headings and block.kind not in SIGNPOSTS]
    yield from (
        block.text for block in slide.blocks if block.kind is BlockKind.HEADING and block.text in said
    )


def _repeated(titles: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {title for title in titles if title in seen or seen.add(title)}  # type: ignore[func-returns-value]


def _repeats(name: str, title: str) -> bool:
    """Tell whether a name says hardly more than the documents' own titles."""
    new = set(find_terms(name)) - set(find_terms(title))
    return not new or any(char.isdigit() for char in name)


def _is_short(name: str) -> bool:
    return len(name) >= _MIN_CHARS and len(name.split()) <= _MAX_WORDS and "\n" not in name


def _spread(names: list[str]) -> list[str]:
    """Return up to twelve of the names, evenly apart, so that they come from all over the documents."""
    step = max(1, len(names) // _MAX_TRIED)
    return names[::step][:_MAX_TRIED]
