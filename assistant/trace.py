"""What was done with one question, stage by stage: seen by a tracer on the way, kept as a Trace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.model import Answer, AnswerStatus, Draft, Evidence, Hit, Query, Sentence
from assistant.support import Support

MOST_BLOCKS = 10
"""Blocks kept of each part of a question, besides those that were checked or chosen."""

TEXT_CHARS = 120
"""Characters kept of a block's text."""

PASSED = "passed"
_QUESTION, _SEARCH, _EVIDENCE, _CITATIONS = "question", "search", "evidence", "citations"
_NOT_TRIED = "others came nearer, and only the nearest are checked"
_ENOUGH = "about as good, and enough was said without it"
_ELSEWHERE = "about another year, place or name than is asked about"
_FARTHER = "not about as good as what leads the answer"
_NOT_LISTED = "not in the list that the question names"
_PICTURE = "its slide is a picture without text"
_NO_PART = "no part of what is worked out"
_CUT = "in the list that the question names, of which the first items are given"
WITHHELD = "not every word and number of it stands on the slide that it cites"


@dataclass(frozen=True, slots=True)
class TracedBlock:
    """A block found for a question and what became of it.

    `score` and `signals` are those it was ranked by. `check` is "passed", the reason why a check failed,
    or "" when it was not checked. `left_out` says why it was not chosen; empty when it was.
    """

    document_id: str
    slide_number: int
    slide_title: str
    block_id: str
    text: str
    score: float
    signals: Mapping[str, float]
    check: str = ""
    chosen: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class TracedPart:
    """One thing asked: what was searched, found, checked and chosen.

    `carried` is the subject taken from earlier turns, `focus` what was searched with besides.
    `worked` are sentences worked out from the chosen blocks. `stopped_at` names the stage that found no
    answer, `reason` why; both empty when there is one.
    """

    asked: str
    searched: str
    focus: str
    carried: str
    corrections: tuple[tuple[str, str], ...]
    found: int
    blocks: tuple[TracedBlock, ...]
    support: float
    status: AnswerStatus
    worked: tuple[str, ...] = ()
    stopped_at: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The way of one question. `withheld` are the claims that the citation check kept back.

    `stopped_at` is the stage at which the first part without an answer stopped: "question", "search",
    "evidence" or "citations"; empty when everything asked was answered.
    """

    question: str
    status: AnswerStatus
    parts: tuple[TracedPart, ...] = ()
    withheld: tuple[str, ...] = ()
    stopped_at: str = ""
    reason: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)


class Tracer:
    """Is told what the steps do, and keeps none of it: for questions that nobody wants explained.

    `keeps` tells the steps whether anything is kept that the answer itself does not need.
    """

    keeps = False

    def refused(self, reason: str) -> None:
        """The question's wording alone was a reason not to look."""

    def searched(self, query: Query, hits: Sequence[Hit]) -> None:
        """These were found for a part of the question, best first; told again, they replace those before."""

    def listed(self, items: Sequence[Hit]) -> None:
        """The part names this whole list."""

    def judged(self, judged: Sequence[tuple[Hit, Support]]) -> None:
        """These were tried as what leads the answer, in this order; all that may lead where it `keeps`."""

    def weighed(self, near: Sequence[Hit], matching: Sequence[Hit]) -> None:
        """Those `near` came about as near as the lead, those `matching` are about the same year and names."""

    def concluded(self, evidence: Evidence) -> None:
        """This came of the part."""

    def verified(self, draft: Draft, sentences: Sequence[Sentence]) -> None:
        """Of the draft's claims these passed the citation check."""


SILENT = Tracer()


@dataclass(slots=True)
class _Seen:
    """What a recorder was told of one part."""

    query: Query
    hits: Sequence[Hit]
    listed: Sequence[Hit] = ()
    judged: Sequence[tuple[Hit, Support]] = ()
    near: frozenset[str] = frozenset()
    matching: frozenset[str] = frozenset()
    evidence: Evidence | None = None


