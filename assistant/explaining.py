"""Trace -> plain words: how an answer came about, or at which stage there was none."""

from collections.abc import Iterator, Sequence

from assistant.trace import PASSED, WITHHELD, Trace, TracedBlock, TracedPart

MOST_NAMED = 3
"""Blocks named in a sentence; the numbers below name the rest."""

SIGNALS = {
    "block": "meaning",
    "slide": "meaning of its slide",
    "page": "words of its whole slide",
    "words": "words",
    "place_words": "words with title and headings",
    "reader": "read together with the question",
}
"""Plain names of the signals a block is ranked by; a signal without one keeps its own."""

_STAGES = {
    "question": "reading the question",
    "search": "search",
    "evidence": "evidence",
    "citations": "the check of citations",
}


def explain(trace: Trace) -> tuple[str, ...]:
    """Return the way of a question as sentences, stage by stage, the last saying where it ended."""
    several = len(trace.parts) > 1
    lines = [line for part in trace.parts for line in _part_lines(part, several=several)]
    lines += [f"Withheld: “{claim}”, for {WITHHELD}." for claim in trace.withheld]
    return *lines, say_the_end(trace)


def say_the_end(trace: Trace) -> str:
    """Return where the way of a question ended, and why if it ended without an answer."""
    if not trace.stopped_at:
        return "Answered: every sentence stands on the slides it cites."
    rest = " The rest was answered." if any(not part.stopped_at for part in trace.parts) else ""
    return f"Stopped at: {_STAGES[trace.stopped_at]} - {_ended(trace.reason)}{rest}"


def list_numbers(part: TracedPart) -> tuple[str, ...]:
    """Return one line for each block of a part: its place, what became of it, its score and signals."""
    return tuple(f"{number}. {_numbers(block)}" for number, block in enumerate(part.blocks, start=1))


def _part_lines(part: TracedPart, *, several: bool) -> Iterator[str]:
    if several:
        yield f"Part: “{part.asked}”"
    for written, right in part.corrections:
        yield f"Read: “{written}” as “{right}”."
    if part.carried:
        yield f"Went on from the talk before: “{part.carried}”."
    besides = f", and for “{part.focus}” by itself" if part.focus else ""
    yield f"Searched for: “{part.searched}”{besides}."
    nearest = f"; nearest: {_place(part.blocks[0])}, “{part.blocks[0].text}”" if part.blocks else ""
    yield f"Found: {_count(part.found, 'block')}{nearest}."
    yield from _check_lines([block for block in part.blocks if block.check])
    yield from (f"Computed: “{claim}”" for claim in part.worked)
    chosen = [block for block in part.blocks if block.chosen]
    if chosen:
        yield f"Chose: {_places(chosen)}."
        others = [block for block in part.blocks if block.left_out and block.check in {"", PASSED}]
        for block in others[:MOST_NAMED]:
            yield f"Left out: {_place(block)}, “{block.text}” - {block.left_out}."


def _check_lines(tried: Sequence[TracedBlock]) -> Iterator[str]:
    for block in tried:
        said = "passed every check" if block.check == PASSED else block.check
        yield f"Checked: {_place(block)}, “{block.text}” - {_ended(said)}"


def _numbers(block: TracedBlock) -> str:
    signals = ", ".join(f"{SIGNALS.get(name, name)} {value:.2f}" for name, value in block.signals.items())
    fate = "chosen" if block.chosen else block.left_out
    return f"{_place(block)}: score {block.score:.3f} ({signals}) - {fate}"


def _places(blocks: Sequence[TracedBlock]) -> str:
    by_place: dict[str, int] = {}
    for block in blocks:
        by_place[_place(block)] = by_place.get(_place(block), 0) + 1
    return ", ".join(f"{_count(number, 'block')} of {place}" for place, number in by_place.items())


def _place(block: TracedBlock) -> str:
    title = f" ({block.slide_title})" if block.slide_title else ""
    return f"{block.document_id}, slide {block.slide_number}{title}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
