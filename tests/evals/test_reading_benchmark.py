"""The benchmark of reading compares a round's stages with each other."""

from pathlib import Path

from evals.benchmarks.reading import (
    BASELINE,
    READ,
    Stage,
    as_text,
    make_report,
    run_baseline,
    run_read,
    time_stage,
)
from evals.benchmarks.reading_files import make_deck, make_pdf


def round_of(read_s: float, baseline_s: float, waited_s: float = 0.0) -> dict[str, Stage]:
    """Return a round whose reading had to wait for other work of the machine."""
    return {
        BASELINE: Stage(10, baseline_s, baseline_s, 100),
        READ: Stage(10, read_s, read_s + waited_s, 90),
        "draw_pdf": Stage(10, 1.0, 1.0, 90),
        "embed_pdf": Stage(10, 8.0, 8.0, 500),
    }


def test_the_ratio_is_the_median_of_each_rounds_own() -> None:
    report = make_report([round_of(1.0, 2.0), round_of(3.0, 3.0), round_of(8.0, 10.0)])

    assert (report.ratio, report.stages[READ].pages_per_s) == (0.8, 3.3)


def test_the_ratio_by_the_clock_counts_what_the_machine_did_beside() -> None:
    report = make_report([round_of(1.0, 2.0, waited_s=0.5)])

    assert (report.ratio, report.clock_ratio) == (0.5, 0.75)


def test_the_report_gives_each_stage_and_both_ratios_a_line() -> None:
    lines = as_text(make_report([round_of(1.0, 2.0, waited_s=0.25)])).splitlines()

    assert lines[1] == "read_pdf\t10.0 pages/s\t8.0 by the clock\t90 MiB"
    assert lines[4:6] == ["ratio\t0.5", "clock_ratio\t0.62"]


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
