"""Hostile and broken Office files: zip archives that lie, parts that loop, XML that grows."""

import struct
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.ingest import decks

MIB = 1 << 20
SLIDE, LIST, LINKS = "ppt/slides/slide1.xml", "ppt/presentation.xml", "ppt/slides/_rels/slide1.xml.rels"
TYPES = "[Content_Types].xml"
BODY = {"ppt": SLIDE, "word": "word/document.xml"}

Change = Callable[[dict[str, bytes]], None]


def deck(words: str = "Wardens walked forty routes each week") -> bytes:
    made = decks.new_deck()
    slide = decks.add_slide(made, decks.CONTENT, "Noise")
    decks.fill(slide.placeholders[1], words)
    return decks.to_bytes(made)


GOOD = deck()

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def paper(body: str = "<w:p><w:r><w:t>Wardens walked forty routes.</w:t></w:r></w:p>") -> bytes:
    """Return a Word document with this body."""
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members = {
        TYPES: f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{part}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_members(source: bytes, *members: tuple[str, bytes | int]) -> bytes:
    """Return an archive with members added; a number stands for so many MiB of zeros."""
    out = BytesIO(source)
    with warnings.catch_warnings(), ZipFile(out, "a", ZIP_DEFLATED, compresslevel=1) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            with archive.open(name, "w", force_zip64=True) as member:
                for step in _steps(content):
                    member.write(step)
    return out.getvalue()


def _steps(content: bytes | int) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    for _ in range(content):
        yield bytes(MIB)


def changed(source: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    def apply(members: dict[str, bytes]) -> None:
        members[name] = change(members[name])

    return decks.rewrite(source, apply)


def replaced(source: bytes, name: str, old: bytes, new: bytes) -> bytes:
    return changed(source, name, lambda part: part.replace(old, new))


def unpacked(source: bytes) -> bytes:
    """Return the archive with its members as they are, so that none is refused for how far it is packed."""
    out = BytesIO()
    with ZipFile(BytesIO(source)) as packed, ZipFile(out, "w", ZIP_STORED) as archive:
        for name in packed.namelist():
            archive.writestr(name, packed.read(name))
    return out.getvalue()


def one_large_member(source: bytes) -> bytes:
    return with_members(source, ("docProps/media.bin", 128))


def many_large_members(source: bytes) -> bytes:
    return with_members(source, *((f"docProps/media{number}.bin", 60) for number in range(6)))


def nested_archives(source: bytes) -> bytes:
    inner = with_members(source, ("bomb.bin", 64))
    for level in range(5):
        inner = with_members(source, *((f"docProps/level{level}-{n}.zip", inner) for n in range(4)))
    return inner


def noise_of_a_kind(source: bytes) -> bytes:
    """Return an archive whose added member packs to a 200th part."""
    return with_members(source, ("docProps/pattern.bin", 8))


def many_members(source: bytes) -> bytes:
    return with_members(source, *((f"docProps/{number}.xml", b"<x/>") for number in range(4_001)))


def half_a_million_names() -> bytes:
    """Return an archive whose directory names 500,000 members that are not there."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"x"
    count = 500_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 4, 0)
    return b"PK\x03\x04" + entry * count + end


def unsafe_names(source: bytes) -> bytes:
    return with_members(source, ("../../../tmp/evil", b"x"), ("/etc/evil", b"x"), ("C:\\evil", b"x"))


def twice_the_same(source: bytes, name: str) -> bytes:
    return with_members(source, (name, b"<x/>"))


def name_with_a_zero(source: bytes) -> bytes:
    return with_members(source, ("docProps/aXb.xml", b"x")).replace(b"aXb.xml", b"a\0b.xml")


def lying_size(source: bytes) -> bytes:
    out = bytearray(with_members(source, ("docProps/x.bin", 4)))
    entry = out.rindex(b"PK\x01\x02")
    out[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(out)


def overlapping_members(source: bytes) -> bytes:
    """Return an archive of which 3,000 directory entries point to one member's bytes."""
    archive = with_members(source, ("docProps/kernel.bin", bytes(MIB)))
    directory = archive.rindex(b"PK\x01\x02")
    end = archive.rindex(b"PK\x05\x06")
    entry, start = archive[directory:end], struct.unpack("<I", archive[end + 16 : end + 20])[0]
    entries = b"".join(entry.replace(b"kernel.bin", f"k{number:05d}.bin".encode()) for number in range(3_000))
    kept = archive[start:directory]
    total = kept.count(b"PK\x01\x02") + 3_000
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, total, total, len(kept + entries), start, 0)
    return archive[:start] + kept + entries + tail


def zip_encrypted(source: bytes) -> bytes:
    out = bytearray(source)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = out.find(mark)
        while place >= 0:
            out[place + at] |= 1
            place = out.find(mark, place + 4)
    return bytes(out)


def office_encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1500) + "EncryptedPackage".encode("utf-16-le") + bytes(99)
    )


