"""From the trained network to the file that is shipped: ONNX, whole numbers, checked against the original."""

from __future__ import annotations

import logging
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Recogniser


class OneSentence(nn.Module):
    """The network as it is shipped: one sentence, no mask, and how much each piece spoke for blame."""

    def __init__(self, model: Recogniser) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the sentence's logits, each piece's logits, each piece's share of the logit of blame."""
        model = self.model
        hidden = model.encoder(ids, cases, torch.ones_like(ids, dtype=torch.float))
        weights = model.attend(hidden).softmax(1)
        sentence, words = model.answer(hidden, weights)
        share = weights[..., 0] * (hidden * model.heads["blame"].weight[0]).sum(-1)
        return sentence, words, share


def export(model: Recogniser, path: Path) -> None:
    """Write the network in full numbers."""
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    ids = torch.randint(1000, 2000, (1, 17))
    length = torch.export.Dim("length", min=3, max=128)
    torch.onnx.export(
        OneSentence(model.float().eval()), (ids, torch.zeros_like(ids)), str(path), dynamo=True, external_data=False,
        input_names=["ids", "cases"], output_names=["sentence", "words", "weigh"], verbose=False,
        dynamic_shapes={"ids": {1: length}, "cases": {1: length}},
    )  # fmt: skip


def quantise(full: Path, small: Path) -> None:
    """Write the network with weights of eight bits, a scale for each channel."""
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        str(full),
        str(small),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
