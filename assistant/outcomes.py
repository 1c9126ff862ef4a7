"""The plain sentence and the next step for every way a question can end without an answer."""

from assistant.model import AnswerStatus

SENTENCES: dict[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "",
    AnswerStatus.PARTIAL: "The documents answer a part of this.",
    AnswerStatus.NO_EVIDENCE: "The documents do not say.",
    AnswerStatus.PICTURE_ONLY: "The slide that would say it holds a picture without text.",
    AnswerStatus.WRONG_PERIOD: "The documents do not cover that time.",
    AnswerStatus.AMBIGUOUS: "This could mean several things in the documents.",
    AnswerStatus.OUT_OF_SCOPE: "This is not something the documents are about.",
    AnswerStatus.REFUSED: "This assistant only quotes the documents, so it cannot do that.",
    AnswerStatus.ERROR: "Something went wrong while answering.",
}

OF_SOME = SENTENCES | {
    AnswerStatus.NO_EVIDENCE: "The documents chosen do not say.",
    AnswerStatus.WRONG_PERIOD: "The documents chosen do not cover that time.",
}
"""The same where a question is asked of some documents, and others may say."""

NEXT_STEPS: dict[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "",
    AnswerStatus.PARTIAL: "Look at the nearest slides for the rest, or ask for it by itself.",
    AnswerStatus.NO_EVIDENCE: "Look at the nearest slides, or ask in other words.",
    AnswerStatus.PICTURE_ONLY: "Open the slide and read the picture.",
    AnswerStatus.WRONG_PERIOD: "Ask about a period that the documents cover.",
    AnswerStatus.AMBIGUOUS: "Ask again, naming the one you mean.",
    AnswerStatus.OUT_OF_SCOPE: "Ask about something in the documents listed.",
    AnswerStatus.REFUSED: "Ask what the documents say about a subject.",
    AnswerStatus.ERROR: "Try again; if it happens again, tell whoever runs this service.",
}

ELSEWHERE = "Another document, “{title}”, may say: ask without the filter."
"""What the asker should know where only a document that the question was not asked of answers it."""


def as_sentence(reason: str) -> str:
    """Return a reason as a sentence of its own: a capital in front and a full stop behind."""
    return f"{reason[:1].upper()}{reason[1:]}" + ("" if reason.endswith((".", "?", "!")) else ".")
