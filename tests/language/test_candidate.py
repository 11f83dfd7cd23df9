"""No rule misses a sentence for want of looking: the words that wake it are enough."""

import random

import pytest

from unblame.language import check
from unblame.language.candidate import Candidates, Live
from unblame.language.registry import load

RULES = [rule for _, rule in sorted(load().items())]
SAID = sorted({said for rule in RULES for said in (*rule.flag, *rule.ok)})
WHO = (
    "Priya", "Tomas Lindqvist", "kstad", "@kstad", "the on-call engineer", "an SRE", "ops", "They",
    "we", "I", "nobody", "the vendor", "minutes", "5 minutes", "the queue", "Replicas", "Responder B",
    "a colleague", "the service desk", "our web host", "one of the team", "whoever was on call",
)  # fmt: skip
DID = (
    "forgot to test", "dropped", "failed to read", "mistakenly merged", "pushed", "was unaware of",
    "never checked", "held", "released", "ignored", "did not tell us about", "broke", "caused",
    "left open", "should have read", "brought down", "knew of", "decided to skip",
)  # fmt: skip
WHAT = ("the alert", "`main`", "**the** table", "it", "staging", "the wrong host", "prod, and left")
JOINED = (
    ", and then ",
    " because ",
    " while ",
    "; ",
    " (and ",
    " - ",
    " until ",
    ", which was by ",
)


def _sentence(pick: random.Random) -> str:
    parts = [
        pick.choice(JOINED) * bool(at)
        + f"{pick.choice(WHO)} {pick.choice(DID)} {pick.choice(WHAT)}"
        for at in range(pick.choice((1, 1, 2, 3)))
    ]
    said = "".join(parts)
    return pick.choice(("", "", "At 10:04 ", "Later, ", "> ")) + said + pick.choice((".", "!", ""))


def _texts() -> list[str]:
    pick = random.Random(23)
    mixed = ["\n\n".join(pick.sample(SAID, 40)) for _ in range(6)]
    return [*mixed, *("\n\n".join(_sentence(pick) for _ in range(40)) for _ in range(12))]


def test_a_text_reads_alike_when_every_sentence_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = _texts()
    quick = [check(text) for text in texts]

    def every(self: Candidates, *_: object, **__: object) -> int:
        return 1

    def all_rules(self: Candidates, _: int) -> list[Live]:
        return [(rule, rule.cues) for rule in self._rules]

    monkeypatch.setattr(Candidates, "among", every)
    monkeypatch.setattr(Candidates, "rules", all_rules)
    monkeypatch.setattr("unblame.language.grammar.somebody", lambda *_: True)

    assert [check(text) for text in texts] == quick
