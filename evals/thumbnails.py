"""Slides as small pictures inside the report: data URIs, so that the page needs nothing beside itself."""

import io
import logging
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PIL import Image

from corpus.errors import SspError
from corpus.generation import Generation, open_folder
from corpus.layout import generation_folder, read_record
from corpus.settings import CorpusSettings
from evals.indexes import collection_home

WIDTH = 320
"""Pixels across: headings can be read, and a hundred slides stay under two megabytes."""
QUALITY = 55

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A slide drawn small."""

    source: str
    width: int
    height: int


def read_thumbnails(
    settings: CorpusSettings, generations: Mapping[str, str], wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Thumbnail]:
    """Return the pictures of slides, by collection and `document#number`, from the generations of a run.

    A slide that has no picture, or whose generation is there no more, is left out.
    """
    by_collection = defaultdict(list)
    for collection, slide in dict.fromkeys(wanted):
        by_collection[collection].append(slide)
    found = {}
    for collection, slides in by_collection.items():
        try:
            folder = generation_folder(collection_home(collection, settings.home), generations[collection])
            opened = open_folder(folder, model_sha256=read_record(folder).model_sha256)
        except (SspError, KeyError, OSError) as error:
            _log.warning("no pictures of %s: %s", collection, error)
            continue
        with opened as generation:
            for slide in slides:
                drawn = _draw(generation, slide)
                if drawn is not None:
                    found[collection, slide] = drawn
    return found


def shrink(content: bytes) -> Thumbnail:
    """Return an image file as a thumbnail."""
    with Image.open(io.BytesIO(content)) as image:
        small = image.convert("RGB")
    small.thumbnail((WIDTH, WIDTH * 2))
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY)
    return Thumbnail(f"data:image/webp;base64,{b64encode(out.getvalue()).decode()}", *small.size)


def _draw(generation: Generation, key: str) -> Thumbnail | None:
    document, _, number = key.rpartition("#")
    slide = generation.slides.get((document, int(number)))
    content = generation.read_image(slide.image) if slide and slide.image else None
    return shrink(content) if content else None
