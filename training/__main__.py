"""Make the recogniser again: `python -m training`, from the corpus to the weights in `recogniser/`.

Each step leaves its result in `build/training/` and is not done again while that is there.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training import bases, card, export
from training.distil import cut, lessons
from training.fit import Plan, fit
from training.network import Encoder, Recogniser, Shape
from training.rows import Row, rows, split, unlabelled
from training.score import answers, summary
from unblame.recognise.pieces import Vocabulary

BUILD = Path("build/training")
PACKAGE = Path("recogniser/src/unblame_recogniser")
LAYERS = 9  # of the teacher's twelve, from below
#: The second leg has quicker heads: the rare kinds and events hardly moved in the first.
TEACHER = (
    Plan(epochs=4, stop=2, seed=0),
    Plan(epochs=3, encoder_rate=5e-5, head_rate=5e-3, seed=1, begin=False),
)
STUDENT = Plan(epochs=1, encoder_rate=6e-5, head_rate=1.5e-3, seed=1, begin=False)
COPIES = 2  # of each sentence for the student, one of them with other names


def main() -> None:
    """Run the steps that are not done yet."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--threads", type=int, default=2, help="cores to use (default 2)")
    parser.add_argument("--build", type=Path, default=BUILD, help="folder for what lies between")
    parser.add_argument("--into", type=Path, default=PACKAGE, help="folder for the finished files")
    told = parser.parse_args()
    torch.set_num_threads(told.threads)
    told.build.mkdir(parents=True, exist_ok=True)
    base = bases.unpacked(told.build)
    vocabulary = Vocabulary((base / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n"))
    training, choosing, proving = split(rows())
    print(
        f"{len(training)} rows to train on, {len(choosing)} to choose by, {len(proving)} to prove with"
    )
    teacher = _teacher(told.build / "teacher.pt", base, training, choosing, vocabulary)
    student = _student(told.build / "student.pt", teacher, training, choosing, vocabulary)
    full, small = told.build / "full.onnx", told.into / "model.onnx"
    shipped, kept = export.trimmed(
        student, (base / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    )
    export.rounded(shipped)
    export.export(shipped, full)
    export.quantise(full, small)
    (told.into / "vocab.txt").write_text("\n".join(kept) + "\n", "utf-8")
    card.write(told.into, choosing, proving, Vocabulary(kept))


def _teacher(
    path: Path, base: Path, training: list[Row], choosing: list[Row], vocabulary: Vocabulary
) -> Recogniser:
    if path.exists():
        model = Recogniser(Encoder(bases.MPNET))
        model.load_state_dict(torch.load(path))
        return model.eval()
    model = Recogniser(bases.load(base / "model.safetensors", bases.MPNET))
    for leg in TEACHER:
        fit(
            model,
            training,
            vocabulary,
            leg,
            after=lambda epoch: _told(epoch, model, choosing, vocabulary),
        )
    torch.save(model.state_dict(), path)
    return model.eval()


def _student(
    path: Path,
    teacher: Recogniser,
    training: list[Row],
    choosing: list[Row],
    vocabulary: Vocabulary,
) -> Recogniser:
    if path.exists():
        model = Recogniser(Encoder(Shape(**{**vars(bases.MPNET), "layers": LAYERS})))
        model.load_state_dict(torch.load(path))
        return model.eval()
    varied, taught = lessons(teacher, training + unlabelled(), vocabulary, COPIES, STUDENT.seed)
    model = cut(teacher, LAYERS)
    fit(
        model,
        varied,
        vocabulary,
        STUDENT,
        taught,
        after=lambda epoch: _told(epoch, model, choosing, vocabulary),
    )
    torch.save(model.state_dict(), path)
    return model.eval()


def _told(epoch: int, model: Recogniser, choosing: list[Row], vocabulary: Vocabulary) -> None:
    print(
        f"after epoch {epoch}, on the choosing briefs:\n{summary(choosing, answers(model, choosing, vocabulary))}",
        flush=True,
    )


if __name__ == "__main__":
    main()
