import socket
import threading
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pptx.util import Inches

from corpus.errors import SettingsError
from corpus.programs import find_office
from ingest.renders.office import LIMITS, NotDrawn, convert_deck
from tests.ingest.decks import TITLE_ONLY, add_slide, make_picture, new_deck, rewrite, to_bytes

OFFICE = find_office("auto")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")


def test_no_program_is_used_when_the_setting_is_off() -> None:
    assert find_office("off") is None


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="SSP_OFFICE: there is no program /nowhere/soffice"):
        find_office("/nowhere/soffice")


def test_a_program_that_ends_without_a_pdf_is_told_with_what_it_said(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho no room left\nexit 3\n")
    program.chmod(0o755)

    with pytest.raises(NotDrawn, match=r"made no PDF of it: .*no room left"):
        convert_deck(b"", program)


def test_a_program_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "went on"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 2; touch '{mark}') &\nsleep 60\n")
    program.chmod(0o755)

    with pytest.raises(NotDrawn, match=r"was not done within 0\.5 s"):
        convert_deck(b"", program, replace(LIMITS, wall_s=0.5))

    threading.Event().wait(2.5)
    assert not mark.exists()


@needs_office
def test_hidden_slides_are_drawn_so_that_page_n_is_slide_n() -> None:
    assert OFFICE
    deck = new_deck()
    for number in range(1, 4):
        add_slide(deck, TITLE_ONLY, f"Slide {number}")
    deck.slides[1]._element.set("show", "0")

    pages = pypdfium2.PdfDocument(convert_deck(to_bytes(deck), OFFICE))

    said = [page.get_textpage().get_text_bounded().strip() for page in pages]
    assert said == ["Slide 1", "Slide 2", "Slide 3"]


@needs_office
def test_a_picture_that_lies_elsewhere_is_not_fetched() -> None:
    assert OFFICE
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/picture.png"
        convert_deck(_with_linked_picture(url), OFFICE)

        with pytest.raises(TimeoutError):
            server.accept()


def _with_linked_picture(url: str) -> bytes:
    """Return a deck whose one picture is linked, not embedded."""
    deck = new_deck()
    add_slide(deck, TITLE_ONLY, "Linked").shapes.add_picture(make_picture(), Inches(1), Inches(2))

    def link(members: dict[str, bytes]) -> None:
        name = "ppt/slides/slide1.xml"
        members[name] = members[name].replace(b"r:embed=", b"r:link=")
        rels = "ppt/slides/_rels/slide1.xml.rels"
        members[rels] = members[rels].replace(
            b'Target="../media/image1.png"', f'Target="{url}" TargetMode="External"'.encode()
        )
        assert url.encode() in members[rels]

    return rewrite(to_bytes(deck), link)
