"""Invented Word documents of invented councils, made part by part, for tests of the Word reader."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element as Element

from ingest.model import Reading
from ingest.readers import find_reader
from ingest.readers.docx.reader import transcribe
from ingest.readers.ooxml import NAMESPACES
from tests.ingest.decks import rewrite
from tests.ingest.exports import DOCUMENT

DOCX = replace(DOCUMENT, file="invented-borough-plan.docx")
W = f"{{{NAMESPACES['w']}}}"
MORE = {
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in (NAMESPACES | MORE).items())


def new_document(*paragraphs: str) -> WordDocument:
    """Return a document of plain paragraphs."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def element(xml: str) -> Element:
    """Return an element written with the usual prefixes, such as <w:p/>."""
    return parse_xml(f"<w:body {DECLARED}>{xml}</w:body>")[0]


def add_xml(made: WordDocument, *blocks: str) -> None:
    """Add paragraphs or tables written as XML to a document's end."""
    for xml in blocks:
        made.element.body.insert(len(made.element.body) - 1, element(xml))


def run_xml(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field_xml(instruction: str, shown: str) -> str:
    """Return a field's runs, from its beginning to its end."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in FIELD_MARKS)
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{run_xml(shown)}{end}"


FIELD_MARKS = ("begin", "separate", "end")


def break_page(paragraph: Paragraph) -> None:
    """End a page as an author does."""
    paragraph.add_run().add_break(WD_BREAK.PAGE)


def mark_page(paragraph: Paragraph, run: Run | None = None) -> None:
    """Set Word's mark of a page's beginning before a paragraph's words, or into a run."""
    target = run or paragraph.runs[0]
    target._r.insert(0, element("<w:lastRenderedPageBreak/>"))


def add_rows(made: WordDocument, *rows: Iterable[str], style: str = "Normal Table") -> Table:
    filled = [list(row) for row in rows]
    table: Table = made.add_table(len(filled), len(filled[0]), style=style)
    for row, texts in zip(table.rows, filled, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def add_part(
    source: bytes, name: str, kind: str, content: str, media: str = "application/xml", rid: str = ""
) -> bytes:
    """Return a document with one more part that its main part points to."""

    def change(members: dict[str, bytes]) -> None:
        members[f"word/{name}"] = content.encode()
        types = members["[Content_Types].xml"].decode()
        part = f'<Override PartName="/word/{name}" ContentType="{media}"/></Types>'
        members["[Content_Types].xml"] = types.replace("</Types>", part).encode()
        rels = members["word/_rels/document.xml.rels"].decode()
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        added = (
            f'<Relationship Id="{rid or "x" + kind}" Type="{office}/{kind}" Target="{name}"/></Relationships>'
        )
        members["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", added).encode()

    return rewrite(source, change)


def part_xml(root: str, *inside: str) -> str:
    """Return a part: a root such as "w:footnotes" and what is in it."""
    return f"<{root} {DECLARED}>{''.join(inside)}</{root}>"


def to_bytes(made: WordDocument) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read_words(made: WordDocument | bytes) -> Reading:
    source = made if isinstance(made, bytes) else to_bytes(made)
    return find_reader(DOCX, source).read(DOCX, source)


def transcribe_words(made: WordDocument | bytes) -> tuple[Reading, str]:
    return transcribe(DOCX, made if isinstance(made, bytes) else to_bytes(made))


def drops(reading: Reading) -> list[tuple[str, str]]:
    """Return what was left out with words: the words and why."""
    return [(drop.text, drop.reason) for drop in reading.drops if drop.text]
