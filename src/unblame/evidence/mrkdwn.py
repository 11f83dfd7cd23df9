"""Slack's mrkdwn as plain text: `<@U1>`, `<#C1|x>`, `<!here>`, `<url|label>`, entities, marks."""

import re
from collections.abc import Mapping
from html import unescape

_ANGLE = re.compile(r"<([^<>\n]{1,2000})>")
_MARK = re.compile(r"(?<![\w*_~`])([*_~])(?=\S)([^\n*_~]{1,400}?)(?<=\S)\1(?![\w*_~`])")


def plain(text: str, names: Mapping[str, str]) -> str:
    """Return the text without marks; a mention becomes the name of its user, else its id."""
    shown = _ANGLE.sub(lambda found: _angle(found[1], names), text)
    shown = _MARK.sub(r"\2", shown)
    return unescape(shown).replace("\u00a0", " ").strip()


def _angle(inner: str, names: Mapping[str, str]) -> str:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return names.get(target[1:]) or (f"@{label}" if label else target)
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        named = target[1:].partition("^")[0]
        return label or f"@{named}"
    if target.startswith("mailto:"):
        return label or target[7:]
    if not label or label in target:
        return target
    return f"{label} ({target})"
