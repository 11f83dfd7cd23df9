"""A house's own rules as YAML, for people who write no programs; their examples run on load."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from unblame.language.finding import Family, Level, Safety
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.pattern import CostlyPattern, bounded, found
from unblame.language.registry import load as built_in
from unblame.language.who import HUMAN, classify

TOP = ("pack", "rules")
KEYS = (
    "code", "name", "level", "family", "message", "match", "pattern", "case", "whole_words",
    "sections", "subject", "ask", "replace", "safe", "why", "leave", "source", "flag", "ok",
)  # fmt: skip
NEEDED = ("code", "name", "message", "flag")
CODE = re.compile(r"(?!UB)[A-Z]{2,12}\d{1,4}")
NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
ASK = "what could stand here that says what happened?"


class BadPack(ValueError):
    """The pack cannot be used; the message names the file, the line and what is allowed."""


class _Entry(Struct, frozen=True, kw_only=True):
    """One rule as written, with the place of each of its keys."""

    file: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int]

    def wrong(self, key: str, what: str) -> BadPack:
        """Return the error about one key."""
        return BadPack(f"{self.file}, line {self.lines.get(key, self.line)}: {what}")

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, f"{key!r} is {value!r}; it takes a line of text.")
        return value.strip()

    def truth(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"{key!r} is {value!r}; it takes true or false.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, ())
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
            raise self.wrong(key, f"{key!r} takes a list of texts.")
        return tuple(str(one) for one in listed)

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.values.get(key, default)
        if value not in allowed:
            raise self.wrong(key, f"{key!r} is {value!r}; allowed: {', '.join(allowed)}.")
        return str(value)


def load(text: str, file: str) -> tuple[Rule, ...]:
    """Return the rules of a pack; `file` is how messages name it. Raises BadPack."""
    rules: list[Rule] = []
    for entry in _entries(text, file):
        rule = _rule(entry)
        for other in (*built_in().values(), *rules):
            for key, taken in (("code", other.code), ("name", other.name)):
                if entry.values[key] == taken:
                    raise entry.wrong(key, f"{key} {taken} is taken by {other.code} already.")
        _try(entry, rule)
        rules.append(rule)
    return tuple(rules)


def _entries(text: str, file: str) -> Iterator[_Entry]:
    from ruamel.yaml import YAML  # noqa: PLC0415  (loaded only where there is a pack)
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        pack = YAML(typ="rt", pure=True).load(text.removeprefix("\ufeff"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BadPack(f"{file}, line {line}: this is no YAML: {error.problem}.") from error
    except (YAMLError, RecursionError) as error:
        raise BadPack(f"{file}: this is no YAML: {type(error).__name__}.") from error
    if not isinstance(pack, Mapping):
        raise BadPack(f"{file}, line 1: a pack is a mapping with the keys {', '.join(TOP)}.")
    for key in pack:
        if key not in TOP:
            raise BadPack(
                f"{file}, line {_line(pack, key)}: unknown key {key!r}.{_near(key, TOP)} "
                f"Allowed: {', '.join(TOP)}."
            )
    rules = pack.get("rules")
    if not isinstance(rules, list) or not rules:
        raise BadPack(f"{file}, line {_line(pack, 'rules')}: 'rules' takes a list of rules.")
    for index, rule in enumerate(rules):
        line = rules.lc.item(index)[0] + 1  # type: ignore[attr-defined]
        yield _entry(rule, file, line)


def _entry(rule: Any, file: str, line: int) -> _Entry:
    if not isinstance(rule, Mapping):
        raise BadPack(f"{file}, line {line}: a rule is a mapping with {', '.join(NEEDED)}.")
    lines = {str(key): _line(rule, key) for key in rule}
    for key in rule:
        if key not in KEYS:
            raise BadPack(
                f"{file}, line {lines[str(key)]}: unknown key {key!r}.{_near(key, KEYS)} "
                f"Allowed: {', '.join(KEYS)}."
            )
    for key in NEEDED:
        if not rule.get(key):
            raise BadPack(f"{file}, line {line}: this rule has no {key!r}; it needs one.")
    return _Entry(file=file, line=line, values=dict(rule), lines=lines)


def _line(mapping: Any, key: Any) -> int:
    try:
        return int(mapping.lc.key(key)[0]) + 1
    except (KeyError, AttributeError):
        return 1


def _near(key: Any, allowed: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  (needed in messages only)

    near = get_close_matches(str(key), allowed, n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def _rule(entry: _Entry) -> Rule:
    code, name = entry.text("code"), entry.text("name")
    if not CODE.fullmatch(code):
        raise entry.wrong(
            "code", f"{code!r} is no code: capitals of your own and a number, as in ACME01, not UB."
        )
    if not NAME.fullmatch(name):
        raise entry.wrong("name", f"{name!r} is no name: small letters and _, as in war_room.")
    pattern, swaps, cues = _what(entry)
    family = entry.one_of("family", tuple(Family), "blame")
    return Rule(
        code=code,
        name=name,
        level=Level(entry.one_of("level", tuple(Level), "warn")),
        family=Family(family),
        page=_page(entry),
        cues=cues,
        flag=entry.texts("flag"),
        ok=entry.texts("ok"),
        find=_finder(entry, pattern, swaps),
    )


def _what(entry: _Entry) -> tuple[re.Pattern[str], dict[str, str], tuple[str, ...]]:
    """Return what a rule looks for, what stands for each word instead, and the cues."""
    if ("match" in entry.values) == ("pattern" in entry.values):
        raise entry.wrong("match", "a rule has either 'match' (words) or 'pattern', not both.")
    case = entry.truth("case", default=False)
    whole = entry.truth("whole_words", default=True)
    if "pattern" in entry.values:
        try:
            return bounded(entry.text("pattern"), case=case), {}, ()
        except CostlyPattern as error:
            raise entry.wrong("pattern", f"{error}.") from error
    listed = entry.values["match"]
    swaps = {}
    if isinstance(listed, Mapping):
        swaps = {str(word): str(instead) for word, instead in listed.items()}
    words = tuple(swaps) or entry.texts("match")
    if not words or not all(word.strip() for word in words):
        raise entry.wrong("match", "'match' takes words or phrases, none of them empty.")
    longest = sorted(words, key=lambda word: (-len(word), word))
    one = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)
    shape = rf"(?<!\w)(?:{one})(?!\w)" if whole else f"(?:{one})"
    pattern = re.compile(shape, 0 if case else re.IGNORECASE)
    folded = {_folded(word): instead for word, instead in swaps.items()}
    return pattern, folded, tuple(_folded(word) for word in words)


def _folded(word: str) -> str:
    return " ".join(word.lower().split())


def _finder(
    entry: _Entry, pattern: re.Pattern[str], swaps: dict[str, str]
) -> Callable[[Account], Iterator[Hit]]:
    message, replace = entry.text("message"), _template(entry, pattern)
    safety = Safety.SAFE if entry.truth("safe", default=False) else Safety.UNSAFE
    ask = entry.text("ask", "" if replace or swaps else ASK) or None
    sections = tuple(name.lower() for name in entry.texts("sections"))
    after = entry.one_of("subject", ("anyone", "person"), "anyone") == "person"

    def notice(account: Account) -> Iterator[Hit]:
        if sections and not account.under(*sections):
            return
        for match in found(pattern, account.masked):
            if after and not _person_before(account, match.start()):
                continue
            instead = swaps.get(_folded(match[0]), match.expand(replace) if replace else "")
            rewrite = _cased(match[0], instead) if instead else None
            yield Hit(
                start=match.start(),
                end=match.end(),
                message=message,
                rewrite=rewrite,
                ask=ask,
                safety=safety,
            )

    return notice


def _template(entry: _Entry, pattern: re.Pattern[str]) -> str:
    """Return what stands instead; in a pattern's, \\1 is its first group."""
    replace = entry.text("replace")
    if "pattern" not in entry.values:
        return replace.replace("\\", "\\\\")
    try:
        pattern.sub(replace, "")
    except (re.error, IndexError) as error:
        raise entry.wrong("replace", f"'replace' cannot be used: {error}.") from error
    return replace


