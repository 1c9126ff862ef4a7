"""An Office file's zip archive, checked before any parser sees it."""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePosixPath

from corpus.errors import DocumentRejected

MAX_MEMBERS = 4_000
MAX_MEMBER_BYTES = 64 * 2**20
MAX_TOTAL_BYTES = 256 * 2**20
MAX_RATIO = 200
"""Unpacked to packed. Deflate reaches 1,000; slides, the most repetitive of them, stay below 100."""

FREE_BYTES = 2**20
"""Below this a member's ratio does no harm and is not looked at."""

CONTENT_TYPES = "[Content_Types].xml"

MAIN_PARTS = {"ppt/": "ppt/presentation.xml", "word/": "word/document.xml", "xl/": "xl/workbook.xml"}
"""The part that is the document itself, by the folder it stands in."""

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, IndexError)
"""What zipfile raises for archives that are not as they should be."""

_PLAIN = "a plain presentation (.pptx) or document (.docx)"
_WITH_MACROS = "a macro-enabled file (.pptm, .docm)"
_OTHER_KINDS = {
    ".macroEnabled": _WITH_MACROS,
    "presentationml.slideshow.main": "a slide show (.ppsx)",
    "presentationml.template.main": "a template (.potx)",
    "wordprocessingml.template.main": "a template (.dotx)",
}
"""Marks of other content types than a plain presentation's or document's, and what they are called."""

_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
"""What a file needs to declare entities, whose text would be lost or stand for other files."""

_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"'>]+)""")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
"""In which a declaration can be seen as what it is. Office writes UTF-8 alone."""

_HIDING = (b"<\0\0", b"\0\0", b"\xff\xfe\0\0", b"Lo\xa7\x94")
"""How XML in UTF-32 and EBCDIC begins."""

_MAIN_TYPES = {
    "ppt/presentation.xml": b"presentationml.presentation.main+xml",
    "word/document.xml": b"wordprocessingml.document.main+xml",
}
"""What the list of content types calls the part that is the document itself."""

_STEP = 2**16
_OVERLAP = 32
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MiB = 2**20


def check_archive(where: str, source: bytes, main_part: str) -> None:
    """Read every member once, in small steps, and refuse what no Office program writes.

    Sizes are counted while reading, since those that the archive declares may lie; a member with
    more bytes than it declares fails its checksum.

    Raises:
        DocumentRejected: too many or too large members, too high a ratio, an unsafe name, encryption,
            damage, or no main part; the message says which member.
    """
    if not source.startswith(b"PK"):
        found = (
            "is not what its name says: it is no zip archive, as .pptx and .docx are"
            if source
            else "is empty"
        )
        raise DocumentRejected(f"{where} {found}; save it again, or fetch it again")
    try:
        with zipfile.ZipFile(BytesIO(source)) as archive:
            _check_directory(where, archive, main_part)
            _check_members(where, archive, len(source))
            _check_kind(where, archive.read(CONTENT_TYPES), archive.namelist(), main_part)
    except BROKEN_ZIP as error:
        raise DocumentRejected(
            f"{where} is damaged: its zip archive cannot be read ({error}); save it again, or fetch it again"
        ) from error


def find_folder(source: bytes) -> str:
    """Return the folder that tells an archive's format: "ppt/", "word/" or "xl/"; empty for any other.

    Of an archive without a directory (one cut short) the bytes themselves are looked at.
    """
    try:
        with zipfile.ZipFile(BytesIO(source)) as archive:
            names = set(archive.namelist())
    except BROKEN_ZIP:
        return next((folder for folder in MAIN_PARTS if folder.encode() in source), "")
    by_part = (folder for folder, part in MAIN_PARTS.items() if part in names)
    by_name = (folder for folder in MAIN_PARTS if any(name.startswith(folder) for name in names))
    return next(by_part, "") or next(by_name, "")


def _check_directory(where: str, archive: zipfile.ZipFile, main_part: str) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentRejected(
            f"{where} holds {len(members):,} members; {MAX_MEMBERS:,} are the most: save it in parts"
        )
    for member in members:
        _check_member(where, member)
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise DocumentRejected(f"{where} holds {Counter(names).most_common(1)[0][0]} twice: save it again")
    for needed in (CONTENT_TYPES, main_part):
        if needed not in names:
            raise DocumentRejected(f"{where} is incomplete: it holds no {needed}; save it again")


def _check_member(where: str, member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
        raise DocumentRejected(f"{where} holds a member with an unsafe name, {name!r}: do not open this file")
    if member.flag_bits & 0x1:
        raise DocumentRejected(f"{where} is encrypted (member {name}): save it without a password")
    if member.compress_type not in _METHODS:
        raise DocumentRejected(
            f"{where} is packed in a way Office does not use (member {name}, method {member.compress_type}): "
            "save it again"
        )


def _check_members(where: str, archive: zipfile.ZipFile, packed: int) -> None:
    total = 0
    for member in archive.infolist():
        total += _measure(where, archive, member, total)
    if total > max(FREE_BYTES, MAX_RATIO * packed):
        raise DocumentRejected(f"{where} unpacks to more than {MAX_RATIO} times its size: {_again()}")


def _measure(where: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, before: int) -> int:
    """Return how many bytes a member unpacks to."""
    size = 0
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    tail = b""
    with archive.open(member) as opened:
        while step := opened.read(_STEP):
            if is_xml and (wrong := _find_unsafe_xml(tail + step, first=not size)):
                raise DocumentRejected(
                    f"{where}: member {member.filename} {wrong}, as Office never does: do not open this file"
                )
            tail = step[-_OVERLAP:]
            size += len(step)
            if fault := _find_fault(size, member.compress_size, before):
                raise DocumentRejected(f"{where}: member {member.filename} {fault}: {_again()}")
    return size


def _find_unsafe_xml(step: bytes, *, first: bool) -> str:
    """Return what is wrong with a step of an XML part: a declaration of entities, or a way to hide one."""
    if any(mark in step for mark in _DECLARATIONS):
        return "declares a document type"
    bare = step.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = _ENCODING.match(bare)
    unusual = bare.startswith(_HIDING) or (found is not None and found[1].lower() not in _ENCODINGS)
    return "is written in an unusual encoding" if first and unusual else ""


def _find_fault(size: int, packed: int, before: int) -> str:
    if size > MAX_MEMBER_BYTES:
        return f"unpacks to more than {MAX_MEMBER_BYTES // _MiB} MiB"
    if before + size > MAX_TOTAL_BYTES:
        return f"brings the file above {MAX_TOTAL_BYTES // _MiB} MiB unpacked"
    if size > max(FREE_BYTES, MAX_RATIO * packed):
        return f"unpacks to more than {MAX_RATIO} times its size"
    return ""


def _check_kind(where: str, content_types: bytes, names: Sequence[str], main_part: str) -> None:
    """Refuse what is no plain document: one with macros, a show, a template, or of wrong content types."""
    found = next((name for mark, name in _OTHER_KINDS.items() if mark.encode() in content_types), "")
    if any(name.endswith("vbaProject.bin") for name in names):
        found = found or _WITH_MACROS
    if found:
        raise DocumentRejected(f"{where} is {found}: save it as {_PLAIN} and add that")
    if _MAIN_TYPES.get(main_part, b"") not in content_types:
        raise DocumentRejected(
            f"{where} is damaged: its list of content types does not say what {main_part} is; save it again"
        )


def _again() -> str:
    return "compress its pictures or save it in parts"
