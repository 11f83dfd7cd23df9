"""The `[check]` part of a house's settings: read strictly, each mistake with file and line."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unblame.cli.screen import CannotDo

LISTS = ("select", "ignore", "services", "teams", "vendors", "packs")
TEXTS = ("baseline", "pages")
TABLES = ("levels", "words", "per-path")
KEYS = (*LISTS, *TEXTS, *TABLES)
WORDS = ("blame", "judgement", "allowed")
LEVELS = ("note", "warn", "block")
_HEAD = r"\s*\[\[?\s*([^\[\]]+|(?:[^\[\]\"']|\"[^\"]*\"|'[^']*')+?)\s*\]\]?\s*(?:#.*)?$"
_KEY = r"\s*((?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*="
_PART = r"\"([^\"]*)\"|'([^']*)'|([\w-]+)"


class Source:
    """A file of settings, for messages that say where in it something stands."""

    def __init__(self, path: Path, root: tuple[str, ...] = ()) -> None:
        self.path, self.root = path, root

    def wrong(self, keys: tuple[str, ...], what: str, value: object = None) -> CannotDo:
        """Return the error about one key, or about one value of a list under it."""
        line = self._line((*self.root, *keys), value)
        where = f", line {line}" if line else ""
        return CannotDo(f"{self.path.name}{where}: {what}")

    def _line(self, keys: tuple[str, ...], value: object) -> int | None:
        lines = self.path.read_text("utf-8", errors="replace").splitlines()
        best, line = 0, None
        for number, path in _keys(lines):
            shared = len(path) if keys[: len(path)] == path else 0
            if shared > best:
                best, line = shared, number
        if line is not None and isinstance(value, str):
            near = range(line, min(line + 200, len(lines) + 1))
            quoted = (f'"{value}"', f"'{value}'")
            return next((n for n in near if any(q in lines[n - 1] for q in quoted)), line)
        return line


def _keys(lines: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        head, key = re.match(_HEAD, line), re.match(_KEY, line)
        if key:
            yield number, (*table, *_parts(key[1]))
        elif head:
            table = _parts(head[1])
            yield number, table


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in re.findall(_PART, dotted))


def unknown(key: str, known: tuple[str, ...], path: str = "") -> str:
    """Return the message about a key that is none, with the nearest that is one."""
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"unknown key {path + key!r}.{hint} Known: {', '.join(known)}."


def checked(values: Any, source: Source) -> dict[str, Any]:
    """Return the part as it stands, every key and type looked at. Raises CannotDo."""
    if not isinstance(values, dict):
        raise source.wrong(("check",), f"'check' is {values!r}; it is a table, [check].")
    for key, value in values.items():
        if key not in KEYS:
            raise source.wrong(("check", key), unknown(key, KEYS, "check."))
        if key in LISTS:
            _texts(source, ("check", key), value)
        elif key in TEXTS and not isinstance(value, str):
            raise source.wrong(("check", key), f"'check.{key}' is {value!r}; it takes a text.")
        elif key in TABLES and not isinstance(value, dict):
            raise source.wrong(("check", key), f"'check.{key}' is a table, [check.{key}].")
    _words(values.get("words", {}), source)
    _levels(values.get("levels", {}), source)
    _per_path(values.get("per-path", {}), source)
    return dict(values)


def _texts(source: Source, keys: tuple[str, ...], value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise source.wrong(keys, f"{'.'.join(keys)!r} is {value!r}; it takes a list of texts.")


def _words(words: dict[str, Any], source: Source) -> None:
    for key, value in words.items():
        if key not in WORDS:
            raise source.wrong(("check", "words", key), unknown(key, WORDS, "check.words."))
        _texts(source, ("check", "words", key), value)


def _levels(levels: dict[str, Any], source: Source) -> None:
    for code, level in levels.items():
        if level not in LEVELS:
            raise source.wrong(
                ("check", "levels", code),
                f"'check.levels.{code}' is {level!r}; allowed: {', '.join(LEVELS)}.",
            )


def _per_path(places: dict[str, Any], source: Source) -> None:
    for pattern, value in places.items():
        if value != "off":
            if isinstance(value, str):
                raise source.wrong(
                    ("check", "per-path", pattern),
                    f"'check.per-path' for {pattern!r} is {value!r}; it takes a list of rules, "
                    'or "off".',
                )
            _texts(source, ("check", "per-path", pattern), value)


def with_rules(values: dict[str, Any], source: Source, folder: Path) -> dict[str, Any]:
    """Return the part with its packs read and its rule codes looked up. Raises CannotDo."""
    from unblame.language.registry import UnknownRule, expand

    packs = values.get("packs", ())
    rules = tuple(rule for name in packs for rule in _pack(name, source, folder))
    _no_twice(rules, source)
    named: list[tuple[tuple[str, ...], str]] = [
        ((key,), code) for key in ("select", "ignore") for code in values.get(key, ())
    ]
    named += [(("levels", code), code) for code in values.get("levels", {})]
    for pattern, listed in values.get("per-path", {}).items():
        named += [(("per-path", pattern), code) for code in listed if listed != "off"]
    for keys, code in named:
        try:
            expand(code, rules)
        except UnknownRule as error:
            raise source.wrong(("check", *keys), f"{error}.", code) from error
    return {**values, "rules": rules} if rules else dict(values)


def _pack(name: str, source: Source, folder: Path) -> tuple[Any, ...]:
    from unblame.cli.files import read_text
    from unblame.language.pack import BadPack, load

    try:
        return load(read_text(folder / name, "The pack"), name)
    except BadPack as error:
        raise CannotDo(str(error)) from error
    except CannotDo as error:
        raise source.wrong(("check", "packs"), error.message, name) from error


def _no_twice(rules: tuple[Any, ...], source: Source) -> None:
    codes = [rule.code for rule in rules]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise source.wrong(("check", "packs"), f"two packs have a rule {twice}.")
