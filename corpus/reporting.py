"""The report on documents as plain text: a heading a document, a line a fact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.duplicates import NearSlides
from corpus.faithfulness import DocumentFaithfulness, Dropped, PictureText, SlideName
from corpus.markings import Marking


def report_lines(reports: Iterable[DocumentFaithfulness]) -> Iterator[str]:
    """Yield the lines of the report, a blank one between documents."""
    for place, report in enumerate(reports):
        if place:
            yield ""
        yield from _document_lines(report)


def _document_lines(report: DocumentFaithfulness) -> Iterator[str]:
    title = f": {report.document.title}" if report.document else ""
    yield f"{report.document_id}{title}"
    yield f"  outcome: {report.outcome.replace('_', ' ')}{f': {report.detail}' if report.detail else ''}"
    if report.document is None:
        return
    yield f"  slides: {report.slides}; blocks: {_counts(report.blocks)}"
    yield f"  images: {_counts(report.images)}"
    yield from _drop_lines(report.characters, report.dropped)
    yield from (f"  warning: {warning}" for warning in report.warnings)
    yield from _slide_lines("nothing but a title or an unread picture", report.picture_only)
    yield from _slide_lines("hidden in the presentation", report.hidden)
    yield from _picture_lines(report.picture_text)
    yield from (_marking_line(marking) for marking in report.markings)
    yield from (_near_line(pair) for pair in report.near)
    if report.period and report.period.note:
        yield f"  period: {report.period.note}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "none"


def _drop_lines(characters: int, dropped: Sequence[Dropped]) -> Iterator[str]:
    left_out = sum(one.characters for one in dropped)
    yield f"  characters: {characters:,} read, {left_out:,} of them left out"
    for one in dropped:
        said = f", such as {'; '.join(f'“{text}”' for text in one.examples)}" if one.examples else ""
        yield f"    {one.characters:,} in {one.drops:,}: {one.reason}{said}"


def _slide_lines(what: str, slides: Sequence[SlideName]) -> Iterator[str]:
    if slides:
        yield f"  {what}: {', '.join(f'{slide.number} ({slide.title})' for slide in slides)}"


def _picture_lines(read: PictureText | None) -> Iterator[str]:
    if read is not None:
        unsure = ", ".join(map(str, read.unsure))
        look = f"; compare with the picture: slide {unsure}" if unsure else ""
        sure = f"sure {read.median:.2f}, lowest {read.lowest:.2f}"
        yield f"  read from pictures: {read.blocks} blocks, {sure}{look}"


def _marking_line(marking: Marking) -> str:
    place = f"slide {marking.slide}" if marking.slide else "the file's properties"
    return f"  marking: {marking.level.words}, “{marking.text}” on {place}"


def _near_line(pair: NearSlides) -> str:
    one, other = pair.one, pair.other
    places = f"{one.document_id}, slide {one.number} ~ {other.document_id}, slide {other.number}"
    return f"  near duplicate: {places}, {pair.share:.0%}"
