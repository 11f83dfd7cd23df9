"""Paths by pattern: `*` within a name, `**` across folders; no slash means a name at any depth."""

import re
from collections.abc import Iterable
from functools import lru_cache

_PARTS = r"\*\*/|\*\*|\*|\?|\[!?[^\]/]+\]|[^*?\[]+|\["


def matches(path: str, pattern: str) -> bool:
    """Whether a path, relative and with slashes, is meant by a pattern or lies below its folder."""
    return _compiled(pattern).fullmatch(path) is not None


def left_out(path: str, patterns: Iterable[str], *, folder: bool = False) -> bool:
    """Whether the lines of a `.gitignore` leave a path out; a later line with ! takes it back."""
    out = False
    for line in patterns:
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        wanted = pattern.startswith("!")
        bare = pattern.removeprefix("!")
        if (folder or not bare.endswith("/")) and matches(path, bare):
            out = not wanted
    return out


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    bare = pattern.rstrip("/").removeprefix("./")
    anywhere = "" if "/" in bare else "(?:.*/)?"
    whole = "".join(_translated(part) for part in re.findall(_PARTS, bare.removeprefix("/")))
    return re.compile(f"{anywhere}{whole}(?:/.*)?", re.DOTALL)


def _translated(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part in {"**", "*", "?"}:
        return {"**": ".*", "*": "[^/]*", "?": "[^/]"}[part]
    if part.startswith("[") and len(part) > 1:
        inside = part[1:-1].replace("\\", "\\\\")
        return "[" + ("^" + inside[1:] if inside.startswith("!") else inside) + "]"
    return re.escape(part)
