"""What the service's tests share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.browsing import launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """Return a real Chromium; skip where there is none."""
    with launch() as browser:
        yield browser
