"""Hostile and broken files: each ends within its limits, with a reason, and costs no other file anything."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.errors import DocumentRejected
from corpus.generation import open_generation
from corpus.records import to_json
from ingest.additions import Additions
from ingest.check import check_generation
from ingest.isolation import Ended
from ingest.model import IngestReport, Outcome
from ingest.pipeline import ingest_corpus
from ingest.readers.text.reader import TextReader
from ingest.reading import Reply, open_reply, read_apart
from tests.fakes import FakeEmbedder, a_document, write_corpus
from tests.ingest.hostile import archives, parts, pdf_faults
from tests.ingest.hostile.cases import CASES, EITHER, READ, REFUSED, Case
from tests.ingest.hostile.measuring import QUICK, Measured, measure

REMEDY = re.compile(r"\b(?:add|do not open|export|fetch|give|open|rename|save|split)\b")
EMBEDDER = FakeEmbedder()

Results = dict[str, Future[Measured]]


@pytest.fixture(scope="module")
def results(request: pytest.FixtureRequest) -> Iterator[Results]:
    """Read the files of the tests to be run, two at a time."""
    calls = (getattr(item, "callspec", None) for item in request.session.items)
    names = {call.params["name"] for call in calls if call and call.params.get("name") in CASES}
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(measure, case) for name, case in CASES.items() if name in names}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_ends_within_its_limits_and_with_its_outcome(name: str, results: Results) -> None:
    took = results[name].result()

    assert took.outcome == CASES[name].outcome or CASES[name].outcome == EITHER, took.detail
    assert re.search(CASES[name].says, took.detail), took.detail
    assert took.peak_bytes <= QUICK.memory_bytes
    assert took.cpu_s <= QUICK.cpu_s + 2
    assert took.seconds <= QUICK.wall_s + 5


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].outcome != READ])
def test_a_refusal_names_the_file_and_says_what_to_do(name: str, results: Results) -> None:
    took = results[name].result()

    if took.outcome == REFUSED:
        assert CASES[name].file in took.detail
        assert REMEDY.search(took.detail), took.detail
        assert len(took.detail) < 600
        assert took.detail.isprintable()


def test_signs_that_are_no_text_or_not_seen_are_in_no_block() -> None:
    source = parts.controls_and_surrogates()
    document = a_document("review", source, file="review.pptx")

    text = read_apart(document, source).slides[0].text

    assert text.splitlines() == ["Noise", "Wardens walked forty routes each week"]


def test_there_are_enough_hostile_files_to_tell() -> None:
    assert len(CASES) >= 150


INDEXED = {Outcome.INDEXED, Outcome.INDEXED_WITH_WARNINGS}


def small_cases() -> dict[str, Case]:
    """Return each third of the files with a certain outcome that are small, by a name of their own."""
    sure = [case for case in CASES.values() if case.outcome != EITHER][::3]
    named = {f"{number:03d} {case.file}": case for number, case in enumerate(sure)}
    return {name: case for name, case in named.items() if len(case.make()) < 100_000}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, IngestReport]:
    """Ingest a folder of small hostile files with three good ones among them."""
    folder = tmp_path_factory.mktemp("batch")
    given = folder / "given"
    given.mkdir()
    for name, case in small_cases().items():
        (given / name).write_bytes(case.make())
    (given / "000 good.txt").write_bytes(b"Lamps\n\n\n\nLamps were lit in nine lanes.\n")
    (given / "050 good.pptx").write_bytes(archives.deck("Gates were shut at dusk"))
    (given / "zz good.pdf").write_bytes(pdf_faults.GOOD)
    bundled = write_corpus(folder / "bundled", review="Noise\n\n\n\nNoise fell by half.\n")
    additions = Additions((given,), bundled=True)
    report = ingest_corpus(folder, EMBEDDER, bundled=bundled, additions=additions, check=check_generation)
    return folder, report


def test_every_file_of_a_batch_has_its_line(batch: tuple[Path, IngestReport]) -> None:
    files = len(list((batch[0] / "given").iterdir()))

    assert files >= 20
    assert len(batch[1].documents) == files + 1


def test_no_good_file_of_a_batch_is_lost(batch: tuple[Path, IngestReport]) -> None:
    readable = [name for name, case in small_cases().items() if case.outcome == READ]
    indexed = [line for line in batch[1].documents if line.outcome in INDEXED]

    assert len(indexed) == len(readable) + 4
    with open_generation(batch[0], model_sha256=EMBEDDER.model_sha256) as generation:
        said = "\n".join(slide.text for slide in generation.slides.values())
    for words in ("Lamps were lit", "Gates were shut", "Wardens walked forty", "Noise fell by half"):
        assert words in said


def test_every_refused_file_of_a_batch_has_a_reason(batch: tuple[Path, IngestReport]) -> None:
    refused = [line for line in batch[1].documents if line.outcome is Outcome.REJECTED]

    assert refused
    assert [line.document_id for line in refused if not REMEDY.search(line.detail)] == []


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (b"", "no whole reply"),
        (b"{}", "refused without a reason"),
        (b'{"reading": {"slides": 7}}', "no whole reply"),
        (b'\xff{"rejected": "x"', "no whole reply"),
    ],
)
def test_a_reply_that_is_no_reading_is_refused(reply: bytes, says: str) -> None:
    with pytest.raises(DocumentRejected, match=says):
        open_reply(a_document(), Ended(reply, "", 0.0, 0.0, 0))


def test_a_reading_of_another_document_is_not_taken_for_this_one() -> None:
    text = b"Noise\n\n\n\nWardens walked.\n"
    other = TextReader().read(a_document("other", text), text)

    with pytest.raises(DocumentRejected, match="reply is of another document"):
        open_reply(a_document("review", text), Ended(to_json(Reply(other)).encode(), "", 0.0, 0.0, 0))
