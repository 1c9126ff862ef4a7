"""The model in a process of its own, so that its arithmetic and the answers' Python run side by side.

In one process they wait for each other: Python runs one thread at a time, and a forward pass asks for
its turn some two hundred times (measured with 32 clients on 2 cores: 7.8 ms a text instead of 5.1).
"""

import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np

from assistant.encoder import EncoderBusy
from corpus.embedder import find_model_sha256, load_question_embedder
from corpus.errors import SspError

Reply = np.ndarray | SspError | None
"""What comes back over the pipe: vectors, an error of ours, or None for "loaded"."""

STOP_TIMEOUT_S = 5.0


class EncodingProcess:
    """Embeds texts in a child process; for one caller at a time, such as QueryEncoder's worker.

    A child that ends by itself is started again for the next call.

    Raises, when made:
        ModelMissing, ModelMismatch: the weights are not there, or not the expected ones.
    """

    def __init__(self, model_path: Path | None, threads: int) -> None:
        self.model_sha256 = find_model_sha256(model_path)
        self._model_path = model_path
        self._threads = threads
        self._child, self._pipe = self._start()

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text, shape (len(texts), dimension), float32.

        Raises:
            EncoderBusy: the child has ended; the next call starts another.
        """
        if not self._child.is_alive():
            self._child, self._pipe = self._start()
        try:
            self._pipe.send(list(texts))
            vectors = _receive(self._pipe)
        except (EOFError, OSError) as error:
            self._child.join(STOP_TIMEOUT_S)
            raise EncoderBusy("The encoder ended; it is started again for the next question.") from error
        assert vectors is not None
        return vectors

    def close(self) -> None:
        """End the child."""
        self._pipe.close()
        self._child.join(STOP_TIMEOUT_S)
        if self._child.is_alive():
            self._child.kill()

    def _start(self) -> tuple[BaseProcess, Connection]:
        """Return a child that has loaded the model, and the pipe to it."""
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        child = context.Process(
            target=_serve, args=(theirs, self._model_path, self._threads), name="encoder", daemon=True
        )
        child.start()
        theirs.close()
        try:
            _receive(ours)
        except EOFError as error:
            raise SspError("The encoder's process ended while it loaded the model; see above.") from error
        return child, ours


def _receive(pipe: Connection) -> np.ndarray | None:
    reply: Reply = pipe.recv()
    if isinstance(reply, SspError):
        raise reply
    return reply


def _serve(pipe: Connection, model_path: Path | None, threads: int) -> None:
    """Embed what comes through the pipe until it closes. Ctrl-C is for the parent, which closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        embedder = load_question_embedder(model_path, threads=threads)
    except SspError as error:
        pipe.send(error)
        return
    pipe.send(None)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(embedder.embed(pipe.recv()))
