from pathlib import Path

import numpy as np
import pytest
import torch

pytest.importorskip("onnx", reason="the extra `train` is not installed")

from corpus.embedder import model_folder
from corpus.reranker import WEIGHTS, load_tokenizer, open_reranker
from evals.training.export import export
from evals.training.model import CrossEncoder
from evals.training.train import score_pairs

QUESTION = "Who keeps the bell?"
PASSAGES = ("The warden keeps the bell.", "It rained.", "The bell was cast in 1731 by a founder of the town.")


@pytest.mark.model
@pytest.mark.filterwarnings("ignore")  # torch's exporter of graphs warns of its own end
def test_what_is_exported_scores_about_as_what_was_trained(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = CrossEncoder(model_folder(None), layers=2)
    trained = score_pairs(model, load_tokenizer(model_folder(None)), [(QUESTION, text) for text in PASSAGES])
    export(model, tmp_path)
    served = open_reranker(tmp_path).score(QUESTION, PASSAGES)

    assert served == pytest.approx(1 / (1 + np.exp(-trained)), abs=0.1)
    assert (tmp_path / WEIGHTS).stat().st_size < 20_000_000
