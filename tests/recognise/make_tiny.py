"""Writes tests/recognise/tiny: a network of a table, so that the tests need no trained weights.

Run it with the packages of the extra `train`: `python tests/recognise/make_tiny.py`. Each word of its
vocabulary has its logits in a table; a sentence has the highest of its words'.
"""

import hashlib
from pathlib import Path

import msgspec
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

from unblame.recognise.labels import TOKENS
from unblame.recognise.weights import FORM, Card

HERE = Path(__file__).parent / "tiny"
KINDS, EVENTS, SUBTYPES = (
    ("UB101", "UB106"),
    ("note", "page", "resolved"),
    ("C1", "G1", "P1", "T1", "M1"),
)
HEADS = ("blame", *KINDS, *EVENTS, "none", "C", "G", "P", "T", "M", *SUBTYPES)
SIGNS = ["<s>", "<pad>", "</s>", "[UNK]"]
LETTERS = [mark + chr(n) for n in range(ord("a"), ord("z") + 1) for mark in ("", "##")]
WORDS = {
    "priya": {"begin": 5},
    "nair": {"inside": 5},
    "forgot": {"blame": 4, "UB106": 3, "span": 3, "act": 3, "share": 2},
    "check": {"span": 2, "object": 3, "share": 1},
    "careless": {"blame": 2, "UB101": 1, "share": 1.5},
    "paged": {"page": 4},
    "cache": {"C": 5, "C1": 2, "none": -5},
    "closed": {"resolved": 3},
    "the": {"none": 5},
}


def tables(pieces: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    sentence = np.full((len(pieces), len(HEADS)), -4, np.float32)
    words = np.full((len(pieces), len(TOKENS)), -4, np.float32)
    words[:, TOKENS.index("outside")] = 4
    shares = np.zeros(len(pieces), np.float32)
    for word, said in WORDS.items():
        at = pieces.index(word)
        for name, value in said.items():
            if name == "share":
                shares[at] = value
            elif name in HEADS:
                sentence[at, HEADS.index(name)] = value
            else:
                words[at, TOKENS.index(name)] = value
        if {"begin", "inside"} & set(said):
            words[at, TOKENS.index("outside")] = -4
    return sentence, words, shares


def network(pieces: list[str]) -> bytes:
    names = ("s", "w", "p")
    kept = [numpy_helper.from_array(t, n) for n, t in zip(names, tables(pieces), strict=True)]
    kept.append(numpy_helper.from_array(np.array([1], np.int64), "axis"))
    nodes = [
        helper.make_node("Gather", ["s", "ids"], ["each"]),
        helper.make_node("ReduceMax", ["each", "axis"], ["sentence"], keepdims=0),
        helper.make_node("Gather", ["w", "ids"], ["words"]),
        helper.make_node("Gather", ["p", "ids"], ["weigh"]),
    ]
    given = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [1, "n"]) for n in ("ids", "cases")
    ]
    told = [
        helper.make_tensor_value_info("sentence", TensorProto.FLOAT, [1, len(HEADS)]),
        helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "n", len(TOKENS)]),
        helper.make_tensor_value_info("weigh", TensorProto.FLOAT, [1, "n"]),
    ]
    graph = helper.make_graph(nodes, "tiny", given, told, kept)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    checker.check_model(made)
    return made.SerializeToString()


def main() -> None:
    HERE.mkdir(exist_ok=True)
    pieces = [*SIGNS, *LETTERS, *WORDS]
    held = {
        "model.onnx": network(pieces),
        "vocab.txt": "\n".join([*pieces, ""]).encode(),
    }
    for name, data in held.items():
        (HERE / name).write_bytes(data)
    card = Card(
        form=FORM,
        name="tiny",
        version="1",
        model="model.onnx",
        vocabulary="vocab.txt",
        digests={name: hashlib.sha256(data).hexdigest() for name, data in held.items()},
        kinds=KINDS,
        events=EVENTS,
        subtypes=SUBTYPES,
        calibration={},
        warn=0.8,
        note=0.6,
        clear=0.1,
        people=0.5,
        nobody=0.1,
        kind=0.5,
        factor=0.5,
        event={"page": 0.7},
        figures={"made for": "tests"},
    )
    text = msgspec.json.format(msgspec.json.encode(card), indent=1)
    (HERE / "recogniser.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