def _cased(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if old[:1].isupper() and old[1:] == old[1:].lower() else new


def _person_before(account: Account, offset: int) -> bool:
    """Whether a person, a role or a team stands before a place in the sentence."""
    before = [token for token in account.tokens if token.end <= offset and token.word]
    return any(
        classify(before[: index + 1], token, account.people, account.known) in HUMAN
        for index, token in enumerate(before)
    )


def _page(entry: _Entry) -> str:
    parts = {
        "What it notices": entry.text("message"),
        "Why it matters": entry.text("why", "A rule of this house."),
        "Say instead": _instead(entry),
        "When to leave it": entry.text("leave", "With a comment that gives the reason."),
        "Source": entry.text("source", f"The pack `{entry.file}`."),
    }
    title = entry.text("message")
    title = title[:1].upper() + title[1:].rstrip(".") + "."
    return "\n\n".join(
        [title, *(f"{head}\n{'-' * len(head)}\n{text}" for head, text in parts.items())]
    )


def _instead(entry: _Entry) -> str:
    listed = entry.values.get("match")
    if isinstance(listed, Mapping):
        return "\n".join(f"`{new}` for `{old}`" for old, new in listed.items())
    return entry.text("replace") or entry.text("ask") or ASK


def _try(entry: _Entry, rule: Rule) -> None:
    """Run the examples of a rule. Raises BadPack for one that does not turn out as written."""
    for key, wanted in (("flag", True), ("ok", False)):
        for text in entry.texts(key):
            if _notices(rule, text, entry.texts("sections")) is not wanted:
                what = "is not noticed" if wanted else "is noticed"
                raise entry.wrong(key, f"{rule.code}: the {key} example {text!r} {what}.")


def _notices(rule: Rule, text: str, sections: tuple[str, ...]) -> bool:
    from unblame.language.linter import check  # noqa: PLC0415  (the linter imports settings first)

    heading = f"# {sections[0]}\n\n" if sections else ""
    config = {"rules": (rule,), "select": [rule.code]}
    return bool(check(heading + text, config=config))
