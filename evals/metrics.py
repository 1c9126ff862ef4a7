"""One response -> its scores; many scores -> rates with their 95% intervals. Pure functions, no I/O."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median, quantiles

import numpy as np

from assistant.model import AnswerStatus
from evals.cases import Fact, Question, QuestionKind
from evals.intervals import bootstrap, wilson
from evals.matching import find_numbers, states, tokenise
from evals.working import find_worked_numbers

FIRST_WORDS = 100
"""How much of an answer a busy reader is taken to read."""

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\*\*|\]\(")
"""What no user should see: tags, bold marks, link marks."""

ANSWERING = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
"""Statuses that say something from the documents; every other one abstains."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words a response says stand on a slide (`document#number`)."""

    slide: str
    text: str


@dataclass(frozen=True, slots=True)
class Response:
    """What a system made of a question. `ranked` are the slides it showed, best first, once each.

    `confidence` is the system's own measure of its best find, if it has one, and `why` how the response
    came about, in plain words.
    """

    status: AnswerStatus
    text: str = ""
    quotes: tuple[Quoted, ...] = ()
    ranked: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    confidence: float | None = None
    why: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether it says something from the documents."""
        return self.status in ANSWERING

    @property
    def cited(self) -> tuple[str, ...]:
        """The slides cited, once each, in order."""
        return tuple(dict.fromkeys(quote.slide for quote in self.quotes))


@dataclass(frozen=True, slots=True)
class Score:
    """One response measured. A share that has nothing to count is None and joins no mean.

    `right` is the one verdict: the status is one that was expected, and an answerable question's answer
    says all facts, cites all evidence, and has every quote and number on its slide. `excused` is an
    answerable question that may be left unanswered and was: its facts and citations join no mean.
    """

    question_id: str
    kind: QuestionKind
    answerable: bool
    answered: bool
    status_expected: bool
    fact_recall: float | None
    facts_first_words: float | None
    citation_precision: float | None
    citation_recall: float | None
    quote_verified: float | None
    markup_free: bool
    numbers_supported: bool
    words: int
    total_ms: float
    missing: tuple[str, ...] = ()
    right: bool = False
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A share, mean or median of n, with its 95% interval: Wilson's of a count, else the bootstrap's."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None


def score_response(question: Question, response: Response, slide_texts: Mapping[str, str]) -> Score:
    """Return the scores of one response. `slide_texts` maps `document#number` to the slide's text."""
    said = response.text if response.answered else ""
    missing = _missing(question.facts, said)
    verified = _quote_share(response.quotes, slide_texts)
    numbers = _numbers_supported(said, response, slide_texts)
    expected = response.status in question.expected_status
    excused = question.answerable and expected and not response.answered
    measured = question.answerable and not excused
    recall = _share(question.slide_keys, response.cited) if measured else None
    shown_right = recall == 1.0 and verified in (None, 1.0) and numbers and not missing
    return Score(
        question_id=question.id,
        kind=question.kind,
        answerable=question.answerable,
        answered=response.answered,
        status_expected=expected,
        fact_recall=_fact_recall(question, missing) if measured else None,
        facts_first_words=_fact_recall(question, _missing(question.facts, _first_words(said)))
        if measured
        else None,
        citation_precision=_citation_precision(question, response),
        citation_recall=recall,
        quote_verified=verified,
        markup_free=MARKUP.search(said) is None,
        numbers_supported=numbers,
        words=len(said.split()),
        total_ms=response.timings_ms.get("total", 0.0),
        missing=() if excused else missing,
        right=expected and (shown_right or not measured),
        excused=excused,
    )


