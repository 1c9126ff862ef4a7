"""Where a citation leads: its slide's page, with exactly the quoted words marked."""

from collections.abc import Callable
from dataclasses import replace

from assistant.model import Answer, Citation
from corpus.model import Slide, Span

FindSlide = Callable[[str, int], Slide | None]


def point_at_quotes(answer: Answer, find_slide: FindSlide) -> Answer:
    """Return the answer with each citation's `page_url` telling which characters of its block to mark."""
    return replace(answer, citations=tuple(_point(citation, find_slide) for citation in answer.citations))


def find_quote(citation: Citation, slide: Slide | None) -> Span | None:
    """Return where a quote stands in its block's text, or None when it is not there word for word."""
    block = next((block for block in slide.blocks if block.id == citation.block_id), None) if slide else None
    start = block.text.find(citation.quote) if block and citation.quote else -1
    return None if start < 0 else (start, start + len(citation.quote))


def _point(citation: Citation, find_slide: FindSlide) -> Citation:
    span = find_quote(citation, find_slide(citation.document_id, citation.slide_number))
    if span is None:
        return citation
    page, _, anchor = citation.page_url.partition("#")
    return replace(citation, page_url=f"{page}&at={span[0]}-{span[1]}#{anchor}")
