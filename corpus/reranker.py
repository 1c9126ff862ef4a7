"""Question and passages -> how likely each answers. The only module that knows onnxruntime and tokenizers.

The weights are our own, trained by evals.training; what they were made of and how good they are stands
in the model card beside them.
"""

from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelMismatch, ModelMissing

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "reranker_model"
WEIGHTS, WORDS = "reranker.int8.onnx", "tokenizer.json"
SHA256 = "7b4e5a34a5889a2201073ffcc0386c0e96362fcfd5b6a83c97371887a147617c"
"""Digest of the weights that the model card describes."""

MAX_TOKENS = 80
"""How much of a pair is read, as in training: a question takes about 15 tokens, a bullet 30."""

REINSTALL = "reinstall ssp-assistant, or leave SSP_RERANK unset to rank without it"


class Reranker:
    """Reads a question together with each passage, on the CPU. Safe to use from several threads at once."""

    def __init__(self, session: Any, tokenizer: "Tokenizer") -> None:  # noqa: ANN401 - it ships no types
        self._session = session
        self._tokenizer = tokenizer

    def score(self, question: str, passages: Sequence[str]) -> np.ndarray:
        """Return for each passage how likely it answers the question, 0..1, in the order given.

        Shape (len(passages),), float32; no passages give shape (0,). What is past `MAX_TOKENS` of a pair
        is not read.
        """
        if not passages:
            return np.zeros(0, dtype=np.float32)
        ids, mask, types = encode_pairs(self._tokenizer, [(question, passage) for passage in passages])
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        logits = np.asarray(self._session.run(None, fed)[0], dtype=np.float32)
        return np.asarray(1.0 / (1.0 + np.exp(-logits)))


def load_reranker(folder: Path = FOLDER, threads: int = 1) -> Reranker:
    """Return the reranker, its weights' digest checked.

    Raises:
        ModelMissing: its files or its libraries are not there.
        ModelMismatch: the weights are not those of the model card.
    """
    find_reranker_sha256(folder)
    return open_reranker(folder, threads)


def open_reranker(folder: Path, threads: int = 1) -> Reranker:
    """Return the reranker of a folder, whatever its weights are.

    Raises:
        ModelMissing: its libraries are not there.
    """
    try:
        import onnxruntime  # noqa: PLC0415 - 0.1 s that only asking pays
    except ModuleNotFoundError as error:
        raise ModelMissing(f"onnxruntime is not installed; {REINSTALL}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(folder / WEIGHTS), options, providers=["CPUExecutionProvider"])
    return Reranker(session, load_tokenizer(folder))


def find_reranker_sha256(folder: Path = FOLDER, expected: str = SHA256) -> str:
    """Return the SHA-256 of the reranker's weights, without loading them; raises as `load_reranker` does."""
    missing = [name for name in (WEIGHTS, WORDS) if not (folder / name).is_file()]
    if missing:
        raise ModelMissing(f"no {' and no '.join(missing)} in {folder}; {REINSTALL}")
    with (folder / WEIGHTS).open("rb") as weights:
        found = file_digest(weights, "sha256").hexdigest()
    if found != expected:
        raise ModelMismatch(
            f"{folder / WEIGHTS} is not the reranker of this version: expected SHA-256 {expected}, "
            f"found {found}; {REINSTALL}"
        )
    return found


def load_tokenizer(folder: Path, max_tokens: int = MAX_TOKENS) -> "Tokenizer":
    """Return the tokenizer of a folder, set to cut pairs at `max_tokens` and to pad."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - as above

    tokenizer = Tokenizer.from_file(str(folder / WORDS))
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    tokenizer.enable_padding()
    return tokenizer


def encode_pairs(
    tokenizer: "Tokenizer", pairs: Sequence[tuple[str, str]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ids, attention mask and token types, each of shape (pairs, longest), int64."""
    found = tokenizer.encode_batch(list(pairs))
    ids, mask, types = (
        np.array([getattr(one, name) for one in found], dtype=np.int64)
        for name in ("ids", "attention_mask", "type_ids")
    )
    return ids, mask, types
