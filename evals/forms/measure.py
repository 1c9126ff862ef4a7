"""The same document in several forms: each ingested by itself, read slide by slide, asked every question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from operator import add
from pathlib import Path

import tomlkit

from assistant.bootstrap import load_assistant
from corpus.embedder import MiniLM, load_embedder
from corpus.errors import ManifestError
from corpus.manifest import DOCUMENTS, MANIFEST, bundled_corpus, document_path, read_manifest
from corpus.model import Document, Slide
from corpus.programs import AUTO, find_office
from corpus.settings import CorpusSettings
from evals.cases import Question
from evals.forms.convert import TAGGED, convert
from evals.forms.decks import make_deck
from evals.forms.likeness import Likeness, Share, compare_slides
from evals.forms.looks import LOOKS
from evals.metrics import Rate
from evals.run import ask_assistant, find_slide_texts, score_system
from ingest.pipeline import ingest_corpus

TEXT = "text export"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Form:
    """One file of the document."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class FormRun:
    """How one form was read beside the text export, and what asking it came to.

    `wrong` are the ids of the questions not right in every respect.
    """

    name: str
    slides: tuple[Slide, ...]
    likeness: tuple[Likeness, ...]
    rates: Mapping[str, Rate]
    wrong: tuple[str, ...]

    def share(self, measure: str) -> Share:
        """Return one of the reading's measures over all slides."""
        return reduce(add, (getattr(slide, measure) for slide in self.likeness), Share(0, 0))


def make_forms(document: Document, slides: Sequence[Slide], folder: Path, say: Say) -> list[Form]:
    """Return the text export, decks of every look, and what LibreOffice makes of them where it is there."""
    forms = [Form(TEXT, document_path(bundled_corpus(), document))]
    decks = []
    for look in LOOKS:
        decks.append(folder / f"{look.name}.pptx")
        make_deck(slides, look, decks[-1])
        forms.append(Form(f"{look.name}, pptx", decks[-1]))
    office = find_office(AUTO)
    if office is None:
        say("LibreOffice is not installed: no PDF and no deck saved by another program is measured")
        return forms
    other = convert(office, decks[:1], "odp", folder)
    again = convert(office, other, "pptx", folder / "again")
    forms += [Form(f"{path.stem}, pptx by LibreOffice", path) for path in again]
    forms += [Form(f"{path.stem}, pdf", path) for path in convert(office, decks, "pdf", folder)]
    tagged = convert(office, decks[:1], TAGGED, folder / "tagged")
    return forms + [Form(f"{path.stem}, pdf with tags", path) for path in tagged]


def measure_forms(
    questions: Sequence[Question], folder: Path, say: Say, only: str = ""
) -> tuple[FormRun, ...]:
    """Return a run of each form, the text export first; `only` takes forms whose name holds it.

    Raises:
        SspError: a form cannot be made, read or asked.
    """
    document = _find_document(questions)
    embedder = load_embedder(None, threads=1)
    text = _ingest(Form(TEXT, document_path(bundled_corpus(), document)), document, folder, embedder)
    wanted = load_assistant(CorpusSettings(home=text)).slides(document.id)
    forms = [
        form for form in make_forms(document, wanted, folder, say) if only in form.name or form.name == TEXT
    ]
    runs = []
    for form in forms:
        home = _ingest(form, document, folder, embedder)
        runs.append(_run(form, home, document, wanted, questions))
        say(form.name)
    return tuple(runs)


def _find_document(questions: Sequence[Question]) -> Document:
    asked = {question.document for question in questions}
    found = [document for document in read_manifest(bundled_corpus()) if document.id in asked]
    if len(found) != 1:
        raise ManifestError(
            f"questions about one bundled document are needed, found {len(found)}: choose a split"
        )
    return found[0]


def _ingest(form: Form, document: Document, folder: Path, embedder: MiniLM) -> Path:
    """Return a data folder with the form as its only document, under the document's own entry."""
    home = folder / "homes" / form.name.replace(", ", "-").replace(" ", "-")
    (home / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    content = form.path.read_bytes()
    (home / DOCUMENTS / form.path.name).write_bytes(content)
    listed = tomlkit.parse((bundled_corpus() / MANIFEST).read_text(encoding="utf-8"))
    entry = next(one for one in listed["document"] if one["id"] == document.id)
    entry.update({"file": form.path.name, "sha256": sha256(content).hexdigest()})
    own = tomlkit.document()
    own.update({"bundled": False, "document": [entry]})
    (home / MANIFEST).write_text(tomlkit.dumps(own), encoding="utf-8")
    ingest_corpus(home, embedder)
    return home


def _run(
    form: Form, home: Path, document: Document, wanted: Sequence[Slide], questions: Sequence[Question]
) -> FormRun:
    assistant = load_assistant(CorpusSettings(home=home))
    slides = tuple(assistant.slides(document.id))
    responses = {question.id: ask_assistant(assistant, question) for question in questions}
    scored = score_system(questions, responses, find_slide_texts(assistant))
    wrong = tuple(name for name, score in scored.scores.items() if not score.right)
    return FormRun(form.name, slides, compare_slides(wanted, slides), scored.overall, wrong)
