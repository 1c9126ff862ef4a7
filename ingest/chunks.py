"""What is embedded: every block that asserts something, and each slide in parts the model can read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.embedder import Embedder
from corpus.model import SIGNPOSTS, Block, BlockKind, Chunk, ChunkGrain, Slide, content_id
from ingest.model import Reading
from ingest.statements import is_statement

PATH_SHARE = 0.5
"""The heading path takes at most this share of what the model reads; its outer parts go first."""

_SAID_ELSEWHERE = frozenset({BlockKind.THEME, BlockKind.TITLE, BlockKind.TABLE_HEADER})
"""Kinds whose words every chunk of the slide, or of the table, carries already."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk to be: text of blocks of one slide under a heading path."""

    grain: ChunkGrain
    slide: Slide
    blocks: tuple[Block, ...]
    path: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.path}\n{self.text}" if self.text else self.path


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Measures texts in the model's tokens; `special` are those it adds to every text."""

    embedder: Embedder
    special: int

    @property
    def room(self) -> int:
        return self.embedder.max_tokens - self.special

    def measure(self, texts: Sequence[str]) -> dict[str, int]:
        distinct = sorted(set(texts))
        counts = self.embedder.count_tokens(distinct)
        return {text: count - self.special for text, count in zip(distinct, counts, strict=True)}

    def length(self, text: str) -> int:
        return self.measure([text])[text]


def find_chunks(reading: Reading, embedder: Embedder) -> tuple[Chunk, ...]:
    """Return the chunks of all slides in order, of each slide those of block grain first.

    A chunk is a heading path, a line break and text; a table's row is written with its columns'
    names. None crosses slides or is longer than the model reads: a block too long by itself is
    cut. A title or heading that says something itself is a chunk of block grain too, and so is the title
    of a slide that at most a picture speaks for.
    """
    ruler = _Ruler(embedder, embedder.count_tokens([""])[0])
    lines = {block.id: write_block(block) for slide in reading.slides for block in slide.blocks}
    lengths = ruler.measure(list(lines.values()))
    pieces = []
    for slide in reading.slides:
        names = (reading.document.title, slide.theme, slide.title)
        pieces += list(_find_blocks(names, slide, lines))
        pieces += _pack(names, slide, lines, lengths, ruler)
    return tuple(_chunk(reading.document.id, piece) for piece in _cut(pieces, ruler))


def write_block(block: Block) -> str:
    """Return a block's text as it is embedded: a table row as "Column: cell" lines."""
    if block.kind is not BlockKind.TABLE_ROW:
        return block.text
    cells = [(cell.column, _in_one_line(cell.text)) for cell in block.cells if cell.text]
    return "\n".join(f"{column}: {text}" if column else text for column, text in cells)


def _in_one_line(text: str) -> str:
    return "; ".join(text.split("\n")).replace(":; ", ": ")


def _find_blocks(names: Sequence[str], slide: Slide, lines: dict[str, str]) -> Iterator[_Piece]:
    title = next((block for block in slide.blocks if block.kind is BlockKind.TITLE), None)
    if slide.picture_only and title:
        yield _Piece(ChunkGrain.BLOCK, slide, (title,), _path(names), "")
    for block in slide.blocks:
        if block.kind not in SIGNPOSTS or (is_statement(block) and not slide.picture_only):
            path = _path((*names, *block.headings))
            yield _Piece(ChunkGrain.BLOCK, slide, (block,), path, lines[block.id])


def _pack(
    names: Sequence[str], slide: Slide, lines: dict[str, str], lengths: dict[str, int], ruler: _Ruler
) -> list[_Piece]:
    """Return the slide's blocks, put together while they fit."""
    path = _path(names)
    room = ruler.room - min(ruler.length(path), int(ruler.room * PATH_SHARE))
    packs: list[list[Block]] = []
    used = 0
    for block in slide.blocks:
        length = lengths[lines[block.id]]
        if block.kind in _SAID_ELSEWHERE:
            continue
        if not packs or used + length > room:
            packs.append([])
            used = 0
        packs[-1].append(block)
        used += length
    return [
        _Piece(ChunkGrain.SLIDE, slide, tuple(pack), path, "\n".join(lines[block.id] for block in pack))
        for pack in packs
    ]


def _path(names: Sequence[str]) -> str:
    return " > ".join(name for name in names if name)


def _cut(pieces: Sequence[_Piece], ruler: _Ruler) -> Iterator[_Piece]:
    """Yield the pieces, those longer than the model reads in parts under the same path."""
    lengths = ruler.measure([piece.whole for piece in pieces])
    for piece in pieces:
        if lengths[piece.whole] <= ruler.room:
            yield piece
            continue
        path = _trim_path(piece.path, ruler)
        size = ruler.room - ruler.length(path)
        parts = _split(piece.text, size, path, ruler) if piece.text else [""]
        yield from (replace(piece, path=path, text=part) for part in parts)


def _split(text: str, size: int, path: str, ruler: _Ruler) -> list[str]:
    """Return parts that fit under the path; smaller ones where joined text has more tokens than its parts."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=max(size, 1), chunk_overlap=0, length_function=cache(ruler.length)
    )
    parts = splitter.split_text(text)
    wholes = ruler.measure([f"{path}\n{part}" for part in parts])
    if size <= 1 or max(wholes.values(), default=0) <= ruler.room:
        return parts
    return _split(text, size * 3 // 4, path, ruler)


def _trim_path(path: str, ruler: _Ruler) -> str:
    """Return the path without its outer parts, or the beginning of its innermost, within its share."""
    most = max(int(ruler.room * PATH_SHARE), 1)
    parts = path.split(" > ")
    while len(parts) > 1 and ruler.length(" > ".join(parts)) > most:
        parts = parts[1:]
    kept = " > ".join(parts)
    return kept if ruler.length(kept) <= most else _split(kept, most, "", ruler)[0]


def _chunk(document_id: str, piece: _Piece) -> Chunk:
    ids = tuple(block.id for block in piece.blocks)
    return Chunk(
        content_id(piece.grain.value, document_id, *ids, piece.whole),
        piece.grain,
        piece.slide.ref,
        ids,
        piece.whole,
    )
