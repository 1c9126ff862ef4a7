"""Trained weights -> what the assistant loads: an ONNX file of 8-bit weights, and the tokenizer."""

import shutil
import sys
import tempfile
from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import torch
import typer

from corpus.cli import run_app
from corpus.embedder import model_folder
from corpus.reranker import FOLDER, WEIGHTS, WORDS
from evals.training.model import LAYERS, CrossEncoder

OPSET = 17
INPUTS = ("input_ids", "attention_mask", "token_type_ids")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    weights: Annotated[Path, typer.Argument(help="weights.pt of a training run.", exists=True)],
    out: Annotated[Path, typer.Option("--out", help="Folder to write to.")] = FOLDER,
    layers: Annotated[int, typer.Option(help="Layers the run kept.", min=1, max=6)] = LAYERS,
) -> None:
    """Write the reranker's files and print the SHA-256 to be set in corpus.reranker."""
    model = CrossEncoder(model_folder(None), layers)
    model.load_state_dict(torch.load(weights, weights_only=True))
    typer.echo(export(model, out))


def export(model: CrossEncoder, out: Path) -> str:
    """Write the model, weights in 8 bits, and its tokenizer; return the SHA-256 of the weights' file."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - it needs onnx, of an extra

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        write_onnx(model, whole)
        quantize_dynamic(whole, out / WEIGHTS, weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(model_folder(None) / "tokenizer.json", out / WORDS)
    with (out / WEIGHTS).open("rb") as written:
        return file_digest(written, "sha256").hexdigest()


def write_onnx(model: CrossEncoder, path: Path) -> None:
    """Write the model in 32 bits, for any number of pairs of any length."""
    model.eval()
    ids = torch.tensor([[101, 2054, 102, 2003, 102], [101, 2129, 102, 2116, 102]])
    types = torch.tensor([[0, 0, 0, 1, 1]] * 2)
    axes = {name: {0: "pairs", 1: "tokens"} for name in INPUTS} | {"logits": {0: "pairs"}}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids), types),
        path,
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.training.export"))
