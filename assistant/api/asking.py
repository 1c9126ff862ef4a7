"""One question at the rim: admitted, put to the assistant in a thread, and kept in its conversation."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import anyio
from anyio import to_thread

from assistant.api.problems import not_asked_of, too_busy
from assistant.api.questions import check_question, refused_by_core
from assistant.api.serving import Serving
from assistant.conversations import Conversations
from assistant.encoder import ABANDONED, EncoderBusy, EncoderClosed
from assistant.errors import DocumentUnknown, QuestionRejected
from assistant.model import Answer, AnswerStatus, Turn
from assistant.pipeline import turn_of
from assistant.settings import AssistantSettings
from assistant.trace import Trace

NEW_CONVERSATION_NOTE = "The earlier conversation is over, so this question was read by itself."
Traced = tuple[Answer, Trace | None]
_LEAVES_NO_TURN = frozenset({AnswerStatus.REFUSED, AnswerStatus.OUT_OF_SCOPE, AnswerStatus.ERROR})
"""Answers that a follow-up cannot lean on."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and the conversation it belongs to; how it came about where that was asked for."""

    answer: Answer
    conversation_id: str
    trace: Trace | None = None


class Asking:
    """Takes questions for one process, at most `max_in_flight` at a time, one at a time a conversation."""

    def __init__(self, settings: AssistantSettings, serving: Serving, conversations: Conversations) -> None:
        self._settings = settings
        self._serving = serving
        self._conversations = conversations
        self._in_flight = 0
        self._threads = anyio.CapacityLimiter(settings.max_in_flight)

    def check(self, question: str, field: str, documents: Collection[str] = ()) -> None:
        """Raise the problem of a question, to be asked of those documents, that cannot be taken now.

        Raises:
            Problem: status 422 for the question or a document, 503 not ready, 429 too many at once.
        """
        check_question(question, self._settings.max_question_chars, field)
        self._serving.check_ready()
        if documents:
            self._check_documents(documents)
        if self._in_flight >= self._settings.max_in_flight:
            raise too_busy()

    async def ask(
        self,
        question: str,
        conversation_id: str | None,
        field: str = "body.question",
        *,
        trace: bool = False,
        documents: Collection[str] = (),
    ) -> Reply:
        """Return the reply to a question, traced if wanted; cancelling it spares the encoder the work.

        Documents are the ids of those to ask alone; each question of a conversation brings its own.

        Raises:
            Problem: as check() raises, or the assistant could not read the question.
        """
        self.check(question, field, documents)
        with self._admitted():
            conversation = self._conversations.find(conversation_id)
            async with conversation.lock:
                try:
                    answer, traced = await self._answer(question, conversation.turns, documents, trace=trace)
                except (EncoderBusy, EncoderClosed) as error:
                    raise too_busy() from error
                except QuestionRejected as error:
                    raise refused_by_core(str(error), field) from error
                except DocumentUnknown as error:
                    raise not_asked_of(error.document_id) from error
                if answer.status not in _LEAVES_NO_TURN:
                    self._conversations.record(conversation, turn_of(answer))
        if conversation_id not in {None, conversation.id}:
            answer = replace(answer, notes=(*answer.notes, NEW_CONVERSATION_NOTE))
        return Reply(answer, conversation.id, traced)

    def _check_documents(self, documents: Collection[str]) -> None:
        with self._serving.lease() as answers:
            known = {document.id for document in answers.documents}
        unknown = next((one for one in documents if one not in known), None)
        if unknown is not None:
            raise not_asked_of(unknown)

    @contextmanager
    def _admitted(self) -> Iterator[None]:
        self._in_flight += 1
        try:
            yield
        finally:
            self._in_flight -= 1

    async def _answer(
        self, question: str, earlier: Sequence[Turn], documents: Collection[str], *, trace: bool
    ) -> Traced:
        gone = threading.Event()
        before = ABANDONED.set(gone)
        try:
            return await to_thread.run_sync(
                partial(self._answer_now, question, earlier, documents, trace=trace),
                limiter=self._threads,
                abandon_on_cancel=True,
            )
        finally:
            gone.set()
            ABANDONED.reset(before)

    def _answer_now(
        self, question: str, earlier: Sequence[Turn], documents: Collection[str], *, trace: bool
    ) -> Traced:
        with self._serving.lease() as answers:
            if trace:
                return answers.explain(question, earlier, documents=documents)
            return answers.ask(question, earlier, documents=documents), None
