"""What the service's tests share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.browsing import Host, launch, serve_host

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """Return a real Chromium; skip where there is none."""
    with launch() as browser:
        yield browser


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """Return another origin's page, whose `service` is not set yet."""
    with serve_host() as other:
        yield other
