"""The files that the chat is made of: small, ours or named, and of one origin."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from assistant.api.rendering import WIDGET

STATIC = WIDGET / "static"
VENDOR = STATIC / "vendor"
MODULES = sorted([STATIC / "ssp-assistant.js", *(STATIC / "chat").glob("*.js"), *VENDOR.glob("*.js")])
MOST_BYTES = 30_000


def test_all_of_the_chat_is_small() -> None:
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in MODULES) <= MOST_BYTES


def test_every_vendored_file_is_the_one_that_is_described_with_its_licence() -> None:
    entries = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))

    assert {VENDOR / entry["file"] for entry in entries.values()} == set(VENDOR.glob("*.js"))
    for entry in entries.values():
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert "Redistribution and use" in (VENDOR / entry["licence_file"]).read_text(encoding="utf-8")
        assert entry["version"] in entry["source"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_imports_only_what_is_served_beside_it(path: Path) -> None:
    imported = re.findall(r'(?:^|[;\n])import[^"\';]*["\']([^"\']+)["\']', path.read_text(encoding="utf-8"))

    assert all((path.parent / name).is_file() for name in imported), imported


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent != VENDOR], ids=lambda path: path.name
)
def test_our_modules_name_no_other_place_and_make_no_markup_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.findall(r"https?://(?!www\.w3\.org)", text)
    assert not re.findall(
        r"innerHTML|insertAdjacentHTML|document\.write|eval\(|unsafeHTML|style=[\"'$]", text
    )
