import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from fastapi.testclient import TestClient

from assistant.api.exports.document import write_document
from assistant.api.exports.markdown import escape, write_markdown
from assistant.api.exports.routes import file_stem
from assistant.api.exports.transcript import (
    NOT_FOUND,
    STANDING,
    UNTITLED,
    Exchange,
    Source,
    Statement,
    Transcript,
    plain_text,
)
from tests.assistant.service_fakes import DOCUMENT, HOSTILE, serve_fake

REFERENCE = f"{DOCUMENT.title}, slide 1, 3 April 2023"
AT = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
CONTROLS = "".join(map(chr, range(32))) + "\x7f\x85\x9f\ufffe\uffff"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serve_fake() as ready:
        yield ready


def turn(client: TestClient, question: str = "Which fund?") -> dict[str, Any]:
    return {"question": question, "answer": client.post("/api/ask", json={"question": question}).json()}


def citing(**changes: object) -> dict[str, Any]:
    source = {
        "n": 1,
        "document_id": DOCUMENT.id,
        "document_title": "As it was called",
        "slide_number": 1,
        "quote": "Lighting Fund\t£12,500",
    }
    sentence = {"text": "It was £12,500.", "citations": [1]}
    answer = {"status": "answered", "sentences": [sentence], "citations": [source | changes]}
    return {"question": "Which fund?", "answer": answer}


def export(client: TestClient, *turns: dict[str, Any], form: str = "markdown", title: str = "Funds") -> Any:  # noqa: ANN401 - httpx's response
    response = client.post("/api/export", json={"format": form, "title": title, "turns": turns})
    assert response.status_code == 200, response.text
    return response


def word(client: TestClient, *turns: dict[str, Any], title: str = "Funds") -> WordDocument:
    return Document(io.BytesIO(export(client, *turns, form="docx", title=title).content))


def paragraphs(document: WordDocument) -> list[tuple[str, str]]:
    return [(each.style.name if each.style else "", each.text) for each in document.paragraphs]


def test_a_word_document_tells_each_question_its_answer_and_its_sources(client: TestClient) -> None:
    told = paragraphs(word(client, turn(client)))

    assert told[:-1] == [
        ("Title", "Funds"),
        ("Normal", STANDING),
        ("Heading 1", "Which fund?"),
        ("List Bullet", "Lighting Fund – Amount: £12,500 [1]"),
        ("List Bullet", f"Signs that say {HOSTILE} [2] [1]"),
        ("Heading 2", "Sources"),
        ("Normal", f"[1] {REFERENCE} (slide number counted)"),
        ("Quote", "Lighting Fund\t£12,500"),
        ("Normal", f"[2] {REFERENCE.replace('slide 1', 'slide 2')} (slide number counted)"),
        ("Quote", f"Signs that say {HOSTILE}"),
    ]
    assert told[-1][1].startswith("Each quote was looked up on its slide on ")


def test_a_markdown_file_tells_the_same(client: TestClient) -> None:
    text = export(client, turn(client)).text

    assert text.startswith(
        f"# Funds\n\n{STANDING}\n\n## Which fund?\n\n- Lighting Fund – Amount: £12,500 \\[1\\]\n"
    )
    assert f"### Sources\n\n\\[1\\] {REFERENCE} (slide number counted)\n\n> Lighting Fund\t£12,500\n" in text


def test_what_was_not_answered_says_so_and_what_to_do_next(client: TestClient) -> None:
    unanswered = turn(client, "xyz")

    text, told = export(client, unanswered).text, paragraphs(word(client, unanswered))

    assert "**Not in the documents**\n\n- The documents do not say.\n\nLook at the nearest slides" in text
    assert [line for _, line in told][2:6] == [
        "xyz",
        "Not in the documents",
        "The documents do not say.",
        "Look at the nearest slides, or ask in other words.",
    ]
    assert "Sources" not in text


