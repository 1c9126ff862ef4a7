"""An answer on a terminal: the words with [1] markers, then where each stands."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from assistant.explaining import explain, list_numbers
from assistant.model import Answer, Citation, NearSlide
from assistant.trace import Trace


def print_answer(console: Console, answer: Answer) -> None:
    """Print an answer, its next step, its sources, the nearest slides and what else could be asked.

    Long lines are wrapped on a terminal and left whole elsewhere, so that they can be searched.
    """
    for line in _lines(answer):
        console.print(line, soft_wrap=not console.is_terminal, highlight=False)


def print_trace(console: Console, trace: Trace) -> None:
    """Print how an answer came about: first in plain words, then the numbers of every block."""
    console.print(Text("\nHow this came about", style="bold"))
    for line in explain(trace):
        console.print(Text(_plain(line)), soft_wrap=not console.is_terminal, highlight=False)
    for part in trace.parts:
        console.print(
            Text(_plain(f"\nNumbers for “{part.asked}” (support {part.support:.2f})"), style="bold")
        )
        for line in list_numbers(part):
            console.print(Text(_plain(line), style="dim"), soft_wrap=not console.is_terminal, highlight=False)


def _lines(answer: Answer) -> Iterator[Text]:
    if answer.sentences:
        for sentence in answer.sentences:
            markers = "".join(f" [{n}]" for n in sentence.citations)
            yield Text(_plain(sentence.text)).append(markers, style="cyan")
    else:
        yield Text(_plain(answer.text), style="yellow")
    if answer.next_step:
        yield Text(_plain(answer.next_step), style="bold")
    for note in answer.notes:
        yield Text(_plain(note), style="dim")
    yield from _lists(answer)


def _lists(answer: Answer) -> Iterator[Text]:
    """Yield what stands below an answer, each list under its heading."""
    if answer.citations:
        yield Text("\nSources", style="bold")
        for citation in answer.citations:
            yield from _source_lines(citation)
    if answer.nearest:
        yield Text("\nNearest slides", style="bold")
        yield from (Text(f"- {_place(near)}") for near in answer.nearest)
    if answer.suggestions:
        yield Text("\nYou could ask:", style="bold")
        yield from (Text(_plain(f"- {question}")) for question in answer.suggestions)


def _source_lines(citation: Citation) -> Iterator[Text]:
    remark = _plain(f" ({citation.remark})") if citation.remark else ""
    yield Text(f"[{citation.n}]", style="cyan").append(f" {_place(citation)}{remark}", style="default")
    for line in citation.quote.splitlines():
        yield Text(f"    {_plain(line)}", style="dim")


def _place(source: Citation | NearSlide) -> str:
    counted = " (counted)" if source.slide_inferred else ""
    title = f": {source.slide_title}" if source.slide_title else ""
    return _plain(f"{source.document_title}, slide {source.slide_number}{counted}{title}")


def _plain(text: str) -> str:
    """Return a text that cannot steer a terminal: control characters become spaces."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)
