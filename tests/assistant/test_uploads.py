import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.api.uploads.kept import MAX_OPEN
from tests.assistant.uploading import ENTRY, FILE, Clock, Uploader, serve_uploads, wait_for


@pytest.fixture
def uploader(tmp_path: Path) -> Iterator[Uploader]:
    with serve_uploads(tmp_path) as ready:
        yield ready


def kept_folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("ssp-uploads-*"))


def test_an_upload_is_drafted_and_nothing_is_added_yet(uploader: Uploader) -> None:
    upload = uploader.upload(b"some words", "north plan.pdf")

    assert (upload["state"], upload["name"], upload["size"]) == ("drafted", "north plan.pdf", 10)
    assert upload["draft"]["entry"]["title"] == "North Plan"
    assert upload["draft"]["found"] == [{"field": "period", "value": "2031/32", "where": "slide 1"}]
    assert [call["arguments"][0] for call in uploader.calls()] == ["--draft"]


def test_a_confirmed_upload_is_done_when_answers_come_from_the_new_index(uploader: Uploader) -> None:
    upload = uploader.upload(b"some words")

    uploader.confirm(upload)
    told = uploader.wait(upload, "done", "failed")

    assert uploader.served() == "gen-north-plan"
    assert told["outcome"]["slides"] == 3
    assert told["report"]["generation"] == "gen-north-plan"
    assert told["progress"]["share"] == 1.0


def test_the_ingest_gets_what_the_person_wrote_and_what_the_draft_knew(uploader: Uploader) -> None:
    upload = uploader.upload(b"some words")

    uploader.confirm(upload, title="  It's --rebuild; $(touch x) ")
    uploader.wait(upload, "done")

    arguments = uploader.calls()[-1]["arguments"]
    entry = json.loads(arguments[2])
    assert arguments[1:2] + arguments[3:] == ["--entry", "--json", "--progress", "json"]
    assert entry["title"] == "It's --rebuild; $(touch x)"
    assert (entry["period"], entry["presented_on"]) == ("2030/31", "2031-04-02")
    assert (entry["id"], entry["publisher_aliases"]) == ("north-plan", ["IBP"])


def test_the_ingest_gives_way_to_questions(uploader: Uploader) -> None:
    uploader.upload(b"some words")

    assert uploader.calls()[0]["nice"] == min(os.nice(0) + 10, 19)


def test_an_ingest_tells_how_far_it_is(uploader: Uploader) -> None:
    upload = uploader.upload(b"wait for it")
    uploader.confirm(upload)

    told = wait_for(lambda: uploader.look(upload), lambda told: (told["progress"] or {}).get("total") == 2)
    uploader.let_go()

    assert told["state"] == "running"
    assert told["progress"]["phase"] == "Reading the slides"
    assert told["progress"]["share"] == pytest.approx(0.16)


def test_a_second_upload_waits_for_the_first(uploader: Uploader) -> None:
    first, second = uploader.upload(b"wait for it"), uploader.upload(b"some words", "south plan.pdf")
    uploader.confirm(first)

    uploader.confirm(second)
    uploader.wait(first, "running")
    waiting = uploader.look(second)
    uploader.let_go()
    uploader.wait(second, "done")

    assert (waiting["state"], waiting["ahead"]) == ("waiting", 1)
    assert uploader.look(first)["state"] == "done"


def test_questions_are_answered_while_an_ingest_runs(uploader: Uploader) -> None:
    upload = uploader.upload(b"wait for it")
    uploader.confirm(upload)
    uploader.wait(upload, "running")

    answer = uploader.client.post("/api/ask", json={"question": "Which fund?"})
    uploader.let_go()

    assert answer.json()["status"] == "answered"


def test_events_follow_an_upload_to_its_end(uploader: Uploader) -> None:
    upload = uploader.upload(b"some words")
    uploader.confirm(upload)

    text = uploader.client.get(f"/api/uploads/{upload['upload_id']}/events").text

    states = [json.loads(line[6:])["state"] for line in text.splitlines() if line.startswith("data: ")]
    assert states[-1] == "done"
    assert set(text.splitlines()[::3]) == {"event: state"}


def test_events_end_when_the_service_stops(uploader: Uploader) -> None:
    upload = uploader.upload(b"wait for it")
    uploader.confirm(upload)
    uploader.wait(upload, "running")

    uploader.client.app.state.stopping = True  # type: ignore[attr-defined] - it is our app
    text = uploader.client.get(f"/api/uploads/{upload['upload_id']}/events").text
    uploader.let_go()

    assert text == ""


def test_a_file_that_cannot_be_read_says_why_by_the_name_it_came_with(uploader: Uploader) -> None:
    upload = uploader.upload(b"broken off", 'North "Plan".pdf')

    assert upload["state"] == "failed"
    assert upload["failure"] == 'North "Plan".pdf ends too early'


def test_a_document_that_is_held_is_not_added_and_says_why(uploader: Uploader) -> None:
    upload = uploader.upload(b"marked words")

    uploader.confirm(upload)
    told = uploader.wait(upload, "done", "failed")

    assert upload["draft"]["outcome"] == "held"
    assert upload["draft"]["detail"] == "north plan.pdf is marked SECRET"
    assert (told["state"], told["failure"]) == ("failed", "north plan.pdf is marked SECRET")
    assert uploader.served() == "gen-1"


