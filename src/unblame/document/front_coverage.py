"""The coverage as the front matter holds it: sources that most silences share are named once."""

from collections import Counter
from typing import Any

_SHARED = "of"


def shortened(coverage: dict[str, Any]) -> dict[str, Any]:
    """Return a coverage whose silences name their sources only where they differ from most.

    The sources of most stand beside the silences, under `of`.
    """
    silences = coverage.get("silences", ())
    counts = Counter(tuple(one.get("evidence", ())) for one in silences)
    shared, times = counts.most_common(1)[0] if counts else ((), 0)
    if times < 2 or not shared:
        return coverage
    short = [_without(one) if tuple(one["evidence"]) == shared else one for one in silences]
    return {_SHARED: list(shared), **coverage, "silences": short}


def at_length(coverage: Any) -> Any:
    """Return a coverage of the front matter with the sources of every silence named again."""
    if not isinstance(coverage, dict) or _SHARED not in coverage:
        return coverage
    rest = {name: value for name, value in coverage.items() if name != _SHARED}
    silences = rest.get("silences")
    if isinstance(silences, list):
        rest["silences"] = [
            {"evidence": coverage[_SHARED], **one} if isinstance(one, dict) else one
            for one in silences
        ]
    return rest


def _without(silence: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in silence.items() if name != "evidence"}
