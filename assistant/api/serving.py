"""Which assistant answers now: loaded beside the listening server, swapped when a new generation is out."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from assistant.api.answers import Answers, Loader, Opened, Pointed
from assistant.api.problems import not_ready
from corpus.errors import SspError

log = structlog.get_logger()

Warm = Callable[[Answers], None]
"""Asks a fresh assistant a first question, so that no user pays for it."""


@dataclass(eq=False)
class _Shelf:
    """One assistant, how many requests are on it, and whether it has been replaced."""

    opened: Opened
    readers: int = 0
    replaced: bool = False


class Serving:
    """Hands out the current assistant and replaces it without dropping a request.

    `load()` and `refresh()` block, for use in a background thread; `lease()` may be used from any.
    An assistant that was replaced is closed when the last request on it has ended.
    """

    def __init__(self, loader: Loader, warm: Warm, pointed: Pointed) -> None:
        self._loader = loader
        self._warm = warm
        self._pointed = pointed
        self._lock = threading.Lock()
        self._loading = threading.Lock()
        self._current: _Shelf | None = None
        self._refused: str | None = None
        self._known: str | None = None
        self._emptied = False
        self.failure: SspError | None = None

    @property
    def ready(self) -> bool:
        """Whether questions can be answered."""
        return self._current is not None

    def check_ready(self) -> None:
        """Raise the problem of not being ready.

        Raises:
            Problem: status 503.
        """
        if self._current is None:
            raise not_ready(failed=self.failure is not None, emptied=self._emptied)

    @contextmanager
    def lease(self) -> Iterator[Answers]:
        """Lend the current assistant; it stays open until it is given back.

        Raises:
            Problem: status 503, nothing is loaded.
        """
        with self._lock:
            shelf = self._current
            if shelf is None:
                raise not_ready(failed=self.failure is not None, emptied=self._emptied)
            shelf.readers += 1
        try:
            yield shelf.opened.answers
        finally:
            self._give_back(shelf)

    def load(self) -> None:
        """Open and warm the published generation, and answer from it. A failure is kept in `failure`."""
        with self._loading:
            self._known = self._find_published()
            self._load()

    def refresh(self) -> bool:
        """Load what is published now when it is new; a generation that failed is not tried again.

        Where one was published and none is any more, nothing is answered: its documents were withdrawn.
        Returns whether what is published is what answers.
        """
        with self._loading:
            published = self._find_published()
            self._emptied = published is None and self._known is not None
            self._known = self._known or published
            if self._emptied and self._served:
                self._replace(None)
                log.warning("no_document_left")
            if published not in {None, self._served, self._refused}:
                self._load()
                self._refused = published if self.failure else None
            return published == self._served

    def close(self) -> None:
        """Close the current assistant once the requests on it have ended."""
        self._replace(None)

    def _find_published(self) -> str | None:
        """Return the published generation; while that cannot be told, what answers goes on."""
        try:
            return self._pointed()
        except SspError as error:
            log.warning("pointer_unreadable", reason=str(error))
            return self._served

    @property
    def _served(self) -> str | None:
        current = self._current
        return current.opened.answers.generation_id if current else None

    def _load(self) -> None:
        try:
            opened = self._loader()
            self._warm(opened.answers)
        except SspError as error:
            self.failure = error
            log.error("load_failed", reason=str(error))  # noqa: TRY400 - the message says it; no traceback
            return
        except Exception:
            self.failure = SspError("The service could not start, for an unknown reason; see the log.")
            log.exception("load_failed")
            return
        self.failure = None
        self._replace(opened)
        log.info("ready", generation=opened.answers.generation_id)

    def _replace(self, opened: Opened | None) -> None:
        with self._lock:
            old, self._current = self._current, _Shelf(opened) if opened else None
            if old is None:
                return
            old.replaced = True
            drained = old.readers == 0
        if drained:
            old.opened.close()

    def _give_back(self, shelf: _Shelf) -> None:
        with self._lock:
            shelf.readers -= 1
            drained = shelf.replaced and shelf.readers == 0
        if drained:
            shelf.opened.close()
