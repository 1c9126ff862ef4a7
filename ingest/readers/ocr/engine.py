"""The reader of pictures, rapidocr: points to lines, each character with its place and confidence.

This is the only module that knows rapidocr and OpenCV. Its models lie in rapidocr's own wheel and are named
by path, so that it has nothing to fetch and nothing to write (read in rapidocr 3.10: without paths it makes
its models' folder and fetches what is missing there). Word boxes are not taken from it: it gives the
n-th word the confidence of the n-th character (read in 3.10), so the characters' own are used.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

DETECTION_SIDE = 2016
"""Points of the longer side at which lines are looked for; they are read in full. On a deck of screenshots
1,600 find a fifth fewer of the smallest lines, and 2,845 take three times as long for a few more."""

UPRIGHT_SIDES = 1.5
"""A line higher than this many times its width runs up or down; rapidocr turns it by itself."""

UP, DOWN = 1, 3
"""Quarter turns, counter-clockwise, of a line that runs up, its text beginning at the lower left, or down."""

_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
_PARAMS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.use_preprocess_img": False,
    "Global.return_word_box": True,
    "Det.limit_type": "max",
    "Det.limit_side_len": DETECTION_SIDE,
    "Rec.rec_batch_num": 4,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as read: its text, each character's confidence, and its middle along the line (0..1).

    White space has the middle of nothing (nan). `step` is how finely middles are told. `corners` are
    the line's, clockwise from where its text begins, in points, shape (4, 2).
    """

    text: str
    confidences: tuple[float, ...]
    middles: tuple[float, ...]
    corners: np.ndarray
    turn: int = 0
    step: float = 0.0

    @property
    def confidence(self) -> float:
        """The mean of its characters' confidences, 0 for none."""
        return float(np.mean(self.confidences)) if self.text else 0.0


def find_engine() -> str:
    """Return the name and version of what reads pictures, empty when it is not installed."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return ""
    try:
        return f"rapidocr {version('rapidocr')}, onnxruntime {version('onnxruntime')}"
    except PackageNotFoundError:
        return ""


class Engine:
    """Loads the models once; a picture takes some seconds. One thread, no network, no files written."""

    def __init__(self) -> None:
        import cv2  # noqa: PLC0415 - heavy, and not always installed
        import rapidocr  # noqa: PLC0415 - as above

        cv2.setNumThreads(1)
        logging.getLogger("RapidOCR").handlers.clear()
        folder = Path(rapidocr.__file__).parent / "models"
        paths = {name: str(folder / file) for name, file in _MODELS.items()}
        self._engine = rapidocr.RapidOCR(params=_PARAMS | paths)
        self._nothing = rapidocr.main.RapidOCRError

    def read_lines(self, points: np.ndarray) -> list[RawLine]:
        """Return the lines of a picture, shape (height, width, 3), from the top down.

        A line that runs up or down is read both ways, and the surer reading is kept.
        """
        record: dict[str, Any] = {}
        try:
            crops, found = self._engine.detect_and_crop(points, record)
        except self._nothing:
            return []
        shift = record["padding_1"]["top"]
        corners = [
            np.asarray(box, float) - (0, shift) for box in (found.boxes if found.boxes is not None else ())
        ]
        steep = [_is_steep(box) for box in corners]
        turns = [DOWN if up else 0 for up in steep]
        lines = self._read(crops, corners, turns)
        for at in np.flatnonzero(steep):
            other = self._read([np.rot90(crops[at], 2)], [corners[at]], [UP])[0]
            lines[at] = max(lines[at], other, key=lambda line: line.confidence)
        return [line for line in lines if line.text.strip()]

    def read_flipped(self, points: np.ndarray, lines: list[RawLine]) -> float:
        """Return the mean confidence of lines when read upside down."""
        from rapidocr.utils.process_img import get_rotate_crop_image  # noqa: PLC0415 - heavy

        boxes = [line.corners for line in lines]
        crops = [np.rot90(get_rotate_crop_image(points, box.astype(np.float32)), 2) for box in boxes]
        read = self._read(crops, boxes, [0] * len(boxes))
        return float(np.mean([line.confidence for line in read]))

    def _read(
        self, crops: Sequence[np.ndarray], corners: Sequence[np.ndarray], turns: Sequence[int]
    ) -> list[RawLine]:
        read = self._engine.recognize_txt([np.ascontiguousarray(crop) for crop in crops])
        return [
            _to_line(text, info, box, turn)
            for text, info, box, turn in zip(read.txts or (), read.word_results, corners, turns, strict=True)
        ]


def _is_steep(corners: np.ndarray) -> bool:
    along, across = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[3] - corners[0])
    return bool(across >= UPRIGHT_SIDES * along)


def _to_line(text: str, info: Any, corners: np.ndarray, turn: int) -> RawLine:  # noqa: ANN401 - rapidocr's
    if not text or len(info.confs) != len(text):
        return RawLine("", (), (), corners)
    columns = iter([column for word in info.word_cols for column in word])
    length = max(info.line_txt_len, 1.0)
    middles = tuple(
        float("nan") if char.isspace() else min((next(columns) + 0.5) / length, 1.0) for char in text
    )
    begins = {DOWN: 1, UP: 3}.get(turn, 0)
    return RawLine(
        text, tuple(map(float, info.confs)), middles, np.roll(corners, -begins, axis=0), turn, 1 / length
    )
