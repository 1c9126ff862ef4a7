"""PDFs written byte by byte, since no program writes such as these."""

import zlib
from collections.abc import Mapping, Sequence

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = "<< /Type /Page /Parent 2 0 R {more} >>"
WORDS = b"BT /F1 12 Tf 60 700 Td (Wardens walked forty routes each week.) Tj ET"


def deflate(head: bytes, chunk: bytes, times: int) -> bytes:
    """Return a zlib stream of `head` and many times `chunk`, deflated once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begun = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    repeated = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(head)
    for _ in range(times):
        check = zlib.adler32(chunk, check)
    return b"\x78\xda" + begun + repeated * times + packer.flush() + check.to_bytes(4, "big")


def stream(content: bytes, entries: str = "", *, packed: bool = False) -> bytes:
    """Return a stream object; a packed one is deflated, whatever it holds."""
    if packed:
        content, entries = zlib.compress(content, 9), f"/Filter /FlateDecode {entries}"
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def write_pdf(objects: Mapping[int, str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """Return a file of these objects, by their numbers."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        body = content if isinstance(content, bytes) else content.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n".encode()
    for number in range(size):
        kind = "n" if number in places else "f"
        out += f"{places.get(number, 0):010d} {0 if kind == 'n' else 65535:05d} {kind} \n".encode()
    return bytes(out + f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())


def one_page(
    content: bytes | str = WORDS,
    *,
    page: str = "",
    resources: str = "",
    box: str = "[0 0 595 842]",
    more: Mapping[int, str | bytes] | None = None,
    catalog: str = "",
    packed: bool = False,
) -> bytes:
    """Return a PDF of one page: objects 1 catalog, 2 pages, 3 page, 4 content, 5 font, then `more`."""
    raw = content if isinstance(content, bytes) else content.encode()
    return write_pdf(
        {
            1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: PAGE.format(
                more=f"/MediaBox {box} /Contents 4 0 R "
                f"/Resources << /Font << /F1 5 0 R >> {resources} >> {page}"
            ),
            4: stream(raw, packed=packed),
            5: FONT,
            **(more or {}),
        }
    )


def cut(source: bytes, share: float) -> bytes:
    return source[: int(len(source) * share)]


def lines(texts: Sequence[str]) -> bytes:
    """Return a content that shows each text on a line of its own."""
    rows = (f"({text}) Tj 0 -14 Td" for text in texts)
    return f"BT /F1 10 Tf 40 800 Td {' '.join(rows)} ET".encode()