class Recorder(Tracer):
    """Keeps what it is told, of one question in one thread."""

    keeps = True

    def __init__(self) -> None:
        self._refusal = ""
        self._parts: list[_Seen] = []
        self._withheld: tuple[str, ...] = ()

    def refused(self, reason: str) -> None:
        """Keep why the question was not looked into."""
        self._refusal = reason

    def searched(self, query: Query, hits: Sequence[Hit]) -> None:
        """Begin a part, or begin it anew."""
        if self._parts and self._parts[-1].evidence is None:
            self._parts.pop()
        self._parts.append(_Seen(query, hits))

    def listed(self, items: Sequence[Hit]) -> None:
        """Keep the list that the part names."""
        self._parts[-1].listed = items or self._parts[-1].listed

    def judged(self, judged: Sequence[tuple[Hit, Support]]) -> None:
        """Keep what was tried and how it fared, for each time asked about."""
        self._parts[-1].judged = (*self._parts[-1].judged, *judged)

    def weighed(self, near: Sequence[Hit], matching: Sequence[Hit]) -> None:
        """Keep what might have joined the answer."""
        self._parts[-1].near |= frozenset(hit.block.id for hit in near)
        self._parts[-1].matching |= frozenset(hit.block.id for hit in matching)

    def concluded(self, evidence: Evidence) -> None:
        """End the part."""
        self._parts[-1].evidence = evidence

    def verified(self, draft: Draft, sentences: Sequence[Sentence]) -> None:
        """Keep the claims that were withheld."""
        said = {sentence.text for sentence in sentences}
        self._withheld = tuple(claim.text for claim in draft.claims if claim.text not in said)

    def trace(self, answer: Answer) -> Trace:
        """Return the whole way to an answer."""
        parts = tuple(_part(seen) for seen in self._parts if seen.evidence is not None)
        stopped_at, reason = self._stop(parts, answer)
        return Trace(
            question=answer.question,
            status=answer.status,
            parts=parts,
            withheld=self._withheld,
            stopped_at=stopped_at,
            reason=reason,
            timings_ms=answer.timings_ms,
        )

    def _stop(self, parts: Sequence[TracedPart], answer: Answer) -> tuple[str, str]:
        if self._refusal:
            return _QUESTION, self._refusal
        stopped = next((part for part in parts if part.stopped_at), None)
        if stopped is not None:
            return stopped.stopped_at, stopped.reason
        return ("", "") if answer.sentences else (_CITATIONS, "every claim was withheld")


def _part(seen: _Seen) -> TracedPart:
    query, evidence = seen.query, seen.evidence
    assert evidence is not None
    stage = "" if evidence.hits else _EVIDENCE if seen.hits else _SEARCH
    return TracedPart(
        asked=query.asked,
        searched=query.text,
        focus=query.focus,
        carried=query.topic if query.leans_on_history else "",
        corrections=query.corrections,
        found=len(seen.hits),
        blocks=tuple(_block(hit, seen) for hit in _kept(seen, evidence)),
        support=evidence.support,
        status=evidence.status,
        worked=tuple(claim.text for claim in evidence.claims),
        stopped_at=stage,
        reason=evidence.reason,
    )


def _kept(seen: _Seen, evidence: Evidence) -> list[Hit]:
    """Return the best found, all that were checked and all that were chosen, once each."""
    kept: dict[str, Hit] = {}
    for hit in (*seen.hits[:MOST_BLOCKS], *(hit for hit, _ in seen.judged), *evidence.hits):
        kept.setdefault(hit.block.id, hit)
    return list(kept.values())


def _block(hit: Hit, seen: _Seen) -> TracedBlock:
    support = next((support for tried, support in seen.judged if tried.block.id == hit.block.id), None)
    passed = support is not None and support.status is AnswerStatus.ANSWERED
    check = "" if support is None else PASSED if passed else support.reason
    assert seen.evidence is not None
    chosen = hit.block.id in _chosen(seen.evidence)
    text = " ".join(hit.block.text.split())
    return TracedBlock(
        document_id=hit.slide.ref.document_id,
        slide_number=hit.slide.ref.number,
        slide_title=hit.slide.title,
        block_id=hit.block.id,
        text=text if len(text) <= TEXT_CHARS else text[: TEXT_CHARS - 1].rstrip() + "…",
        score=hit.score,
        signals=hit.signals,
        check=check,
        chosen=chosen,
        left_out="" if chosen else _why_left_out(hit, check, seen),
    )


def _chosen(evidence: Evidence) -> set[str]:
    """Return the ids of the blocks that the answer is made of, those that a figure is worked out from too."""
    quoted = {quote.block_id for claim in evidence.claims for quote in claim.quotes}
    return quoted.union(hit.block.id for hit in evidence.hits)


def _why_left_out(hit: Hit, check: str, seen: _Seen) -> str:
    assert seen.evidence is not None
    listed = any(item.block.id == hit.block.id for item in seen.listed)
    if check not in {"", PASSED}:
        return check
    if hit.slide.picture_only:
        return _PICTURE
    if not seen.evidence.hits:
        return seen.evidence.reason if listed or check else _NOT_TRIED
    if seen.evidence.claims:
        return _NO_PART
    return _why_not_chosen(hit, seen, listed=listed)


def _why_not_chosen(hit: Hit, seen: _Seen, *, listed: bool) -> str:
    """Return why the answer goes without a block that may well say something of it."""
    if seen.listed:
        return _CUT if listed else _NOT_LISTED
    if hit.block.id in seen.matching:
        return _ENOUGH
    return _ELSEWHERE if hit.block.id in seen.near else _FARTHER
