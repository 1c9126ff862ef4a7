"""Questions, responses and runs as small as a test needs."""

from assistant.model import AnswerStatus
from evals.cases import Fact, Question, QuestionKind, Split
from evals.metrics import Quoted, Response

ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)
SILENT = (AnswerStatus.NO_EVIDENCE,)
TEXTS = {
    "d#1": "Fund\nHate Crime Fund\t£10,000\tEducation packs",
    "d#2": "92% of residents feel safe.",
    "d#3": "Nothing of note.",
}


def a_question(
    name: str = "q1",
    *,
    slides: tuple[int, ...] = (1,),
    also: tuple[int, ...] = (),
    facts: tuple[str, ...] = ("£10,000",),
    answerable: bool = True,
    kind: QuestionKind = QuestionKind.FACT,
) -> Question:
    return Question(
        id=name,
        kind=kind,
        document="d",
        split=Split.DEVELOPMENT,
        question=f"What about {name}?",
        earlier=(),
        slides=slides if answerable else (),
        also=also,
        facts=tuple(Fact((fact,)) for fact in facts) if answerable else (),
        answerable=answerable,
        expected_status=ANSWERED if answerable else SILENT,
    )


def a_response(text: str = "It was £10,000.", *quotes: tuple[str, str], total_ms: float = 1.0) -> Response:
    return Response(
        status=AnswerStatus.ANSWERED,
        text=text,
        quotes=tuple(Quoted(slide, quote) for slide, quote in quotes),
        ranked=tuple(dict.fromkeys(slide for slide, _ in quotes)),
        timings_ms={"total": total_ms},
    )


def no_answer(status: AnswerStatus = AnswerStatus.NO_EVIDENCE) -> Response:
    return Response(status, text="The documents do not say.")
