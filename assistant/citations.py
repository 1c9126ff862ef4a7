"""Draft -> sentences and citations: each claim checked against its slide; what fails is not said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from assistant.boxes import find_boxes
from assistant.cover import terms_of
from assistant.model import PERIOD_JOINT, Citation, Claim, Draft, Operand, Quote, Sentence, Working
from assistant.worked.compute import NotWorkable, say_working
from corpus.model import Block, BlockKind, Document, Slide, SlideRef, Span, WordPlace, content_id

PlacesOf = Callable[[SlideRef], Mapping[str, Sequence[WordPlace]]]
"""Gives the places of a slide's words, by block id."""


def verify_citations(
    draft: Draft,
    slides: Mapping[SlideRef, Slide],
    documents: Mapping[str, Document],
    places_of: PlacesOf = lambda _: {},
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return the sentences whose every quote and every word stand on the cited slides, and their citations.

    A quote must be verbatim in its block. Each content word and number of a claim must stand in
    what it quotes, or in what names it on its slide: title, theme, headings, columns; the period of
    the documents quoted may stand in front. What is worked out is worked out again from its quotes,
    and must come out the same. A claim that fails is left out. Citations are numbered from 1 in the
    order they first come; the same quote is cited once.
    """
    citations: dict[Quote, Citation] = {}
    sentences = []
    for claim in draft.claims:
        if not _stands(claim, slides, documents):
            continue
        numbers = []
        for quote in claim.quotes:
            if quote not in citations:
                slide, places = slides[quote.slide], places_of(quote.slide).get(quote.block_id, ())
                document = documents[quote.slide.document_id]
                citations[quote] = _cite(quote, len(citations) + 1, slide, document, places)
            numbers.append(citations[quote].n)
        sentences.append(Sentence(claim.text, tuple(numbers), claim.working is not None))
    return tuple(sentences), tuple(citations.values())


def _stands(claim: Claim, slides: Mapping[SlideRef, Slide], documents: Mapping[str, Document]) -> bool:
    shown: set[str] = set()
    for quote in claim.quotes:
        slide = slides.get(quote.slide)
        block = _find_block(slide, quote) if slide else None
        if slide is None or block is None or not quote.text.strip():
            return False
        if not block.text.startswith(quote.text, quote.start):
            return False
        names = (slide.title, slide.theme, *block.headings, *(cell.column for cell in block.cells))
        shown.update(*(terms_of(text) for text in (quote.text, *names)))
    if claim.working is not None:
        shown.update(*(terms_of(documents[quote.slide.document_id].period) for quote in claim.quotes))
        return _comes_out(claim, claim.working, slides, shown)
    return bool(claim.quotes) and shown >= terms_of(_without_period(claim, documents))


def _without_period(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Return what a claim says, without the period in front where it is that of all documents it quotes."""
    periods = {documents[quote.slide.document_id].period for quote in claim.quotes}
    return claim.text.removeprefix(f"{periods.pop()}{PERIOD_JOINT}") if len(periods) == 1 else claim.text


def _comes_out(
    claim: Claim, working: Working, slides: Mapping[SlideRef, Slide], shown: AbstractSet[str]
) -> bool:
    """Tell whether a working's parts are all quoted and named by their slides, and its sentence follows."""
    for operand in working.operands:
        quoted = any(_covers(quote, operand.quote) for quote in claim.quotes)
        if not quoted or not shown >= terms_of(operand.label) or not _in_column(operand, slides):
            return False
    try:
        return say_working(working) == claim.text
    except NotWorkable:
        return False


def _covers(quote: Quote, part: Quote) -> bool:
    at = part.start - quote.start
    same = (quote.slide, quote.block_id) == (part.slide, part.block_id)
    return same and at >= 0 and quote.text.startswith(part.text, at)


def _in_column(operand: Operand, slides: Mapping[SlideRef, Slide]) -> bool:
    """Tell whether a part stands in the column that it is said to stand in; one of a sentence has none."""
    if not operand.column:
        return True
    block = _find_block(slides[operand.quote.slide], operand.quote)
    return block is not None and any(
        cell.column == operand.column and operand.quote.text in cell.text for cell in block.cells
    )


def _find_block(slide: Slide, quote: Quote) -> Block | None:
    return next((block for block in slide.blocks if block.id == quote.block_id), None)


def _cite(
    quote: Quote, number: int, slide: Slide, document: Document, places: Sequence[WordPlace]
) -> Citation:
    block, image = _find_block(slide, quote), slide.image
    assert block is not None
    return Citation(
        id=content_id(document.id, quote.block_id, quote.text),
        n=number,
        document_id=document.id,
        document_title=document.title,
        period=document.period,
        slide_number=slide.ref.number,
        slide_inferred=slide.ref.inferred,
        slide_title=slide_name(slide),
        block_id=quote.block_id,
        quote=quote.text,
        page_url=page_url(slide.ref, quote.block_id, quote.span),
        boxes=find_boxes(block.text, places, quote.span, image.width / image.height) if image else (),
        image_url=image_url(slide),
        remark="; ".join(_remarks(slide, block)),
    )


def _remarks(slide: Slide, block: Block) -> Iterator[str]:
    """Yield what a reader of the slide must know to find the block there, or to trust it."""
    if block.confidence is not None:
        yield "read from a picture: check it against the slide"
    if block.kind is BlockKind.NOTE:
        yield "in the speaker’s notes, which the slide itself does not show"
    if block.kind is BlockKind.CAPTION:
        yield "in the description of a picture"
    if slide.hidden:
        yield "on a slide that is hidden in the presentation"
    if slide.label:
        yield f"the number printed there is {slide.label}"


def slide_name(slide: Slide) -> str:
    """Return the slide's title under its theme: "Transforming Justice: Key achievements"."""
    parts: Sequence[str] = [part for part in (slide.theme, slide.title) if part]
    return ": ".join(parts)


def page_url(ref: SlideRef, block_id: str = "", span: Span | None = None) -> str:
    """Return the path of a slide's page, with what to mark there: a block, or characters of its text."""
    page = f"/d/{ref.document_id}/slides/{ref.number}"
    marked = f"{page}?c={block_id}" + (f"&at={span[0]}-{span[1]}" if span else "")
    return f"{marked}#c-{block_id}" if block_id else page


def image_url(slide: Slide) -> str | None:
    """Return the path of a slide's image, which is another for any other image; None without one."""
    if slide.image is None:
        return None
    return f"/d/{slide.ref.document_id}/slides/{slide.ref.number}.{slide.image.digest}.webp"
