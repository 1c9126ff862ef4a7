"""Is it a question to the papers of a public body at all? A judgement of the question alone, by its meaning.

"Who won the cup last year?" finds the block that speaks of a cup. What comes near must come the nearer, the
less a question is of the kind that such papers answer. How it was trained stands in the model card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.model import Hit
from assistant.support import closeness

WEIGHTS = Path(__file__).parent / "topicality_model" / "probe.npz"

NEEDED, BY_CLOSENESS = 5.0, 20.0
"""What a question's log odds, and by so much the closeness of what answers it, must come to.
(Of 787 right answers over nine development sets 5 lie below, of 254 answers to held-out questions off the
subject 195.)"""

OF_THE_KIND = 0.0
"""The median of the log odds of the documents' own blocks below which they are no such papers (a manual, a
company's accounts), so that nothing follows from a question's."""

OFF_THE_SUBJECT = "what is asked is not what such papers report, and nothing in them comes near it"


@dataclass(frozen=True, slots=True)
class Topicality:
    """A linear judge of unit vectors of one encoder: `weights` of shape (dimension,), float32."""

    weights: np.ndarray
    bias: float

    def log_odds(self, vectors: np.ndarray) -> np.ndarray:
        """Return for each vector, shape (n, dimension) or (dimension,), the log odds that it is on topic."""
        return np.asarray(vectors @ self.weights + self.bias)

    def fits(self, blocks: np.ndarray) -> bool:
        """Tell whether documents, given as their blocks' vectors, are papers of the kind it judges by."""
        return bool(len(blocks)) and float(np.median(self.log_odds(blocks))) >= OF_THE_KIND

    def is_off(self, question: np.ndarray, hits: Sequence[Hit]) -> bool:
        """Tell whether a question, given as its vector, is about something else than what would answer it."""
        nearest = max(map(closeness, hits), default=0.0)
        return float(self.log_odds(question)) + BY_CLOSENESS * nearest < NEEDED


@cache
def load_topicality(model_sha256: str) -> Topicality | None:
    """Return the judge that was trained on an encoder's vectors; None for any other encoder."""
    with np.load(WEIGHTS, allow_pickle=False) as kept:
        if str(kept["encoder"]) != model_sha256:
            return None
        return Topicality(kept["weights"].astype(np.float32), float(kept["bias"]))