def test_every_turn_is_told_in_order(client: TestClient) -> None:
    told = paragraphs(word(client, turn(client), turn(client, "xyz"), turn(client, "What of the street?")))

    assert [line for style, line in told if style == "Heading 1"] == [
        "Which fund?",
        "xyz",
        "What of the street?",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "Lighting Fund\t£99,999"}, NOT_FOUND),
        ({"quote": ""}, NOT_FOUND),
        ({"slide_number": 2}, NOT_FOUND),
        ({"slide_number": 9}, f"{NOT_FOUND}: the document has no such slide now"),
        ({"document_id": "gone"}, f"{NOT_FOUND}: the document is not among those answered from now"),
    ],
)
def test_a_quote_that_its_slide_does_not_hold_now_is_marked(
    client: TestClient, change: dict[str, object], said: str
) -> None:
    text = export(client, citing(**change)).text
    told = [line for _, line in paragraphs(word(client, citing(**change)))]

    assert text.count(said) == 1
    assert sum(said in line for line in told) == 1


def test_a_quote_that_stands_on_its_slide_is_not_marked(client: TestClient) -> None:
    assert NOT_FOUND not in export(client, turn(client), citing()).text


def test_a_document_is_called_what_it_is_called_now_and_a_gone_one_as_it_was(client: TestClient) -> None:
    known, gone = export(client, citing()).text, export(client, citing(document_id="gone")).text

    assert REFERENCE in known
    assert "As it was called" not in known
    assert "\\[1\\] As it was called, slide 1 (" in gone


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is 7.", "It is 7. (worked out from the figures quoted)"),
        ("Worked out from the slide: 3 + 4 = 7.", "Worked out from the slide: 3 + 4 = 7."),
    ],
)
def test_a_worked_sentence_says_once_that_it_is_worked_out(client: TestClient, text: str, said: str) -> None:
    worked = citing()
    worked["answer"]["sentences"] = [{"text": text, "citations": [1], "worked": True}]

    assert ("List Bullet", f"{said} [1]") in paragraphs(word(client, worked))


def test_a_number_without_a_source_is_left_out(client: TestClient) -> None:
    odd = citing()
    odd["answer"]["sentences"][0]["citations"] = [7, 1]

    assert "- It was £12,500. \\[1\\]\n" in export(client, odd).text


@pytest.mark.parametrize(
    ("form", "media_type", "name"),
    [
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "answers-cafe-x.docx",
        ),
        ("markdown", "text/markdown; charset=utf-8", "answers-cafe-x.md"),
    ],
)
def test_an_export_is_a_file_to_save_and_not_to_show(
    client: TestClient, form: str, media_type: str, name: str
) -> None:
    headers = export(client, citing(), form=form, title='Café "\r\nX: ../').headers

    assert headers["content-type"] == media_type
    assert headers["content-disposition"] == f'attachment; filename="{name}"'
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "title", ["", "a" * 300, "con", "../../etc/passwd", "é" * 90, '"; x=', "報告", "\x00"]
)
def test_a_file_name_is_plain_and_short_whatever_the_title(title: str) -> None:
    assert re.fullmatch(r"answers(-[a-z0-9]+)*", file_stem(title))
    assert len(file_stem(title)) <= 60


def test_an_export_without_a_title_has_a_plain_one(client: TestClient) -> None:
    assert paragraphs(word(client, citing(), title=" "))[0] == ("Title", UNTITLED)


def hostile(text: str) -> dict[str, Any]:
    made = citing(quote=text, remark=text, document_id="gone", document_title=text[:300])
    sentence = {"text": text, "citations": [1]}
    made["answer"] |= {"sentences": [sentence], "next_step": text, "notes": [text], "status": "partial"}
    return made | {"question": text[:4000]}


