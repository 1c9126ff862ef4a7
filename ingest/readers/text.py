"""A text export of a deck: from its bytes to slides, no character lost."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Block, BlockKind, Document, Span
from ingest.blocks import build_slides
from ingest.linemarks import is_bold
from ingest.lines import split_lines
from ingest.markup import clean_text, merge_spans
from ingest.model import Drop, Reading
from ingest.numbering import find_numbering
from ingest.readers.decode import decode_text
from ingest.slides import find_slides
from ingest.stretches import Stretch, find_stretches
from ingest.tables import read_table
from ingest.titles import is_words_of_picture
from ingest.units import Unit, set_levels

NOT_UNDERSTOOD = "not understood"


class TextReader:
    """Reads plain text and Markdown exports in UTF-8."""

    suffixes = (".txt", ".text", ".md", ".markdown")

    def read(self, document: Document, source: bytes) -> Reading:
        """Return the slides of a text export, with what was left out and why.

        Spans count characters of the decoded text, a byte-order mark included.

        Raises:
            DocumentRejected: the bytes are no UTF-8 text, or hold no words.
        """
        text = decode_text(document, source)
        lines = split_lines(text)
        numbering = find_numbering(lines)
        found = list(_read_units(text, find_stretches(lines, numbering)))
        units = [unit for unit in found if isinstance(unit, Unit)]
        plans = find_slides(set_levels(_mark_pictures(units)), numbering.numbers)
        slides = build_slides(document.id, plans)
        blocks = [block for slide in slides for block in slide.blocks]
        drops = _find_drops(text, blocks, [drop for drop in found if isinstance(drop, Drop)])
        return Reading(document, slides, drops, len(text), tuple(_find_warnings(plans_inferred := not numbering.numbers, slides, drops)))
