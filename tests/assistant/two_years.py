"""Two years' reviews and a plan of an invented partnership, for tests of which year an answer is of."""

from dataclasses import replace

from assistant.evidence import select_evidence
from assistant.hits import find_hits
from assistant.model import Evidence, Turn
from assistant.preference import prefer
from assistant.query import make_query
from assistant.shelf import lay_out
from corpus.model import Block, BlockKind, Document, Slide, SlideRef, content_id
from tests.assistant.small_corpus import DOCUMENT, bullet, embed, index, row, slide

EARLIER = replace(DOCUMENT, id="invented-earlier", title="Invented Borough Safety Review", period="2030/31")
LATER = replace(DOCUMENT, title="Invented Borough Safety Review")
PLAN = replace(DOCUMENT, id="invented-plan", title="Invented Borough Litter Plan", period="2030-34")


def of(document: Document, one: Slide) -> Slide:
    """Return a slide as one of another document, its blocks under ids of their own."""
    blocks = tuple(replace(block, id=content_id(document.id, block.id)) for block in one.blocks)
    return replace(one, ref=SlideRef(document.id, one.ref.number), blocks=blocks)


def intro(text: str) -> Block:
    return Block(content_id("intro", text), BlockKind.PARAGRAPH, text)


SLIDES = (
    of(LATER, slide(1, "Money", row(("Fund", "Lantern Fund"), ("Grant", "£7,500")))),
    of(EARLIER, slide(1, "Money", row(("Fund", "Lantern Fund"), ("Grant", "£6,000")))),
    of(LATER, slide(2, "Theft", bullet("310 bicycle thefts were recorded."))),
    of(EARLIER, slide(2, "Theft", bullet("287 bicycle thefts were recorded."))),
    of(LATER, slide(3, "Nights", bullet("Wardens rode 40 night buses."))),
    of(EARLIER, slide(3, "Looking ahead to 2031/32", bullet("A ferry warden starts work."))),
    of(PLAN, slide(1, "Our aims", bullet("Clean quays"), bullet("Quiet harbours"))),
    of(PLAN, slide(2, "Our aims", bullet("Tidy markets"), bullet("Safe ferries"))),
    of(
        PLAN,
        slide(
            3,
            "Litter and noise",
            intro("We will:"),
            bullet("empty each bin on Sundays"),
            bullet("fine boats that hoot"),
            bullet("lend out brooms"),
        ),
    ),
    of(PLAN, slide(4, "Where we are", row(("Measure", "Fines"), ("2031/32", "55"), ("2033/34", "20")))),
    of(PLAN, slide(5, "Harbour", bullet("Harbour seals return each winter."))),
)
SHELF = lay_out(replace(index(SLIDES), documents=(LATER, EARLIER, PLAN)))


def found(question: str, *earlier: Turn) -> Evidence:
    query = make_query(question, earlier, SHELF.lexicon)
    unknown = SHELF.matcher.find_unknown(query.words)
    vector, *others = embed([query.text, *unknown])
    words = SHELF.matcher.place(query.words, dict(zip(unknown, others, strict=True)))
    return select_evidence(query, prefer(query, find_hits(query, vector, words, SHELF), SHELF.lexicon), SHELF)


def texts(evidence: Evidence) -> list[str]:
    return [hit.block.text for hit in evidence.hits]
