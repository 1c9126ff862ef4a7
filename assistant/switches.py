"""Which ways of finding and checking are on: all of them, but where an evaluation asks what each is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switches:
    """Ways that can be switched off one by one.

    `dense` is search and ranking by meaning, `words` search and ranking by words, `everyday` that words
    of the field stand for everyday ones, `checks` whether a block that came near says what is asked,
    `several` that a question in other words than the documents' gets up to three statements.
    """

    dense: bool = True
    words: bool = True
    everyday: bool = True
    checks: bool = True
    several: bool = True


ALL_ON = Switches()