def summarise(scores: Sequence[Score]) -> dict[str, Rate]:
    """Return the measures that have something to count, by name.

    Means over the answerable questions: fact_recall, facts_first_words, citation_recall, and
    citation_precision over those of them that cite. An answerable question left unanswered has recall 0,
    unless that was expected too.
    Rates: the others. No scores give {}.
    """
    able = [s for s in scores if s.answerable and not s.excused]
    spoken = [s for s in scores if s.answered]
    quiet = [s for s in scores if not s.answered]
    unable = [s for s in scores if not s.answerable]
    measures = {
        "right": _rate(s.right for s in scores),
        "fact_recall": _mean(s.fact_recall for s in able),
        "all_facts": _rate(s.fact_recall == 1 for s in able if s.fact_recall is not None),
        "facts_first_words": _mean(s.facts_first_words for s in able),
        "citation_precision": _mean(s.citation_precision for s in able),
        "citation_recall": _mean(s.citation_recall for s in able),
        "all_cited": _rate(s.citation_recall == 1 for s in able),
        "quote_verified": _rate(s.quote_verified == 1 for s in spoken if s.quote_verified is not None),
        "markup_free": _rate(s.markup_free for s in spoken),
        "numbers_supported": _rate(s.numbers_supported for s in spoken),
        "abstention_precision": _rate(s.excused or not s.answerable for s in quiet),
        "abstention_recall": _rate(s.status_expected for s in unable),
        "answered": _rate(s.answered for s in able),
        "median_words": _median(s.words for s in spoken),
    }
    return {name: rate for name, rate in measures.items() if rate is not None}


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile; no values give {}."""
    if not values:
        return {}
    top = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return {"p50": round(median(values), 2), "p95": round(top, 2)}


def stage_latency(responses: Iterable[Response]) -> dict[str, dict[str, float]]:
    """Return median and 95th percentile in milliseconds by stage, in the order stages first came."""
    stages: dict[str, list[float]] = {}
    for response in responses:
        for stage, ms in response.timings_ms.items():
            stages.setdefault(stage, []).append(ms)
    return {stage: percentiles(values) for stage, values in stages.items()}


def _missing(facts: Iterable[Fact], text: str) -> tuple[str, ...]:
    tokens = tokenise(text)
    return tuple(fact.any_of[0] for fact in facts if not any(states(tokens, words) for words in fact.any_of))


def _fact_recall(question: Question, missing: Sequence[str]) -> float | None:
    if not question.answerable or not question.facts:
        return None
    return 1 - len(missing) / len(question.facts)


def _first_words(text: str) -> str:
    return " ".join(text.split()[:FIRST_WORDS])


def _citation_precision(question: Question, response: Response) -> float | None:
    if not question.answerable or not response.answered:
        return None
    return _share(response.cited, question.slide_keys + question.also_keys)


def _quote_share(quotes: Sequence[Quoted], slide_texts: Mapping[str, str]) -> float | None:
    if not quotes:
        return None
    return fmean(_flat(quote.text) in _flat(slide_texts.get(quote.slide, "")) for quote in quotes)


def _numbers_supported(said: str, response: Response, slide_texts: Mapping[str, str]) -> bool:
    """Tell whether every number stands on a cited slide or follows from the quotes."""
    shown = find_numbers("\n".join(slide_texts.get(slide, "") for slide in response.cited))
    quotes = [quote.text for quote in response.quotes]
    return all(find_numbers(line) - find_worked_numbers(line, quotes) <= shown for line in said.splitlines())


def _flat(text: str) -> str:
    return " ".join(text.split())


def _share(of: Sequence[str], inside: Sequence[str]) -> float | None:
    return fmean(item in inside for item in of) if of else None


def _mean(values: Iterable[float | None]) -> Rate | None:
    counted = [value for value in values if value is not None]
    return Rate(fmean(counted), len(counted), *bootstrap(counted)) if counted else None


def _median(values: Iterable[int]) -> Rate | None:
    counted = list(values)
    return Rate(median(counted), len(counted), *bootstrap(counted, np.median)) if counted else None


def _rate(values: Iterable[bool]) -> Rate | None:
    counted = list(values)
    return Rate(fmean(counted), len(counted), *wilson(sum(counted), len(counted))) if counted else None
