"""A transcript -> a Word document, in styles that a reader of headings can follow."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assistant.api.exports.transcript import STANDING, Exchange, Source, Statement, Transcript

LANGUAGE = "en-GB"


def write_document(transcript: Transcript, author: str) -> bytes:
    """Return a transcript as a DOCX file; its properties name `author` and when it was checked."""
    word = Document()
    _set_language(word)
    properties = word.core_properties
    properties.title, properties.author, properties.language = transcript.title, author[:255], LANGUAGE
    properties.comments, properties.last_modified_by = "", author[:255]
    properties.created = properties.modified = transcript.checked_at
    writer = _Writer(word, transcript.checked)
    writer.add(transcript.title, "Title")
    writer.add(STANDING)
    for exchange in transcript.exchanges:
        _add_exchange(writer, exchange)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _set_language(word: WordDocument) -> None:
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


class _Writer:
    """Adds paragraphs to a document, looking each style up once.

    With its own ways python-docx 1.2 takes 25 s for the largest export: it searches all styles for each
    paragraph that it is given a style for, and all paragraphs for the end of the document. Here each is put
    before the `last` line.
    """

    def __init__(self, word: WordDocument, last: str) -> None:
        self._last = word.add_paragraph(last)
        self._ids = {style.name: style.style_id for style in word.styles}

    def add(self, text: str, style: str = "Normal") -> Paragraph:
        paragraph = self._last.insert_paragraph_before(text)
        paragraph._p.style = self._ids[style]  # noqa: SLF001 - see above
        return paragraph


def _add_exchange(writer: _Writer, exchange: Exchange) -> None:
    writer.add(exchange.question, "Heading 1")
    if exchange.label:
        writer.add("").add_run(exchange.label).bold = True
    for statement in exchange.statements:
        writer.add(_say(statement), "List Bullet")
    for text in (exchange.next_step, *exchange.notes):
        if text:
            writer.add(text)
    if exchange.sources:
        writer.add("Sources", "Heading 2")
    for source in exchange.sources:
        _add_source(writer, source)


def _say(statement: Statement) -> str:
    return " ".join((statement.text, *(f"[{number}]" for number in statement.numbers)))


def _add_source(writer: _Writer, source: Source) -> None:
    remarks = f" ({'; '.join(source.remarks)})" if source.remarks else ""
    writer.add(f"[{source.number}] {source.reference}{remarks}").paragraph_format.keep_with_next = True
    writer.add(source.quote or "(no words)", "Quote")
