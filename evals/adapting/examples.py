"""Pages and public pairs -> examples: a question, the passage that answers it, and such as do not."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from evals.adapting.pages import Page
from evals.training.pairs import Group

OTHERS = 2
"""Lines of the same page set against the one that answers."""

UNDER_HEADING = 0.7
"""Share of the examples whose passages stand under their page's heading, as blocks are embedded."""

PUBLIC_SHARE = 0.3
"""Examples from public sets to one from the pages: they keep what the model can do elsewhere."""

SUBJECTS = (
    "What is being done about {}?",
    "What has been done on {} this year?",
    "How are we doing on {}?",
    "What does it say about {}?",
    "Tell me about {}.",
    "Give me a summary of {}.",
    "{} - where are we with it?",
    "{}",
)
"""How a page as a whole is asked for: any line of it answers."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the passage that answers it.

    `others` do not answer it; `unanswered` is a question on the same subject that the passage does not
    answer, or "".
    """

    question: str
    passage: str
    others: tuple[str, ...] = ()
    unanswered: str = ""


def make_examples(pages: Sequence[Page], groups: Sequence[Group], seed: int) -> list[Example]:
    """Return the examples of one epoch, in random order."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    own = [example for page in pages for example in (*_asked(page, chance), _subject(page, chance))]
    answered = [group for group in groups if group.answering]
    public = chance.sample(answered, min(len(answered), round(PUBLIC_SHARE * len(own))))
    examples = own + [_public(group, chance) for group in public]
    chance.shuffle(examples)
    return examples


def passage_of(page: Page, line: int, *, under_heading: bool) -> str:
    """Return a line as it is embedded: under its heading, or alone."""
    return f"{page.heading}\n{page.lines[line]}" if under_heading else page.lines[line]


def _asked(page: Page, chance: random.Random) -> list[Example]:
    examples = []
    for line, question in page.asked:
        others = [other for other in range(len(page.lines)) if other != line]
        chance.shuffle(others)
        under = chance.random() < UNDER_HEADING
        right, *wrong = (passage_of(page, at, under_heading=under) for at in (line, *others[:OTHERS]))
        unanswered = chance.choice(page.unanswered) if page.unanswered else ""
        examples.append(Example(question, right, tuple(wrong), unanswered))
    return examples


def _subject(page: Page, chance: random.Random) -> Example:
    heading = page.heading
    subject = heading if heading[:2].isupper() else heading[:1].lower() + heading[1:]
    line = chance.randrange(len(page.lines))
    return Example(chance.choice(SUBJECTS).format(subject), passage_of(page, line, under_heading=False))


def _public(group: Group, chance: random.Random) -> Example:
    others = list(group.others)
    chance.shuffle(others)
    return Example(group.question, chance.choice(group.answering), tuple(others[:1]))
