"""The steps of an ingest, as a person at a progress bar reads them."""

from pydantic import BaseModel, ValidationError

from assistant.api.uploads.schemas import ProgressOut

_READ = "Reading the slides"
_EMBED = "Making the words searchable"
_BUILD = "Building the new index"
_CHECK = "Checking the new index"
_OPEN = "Opening the new index"

_STEPS: dict[str, tuple[str, float, float]] = {
    "read": (_READ, 0.02, 0.3),
    "embed": (_EMBED, 0.3, 0.65),
    "record": (_BUILD, 0.65, 0.67),
    "rank": (_BUILD, 0.67, 0.7),
    "store": (_BUILD, 0.7, 0.78),
    "seal": (_BUILD, 0.78, 0.8),
    "check": (_CHECK, 0.8, 0.9),
    "sync": (_CHECK, 0.9, 0.91),
    "name": (_CHECK, 0.91, 0.92),
    "publish": (_CHECK, 0.92, 0.93),
    "sweep": (_CHECK, 0.93, 0.94),
}
"""Each step's phase and its part of the bar, by the time it takes for one added deck beside others."""

STARTING = ProgressOut(phase="Starting", done=0, total=1, what="", share=0.0)
OPENING = ProgressOut(phase=_OPEN, done=0, total=1, what="", share=0.95)


class Line(BaseModel):
    """One line of the command's progress."""

    step: str
    done: int
    total: int
    what: str = ""


def read_progress(line: str, before: ProgressOut) -> ProgressOut:
    """Return how far the ingest is after a line it wrote; a line of another kind changes nothing."""
    try:
        told = Line.model_validate_json(line)
    except ValidationError:
        return before
    phase, start, end = _STEPS.get(told.step, (before.phase, before.share, before.share))
    share = start + (end - start) * min(max(told.done, 0) / max(told.total, 1), 1.0)
    return ProgressOut(
        phase=phase, done=told.done, total=told.total, what=told.what, share=max(share, before.share)
    )
