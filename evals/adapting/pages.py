"""Files of pages -> pages: invented lines as they stand on slides, and what lay people would ask of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.errors import SspError

FOLDER = Path(__file__).parent / "pages"

HELD_OUT_SHARE = 0.1
"""Share of the pages that is kept from training, to choose by."""


class PagesError(SspError):
    """A file of pages is not as it should be. The message names the line."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A heading and the lines under it.

    `asked` pairs a line's number, from 0, with a question that this line of the page alone answers;
    `unanswered` are questions on the page's subject that no line answers.
    """

    heading: str
    lines: tuple[str, ...]
    asked: tuple[tuple[int, str], ...]
    unanswered: tuple[str, ...]


def read_pages(folder: Path = FOLDER) -> list[Page]:
    """Return the pages of every JSONL file of a folder, in the order of their names.

    Raises:
        PagesError: there is none, one cannot be read, or a row is wrong.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise PagesError(f"{folder} holds no .jsonl file of pages")
    return [page for file in files for page in _read(file)]


def split_pages(pages: Iterable[Page]) -> tuple[list[Page], list[Page]]:
    """Return the pages to train on and those held out, by the digest of their headings."""
    sides: tuple[list[Page], list[Page]] = ([], [])
    for page in pages:
        digest = int(sha256(page.heading.encode()).hexdigest()[:8], 16)
        sides[digest < HELD_OUT_SHARE * 0x1_0000_0000].append(page)
    return sides


def _read(file: Path) -> Sequence[Page]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PagesError(f"{file} cannot be read: {error}") from error
    return [_page(line, f"{file}, line {number}") for number, line in enumerate(lines, start=1)]


def _page(line: str, where: str) -> Page:
    try:
        row: dict[str, Any] = json.loads(line)
        lines = tuple(" ".join(text.split()) for text in row["lines"])
        asked = tuple((int(at), str(question)) for at, question in row["ask"])
        page = Page(str(row["heading"]), lines, asked, tuple(row["miss"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PagesError(f"{where} is no page ({error}): give heading, lines, ask and miss") from error
    wrong = [at for at, _ in asked if not 0 <= at < len(lines)]
    if wrong:
        raise PagesError(f"{where}: a question is of line {wrong[0]}, and the page has {len(lines)}")
    return page
