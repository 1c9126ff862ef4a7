"""What the HTTP face needs of an Assistant, so that tests can stand in for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.model import Answer, Turn
from assistant.trace import Trace
from corpus.model import Document, Slide, SlideImage, SlideRef, WordPlace


class Answers(Protocol):
    """Answers questions from one generation; assistant.pipeline.Assistant is one."""

    @property
    def generation_id(self) -> str:
        """The generation that answers."""
        ...

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers come from, in the manifest's order."""
        ...

    def slide(self, document_id: str, number: int) -> Slide | None:
        """Return one slide, or None when there is no such document or slide."""
        ...

    def slides(self, document_id: str) -> tuple[Slide, ...]:
        """Return a document's slides in order; () when there is no such document."""
        ...

    def read_image(self, image: SlideImage) -> bytes | None:
        """Return a slide's image as a WebP file's bytes, or None when it is missing or damaged."""
        ...

    def places_of(self, ref: SlideRef) -> Mapping[str, Sequence[WordPlace]]:
        """Return the places of a slide's words, by block id."""
        ...

    def ask(self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()) -> Answer:
        """Return the answer to a question, given the turns before it, oldest first.

        With ids of documents it is answered from these alone. Raises DocumentUnknown where one is not there.
        """
        ...

    def explain(
        self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()
    ) -> tuple[Answer, Trace]:
        """Return the answer that `ask` gives, and stage by stage how it came about."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """An assistant and what lets go of its files once it is replaced."""

    answers: Answers
    close: Callable[[], None]


Loader = Callable[[], Opened]
"""Opens the published generation; raises an SspError that says why it cannot."""

Pointed = Callable[[], str | None]
"""Tells the id of the generation that is published now, without opening it; None when there is none."""
