"""A picture to its lines: turned upright, set level, its characters joined to words with their places."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from corpus.model import Box
from ingest.readers.ocr.engine import DOWN, Engine, RawLine
from ingest.readers.ocr.pictures import Picture
from ingest.sightings import SeenLine, SeenWord, Sighting

DOUBTFUL = 0.8
"""Lines whose mean confidence is lower may stand upside down: on upright pages it is above 0.95, on pages
upside down below 0.6."""

SAMPLE = 8
"""Lines, the longest, by which a picture's turn is found."""

LEVEL = 0.3
SKEWED = 15.0
"""Degrees: a slope below the first is none, one above the second is no slope of a page."""

BULLETS = "•●▪■◦○‣·"
"""Signs that begin a list's item; a picture shows no space after them that could be told from none."""

MARGIN = 0.1
"""Of a line's height, what rapidocr's box leaves above and below, and before and after the letters."""

_WORDS = re.compile(rf"^[{re.escape(BULLETS)}]|\S+")


def read_picture(engine: Engine, picture: Picture) -> Sighting:
    """Return what a picture says, its places those of the picture as it is given.

    A picture that lies on a side or upside down is turned by quarters; up to 15 degrees of slope
    are taken out of the words' upright places.
    """
    points, lines, turns = picture.points, engine.read_lines(picture.points), 0
    if lines and (turns := find_turns(engine, points, lines)):
        points = np.ascontiguousarray(np.rot90(points, turns))
        lines = engine.read_lines(points)
    height, width = points.shape[:2]
    slope = find_slope(lines)
    seen = tuple(_to_line(line, (width, height), turns, slope) for line in lines)
    return Sighting(picture.key, picture.areas, width / height, seen)


def find_turns(engine: Engine, points: np.ndarray, lines: Sequence[RawLine]) -> int:
    """Return by how many quarter turns, counter-clockwise, a picture stands upright."""
    turned = [line for line in lines if line.turn]
    if sum(map(_length, turned)) > sum(map(_length, lines)) / 2:
        down = sum(_length(line) * (1 if line.turn == DOWN else -1) for line in turned)
        return 1 if down > 0 else 3
    level = sorted((line for line in lines if not line.turn), key=_length, reverse=True)[:SAMPLE]
    sure = float(np.mean([line.confidence for line in level])) if level else 1.0
    return 2 if sure < DOUBTFUL and engine.read_flipped(points, level) > sure else 0


def find_slope(lines: Sequence[RawLine]) -> float:
    """Return the angle of most of the text in radians, clockwise, 0 where it is level."""
    level = [line for line in lines if not line.turn]
    longest = sorted(level, key=_length, reverse=True)[: max(SAMPLE, len(level) // 2)]
    angles = [np.arctan2(*(line.corners[1] - line.corners[0])[::-1]) for line in longest]
    angle = float(np.median(angles)) if angles else 0.0
    return angle if LEVEL <= abs(np.degrees(angle)) <= SKEWED else 0.0


def _length(line: RawLine) -> float:
    return float(np.linalg.norm(line.corners[1] - line.corners[0]))


def _to_line(line: RawLine, sides: tuple[int, int], turns: int, slope: float) -> SeenLine:
    height = float(np.linalg.norm(line.corners[3] - line.corners[0]))
    words = tuple(
        SeenWord(
            text,
            round(sure, 4),
            _turn_back(_around(corners, sides), turns),
            _around(_levelled(corners, sides, slope), sides),
        )
        for text, sure, corners in _find_words(line, height)
    )
    return SeenLine(words, height * (1 - 2 * MARGIN) / sides[1], line.turn)


def _find_words(line: RawLine, height: float) -> Iterator[tuple[str, float, np.ndarray]]:
    """Yield each word with the least confidence of its characters, and its corners in points."""
    along = max(_length(line), 1.0)
    margin, half = min(MARGIN * height / along, 0.25), _half_width(line)
    for first, last in _runs(line.text):
        start = max(line.middles[first] - half - line.step / 2, margin)
        end = min(line.middles[last] + half, 1 - margin)
        corners = _cut(line.corners, min(start, end), max(start, end))
        yield line.text[first : last + 1], min(line.confidences[first : last + 1]), corners


def _half_width(line: RawLine) -> float:
    """Return half a character's width as a share of the line."""
    pitches = [
        (line.middles[last] - line.middles[first]) / (last - first)
        for first, last in _runs(line.text)
        if last > first
    ]
    return float(np.mean(pitches)) / 2 if pitches else 0.5 / len(line.text)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last character of each word; a list mark at the start is a word of its own."""
    for found in _WORDS.finditer(text):
        yield found.start(), found.end() - 1


def _cut(corners: np.ndarray, start: float, end: float) -> np.ndarray:
    """Return the corners of a line's part between two shares of its length, without its margins."""
    begin, finish, under, below = corners
    top, bottom = finish - begin, under - below
    part = np.array([begin + start * top, begin + end * top, below + end * bottom, below + start * bottom])
    inset = MARGIN * (part[3] - part[0])
    shifted: np.ndarray = part + np.array([inset, inset, -inset, -inset])
    return shifted


def _levelled(corners: np.ndarray, sides: tuple[int, int], slope: float) -> np.ndarray:
    """Return corners turned about the picture's middle so that the text is level."""
    middle = np.array(sides) / 2
    cos, sin = np.cos(slope), np.sin(slope)
    level: np.ndarray = (corners - middle) @ np.array([[cos, -sin], [sin, cos]]) + middle
    return level


def _around(corners: np.ndarray, sides: tuple[int, int]) -> Box:
    """Return the rectangle around corners in shares of the picture."""
    low = np.clip(corners.min(axis=0) / sides, 0, 1)
    high = np.clip(corners.max(axis=0) / sides, 0, 1)
    x0, y0, x1, y1 = (round(float(share), 5) for share in (*low, *high))
    return x0, y0, x1, y1


def _turn_back(box: Box, turns: int) -> Box:
    """Return a box of a picture turned by quarters, counter-clockwise, as one of the picture before."""
    x0, y0, x1, y1 = box
    back = (
        (x0, y0, x1, y1),
        (1 - y1, x0, 1 - y0, x1),
        (1 - x1, 1 - y1, 1 - x0, 1 - y0),
        (y0, 1 - x1, y1, 1 - x0),
    )[turns]
    a, b, c, d = (round(share, 5) for share in back)
    return a, b, c, d
