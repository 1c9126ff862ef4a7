"""Questions held against invented blocks, for tests of the slot checks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.cover import terms_around
from assistant.lexicon import build_lexicon
from assistant.model import Hit, Turn
from assistant.query import make_query
from assistant.slots.held import Held
from corpus.model import Block
from tests.assistant.small_corpus import DOCUMENT, bullet, slide


def hold(
    question: str,
    block: Block | str,
    *,
    title: str = "",
    likes: Mapping[str, float] | None = None,
    others: Sequence[str] = (),
    beside: Sequence[Block] = (),
    area: str = DOCUMENT.area,
    meaning: float = 0.2,
    before: str = "",
) -> Held:
    """Return a question held against a block; `likes` are words that it matches by meaning, and how well.

    `meaning` is the block's cosine. `others` are texts that stand elsewhere in the documents, `beside` blocks
    on the same slide, `before` is the question of the turn before.
    """
    said = bullet(block) if isinstance(block, str) else block
    shown = slide(1, title, said, *beside)
    lexicon = build_lexicon((shown, *(slide(n, "", bullet(text)) for n, text in enumerate(others, 2))))
    query = make_query(question, (Turn(before),) if before else (), lexicon)
    around = terms_around(shown, said, lexicon)
    matches = {
        term: 1.0 if term in around else (likes or {}).get(word, 0.0) for term, word in query.words.items()
    }
    hit = Hit(shown, said, 0.6, {"block": meaning, "place_words": 0.6}, matches)
    return Held(query, hit, replace(DOCUMENT, area=area), lexicon)
