"""Hostile parts of Office files: XML that is large, deep or odd, in a deck or paper otherwise good."""

from io import BytesIO
from zipfile import ZipFile

from tests.ingest import decks
from tests.ingest.hostile.archives import GOOD, LIST, MIB, SLIDE, changed, paper, replaced
from tests.ingest.test_pptx_objects import add_chart


def text_of(megabytes: int) -> bytes:
    words = b"Wardens walked. " * (MIB // 16 * megabytes)
    return changed(GOOD, SLIDE, lambda part: part.replace(b"Wardens walked", words))


def in_the_tree(inner: bytes) -> bytes:
    """Return a deck with XML added at the end of its slide's shapes."""
    return replaced(GOOD, SLIDE, b"</p:spTree>", inner + b"</p:spTree>")


def hundred_thousand_shapes() -> bytes:
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="s{0}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="{0}" y="{0}"/><a:ext cx="9" cy="9"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r>'
        "<a:t>Ward {0}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    return in_the_tree("".join(shape.format(number) for number in range(10, 100_010)).encode())


def nested_groups(depth: int) -> bytes:
    opening = (
        b'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    )
    return in_the_tree(opening * depth + b"</p:grpSp>" * depth)


def table_of(rows: int, columns: int) -> bytes:
    cell = b"<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>7</a:t></a:r></a:p></a:txBody></a:tc>"
    row = b'<a:tr h="9">' + cell * columns + b"</a:tr>"
    grid = b'<a:gridCol w="9"/>' * columns
    return _framed("table", b"<a:tbl><a:tblGrid>" + grid + b"</a:tblGrid>" + row * rows + b"</a:tbl>")


def merged_without_end() -> bytes:
    cell = (
        b'<a:tc rowSpan="2000000000" gridSpan="2000000000"><a:txBody><a:bodyPr/>'
        b"<a:p><a:r><a:t>7</a:t></a:r></a:p></a:txBody></a:tc>"
    )
    table = b'<a:tbl><a:tblGrid><a:gridCol w="9"/></a:tblGrid><a:tr h="9">' + cell + b"</a:tr></a:tbl>"
    return _framed("table", table)


def _framed(kind: str, content: bytes) -> bytes:
    head = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="8" name="f"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="99" cy="99"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}">'
    )
    return in_the_tree(head.encode() + content + b"</a:graphicData></a:graphic></p:graphicFrame>")


def chart_of(points: int) -> bytes:
    made = decks.new_deck()
    add_chart(decks.add_slide(made, title="Noise"), calls=(7.0, 9.0))
    source = decks.to_bytes(made)
    names = ZipFile(BytesIO(source)).namelist()
    name = next(name for name in names if name.startswith("ppt/charts/chart"))
    values = b"".join(b'<c:pt idx="%d"><c:v>7</c:v></c:pt>' % number for number in range(2, points))
    return replaced(source, name, b"</c:numCache>", values + b"</c:numCache>")


def attributes(count: int) -> bytes:
    many = b" ".join(b'a%d="x"' % number for number in range(count))
    return in_the_tree(b"<p:extLst " + many + b"/>")


def long_attribute(megabytes: int) -> bytes:
    return in_the_tree(b'<p:extLst a="' + b"word " * (MIB // 5 * megabytes) + b'"/>')


def controls_and_surrogates() -> bytes:
    words = b"&#x202E;Wardens _x0000__xD800__x001B_ walked\xef\xbf\xbf_xFFFF_ &#xE0041;"
    return replaced(GOOD, SLIDE, b"Wardens walked", words)


def with_zeros(source: bytes, name: str) -> bytes:
    return replaced(source, name, b"Wardens", b"Ward\0ens")


def no_utf_8(source: bytes, name: str) -> bytes:
    return replaced(source, name, b"Wardens", b"Ward\xff\xfeens")


def deep_xml(source: bytes, name: str, end: bytes) -> bytes:
    return replaced(source, name, end, b"<x>" * 100_000 + b"</x>" * 100_000 + end)


def sizes_that_are_no_numbers() -> bytes:
    return changed(
        GOOD,
        LIST,
        lambda part: part.replace(b'<p:sldSz cx="9144000"', b'<p:sldSz cx="-99999999999999999999"'),
    )


def million_paragraphs() -> bytes:
    return paper("<w:p><w:r><w:t>Ward</w:t></w:r></w:p>" * 1_000_000)


def nested_tables() -> bytes:
    opening, closing = "<w:tbl><w:tr><w:tc><w:p/>", "<w:p/></w:tc></w:tr></w:tbl>"
    return paper(opening * 2_000 + closing * 2_000)


def paper_table(rows: int, columns: int) -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc>"
    return paper(f"<w:tbl>{f'<w:tr>{cell * columns}</w:tr>' * rows}</w:tbl>")