def test_an_ingest_that_fails_says_its_own_message(uploader: Uploader) -> None:
    upload = uploader.upload(b"crash now")

    assert (upload["state"], upload["failure"]) == (
        "failed",
        "north plan.pdf made this fail\nrun: ssp doctor",
    )


def test_an_upload_is_not_done_while_its_index_cannot_be_opened(uploader: Uploader) -> None:
    upload = uploader.upload(b"some words", "unopenable.pdf")

    uploader.confirm(upload)
    told = uploader.wait(upload, "done", "failed")

    assert told["state"] == "failed"
    assert "the new index could not be opened" in told["failure"]
    assert uploader.served() == "gen-1"


def test_an_upload_that_was_dropped_while_it_waited_is_not_added(uploader: Uploader) -> None:
    first, second = uploader.upload(b"wait for it"), uploader.upload(b"some words", "south plan.pdf")
    uploader.confirm(first)
    uploader.confirm(second)

    dropped = uploader.client.delete(f"/api/uploads/{second['upload_id']}")
    uploader.let_go()
    uploader.wait(first, "done")
    uploader.confirm(third := uploader.upload(b"some words", "west plan.pdf"))
    uploader.wait(third, "done")

    assert dropped.status_code == 204
    assert not any("south-plan" in call["arguments"][0] for call in uploader.calls())


def test_an_upload_that_is_being_added_cannot_be_dropped_or_confirmed_again(uploader: Uploader) -> None:
    upload = uploader.upload(b"wait for it")
    uploader.confirm(upload)
    uploader.wait(upload, "running")
    url = f"/api/uploads/{upload['upload_id']}"

    refused = uploader.client.delete(url), uploader.client.post(f"{url}/confirm", json=ENTRY)
    uploader.let_go()

    assert [(r.status_code, r.json()["title"]) for r in refused] == [(409, "Not now")] * 2


@pytest.mark.parametrize(
    ("name", "shown", "stored"),
    [
        ("../../etc/passwd", "passwd", "passwd"),
        ("C:\\papers\\Plan.PDF", "Plan.PDF", "plan.pdf"),
        ('<img src=x onerror="x()">.pdf', '<img src=x onerror="x()">.pdf', "img-src-x-onerror-x.pdf"),
        ("a'; rm -rf ~ #.pptx", "a'; rm -rf ~ #.pptx", "a-rm-rf.pptx"),
        ("--rebuild", "--rebuild", "rebuild"),
        ("two\nlines\u202e.pdf", "two lines .pdf", "two-lines.pdf"),
        ("n" * 900 + ".pdf", "n" * 146 + ".pdf", "n" * 80 + ".pdf"),
    ],
)
def test_a_files_name_is_shown_as_it_is_and_never_leads_anywhere(
    uploader: Uploader, name: str, shown: str, stored: str
) -> None:
    upload = uploader.upload(b"some words", name)

    path = Path(uploader.calls()[-1]["arguments"][1])
    assert upload["name"] == shown
    assert path.name == stored
    assert path.parent.name == upload["upload_id"]


@pytest.mark.parametrize("name", ["..", "报告.pdf", "/"])
def test_a_name_without_letters_of_ours_gets_one_of_its_own(uploader: Uploader, name: str) -> None:
    one, other = uploader.upload(b"some words", name), uploader.upload(b"some words", name)

    assert one["draft"]["entry"]["id"].startswith("document")
    assert one["draft"]["entry"]["id"] != other["draft"]["entry"]["id"]


def test_an_upload_that_nobody_confirms_is_let_go_after_an_hour(tmp_path: Path) -> None:
    clock = Clock()
    with serve_uploads(tmp_path, clock=clock) as uploader:
        upload = uploader.upload(b"some words")
        path = Path(uploader.calls()[-1]["arguments"][1])
        clock.now += 3599
        kept = uploader.look(upload)["state"], path.exists()
        clock.now += 2
        gone = uploader.look(upload)["status"], path.exists()

    assert kept == ("drafted", True)
    assert gone == (404, False)


def test_no_more_files_are_taken_than_can_be_looked_after(uploader: Uploader) -> None:
    for _ in range(MAX_OPEN):
        uploader.upload(b"some words")

    response = uploader.client.post("/api/uploads?name=a.pdf", content=b"some words", headers=FILE)

    assert (response.status_code, response.headers["retry-after"]) == (429, "5")


def test_a_service_that_stops_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    before = kept_folders()
    with serve_uploads(tmp_path) as uploader:
        upload = uploader.upload(b"alive and well")
        uploader.confirm(upload)
        pid = wait_for(lambda: read_pid(tmp_path), bool)
        during = kept_folders()

    assert len(during - before) == 1
    assert kept_folders() - before == set()
    wait_for(lambda: is_alive(pid), lambda alive: not alive)


def read_pid(home: Path) -> int:
    with suppress(FileNotFoundError, ValueError):
        return int((home / "alive").read_text())
    return 0


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
