"""Knows what Unblame itself wrote: such files are never evidence."""

import re

_FRONT = re.compile(r"\A\ufeff?---\r?\n(.*?)(?:\r?\n---|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(r"^(?:unblame\s*:|schema\s*:\s*[\"']?unblame\.)", re.MULTILINE)
_JSON_KEY = re.compile(r"\A\s*\{.{0,400}?\"schema\"\s*:\s*\"unblame\.", re.DOTALL)
_MARK = re.compile(
    r"<!--\s*unblame\b|<meta\s+name=\"generator\"\s+content=\"unblame", re.IGNORECASE
)


def whose(name: str, head: str, *, earlier: bool = False) -> str | None:
    """Return why the file is no evidence, or None where Unblame did not write it.

    With `earlier`, a post-mortem may pass: it is wanted as history.
    """
    if name.endswith(".people.json"):
        return "the map of people that Unblame keeps; not evidence"
    if name.endswith(".public.json"):
        return "decisions on a public edition that Unblame keeps; not evidence"
    if name.endswith(".answers.jsonl"):
        return "answers that Unblame keeps; not evidence"
    if earlier:
        return None
    front = _FRONT.match(head)
    if front is not None and _FRONT_KEY.search(front[1]):
        return "a post-mortem that Unblame wrote; not evidence"
    if _JSON_KEY.match(head) or _MARK.search(head[:4096]):
        return "written by Unblame; not evidence"
    return None
