"""From the trained network to the file that is shipped: ONNX with weights of four bits.

Only weights are rounded, by blocks with a scale each; what passes through the network stays in full
numbers where the runtime likes. The table of pieces loses those that no English text has.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

from training.network import Encoder, Recogniser, Shape
from training.rows import ANALYSIS
from unblame.recognise.labels import KINDS
from unblame.recognise.recogniser import LIMIT

BLOCK = 256  # weights that share a scale
CLIPS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)  # how far the outermost weight of a block may be cut


#: How far the likeliest kind is heard beside the head for blame: two heads that agree err less than one.
HEARD = 0.64
_BLAMING = [number for number, kind in enumerate(KINDS) if kind not in ANALYSIS]


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
        kinds = sentence[:, 1 : 1 + len(KINDS)][:, _BLAMING].max(-1, keepdim=True).values
        blame = (1 - HEARD) * sentence[:, :1] + HEARD * kinds
        sentence = torch.cat([blame, sentence[:, 1:]], -1)
        share = weights[..., 0] * (hidden * model.heads["blame"].weight[0]).sum(-1)
        return sentence, words, share


def trimmed(model: Recogniser, pieces: Sequence[str]) -> tuple[Recogniser, list[str]]:
    """Return the network without the pieces and places that are never read, and the pieces that stay."""
    kept = [number for number, piece in enumerate(pieces) if _readable(piece)]
    places = LIMIT + model.encoder.shape.first_place
    shape = Shape(**{**vars(model.encoder.shape), "pieces": len(kept), "places": places})
    state = model.state_dict()
    state["encoder.table.weight"] = state["encoder.table.weight"][kept]
    state["encoder.place.weight"] = state["encoder.place.weight"][:places]
    small = Recogniser(Encoder(shape))
    small.load_state_dict(state)
    return small.eval(), [pieces[number] for number in kept]


def _readable(piece: str) -> bool:
    """Whether a piece can be met: no long number, which reads as well in two, and no letter but a to z."""
    bare = piece.removeprefix("##")
    if piece.startswith("[unused") or (bare.isdigit() and len(bare) > 2):
        return False
    return not any(mark.isalpha() and not mark.isascii() for mark in bare)


def export(model: Recogniser, path: Path) -> None:
    """Write the network in full numbers."""
    ids = torch.randint(1000, 2000, (1, 17))
    length = torch.export.Dim("length", min=3, max=LIMIT)
    torch.onnx.export(
        OneSentence(model.float().eval()), (ids, torch.zeros_like(ids)), str(path), dynamo=True, external_data=False,
        input_names=["ids", "cases"], output_names=["sentence", "words", "weigh"], verbose=False,
        dynamic_shapes={"ids": {1: length}, "cases": {1: length}},
    )  # fmt: skip


@torch.no_grad()
def rounded(model: Recogniser) -> None:
    """Move every large weight to the grid of four bits on which its block errs least.

    The quantiser takes the outermost weight of a block for its lowest step, which wastes steps on it; on
    weights that lie on such a grid already it changes nothing more.
    """
    for part in model.modules():
        if isinstance(part, nn.Linear) and min(part.weight.shape) > 100:
            part.weight.copy_(_nearest(part.weight))


def _nearest(weight: Tensor) -> Tensor:
    rows, width = weight.shape
    blocks = nn.functional.pad(weight, (0, -width % BLOCK)).view(rows, -1, BLOCK)
    top = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    best, least = blocks, torch.full_like(top, torch.inf)
    for sign in (1, -1):
        for clip in CLIPS:
            step = sign * top * clip / -8
            step = torch.where(step == 0, torch.ones_like(step), step)
            codes = (blocks / step).round().clamp(-8, 7)
            error = ((codes * step - blocks) ** 2).sum(-1, keepdim=True)
            kept = (codes == -8).any(-1, keepdim=True) & (error < least)
            best, least = torch.where(kept, codes * step, best), torch.where(kept, error, least)
    return best.view(rows, -1)[:, :width].contiguous()


def quantise(full: Path, small: Path) -> None:
    """Write the network with weights of four bits, those of the table of pieces too."""
    logging.getLogger().setLevel(logging.WARNING)
    made = MatMulNBitsQuantizer(
        onnx.load(str(full)), block_size=BLOCK, is_symmetric=True, accuracy_level=4, op_types_to_quantize=("MatMul", "Gather")
    )  # fmt: skip
    made.process()
    made.model.save_model_to_file(str(small), use_external_data_format=False)
