"""The network on one core: pieces of one sentence in, plain numbers out.

Never in batches: the whole-number arithmetic of the network scales by what lies beside a sentence, so
that a verdict would depend on its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unblame.recognise.labels import TOKENS
from unblame.recognise.weights import INSTALL, Unusable

if TYPE_CHECKING:
    from pathlib import Path

    from unblame.recognise.pieces import Pieces


class Said(NamedTuple):
    """Logits of the sentence, logits of each word, and what each word added to the logit of blame."""

    sentence: list[float]
    words: list[list[float]]
    shares: list[float]


class Session:
    """A loaded network; raises `Unusable` where it cannot be loaded or does not answer as its card says."""

    def __init__(self, path: Path, *, answers: int, pieces: int) -> None:
        self._numbers, runtime = _runtime()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        try:
            self._session = runtime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
            sentence, words, _ = self._run([0, pieces - 1, 0], [0, 1, 0])
        except Exception as error:  # the runtime's own errors share no base but this
            raise Unusable(
                f"The recogniser's network cannot be run ({type(error).__name__}). Install it again: {INSTALL}"
            ) from error
        if (len(sentence), words.shape[-1]) != (answers, len(TOKENS)):
            raise Unusable(
                "The recogniser's network does not answer what its card tells of. It needs another version"
                f" of unblame: install both again: {INSTALL}"
            )

    def read(self, pieces: Pieces) -> Said:
        """Return what the network says of one sentence."""
        sentence, words, shares = self._run(pieces.ids, pieces.cases)
        ends = [*pieces.first[1:], len(pieces.ids) - 1]
        return Said(
            sentence.tolist(),
            words[pieces.first].tolist(),
            [float(shares[a:b].sum()) for a, b in zip(pieces.first, ends, strict=True)],
        )

    def _run(self, ids: list[int], cases: list[int]) -> tuple[Any, Any, Any]:
        array, whole = self._numbers.array, self._numbers.int64
        given = {"ids": array([ids], whole), "cases": array([cases], whole)}
        sentence, words, shares = self._session.run(None, given)
        return sentence[0], words[0], shares[0]


def _runtime() -> tuple[Any, Any]:
    try:
        import numpy as np  # noqa: PLC0415 - a tenth of a second that rules alone need not pay
        import onnxruntime  # noqa: PLC0415
    except ImportError as error:
        raise Unusable(
            f"The recogniser's weights are there but what runs them is not ({error.name}). Install it: {INSTALL}"
        ) from error
    return np, onnxruntime