def cut(source: bytes, share: float) -> bytes:
    return source[: int(len(source) * share)]


def without(source: bytes, name: str) -> bytes:
    return decks.rewrite(source, lambda members: members.__delitem__(name))


def link(source: bytes, part: str, kind: str, target: str, mode: str = "External") -> bytes:
    """Return the file with a relationship added to a part's own."""
    added = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'.encode()
    return replaced(source, part, b"</Relationships>", added + b"</Relationships>")


def slide_that_is_its_own_layout() -> bytes:
    return changed(GOOD, LINKS, lambda part: part.replace(b"../slideLayouts/slideLayout2.xml", b"slide1.xml"))


def layout_loop() -> bytes:
    name = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    return replaced(GOOD, name, b"../slideMasters/slideMaster1.xml", b"slideLayout2.xml")


def slide_listed_many_times() -> bytes:
    def repeat(part: bytes) -> bytes:
        start, end = part.index(b"<p:sldId "), part.index(b"</p:sldIdLst>")
        return part[:start] + part[start:end] * 50_000 + part[end:]

    return changed(GOOD, LIST, repeat)


def presentation_lists_itself() -> bytes:
    name = "ppt/_rels/presentation.xml.rels"
    return replaced(GOOD, name, b"slides/slide1.xml", b"presentation.xml")


def no_list_of_slides() -> bytes:
    return changed(GOOD, LIST, lambda part: part.replace(b"sldIdLst", b"sldIdLast"))


def declared(source: bytes, name: str, declaration: str, word: bytes = b"Wardens") -> bytes:
    """Return the file with a document type declared in a part, and its entity &e; used."""

    def declare(part: bytes) -> bytes:
        head, mark, rest = part.partition(b"?>") if part.startswith(b"<?xml") else (b"", b"", part)
        return head + mark + f"<!DOCTYPE x [{declaration}]>".encode() + rest.replace(word, b"&e;")

    return changed(source, name, declare)


BILLION = '<!ENTITY a "laughs ">' + "".join(
    f'<!ENTITY {this} "{f"&{before};" * 10}">' for before, this in zip("abcdfghij", "bcdfghije", strict=True)
)
FOREIGN = '<!ENTITY e SYSTEM "file:///etc/passwd">'
FETCHED = '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p; <!ENTITY e "x">'


def late_declaration() -> bytes:
    """Return a deck whose slide declares its type after 100 kB of comment."""
    return changed(
        declared(GOOD, SLIDE, FOREIGN),
        SLIDE,
        lambda part: part.replace(b"<!DOCTYPE", b"<!--" + b"x" * 100_000 + b"--><!DOCTYPE"),
    )


def in_utf_16(source: bytes, name: str) -> bytes:
    return changed(source, name, lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16"))


def in_utf_7(source: bytes, name: str) -> bytes:
    return changed(source, name, lambda part: part.replace(b"UTF-8", b"UTF-7"))
