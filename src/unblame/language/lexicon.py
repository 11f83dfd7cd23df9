"""Word lists, read from `words/` when first needed, and the forms a verb takes."""

import re
from functools import cache
from pathlib import Path

from unblame.text import late

IRREGULAR = {
    "break": "broke broken", "forget": "forgot forgotten", "lose": "lost lost",
    "run": "ran run", "set": "set set", "do": "did done", "make": "made made",
    "write": "wrote written", "choose": "chose chosen", "take": "took taken",
    "think": "thought thought", "mistake": "mistook mistaken", "misread": "misread misread",
    "read": "read read", "tell": "told told", "catch": "caught caught", "pay": "paid paid",
    "send": "sent sent", "see": "saw seen", "know": "knew known", "give": "gave given",
    "foresee": "foresaw foreseen", "understand": "understood understood", "keep": "kept kept",
    "misunderstand": "misunderstood misunderstood", "find": "found found", "put": "put put",
    "override": "overrode overridden", "overwrite": "overwrote overwritten", "hold": "held held",
    "go": "went gone", "get": "got got", "bring": "brought brought", "build": "built built",
    "begin": "began begun", "leave": "left left", "let": "let let", "shut": "shut shut",
    "typo": "typo'd typo'd", "say": "said said", "come": "came come", "spend": "spent spent", "fall": "fell fallen",
    "have": "had had", "be": "was been", "bet": "bet bet", "cut": "cut cut", "blow": "blew blown",
    "feel": "felt felt", "mean": "meant meant", "show": "showed shown", "hear": "heard heard",
    "draw": "drew drawn", "speak": "spoke spoken", "meet": "met met", "hit": "hit hit",
    "rebuild": "rebuilt rebuilt", "split": "split split", "fight": "fought fought",
    "withdraw": "withdrew withdrawn", "reset": "reset reset", "slide": "slid slid", "hide": "hid hidden", "hang": "hung hung", "steal": "stole stolen",
    "sell": "sold sold", "buy": "bought bought", "teach": "taught taught", "tear": "tore torn", "dig": "dug dug", "throw": "threw thrown", "sleep": "slept slept", "sit": "sat sat", "panic": "panicked panicked",
}  # fmt: skip
DOUBLED = frozenset(
    [
        "drop",
        "skip",
        "ship",
        "omit",
        "commit",
        "stop",
        "plan",
        "scan",
        "flag",
        "ban",
        "tag",
        "log",
        "admit",
        "refer",
        "trap",
        "wrap",
        "map",
        "grab",
        "pin",
        "debug",
        "unplug",
        "slip",
        "trim",
        "cap",
        "rub",
        "trip",
        "bork-",
    ]
)
VOWELS = "aeiou"


@cache
def words(file: str, section: str) -> frozenset[str]:
    """Return the words of one section of a list."""
    return _file(file).get(section, frozenset())


def _text(file: str) -> str:
    return Path(__file__).with_name("words").joinpath(f"{file}.txt").read_text("utf-8")


@cache
def _file(file: str) -> dict[str, frozenset[str]]:
    text = _text(file)
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            current.update(line.split())
    return {name: frozenset(found) for name, found in sections.items()}


def past(lemma: str) -> str:
    """Return the simple past of a verb."""
    return IRREGULAR[lemma].split()[0] if lemma in IRREGULAR else _regular(lemma)


def participle(lemma: str) -> str:
    """Return the past participle of a verb."""
    return IRREGULAR[lemma].split()[1] if lemma in IRREGULAR else _regular(lemma)


def _regular(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if _doubles(lemma) else lemma + "ed"


def _doubles(lemma: str) -> bool:
    """Whether the last letter doubles: one closed syllable, or a verb known to."""
    return lemma in DOUBLED or bool(re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma))


def third(lemma: str) -> str:
    """Return the third person singular of a verb."""
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def gerund(lemma: str) -> str:
    """Return the -ing form of a verb."""
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + lemma[-1] + "ing" if _doubles(lemma) or lemma == "forget" else lemma + "ing"


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Return known verb forms: form -> (lemma, base|past|participle|third|gerund)."""
    lemmas = {lemma for found in _file("acts").values() for lemma in found} | set(IRREGULAR)
    lemmas |= {"fail", "try", "decide", "know", "intend", "want", "need", "screw", "mess", "knock"}
    lemmas |= set(idioms())
    forms: dict[str, tuple[str, str]] = {}
    for lemma in sorted(lemmas):
        forms.setdefault(gerund(lemma), (lemma, "gerund"))
        forms.setdefault(participle(lemma), (lemma, "participle"))
        forms.setdefault(third(lemma), (lemma, "third"))
        forms[past(lemma)] = (lemma, "past")
        forms.setdefault(lemma, (lemma, "base"))
    forms["typoed"] = ("typo", "past")
    return forms


def systems() -> frozenset[str]:
    """Return the nouns for machines, software and records."""
    return words("systems", "system")


def states() -> frozenset[str]:
    """Return the words for a state that is held against somebody."""
    return words("verdicts", "state")


@cache
def idioms() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return set phrases by their verb: the kind of fault and the words that follow."""
    text = _text("idioms")
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, verb, follows = (part.strip() for part in line.split(" | ", 2))
            found.setdefault(verb, []).append((kind, late(follows)))
    return {verb: tuple(phrases) for verb, phrases in found.items()}


def acts(section: str) -> frozenset[str]:
    """Return the lemmas of one class of acts."""
    return words("acts", section)
