"""The packaged model's weights -> the same with what was learnt of official papers added.

A low-rank adapter (LoRA, https://arxiv.org/abs/2106.09685) in the file format of PEFT: for each linear
layer two thin matrices whose product is added to its weights. What it was trained on and what it gains
stands in the model card beside it.
"""

import json
from hashlib import file_digest
from pathlib import Path
from typing import Any

from corpus.errors import ModelMismatch, ModelMissing

FOLDER = Path(__file__).parent / "adapter_model"
WEIGHTS, CONFIG = "adapter_model.safetensors", "adapter_config.json"
SHA256 = "f720e2592101a2c9a4aa430ba75bd62db6815f5b84a7ae568da096ca41a2e2a6"
"""Digest of the weights that the model card describes."""

PREFIX = "base_model.model."
"""What PEFT puts before the name of each layer."""

REINSTALL = "reinstall ssp-assistant"


def find_adapter_sha256(folder: Path = FOLDER, expected: str = SHA256) -> str:
    """Return the SHA-256 of the adapter's weights, without loading them.

    Raises:
        ModelMissing: its files are not there.
        ModelMismatch: the weights are not those of the model card.
    """
    missing = [name for name in (WEIGHTS, CONFIG) if not (folder / name).is_file()]
    if missing:
        raise ModelMissing(f"no {' and no '.join(missing)} in {folder}; {REINSTALL}")
    with (folder / WEIGHTS).open("rb") as weights:
        found = file_digest(weights, "sha256").hexdigest()
    if found != expected:
        raise ModelMismatch(
            f"{folder / WEIGHTS} is not the adapter of this version: expected SHA-256 {expected}, "
            f"found {found}; {REINSTALL}"
        )
    return found


def add_adapter(bert: Any, folder: Path = FOLDER) -> None:  # noqa: ANN401 - a model of transformers
    """Add an adapter to the weights of a BERT encoder, in place."""
    import torch  # noqa: PLC0415 - as in corpus.embedder
    from safetensors.torch import load_file  # noqa: PLC0415

    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    scale = config["lora_alpha"] / config["r"]
    weights = load_file(folder / WEIGHTS)
    with torch.no_grad():
        for name, thin in weights.items():
            if name.endswith(".lora_A.weight"):
                layer = name.removesuffix(".lora_A.weight")
                wide = weights[f"{layer}.lora_B.weight"].float()
                bert.get_submodule(layer.removeprefix(PREFIX)).weight += scale * (wide @ thin.float())
