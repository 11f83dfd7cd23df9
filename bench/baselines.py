"""What others would do without Unblame: each is trained on the corpus, and left out where it cannot run.

A vector of words with logistic regression, frozen sentence embeddings with the same, and a parser with
a few rules. Their thresholds are chosen on the briefs kept for choosing, as the recogniser's are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from training.rows import Row
from ways import Verdict, Way

Scores = Callable[[Sequence[str]], Sequence[float]]
CAUSES = frozenset(
    ["break", "cause", "delete", "forget", "fail", "ignore", "miss", "neglect", "overlook", "skip"]
)
VERDICTS = frozenset(
    [
        "careless",
        "lazy",
        "stupid",
        "incompetent",
        "negligent",
        "blame",
        "fault",
        "culprit",
        "sloppy",
    ]
)
PEOPLE = frozenset(
    ["i", "he", "she", "we", "they", "you", "engineer", "developer", "operator", "team", "someone"]
)


def baselines(training: list[Row], choosing: list[Row], base: Path | None) -> dict[str, Way]:
    """Return those that can run here, by name; says of the others what they lack."""
    found: dict[str, Way] = {}
    makers = {
        "tf-idf + logistic regression": _words,
        "spaCy small + rules": _parser,
        "frozen embeddings + logistic regression": lambda rows: _embeddings(rows, base),
    }
    for name, make in makers.items():
        try:
            scores = make(training)
        except (ImportError, OSError) as error:
            print(f"{name}: left out ({error})")
            continue
        found[name] = _way(scores, choosing)
    return found


def _way(scores: Scores, choosing: list[Row]) -> Way:
    """Return a way with the threshold that has the best F1 on the rows for choosing."""
    clear = [row for row in choosing if not row.borderline]
    told = list(zip(scores([row.text for row in clear]), clear, strict=True))
    threshold = max((score for score, _ in told), key=lambda one: (_f1(told, one), one))

    def judge(text: str) -> Verdict:
        score = scores([text])[0]
        return Verdict(score >= threshold, frozenset(), f"{score:.2f}")

    return judge


def _f1(told: list[tuple[float, Row]], threshold: float) -> float:
    right = sum(score >= threshold and bool(row.blames) for score, row in told)
    wrong = sum(score >= threshold and not row.blames for score, row in told)
    missed = sum(score < threshold and bool(row.blames) for score, row in told)
    return 2 * right / max(1, 2 * right + wrong + missed)


def _words(rows: list[Row]) -> Scores:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        LogisticRegression(C=10, class_weight="balanced", max_iter=1000),
    )
    model.fit([row.text for row in rows], [bool(row.blames) for row in rows])
    return lambda texts: model.predict_proba(list(texts))[:, 1].tolist()


def _embeddings(rows: list[Row], base: Path | None) -> Scores:
    """The encoder that the recogniser was trained from, as it is published, averaged over the words."""
    import torch
    from sklearn.linear_model import LogisticRegression
    from training.bases import MPNET, load, unpacked

    from unblame.recognise.pieces import Vocabulary

    place = unpacked(base or Path("build/base"))
    encoder = load(place / "model.safetensors", MPNET).eval()
    vocabulary = Vocabulary((place / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n"))

    def vector(text: str) -> list[float]:
        pieces = vocabulary.cut(text, 128)
        ids = torch.tensor([pieces.ids])
        with torch.no_grad():
            hidden: Any = encoder(ids, torch.zeros_like(ids), torch.ones_like(ids))
        mean = hidden[0].mean(0)
        return [float(one) for one in mean / mean.norm()]

    model = LogisticRegression(C=10, class_weight="balanced", max_iter=2000)
    model.fit([vector(row.text) for row in rows], [bool(row.blames) for row in rows])
    return lambda texts: model.predict_proba([vector(text) for text in texts])[:, 1].tolist()


def _parser(_: list[Row]) -> Scores:
    """A person as subject of a verb of failing, or a word that judges: what a parser makes easy."""
    import spacy

    names = [name for name in spacy.util.get_installed_models() if name.startswith("en_")]
    if not names:
        raise OSError("spaCy has no English model here")
    nlp = spacy.load(min(names, key=len))

    def score(text: str) -> float:
        words = list(nlp(text))
        people = {word.i for word in words if word.ent_type_ == "PERSON" or word.lower_ in PEOPLE}
        failed = sum(
            word.dep_ in {"nsubj", "agent", "pobj"}
            and word.i in people
            and any(
                up.lemma_.lower() in CAUSES or any(child.dep_ == "neg" for child in up.children)
                for up in word.ancestors
            )
            for word in words
        )
        judged = sum(word.lemma_.lower() in VERDICTS for word in words)
        return 1 - math.exp(-(failed + judged))

    return lambda texts: [score(text) for text in texts]
