"""Short texts to vectors: BERT's forward pass over texts laid end to end, so that none is padded to another.

A batch costs what its words cost: beside a question a single word takes a tenth of what it takes alone.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TOLERANCE = 1e-4
"""How far a vector may be from that of sentence-transformers; it is 2e-7 over the curated questions."""

ROWS = 64
"""Tokens that the weights are laid out for: a few questions. Others take the same weights."""

STEP = 8
"""Rows are filled up to a multiple of it: oneDNN makes and keeps a program for each number of rows."""

_PROBE = ("How much was the grant?", "burglary")
_STEPS = ("Transformer", "Pooling", "Normalize")

Linear = Callable[[torch.Tensor], torch.Tensor]


class PackedBert:
    """A BERT encoder with mean pooling, its vectors of length one. Safe to use from several threads."""

    def __init__(self, model: "SentenceTransformer") -> None:
        bert: Any = model[0].auto_model
        words = bert.embeddings
        self._tokenizer = model.tokenizer
        self._max_tokens = model.max_seq_length
        self._heads = int(bert.config.num_attention_heads)
        self._words = words.word_embeddings.weight
        self._places = words.position_embeddings.weight + words.token_type_embeddings.weight[0]
        self._norm = words.LayerNorm
        self._layers = [_Layer(layer) for layer in bert.encoder.layer]

    @torch.inference_mode()
    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text, in the order given: shape (len(texts), dimension), float32."""
        ids = self._tokenizer(list(texts), truncation=True, max_length=self._max_tokens)["input_ids"]
        batch = _Batch([len(tokens) for tokens in ids])
        found = self._words[torch.tensor(list(chain.from_iterable(ids)))] + self._places[batch.places]
        tokens = self._norm(found)
        for layer in self._layers:
            tokens = layer.run(tokens, batch, self._heads)
        sums = tokens.new_zeros(len(ids), tokens.shape[1]).index_add_(0, batch.texts, tokens)
        return np.asarray(functional.normalize(sums, dim=1).numpy())


class _Batch:
    """Which text and place in it each token is of, and its row (`slots`) in a table that is padded."""

    def __init__(self, lengths: Sequence[int]) -> None:
        counts = torch.tensor(lengths)
        self.size, self.longest = len(lengths), max(lengths)
        self.texts = torch.repeat_interleave(torch.arange(self.size), counts)
        self.places = torch.tensor([place for length in lengths for place in range(length)])
        self.slots = self.texts * self.longest + self.places
        self.even = min(lengths) == self.longest
        self.mask = None if self.even else (torch.arange(self.longest) < counts[:, None])[:, None, None, :]

    def pad(self, tokens: torch.Tensor) -> torch.Tensor:
        """Return the tokens as rows of a padded table, a text after the other."""
        if self.even:
            return tokens
        table = tokens.new_zeros(self.size * self.longest, tokens.shape[1])
        return table.index_copy_(0, self.slots, tokens)

    def unpad(self, table: torch.Tensor) -> torch.Tensor:
        """Return the rows of a padded table that hold tokens."""
        return table if self.even else table[self.slots]


class _Layer:
    """One layer: attention within each text, then what is done with each token by itself."""

    def __init__(self, layer: Any) -> None:  # noqa: ANN401 - transformers' own class differs by version
        attention, own = layer.attention, layer.attention.self
        parts = (own.query, own.key, own.value)
        self._ask = _lay_out(
            torch.cat([part.weight for part in parts]), torch.cat([part.bias for part in parts])
        )
        self._attend = _lay_out(attention.output.dense.weight, attention.output.dense.bias)
        self._widen = _lay_out(layer.intermediate.dense.weight, layer.intermediate.dense.bias)
        self._narrow = _lay_out(layer.output.dense.weight, layer.output.dense.bias)
        self._after_attention, self._after_all = attention.output.LayerNorm, layer.output.LayerNorm

    def run(self, tokens: torch.Tensor, batch: _Batch, heads: int) -> torch.Tensor:
        asked = batch.pad(self._ask(tokens)).view(batch.size, batch.longest, 3, heads, -1)
        query, key, value = asked.permute(2, 0, 3, 1, 4)
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=batch.mask)
        table = found.transpose(1, 2).reshape(batch.size * batch.longest, -1)
        tokens = self._after_attention(tokens + self._attend(batch.unpad(table)))
        narrowed: torch.Tensor = self._after_all(tokens + self._narrow(functional.gelu(self._widen(tokens))))
        return narrowed


def _lay_out(weight: torch.Tensor, bias: torch.Tensor) -> Linear:
    """Return x -> x·weight + bias, the weights laid out as oneDNN reads them fastest, where torch has that.

    The operators are those that torch's own compiler uses for frozen weights (read in torch 2.13).
    """
    weight, bias = weight.detach(), bias.detach()
    operators = torch.ops.mkldnn
    if not hasattr(operators, "_linear_pointwise"):
        return lambda tokens: functional.linear(tokens, weight, bias)
    laid_out = operators._reorder_linear_weight(weight.contiguous(), ROWS)  # noqa: SLF001 - as said above

    def run(tokens: torch.Tensor) -> torch.Tensor:
        rows = functional.pad(tokens, (0, 0, 0, -len(tokens) % STEP))
        product: torch.Tensor = operators._linear_pointwise(rows, laid_out, bias, "none", [], "")  # noqa: SLF001
        return product[: len(tokens)]

    return run


def pack(model: "SentenceTransformer") -> PackedBert | None:
    """Return the model's packed form; None where it is not of the kind, or does not give the same vectors."""
    steps = tuple(type(step).__name__ for step in model)
    bert: Any = getattr(model[0], "auto_model", None)
    if steps != _STEPS or type(bert).__name__ != "BertModel" or model[1].pooling_mode != "mean":
        return None
    packed = PackedBert(model)
    expected = model.encode(list(_PROBE), normalize_embeddings=True, show_progress_bar=False)
    return packed if np.allclose(packed.embed(_PROBE), expected, atol=TOLERANCE) else None
