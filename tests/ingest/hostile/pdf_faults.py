"""Hostile and broken PDFs: loops, impossible sizes, damage, and what tries to act or to hide."""

from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.hostile.rawpdf import FONT, PAGE, WORDS, cut, one_page, stream, write_pdf
from tests.ingest.pdfs import draw

GOOD = one_page()


def kids_loop() -> bytes:
    return GOOD.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def kids_loop_beside_a_page() -> bytes:
    return GOOD.replace(b"/Kids [3 0 R]", b"/Kids [3 0 R 2 0 R]")


def parent_loop() -> bytes:
    nodes = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>",
    }
    return write_pdf(
        {**nodes, 3: "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", 4: stream(WORDS), 5: FONT}
    )


def page_tree_of_10_000_levels() -> bytes:
    objects: dict[int, str | bytes] = {1: "<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, 10_002):
        objects[number] = f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 >>"
    objects[10_002] = PAGE.format(more="/MediaBox [0 0 595 842]")
    return write_pdf(objects)


def prev_loop() -> bytes:
    start = GOOD.rindex(b"startxref\n") + len(b"startxref\n")
    at = GOOD[start:].split()[0].decode()
    return GOOD.replace(b"/Root 1 0 R >>", f"/Root 1 0 R /Prev {at} >>".encode())


def xref_garbage() -> bytes:
    start = GOOD.rindex(b"xref\n0")
    return GOOD[:start] + b"\xff\x00garbage" * 50 + b"\nstartxref\n99999999\n%%EOF\n"


def no_xref() -> bytes:
    return GOOD[: GOOD.rindex(b"xref\n0")]


def no_eof() -> bytes:
    return GOOD[: GOOD.rindex(b"startxref")]


def object_stream_loop() -> bytes:
    """Return a file with an object stream that extends itself and holds its own length."""
    more = {
        6: b"<< /Type /ObjStm /N 1 /First 4 /Extends 6 0 R /Length 6 0 R >>\nstream\n6 0 << >>\nendstream"
    }
    return one_page(more=more, catalog="/Names 6 0 R")


def length_refers_to_itself() -> bytes:
    return one_page(more={4: b"<< /Length 4 0 R >>\nstream\n" + WORDS + b"\nendstream"})


def outline_loop() -> bytes:
    item = "<< /Title (Again) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>"
    return one_page(
        b"", catalog="/Outlines 6 0 R", more={6: "<< /Type /Outlines /First 7 0 R /Last 7 0 R >>", 7: item}
    )


def page_label_loop() -> bytes:
    return one_page(catalog="/PageLabels 6 0 R", more={6: "<< /Kids [6 0 R] /Nums [0 6 0 R] >>"})


def name_tree_loop() -> bytes:
    return one_page(catalog="/Names << /Dests 6 0 R >>", more={6: "<< /Kids [6 0 R 6 0 R] >>"})


def annotation_loop() -> bytes:
    note = "<< /Type /Annot /Subtype /Popup /Parent 6 0 R /Popup 6 0 R /Rect [0 0 9 9] /Kids [6 0 R] >>"
    return one_page(page="/Annots [6 0 R 6 0 R]", more={6: note})


def form_field_loop() -> bytes:
    field = "<< /FT /Tx /T (name) /Kids [6 0 R] /Parent 6 0 R /V (said) >>"
    return one_page(catalog="/AcroForm << /Fields [6 0 R] /XFA 6 0 R >>", more={6: field})


def resources_loop() -> bytes:
    return one_page(
        more={3: PAGE.format(more="/MediaBox [0 0 9 9] /Contents 4 0 R /Resources 3 0 R /Font 3 0 R")}
    )


def reference_loop() -> bytes:
    return one_page(more={5: "6 0 R", 6: "7 0 R", 7: "6 0 R"})


def deep_arrays() -> bytes:
    return one_page(catalog=f"/Deep {'[' * 100_000}{']' * 100_000}")


def deep_dictionaries() -> bytes:
    return one_page(catalog=f"/Deep {'<< /D ' * 50_000}null{' >>' * 50_000}")


def deep_content() -> bytes:
    return one_page(WORDS + b"[" * 200_000)


def deep_states() -> bytes:
    return one_page(b"q " * 500_000 + WORDS)


def with_box(box: str) -> bytes:
    return one_page(box=box)


def user_unit() -> bytes:
    return one_page(box="[0 0 14400 14400]", page="/UserUnit 1000000")


def huge_text_matrix() -> bytes:
    return one_page(b"1e30 0 0 1e30 1e38 -1e38 cm BT /F1 1e30 Tf 1e38 1e38 Td (Wardens walked.) Tj ET")


def zero_size_font() -> bytes:
    return one_page(b"BT /F1 0 Tf 60 700 Td (Wardens walked.) Tj ET")


def controls() -> bytes:
    return one_page(b"BT /F1 12 Tf 60 700 Td (\\000\\001\\002\\003\\004\\005\\006\\007) Tj ET")


def surrogates_and_directions() -> bytes:
    """Return words that the font's map makes lone surrogates, overrides of direction and noncharacters."""
    to_unicode = b"""/CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange
4 beginbfchar <41> <D800> <42> <202E> <43> <FFFE> <44> <0000> endbfchar"""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    content = b"BT /F1 12 Tf 60 700 Td (Wardens ABCD walked) Tj ET"
    return one_page(content, more={5: font, 6: stream(to_unicode, "/Type /CMap")})


def control_names() -> bytes:
    return one_page(catalog="/A#00B#0A#1B[31m (x) /\x01\x02 (y)", page="/#2E#2E#2F#2E#2E#2Fetc (z)")


def script_and_launch() -> bytes:
    script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    act = f"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> /Next {script} >>"
    catalog = f"/OpenAction {act} /AA << /WC {act} >> /Names << /JavaScript << /Names [(x) {act}] >> >>"
    return one_page(catalog=catalog, page="/AA << /O << /S /URI /URI (http://127.0.0.1:9/) >> >>")


def remote_parts() -> bytes:
    there = "/F << /FS /URL /F (http://127.0.0.1:9/x.pdf) >> /FFilter /FlateDecode"
    return one_page(more={4: stream(b"", there), 6: "<< /Type /Filespec /FS /URL /F (file:///etc/passwd) >>"})


def embedded_file() -> bytes:
    attached = "<< /Names [(deck.pptx) 6 0 R] >>"
    file = "<< /Type /Filespec /F (../../deck.pptx) /EF << /F 7 0 R >> >>"
    more: dict[int, str | bytes] = {6: file, 7: stream(b"PK\x03\x04", "/Type /EmbeddedFile")}
    return one_page(catalog=f"/Names << /EmbeddedFiles {attached} >>", more=more)


def encrypted(user: str, owner: str) -> bytes:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Wardens walked forty routes each week.")

    return draw(page, encrypt=StandardEncryption(user, ownerPassword=owner))


def unknown_encryption() -> bytes:
    return GOOD.replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Nobody /V 99 /R 99 >> /ID [(a) (a)]"
    )


def header_after(count: int) -> bytes:
    return b"\n" * count + GOOD


def cut_at(share: float) -> bytes:
    return cut(_drawn(), share)


def _drawn() -> bytes:
    def page(canvas: Canvas) -> None:
        for row in range(40):
            canvas.drawString(60, 780 - row * 14, f"Line {row}: wardens walked forty routes each week.")

    out = draw(page, page, page)
    return BytesIO(out).getvalue()


def flipped(step: int) -> bytes:
    """Return a file with every so many-th byte turned into another."""
    source = bytearray(_drawn())
    for place in range(20, len(source), step):
        source[place] ^= 0x15
    return bytes(source)


def no_pages() -> bytes:
    return write_pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [] /Count 0 >>"})


def catalog_is_missing() -> bytes:
    return GOOD.replace(b"/Root 1 0 R", b"/Root 77 0 R")


def words_beyond_the_page() -> bytes:
    return one_page(b"BT /F1 12 Tf 99999 -99999 Td (Wardens walked forty routes.) Tj ET")
