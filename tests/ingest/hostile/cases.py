"""The hostile and broken files: how each is made, what it is called, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.ingest.hostile import archives, parts, pdf_bombs, pdf_faults
from tests.ingest.hostile.archives import BODY, GOOD, TYPES, paper

READ, REFUSED, EITHER = "read", "refused", "either"


@dataclass(frozen=True, slots=True)
class Case:
    """A file and its outcome: `READ` where its words can be had, `EITHER` where a reader may do as it can."""

    make: Callable[[], bytes]
    file: str
    outcome: str = EITHER
    says: str = ""


def pdf(make: Callable[[], bytes], outcome: str = EITHER, says: str = "") -> Case:
    return Case(make, "invented-plan.pdf", outcome, says)


def deck(make: Callable[[], bytes], outcome: str = REFUSED, says: str = "") -> Case:
    return Case(make, "invented-review.pptx", outcome, says)


def word(make: Callable[[], bytes]) -> Case:
    return Case(make, "invented-paper.docx")


def text(
    make: Callable[[], bytes], outcome: str = EITHER, says: str = "", file: str = "invented.txt"
) -> Case:
    return Case(make, file, outcome, says)


F, B, A, P = pdf_faults, pdf_bombs, archives, parts

WORDS = "Noise\n\n\n\nWardens walked forty routes each week.\n"

PDFS = {
    "xobject that shows itself": pdf(B.xobject_loop),
    "xobjects that show 10^10": pdf(B.xobject_tree),
    "1 GiB of spaces deflated": pdf(B.flate_bomb),
    "200 MB of words deflated": pdf(B.flate_bomb_of_words),
    "1 GiB deflated twice": pdf(B.nested_flate_bomb),
    "LZW": pdf(B.lzw_bomb),
    "run lengths": pdf(B.run_length_bomb),
    "ASCII85 of 1 GiB": pdf(B.ascii85_bomb),
    "ASCII85 of 512 MiB deflated": pdf(B.ascii85_of_flate),
    "60 filters": pdf(B.many_filters),
    "9 million operators": pdf(B.nine_million_operators),
    "a million lines drawn": pdf(B.million_lines_drawn),
    "300 by 300 squares": pdf(B.ruled_into_squares),
    "a content 20,000 times": pdf(B.content_twenty_thousand_times),
    "100,000 words in one place": pdf(B.words_on_words),
    "a word of 500,000 letters": pdf(B.page_without_spaces),
    "100,000 pages declared": pdf(B.hundred_thousand_pages_declared),
    "3,000 pages": pdf(B.three_thousand_pages, REFUSED),
    "10^9 pages that are one": pdf(B.one_page_many_times, REFUSED),
    "widths of 10^11 characters": pdf(B.cid_widths_bomb),
    "a map of 2^32 characters": pdf(B.to_unicode_bomb),
    "a map that uses itself": pdf(B.to_unicode_loop),
    "JBIG2 of 60,000 x 60,000": pdf(B.huge_jbig2, READ),
    "JPEG of 60,000 x 60,000": pdf(B.huge_jpeg, READ),
    "picture of 600 MiB": pdf(B.huge_raw_picture),
    "pages that are their own kids": pdf(F.kids_loop, REFUSED),
    "pages among their own kids": pdf(F.kids_loop_beside_a_page),
    "pages under their page": pdf(F.parent_loop),
    "10,000 levels of pages": pdf(F.page_tree_of_10_000_levels, REFUSED),
    "table of places before itself": pdf(F.prev_loop),
    "garbage for a table of places": pdf(F.xref_garbage),
    "no table of places": pdf(F.no_xref),
    "no end": pdf(F.no_eof),
    "object stream in itself": pdf(F.object_stream_loop),
    "length of itself": pdf(F.length_refers_to_itself),
    "outline in a circle": pdf(F.outline_loop),
    "page labels in a circle": pdf(F.page_label_loop),
    "names in a circle": pdf(F.name_tree_loop),
    "annotation in a circle": pdf(F.annotation_loop, READ),
    "form field in a circle": pdf(F.form_field_loop, READ),
    "resources in a circle": pdf(F.resources_loop),
    "references in a circle": pdf(F.reference_loop),
    "100,000 arrays deep": pdf(F.deep_arrays),
    "50,000 dictionaries deep": pdf(F.deep_dictionaries),
    "200,000 arrays deep in the content": pdf(F.deep_content),
    "500,000 states deep": pdf(F.deep_states),
    "page of 14,400 points": pdf(lambda: F.with_box("[0 0 14400 14400]"), READ),
    "page of 14,400 million points": pdf(F.user_unit),
    "page of 10^30 points": pdf(lambda: F.with_box(f"[0 0 1{'0' * 30} 1{'0' * 30}]")),
    "page of no size": pdf(lambda: F.with_box("[0 0 0 0]")),
    "page of negative size": pdf(lambda: F.with_box("[595 842 0 0]")),
    "page whose size is no number": pdf(lambda: F.with_box("[0 0 NaN /Inf]")),
    "page whose size is one number": pdf(lambda: F.with_box("[7]")),
    "text 10^30 high": pdf(F.huge_text_matrix),
    "text of size 0": pdf(F.zero_size_font),
    "text of controls alone": pdf(F.controls),
    "half characters and directions": pdf(F.surrogates_and_directions),
    "controls in names": pdf(F.control_names, READ),
    "JavaScript and launch": pdf(F.script_and_launch, READ),
    "parts that lie elsewhere": pdf(F.remote_parts),
    "file within": pdf(F.embedded_file, READ),
    "locked": pdf(lambda: F.encrypted("open", "owner"), REFUSED, "encrypted.*without a password"),
    "locked against changes": pdf(lambda: F.encrypted("", "owner")),
    "locked in an unknown way": pdf(F.unknown_encryption, REFUSED),
    "head after 1,000 bytes": pdf(lambda: F.header_after(1_000)),
    "head after 2,000 bytes": pdf(lambda: F.header_after(2_000)),
    "cut after 3 %": pdf(lambda: F.cut_at(0.03)),
    "cut after 40 %": pdf(lambda: F.cut_at(0.4)),
    "cut after 80 %": pdf(lambda: F.cut_at(0.8)),
    "cut after 99 %": pdf(lambda: F.cut_at(0.99)),
    "every 97th byte another": pdf(lambda: F.flipped(97)),
    "every 997th byte another": pdf(lambda: F.flipped(997)),
    "no pages": pdf(F.no_pages, REFUSED),
    "no catalog": pdf(F.catalog_is_missing, REFUSED),
    "words beyond the page": pdf(F.words_beyond_the_page),
    "no bytes": pdf(bytes, REFUSED, "is empty"),
    "white space": pdf(lambda: b" \n" * 5_000, REFUSED, "is empty"),
    "zeros": pdf(lambda: bytes(100_000), REFUSED, "not a PDF"),
    "text called PDF": pdf(lambda: b"Noise\n\nWardens walked.\n", REFUSED, "not a PDF"),
    "PDF called deck": Case(lambda: F.GOOD, "invented-plan.pptx", READ),
    "deck called PDF": Case(lambda: GOOD, "invented-review.pdf", READ),
}

DECKS = {
    "member of 128 MiB": deck(lambda: A.one_large_member(GOOD), says="64 MiB"),
    "members of 360 MiB": deck(lambda: A.many_large_members(GOOD), says="256 MiB|200 times"),
    "archives in archives": deck(lambda: A.nested_archives(GOOD), EITHER),
    "member packed to a 300th": deck(lambda: A.noise_of_a_kind(GOOD), says="200 times"),
    "4,001 members": deck(lambda: A.many_members(GOOD), says="members; 4,000 are the most"),
    "500,000 names": deck(A.half_a_million_names),
    "names that lead out": deck(lambda: A.unsafe_names(GOOD), says="unsafe name"),
    "name with a zero": deck(lambda: A.name_with_a_zero(GOOD), says="unsafe name"),
    "slide twice": deck(lambda: A.twice_the_same(GOOD, A.SLIDE), says="twice"),
    "size that lies": deck(lambda: A.lying_size(GOOD)),
    "3,000 members that are one": deck(lambda: A.overlapping_members(GOOD)),
    "zip-encrypted": deck(lambda: A.zip_encrypted(GOOD), says="without a password"),
    "encrypted by Office": deck(A.office_encrypted, says="protected by a password"),
    "deck cut after 10 %": deck(lambda: A.cut(GOOD, 0.1)),
    "deck cut after 50 %": deck(lambda: A.cut(GOOD, 0.5)),
    "deck cut after 99 %": deck(lambda: A.cut(GOOD, 0.99)),
    "no content types": deck(lambda: A.without(GOOD, TYPES), says=r"no \[Content_Types\]"),
    "no presentation": deck(lambda: A.without(GOOD, A.LIST)),
    "no slide": deck(lambda: A.without(GOOD, A.SLIDE)),
    "wrong content types": deck(lambda: A.replaced(GOOD, TYPES, b"presentationml", b"spreadsheetml")),
    "macros": deck(lambda: A.with_members(GOOD, ("ppt/vbaProject.bin", b"x")), says="macro"),
    "slide that is its own layout": deck(A.slide_that_is_its_own_layout, EITHER),
    "layout in a circle": deck(A.layout_loop, EITHER),
    "presentation that lists itself": deck(A.presentation_lists_itself, EITHER),
    "slide listed 50,000 times": deck(lambda: A.unpacked(A.slide_listed_many_times()), EITHER),
    "no list of slides": deck(A.no_list_of_slides, EITHER),
    "picture at a file address": deck(lambda: A.link(GOOD, A.LINKS, "image", "file:///etc/passwd"), READ),
    "picture at a web address": deck(
        lambda: A.link(GOOD, A.LINKS, "image", "http://127.0.0.1:9/x.png"), READ
    ),
    "slide at a web address": deck(
        lambda: A.link(GOOD, "ppt/_rels/presentation.xml.rels", "slide", "http://127.0.0.1:9/x.xml"), READ
    ),
    "link that leads out": deck(lambda: A.link(GOOD, A.LINKS, "image", "../../../../x", "Internal"), EITHER),
    "billion laughs": deck(lambda: A.declared(GOOD, A.SLIDE, A.BILLION), says="declares a document type"),
    "entity of a file": deck(lambda: A.declared(GOOD, A.SLIDE, A.FOREIGN), says="declares a document type"),
    "entity of the web": deck(lambda: A.declared(GOOD, A.SLIDE, A.FETCHED), says="declares a document type"),
    "laughs in the list of parts": deck(lambda: A.declared(GOOD, TYPES, A.BILLION), says="document type"),
    "entity after 100 kB": deck(A.late_declaration, says="document type"),
    "60 MB of text on a slide": deck(lambda: A.unpacked(P.text_of(60)), EITHER),
    "100 MB of text on a slide": deck(lambda: P.text_of(100)),
    "100,000 shapes": deck(P.hundred_thousand_shapes, EITHER),
    "groups 10,000 deep": deck(lambda: A.unpacked(P.nested_groups(10_000))),
    "groups 200 deep": deck(lambda: P.nested_groups(200)),
    "table of 1,000 by 1,000": deck(lambda: P.table_of(1_000, 1_000)),
    "table of 2,000 by 50": deck(lambda: A.unpacked(P.table_of(2_000, 50)), EITHER),
    "cell merged over 4 10^18": deck(P.merged_without_end, EITHER),
    "chart of a million points": deck(lambda: P.chart_of(1_000_000), EITHER),
    "100,000 attributes": deck(lambda: P.attributes(100_000), EITHER),
    "attribute of 20 MB": deck(lambda: A.unpacked(P.long_attribute(20)), EITHER),
    "100,000 elements deep": deck(lambda: P.deep_xml(GOOD, A.SLIDE, b"</p:spTree>"), EITHER),
    "controls and half characters": deck(P.controls_and_surrogates, EITHER),
    "zeros in a slide": deck(lambda: P.with_zeros(GOOD, A.SLIDE)),
    "slide that is no UTF-8": deck(lambda: P.no_utf_8(GOOD, A.SLIDE)),
    "slide in UTF-16": deck(lambda: A.in_utf_16(GOOD, A.SLIDE), READ),
    "slide in UTF-7": deck(lambda: A.in_utf_7(GOOD, A.SLIDE), says="unusual encoding"),
    "slides of impossible size": deck(P.sizes_that_are_no_numbers, EITHER),
}

PAPERS = {
    "paper: member of 128 MiB": word(lambda: A.one_large_member(paper())),
    "paper: 4,001 members": word(lambda: A.many_members(paper())),
    "paper: names that lead out": word(lambda: A.unsafe_names(paper())),
    "paper: zip-encrypted": word(lambda: A.zip_encrypted(paper())),
    "paper: encrypted by Office": word(A.office_encrypted),
    "paper: cut": word(lambda: A.cut(paper(), 0.6)),
    "paper: no document": word(lambda: A.without(paper(), BODY["word"])),
    "paper: billion laughs": word(lambda: A.declared(paper(), BODY["word"], A.BILLION)),
    "paper: entity of a file": word(lambda: A.declared(paper(), BODY["word"], A.FOREIGN)),
    "paper: template at a web address": word(
        lambda: A.link(paper(), "_rels/.rels", "attachedTemplate", "http://127.0.0.1:9/x.dotm")
    ),
    "paper: a million paragraphs": word(P.million_paragraphs),
    "paper: tables 2,000 deep": word(P.nested_tables),
    "paper: table of 3,000 by 300": word(lambda: P.paper_table(3_000, 300)),
    "paper: 100,000 elements deep": word(lambda: P.deep_xml(paper(), BODY["word"], b"</w:body>")),
    "paper: zeros": word(lambda: P.with_zeros(paper(), BODY["word"])),
    "paper: no UTF-8": word(lambda: P.no_utf_8(paper(), BODY["word"])),
}

TEXTS = {
    "text of zeros": text(lambda: bytes(50_000), REFUSED, "byte 0 is zero"),
    "UTF-16 with a mark": text(lambda: WORDS.encode("utf-16"), REFUSED, "UTF-16.*UTF-8"),
    "UTF-16 without a mark": text(lambda: WORDS.encode("utf-16-le"), REFUSED),
    "UTF-32": text(lambda: WORDS.encode("utf-32"), REFUSED),
    "Latin-1": text(lambda: "£ per café".encode("latin-1"), REFUSED, "UTF-8"),
    "half characters": text(lambda: b"Ward \xed\xa0\x80 walked", REFUSED, "UTF-8"),
    "text of nothing visible": text(lambda: "\u200b\u202e \x07\n".encode() * 5_000, REFUSED, "no words"),
    "directions turned": text(
        lambda: "\u202eWardens\u2066 walked\x1b[31m forty\x00".replace("\x00", "").encode(), READ
    ),
    "30 MB in one line": text(lambda: b"wardens walked " * 2_000_000),
    "30 MB in one word": text(lambda: b"w" * 30_000_000),
    "a million bullets": text(lambda: b"- ward\n" * 1_000_000),
    "a million blank lines": text(lambda: b"Noise\n" + b"\n" * 1_000_000 + b"Wardens walked.\n"),
    "a million cells": text(lambda: (b"7\t" * 999 + b"7\n") * 1_000),
    "a million pages": text(lambda: b"Ward\f" * 1_000_000),
    "a million asterisks": text(lambda: b"*" * 1_000_000 + b"a"),
    "a million brackets": text(lambda: b"[" * 1_000_000),
    "a million links begun": text(lambda: b"[a](b" * 200_000),
    "a million comments begun": text(lambda: b"<!--" * 250_000),
    "a million tags begun": text(lambda: b"<a " * 333_333),
    "a million pipes": text(lambda: b"|" * 1_000_000),
    "a million quotes": text(lambda: b"'" * 1_000_000),
    "a million spaces": text(lambda: b"a" + b" " * 1_000_000 + b"b"),
    "a million entities": text(lambda: b"&amp;" * 200_000),
    "a million marks on one letter": text(lambda: b"e" + b"\xcc\x81" * 500_000),
    "web page of a million divisions": text(
        lambda: b"<html>" + b"<div>" * 1_000_000 + b"Ward", file="i.html"
    ),
    "web page with an attribute of 20 MB": text(
        lambda: b'<html><p title="' + b"x" * 20_000_000 + b'">Ward</p>', file="i.html"
    ),
    "web page of entities": text(lambda: b"<!doctype html>" + b"&lt;" * 500_000, file="i.html"),
    "web page with a script": text(lambda: b"<html><script>alert(1)</script><p>Ward", file="i.html"),
    "no ending": text(lambda: b"Wardens walked.", REFUSED, "no reader knows", file="invented"),
    "unknown ending": text(lambda: b"Wardens walked.", REFUSED, "no reader knows", file="invented.exe"),
    "rich text": text(lambda: b"{\\rtf1 Wardens}", REFUSED, "RTF"),
    "picture": text(lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), file="invented.png"),
}

CASES = {**PDFS, **DECKS, **PAPERS, **TEXTS}
