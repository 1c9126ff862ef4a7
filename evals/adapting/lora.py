"""The encoder as it is trained: its weights stay, each linear layer gets a low-rank adapter beside them."""

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from corpus.adapter import CONFIG, PREFIX, WEIGHTS

RANK, ALPHA = 16, 32
"""How many rows the thin matrices have, and `ALPHA / RANK` times their product is added."""

LAYERS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""What is adapted in each layer of BERT; the embeddings of words are left as they are."""


class Adapted(nn.Module):
    """A linear layer with an adapter beside it, which begins as nothing."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base
        self.thin = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.wide = nn.Parameter(torch.zeros(base.out_features, RANK))
        self.on = True

    def forward(self, states: Tensor) -> Tensor:
        """Return what the layer makes of the states, adapted when `on`."""
        plain: Tensor = self.base(states)
        return plain + (states @ self.thin.T @ self.wide.T) * (ALPHA / RANK) if self.on else plain


def adapt(bert: Any) -> dict[str, Adapted]:  # noqa: ANN401 - a model of transformers
    """Put an adapter beside every linear layer, freeze all else, and return the adapters by name."""
    bert.requires_grad_(requires_grad=False)
    adapters = {}
    for number, layer in enumerate(bert.encoder.layer):
        for name in LAYERS:
            above, _, last = name.rpartition(".")
            parent = layer.get_submodule(above)
            adapters[f"encoder.layer.{number}.{name}"] = Adapted(getattr(parent, last))
            setattr(parent, last, adapters[f"encoder.layer.{number}.{name}"])
    return adapters


@contextmanager
def switched_off(adapters: dict[str, Adapted]) -> Iterator[None]:
    """Let the encoder be what it was, for a while."""
    for adapter in adapters.values():
        adapter.on = False
    try:
        yield
    finally:
        for adapter in adapters.values():
            adapter.on = True


def save(adapters: dict[str, Adapted], folder: Path) -> None:
    """Write the adapters as PEFT does, in 16 bits: `corpus.adapter` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {}
    for name, adapter in adapters.items():
        weights[f"{PREFIX}{name}.lora_A.weight"] = adapter.thin.detach().half().contiguous()
        weights[f"{PREFIX}{name}.lora_B.weight"] = adapter.wide.detach().half().contiguous()
    save_file(weights, folder / WEIGHTS)
    config = {
        "peft_type": "LORA",
        "base_model_name_or_path": "sentence-transformers/all-MiniLM-L6-v2",
        "r": RANK,
        "lora_alpha": ALPHA,
        "target_modules": list(LAYERS),
    }
    (folder / CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
