"""How a text is typed and in which order it stands must not matter; who did it must."""

import re
import subprocess
import sys
from functools import cache
from itertools import permutations

import pytest

from unblame.language import RULES, Family, check
from unblame.people import mentions

FLAGS = [(code, text) for code, rule in sorted(RULES.items()) for text in rule.flag]
PROSE = [text for _, text in FLAGS if text[0] not in "#|>-<" and "<!--" not in text]
RETYPED = {
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "straight quotes": lambda text: re.sub("[“”]", '"', text),
    "curly quotes": lambda text: re.sub(r'"([^"]*)"', r"“\1”", text),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "trailing spaces": lambda text: text + "   ",
    "a return at each line end": lambda text: text.replace("\n", "\r\n") + "\r\n",
}
PERSON_RULES = {"UB101", "UB106", "UB110", "UB127"}
OF_A_PERSON = re.compile(r"\b(?:he|she|his|her|him|who)\b|['’]s\b", re.IGNORECASE)
DOCUMENT = [
    "The cache was full at 10:02 and requests were shed.",
    "Priya forgot to renew the certificate.",
    "Obviously the alarm was lost among the others.",
    "The engineer ignored the warning at 10:04.",
    "The root cause was human error.",
]


@cache
def codes(text: str) -> frozenset[str]:
    return frozenset(code for one in check(text) for code in (one.rule, *one.also))


def of_blame(text: str) -> set[str]:
    return {code for code in codes(text) if RULES[code].family is not Family.IDENTITY}


@pytest.mark.parametrize("how", RETYPED)
def test_a_text_typed_in_another_way_shows_the_same_rules(how: str) -> None:
    retyped = {text: RETYPED[how](text) for text in PROSE}

    assert [text for text, other in retyped.items() if codes(text) != codes(other)] == []


def test_a_small_first_letter_shows_the_same_rules() -> None:
    plain = [
        text
        for text in PROSE
        if not any(one.start == 0 for one in mentions(text)) and text.split()[0][1:].islower()
    ]
    small = {text: text[0].lower() + text[1:] for text in plain}

    assert len(plain) > 100
    assert [text for text, other in small.items() if of_blame(text) != of_blame(other)] == []


def test_emphasis_round_a_word_shows_the_same_rules() -> None:
    changed = []
    for text in {rule.flag[0] for rule in RULES.values() if rule.flag} & set(PROSE):
        words, told = text.split(" "), of_blame(text)
        for at, word in enumerate(words):
            stressed = " ".join([*words[:at], f"**{word}**", *words[at + 1 :]])
            if word.isalpha() and of_blame(stressed) != told:
                changed.append(stressed)

    assert changed == []


def test_of_a_service_in_the_place_of_a_person_no_rule_on_persons_speaks() -> None:
    swapped = {text: served(text) for code, text in FLAGS if code in PERSON_RULES}
    told = {text: codes(text) & PERSON_RULES for text in swapped.values() if text}

    assert len(told) > 5
    assert {text: found for text, found in told.items() if found} == {}


def served(text: str) -> str | None:
    """Return a text with a service where it names its one person, where one can be put."""
    named = mentions(text)
    if len(named) != 1 or named[0].kind != "name" or OF_A_PERSON.search(text):
        return None
    service = "The ingest service" if named[0].start == 0 else "the ingest service"
    return text[: named[0].start] + service + text[named[0].end :]


def test_the_order_of_paragraphs_does_not_matter() -> None:
    def told(paragraphs: tuple[str, ...]) -> list[tuple[str, str, str | None]]:
        found = check("\n\n".join(paragraphs))
        return sorted((one.rule, one.text, one.rewrite or "") for one in found)

    first, *others = {tuple(told(order)) for order in permutations(DOCUMENT)}

    assert len(first) > 4
    assert others == []


SAY = (
    "import sys; from unblame.language import check; from unblame.people import mentions;"
    "text = sys.stdin.read(); print(check(text)); print(mentions(text))"
)


def test_another_seed_of_hashes_gives_the_same_findings() -> None:
    text = "\n\n".join(text for _, text in FLAGS)
    said = [
        subprocess.run(
            [sys.executable, "-c", SAY],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "4242")
    ]

    assert len(said[0]) > 10_000
    assert said[0] == said[1]