@pytest.mark.parametrize(
    "text",
    [
        f"a {CONTROLS} b",
        f"{HOSTILE} ]]> <w:p/> &amp; &#0;",
        "x" * 10_000,
        "\u202eback\u202c \u2066in\u2069",
        " \n\n ",
        "\U0001f600 \U0010ffff e\u0301",
    ],
    ids=["controls", "markup", "long word", "direction", "nothing", "astral"],
)
def test_hostile_text_leaves_a_word_document_whole_and_is_text_in_it(client: TestClient, text: str) -> None:
    told = paragraphs(word(client, hostile(text), title=text[:200]))

    lines = [line for _, line in told]
    assert f"{' '.join(plain_text(text).split())} [1]" in lines
    assert [style for style, _ in told].count("Heading 1") == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("[a](http://x.example)", "\\[a\\](http\\://x.example)"),
        ("![a](data:x)", "!\\[a\\](data:x)"),
        ("see https://x.example and www.x.example", "see https\\://x.example and www\\.x.example"),
        ("# not a heading", "\\# not a heading"),
        ("- not a list", "\\- not a list"),
        ("12. not a list", "12\\. not a list"),
        ("=====", "\\====="),
        ("**bold** _it_ `code` ~~no~~ a|b", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~ a\\|b"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("a\\", "a\\\\"),
        ("    code", "code"),
        ("£12,500 (up 4.5%) – it's 2021/22: fine", "£12,500 (up 4.5%) – it's 2021/22: fine"),
    ],
)
def test_text_cannot_act_as_markdown(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize(
    "text", [HOSTILE, "a\n\n# b\n> c\n<script>", "```\nx", "[1]: http://x", f"a{CONTROLS}b"]
)
def test_a_markdown_file_has_no_headings_links_or_tags_but_ours(client: TestClient, text: str) -> None:
    written = export(client, hostile(text), title=text[:200]).text

    assert [line.split(" ")[0] for line in written.split("\n") if line.startswith("#")] == ["#", "##", "###"]
    assert not re.search(r"(?<!\\)[<\[`]", written)
    assert plain_text(written) == written


def test_a_quote_of_several_lines_stays_one_quotation() -> None:
    source = Source(1, "Plan, slide 2", "Paid for:\n- lamps\n\n2) paths \\")
    exchange = Exchange("Which?", "", (Statement("Lamps.", (1,)),), "", (), (source,))

    text = write_markdown(Transcript("Funds", (exchange,), AT))

    assert "\n\n> Paid for:\\\n> \\- lamps\\\n> 2\\) paths \\\\\n\n" in text
    assert text.endswith("Each quote was looked up on its slide on 6 May 2031.\n")


def test_a_word_document_names_its_title_author_and_time() -> None:
    properties = Document(
        io.BytesIO(write_document(Transcript("Funds", (), AT), "Northmoor"))
    ).core_properties

    assert (properties.title, properties.author, properties.comments) == ("Funds", "Northmoor", "")
    assert properties.created is not None
    assert properties.created.replace(tzinfo=UTC) == AT


@pytest.mark.parametrize(
    ("body", "field", "found"),
    [
        ({"turns": []}, "body.turns", "too few"),
        ({"turns": [citing()] * 51}, "body.turns", "more than 50"),
        ({"title": "x" * 201}, "body.title", "more than 200 characters"),
        ({"format": "pdf"}, "body.format", "text that does not belong there"),
        ({"turns": [citing(n=0)]}, "body.turns.0.answer.citations.0.n", "a number"),
        ({"turns": [{"question": "a", "answer": {}}]}, "body.turns.0.answer.status", "nothing"),
        ({"colour": 1}, "body.colour", "not known"),
    ],
)
def test_an_export_that_cannot_be_read_is_refused_by_its_field(
    client: TestClient, body: dict[str, object], field: str, found: str
) -> None:
    response = client.post("/api/export", json={"format": "docx", "turns": [citing()]} | body)

    fault = response.json()["errors"][0]
    assert (response.status_code, fault["field"]) == (422, field)
    assert found in fault["found"]


def test_an_export_may_be_larger_than_a_question_and_has_a_limit_of_its_own(client: TestClient) -> None:
    large, too_large = ({"format": "markdown", "turns": [hostile("y" * n)]} for n in (50_000, 200_000))

    assert len(json.dumps(large)) > 200_000
    assert client.post("/api/export", json=large).status_code == 200
    assert client.post("/api/export", json=too_large).status_code == 413
    assert client.post("/api/ask", json={"question": "y" * 17_000}).status_code == 413


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"[" * 400_000, "application/json", 400),
        (b"{}", "text/plain", 415),
        (b'"\xff"', "application/json", 422),
    ],
)
def test_the_body_of_an_export_is_small_json_in_utf_8(
    client: TestClient, content: bytes, media_type: str, status: int
) -> None:
    response = client.post("/api/export", content=content, headers={"Content-Type": media_type})

    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
