"""Hostile PDFs that are small and become large: in memory, in time, in pages."""

import base64
import zlib

from tests.ingest.hostile.rawpdf import PAGE, WORDS, deflate, lines, one_page, stream, write_pdf

MIB = 1 << 20


def xobject_loop() -> bytes:
    form = stream(b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + _uses(6))
    return one_page(WORDS + b" /X Do", resources="/XObject << /X 6 0 R >>", more={6: form})


def xobject_tree() -> bytes:
    """Return ten forms, each of which shows the next one ten times."""
    forms: dict[int, str | bytes] = {
        number: stream(b"/X Do " * 10, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {_uses(number + 1)}")
        for number in range(6, 16)
    }
    forms[16] = stream(WORDS, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return one_page(WORDS + b" /X Do", resources="/XObject << /X 6 0 R >>", more=forms)


def _uses(number: int) -> str:
    return f"/Resources << /XObject << /X {number} 0 R >> >>"


def flate_bomb() -> bytes:
    return _content(deflate(WORDS, b" " * MIB, 1024), "/Filter /FlateDecode")


def flate_bomb_of_words() -> bytes:
    return _content(deflate(b"BT /F1 9 Tf ", b"(ward) Tj " * 100_000, 200), "/Filter /FlateDecode")


def nested_flate_bomb() -> bytes:
    packed = zlib.compress(deflate(b"", bytes(MIB), 1024), 9)
    return _content(packed, "/Filter [/FlateDecode /FlateDecode]")


def lzw_bomb() -> bytes:
    """Return a stream of LZW codes that stand for ever longer runs of one byte: 400 MB of them."""
    codes = (0, *range(258, 2258))
    table = "".join(f"{code:0{9 + (code > 510) + (code > 1022) + (code > 2046)}b}" for code in codes)
    bits = f"{256:09b}" + (table + f"{256:012b}") * 200
    packed = int(bits.ljust((len(bits) + 7) // 8 * 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big")
    return _content(packed, "/Filter /LZWDecode")


def run_length_bomb() -> bytes:
    runs = deflate(b"", b"\x81 " * MIB, 8)
    return _content(runs, "/Filter [/FlateDecode /RunLengthDecode]")


def ascii85_bomb() -> bytes:
    return _content(deflate(b"", b"z" * MIB, 256), "/Filter [/FlateDecode /ASCII85Decode]")


def ascii85_of_flate() -> bytes:
    inner = base64.a85encode(deflate(b"", bytes(MIB), 512)) + b"~>"
    return _content(inner, "/Filter [/ASCII85Decode /FlateDecode]")


def many_filters() -> bytes:
    packed = WORDS
    for _ in range(60):
        packed = zlib.compress(packed)
    return _content(packed, f"/Filter [{'/FlateDecode ' * 60}]")


def nine_million_operators() -> bytes:
    return one_page(WORDS + b" q Q" * 4_500_000, packed=True)


def million_lines_drawn() -> bytes:
    return one_page(WORDS + b" 0 0 m 9 9 l S" * 1_000_000, packed=True)


def ruled_into_squares() -> bytes:
    """Return a page with the rules of a table of 300 by 300 cells."""
    rules = b"".join(
        b" %d 0 m %d 600 l S 0 %d m 590 %d l S" % (2 * i, 2 * i, 2 * i, 2 * i) for i in range(300)
    )
    return one_page(WORDS + rules, packed=True)


def content_twenty_thousand_times() -> bytes:
    return one_page(b" 0 g" * 2_000, page=f"/Contents [{'4 0 R ' * 20_000}]")


def words_on_words() -> bytes:
    """Return 100,000 words, all in one place."""
    return one_page(b"BT /F1 12 Tf 60 700 Td " + b"(ward )Tj 0 0 Td " * 100_000 + b"ET", packed=True)


def page_without_spaces() -> bytes:
    return one_page(b"BT /F1 1 Tf 60 700 Td (" + b"w" * 500_000 + b") Tj ET", packed=True)


def hundred_thousand_pages_declared() -> bytes:
    return one_page().replace(b"/Count 1", b"/Count 100000")


def three_thousand_pages() -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(6, 3006))
    page = PAGE.format(more="/MediaBox [0 0 595 842]")
    return write_pdf(
        {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Kids [{kids}] /Count 3000 >>"}
        | dict.fromkeys(range(6, 3006), page)
    )


def one_page_many_times() -> bytes:
    """Return a page tree whose nodes each have ten kids that are one node: 10^9 pages."""
    objects: dict[int, str | bytes] = {1: "<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, 11):
        objects[number] = (
            f"<< /Type /Pages /Count {10 ** (11 - number)} /Kids [{f'{number + 1} 0 R ' * 10}] >>"
        )
    objects[11] = "<< /Type /Page /Parent 10 0 R /MediaBox [0 0 595 842] >>"
    return write_pdf(objects)


def dense_pages() -> bytes:
    """Return 400 pages of 60 lines of words: much to read, and nothing wrong with it."""
    content = lines([f"Line {row} of the plan says what wardens did in a week." for row in range(55)])
    kids = " ".join(f"{number} 0 R" for number in range(10, 410))
    page = PAGE.format(more="/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>")
    return write_pdf(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{kids}] /Count 400 >>",
            4: stream(content),
            5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            **dict.fromkeys(range(10, 410), page),
        }
    )


def cid_widths_bomb() -> bytes:
    widths = " ".join(f"{start} 2000000000 500" for start in range(50))
    return _with_font(
        {
            6: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) "
            f"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R /W [{widths}] >>",
            7: "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 9 9] >>",
        },
        "/Encoding /Identity-H /DescendantFonts [6 0 R]",
    )


def to_unicode_bomb() -> bytes:
    ranges = b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange\n" * 1000
    return _with_font(
        {6: stream(ranges, packed=True), 7: "[]"},
        "/Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts 7 0 R",
    )


def to_unicode_loop() -> bytes:
    return _with_font(
        {6: stream(b"/X usecmap", "/Type /CMap /CMapName /X /UseCMap 6 0 R")},
        "/Encoding 6 0 R /ToUnicode 6 0 R /DescendantFonts [5 0 R]",
    )


def _with_font(more: dict[int, str | bytes], entries: str) -> bytes:
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /X {entries} >>"
    return one_page(b"BT /F1 12 Tf 60 700 Td <00410042> Tj ET", more={5: font, **more})


def _content(packed: bytes, entries: str) -> bytes:
    return one_page(more={4: stream(packed, entries)})


def huge_jbig2() -> bytes:
    page_information = bytes.fromhex("00000000300001000000130000ea600000ea600000000000000000000000")
    return _picture(page_information, "/Filter /JBIG2Decode /BitsPerComponent 1 /ColorSpace /DeviceGray")


def huge_jpeg() -> bytes:
    frame = bytes.fromhex("ffd8ffc0000b08ea60ea6001011100ffda0008010100003f00") + bytes(64) + b"\xff\xd9"
    return _picture(frame, "/Filter /DCTDecode /BitsPerComponent 8 /ColorSpace /DeviceGray")


def huge_raw_picture() -> bytes:
    packed = deflate(b"", bytes(MIB), 600)
    return _picture(packed, "/Filter /FlateDecode /BitsPerComponent 8 /ColorSpace /DeviceRGB")


def _picture(content: bytes, entries: str) -> bytes:
    image = stream(content, f"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 {entries}")
    resources = "/XObject << /X 6 0 R >>"
    return one_page(WORDS + b" q 500 0 0 500 0 0 cm /X Do Q", resources=resources, more={6: image})
