"""The benchmark of reading compares a round's stages with each other."""

from pathlib import Path

from evals.benchmarks.reading import BASELINE, READ, Stage, make_report, run_baseline, run_read, time_stage
from evals.benchmarks.reading_files import make_deck, make_pdf


def round_of(read_s: float, baseline_s: float) -> dict[str, Stage]:
    return {
        BASELINE: Stage(10, baseline_s, 100),
        READ: Stage(10, read_s, 90),
        "draw_pdf": Stage(10, 1.0, 90),
        "embed_pdf": Stage(10, 8.0, 500),
    }


def test_the_ratio_is_the_median_of_each_rounds_own() -> None:
    report = make_report([round_of(1.0, 2.0), round_of(3.0, 3.0), round_of(8.0, 10.0)])

    assert (report.ratio, report.stages[READ].pages_per_s) == (0.8, 3.3)


def test_the_share_of_embedding_is_of_reading_drawing_and_embedding() -> None:
    assert make_report([round_of(1.0, 2.0)]).embed_share == 0.8


def test_the_baseline_and_our_reading_take_the_same_pages(tmp_path: Path) -> None:
    path = tmp_path / "invented.pdf"
    path.write_bytes(make_pdf(8))

    assert run_baseline(path) == run_read(path) >= 8


def test_each_slide_of_the_deck_is_read(tmp_path: Path) -> None:
    path = tmp_path / "invented.pptx"
    path.write_bytes(make_deck(6))

    assert time_stage(run_read, path).pages == 6
