"""A web page: from its bytes to slides, its main text kept, the rest of what it shows listed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree
from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from corpus.errors import DocumentRejected
from corpus.model import BlockKind, Document
from ingest.blocks import build_slides
from ingest.model import Reading
from ingest.readers.headings import find_headings
from ingest.readers.html.blocks import PageBlock, read_blocks
from ingest.readers.html.decoding import decode_page
from ingest.readers.html.maintext import MainText, find_main_text, read_metadata
from ingest.readers.pieces import TITLE_RANK, Piece
from ingest.readers.transcript import Passage, Transcript
from ingest.sections import PlacedUnit, plan_sections
from ingest.slides import SlidePlan

MOST_BLOCKS = 50_000

_UNREADABLE = (
    etree.LxmlError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RuntimeError,
    AssertionError,
)
"""What lxml and trafilatura raise for pages they do not expect."""


class HtmlReader:
    """Reads web pages saved as HTML, without their pictures."""

    suffixes = (".html", ".htm", ".xhtml")
    apart = True  # libxml2 and trafilatura read what anyone wrote

    def read(self, document: Document, source: bytes) -> Reading:
        """Return a page's main text as slides counted from its headings, with the rest that it shows listed.

        Nothing is fetched. Spans count characters of a canonical text: all the page shows, in its order, and
        what it hides.

        Raises:
            DocumentRejected: the page is too large or too deep, or shows no words.
        """
        return transcribe(document, source)[0]


def transcribe(document: Document, source: bytes) -> tuple[Reading, str]:
    """Return the reading of a page and the canonical text that its spans count.

    Raises:
        DocumentRejected: as `HtmlReader.read`.
    """
    where = f"document {document.id} ({document.file})"
    root = _parse(where, decode_page(where, source))
    blocks, main, properties = _read(where, root)
    transcript = Transcript()
    placed = _place(_find_pieces(blocks, main), transcript)
    if not placed:
        raise DocumentRejected(f"{where} shows no words: open the page, and save it when it is loaded whole")
    plans = tuple(_plan(placed, dict(properties).get("title", "")))
    slides = build_slides(document.id, plans)
    drops = tuple(sorted(transcript.drops, key=lambda drop: drop.span))
    warnings = tuple(_find_warnings(main, len(slides)))
    return Reading(document, slides, drops, transcript.length, warnings, properties), transcript.text


def _parse(where: str, text: str) -> Element:
    """Return the page's root element.

    libxml2 leaves out what is nested deeper than 256 elements, and says so only in its log.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentRejected(f"{where} holds no page ({error}): save the page again") from error
    if any(
        "Excessive depth" in entry.message or "huge" in entry.message.lower() for entry in parser.error_log
    ):
        raise DocumentRejected(
            f"{where} nests its elements deeper than 250 levels, which no page needs: "
            "copy its text into a text file and add that"
        )
    return root


def _read(where: str, root: Element) -> tuple[tuple[PageBlock, ...], MainText, tuple[tuple[str, str], ...]]:
    """Return the page's blocks, which are its main text, and what it says of itself."""
    try:
        blocks = read_blocks(root)  # broken pages have words beside their body
        if len(blocks) > MOST_BLOCKS:
            raise DocumentRejected(
                f"{where} has {len(blocks):,} parts; {MOST_BLOCKS:,} are the most: save it in parts"
            )
        return blocks, find_main_text(root, blocks), read_metadata(root)
    except _UNREADABLE as error:
        raise DocumentRejected(
            f"{where} cannot be read ({type(error).__name__}: {error}): "
            "copy its text into a text file and add that"
        ) from error


def _find_pieces(blocks: Sequence[PageBlock], main: MainText) -> tuple[Piece, ...]:
    """Return the passages in order, neighbours that are left out for one reason as one."""
    passages: list[Passage] = []
    numbered = zip(blocks, main.drops, strict=True)
    for reason, run in groupby(numbered, key=lambda pair: pair[1]):
        own = [block for block, _ in run]
        if reason:
            passages.append(Passage(BlockKind.PARAGRAPH, "\n".join(one.text for one in own), drop=reason))
        else:
            passages += [one.passage for one in own]
    return find_headings([Piece(passage, 1) for passage in passages])


def _place(pieces: Sequence[Piece], transcript: Transcript) -> tuple[PlacedUnit, ...]:
    units = (transcript.take(piece.passage) for piece in pieces)
    return tuple(PlacedUnit(unit) for unit in units if unit is not None)


def _plan(placed: Sequence[PlacedUnit], title: str) -> Iterator[SlidePlan]:
    """Yield the slides' plans; what no heading names has the page's name."""
    titles = sum(one.rank == TITLE_RANK for one in placed)
    for plan in plan_sections(placed, TITLE_RANK if titles == 1 else 0):
        unnamed = title and plan.title is None and not plan.above
        yield replace(plan, above=(title,)) if unnamed else plan


def _find_warnings(main: MainText, slides: int) -> Iterator[str]:
    if not main.found:
        yield "its main text could not be told from the rest: the whole page was read"
    if slides > 1:
        yield "a web page has no pages: slides were counted from its headings"
