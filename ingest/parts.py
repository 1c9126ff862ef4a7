"""What a generation holds of one document: made by an ingest, and read back to be used again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus import layout
from corpus.errors import IndexDamaged
from corpus.layout import DocumentRecord, DropRecord, PlacesRecord
from corpus.model import Chunk, Document, Drop, Slide
from corpus.records import read_lines


@dataclass(frozen=True, slots=True)
class Part:
    """What was made of one document. `images` are its slides' files, by their digest."""

    record: DocumentRecord
    slides: tuple[Slide, ...]
    drops: tuple[Drop, ...]
    chunks: tuple[Chunk, ...]
    images: Mapping[str, Path] = field(default_factory=dict)


def read_parts(home: Path, model_sha256: str, tools: str) -> dict[Document, Part]:
    """Return what the served generation holds of each document, to be used again if its images are whole.

    Empty when there is none, or it is damaged, or made with another model or other code.
    """
    try:
        served = layout.pointed_generation(home)
        if served is None:
            return {}
        folder = layout.generation_folder(home, served)
        record = layout.read_record(folder)
        if (record.model_sha256, record.tools) != (model_sha256, tools):
            return {}
        layout.check_files(folder, record)
    except IndexDamaged:
        return {}
    broken = find_broken_images(folder)
    return {
        document: part for document, part in _split_parts(folder).items() if broken.isdisjoint(part.images)
    }


def find_broken_images(folder: Path) -> frozenset[str]:
    """Return the digests of the slides' images whose files are missing or hold something else."""
    images = {slide.image.digest for slide in read_lines(Slide, folder / layout.SLIDES) if slide.image}
    marks = {digest: layout.mark_file(folder / layout.image_name(digest)) for digest in images}
    return frozenset(
        digest for digest, mark in marks.items() if mark is None or not mark.sha256.startswith(digest)
    )


def without_places(slide: Slide) -> Slide:
    """Return a slide as an index keeps it, its words' places apart."""
    return replace(slide, blocks=tuple(replace(block, places=()) for block in slide.blocks))


def places_of(slide: Slide) -> PlacesRecord:
    """Return the places of a slide's words."""
    return PlacesRecord(slide.ref, {block.id: block.places for block in slide.blocks if block.places})


def _split_parts(folder: Path) -> dict[Document, Part]:
    slides = _join_places(folder)
    chunks = read_lines(Chunk, folder / layout.CHUNKS)
    drops = read_lines(DropRecord, folder / layout.DROPS)
    return {
        record.document: Part(
            record,
            tuple(slide for slide in slides if slide.ref.document_id == record.document.id),
            tuple(item.drop for item in drops if item.document_id == record.document.id),
            tuple(chunk for chunk in chunks if chunk.ref.document_id == record.document.id),
            {
                slide.image.digest: folder / layout.image_name(slide.image.digest)
                for slide in slides
                if slide.image and slide.ref.document_id == record.document.id
            },
        )
        for record in read_lines(DocumentRecord, folder / layout.DOCUMENTS)
    }


def _join_places(folder: Path) -> tuple[Slide, ...]:
    """Return the slides of a generation, each block with the places of its words."""
    slides = read_lines(Slide, folder / layout.SLIDES)
    places = read_lines(PlacesRecord, folder / layout.PLACES)
    return tuple(
        replace(
            slide,
            blocks=tuple(replace(block, places=found.blocks.get(block.id, ())) for block in slide.blocks),
        )
        for slide, found in zip(slides, places, strict=True)
    )
