"""Runs of builds and deployments, whichever tool ran them: a start, and an end with its outcome.

Only a run whose name says that it deploys is a change when it ends well, and one that takes something
back is a mitigation that was tried; all others are notes.
"""

import re
from collections.abc import Iterator

from unblame.evidence.json_reading import a_record
from unblame.evidence.record import Identity, Record
from unblame.model import Kind, Moment

_BACK = re.compile(r"roll(?:ed)?[ _-]?back|\brevert|\bundo\b", re.IGNORECASE)
_DEPLOYS = re.compile(r"deploy|release|rollout|promote|\bship\b|production\b", re.IGNORECASE)
_WORDS = {
    "success": "finished", "succeeded": "finished", "passed": "finished",
    "failure": "failed", "failed": "failed", "error": "failed", "failing": "failed",
    "aborted": "was cancelled", "canceled": "was cancelled", "cancelled": "was cancelled",
    "unstable": "finished unstable", "partiallysucceeded": "finished in part",
    "not_built": "was not built", "not_run": "was not run", "unauthorized": "was not allowed",
}  # fmt: skip


def run_of(
    label: str,
    start: Moment | None,
    end: Moment | None,
    outcome: str,
    *,
    key: str,
    place: str,
    who: Identity | None = None,
    about: str = "",
) -> Iterator[Record]:
    """Yield the start and the end of a run; `about` is more of what it does than its label says."""
    more = f" ({about})" if about else ""
    if start is not None:
        yield a_record(start, f"{label} started{more}", place, f"{key}/start", Kind.NOTE, who)
    if end is not None and outcome:
        word = _WORDS.get(outcome.casefold(), outcome.replace("_", " ").casefold())
        kind = kind_of(f"{label} {about}", outcome)
        yield a_record(end, f"{label} {word}{more}", place, f"{key}/end", kind, who)


def kind_of(told: str, outcome: str) -> Kind:
    """Return what a run that ended states, by what it is called and how it ended."""
    if _WORDS.get(outcome.casefold()) not in ("finished", "finished unstable", "finished in part"):
        return Kind.NOTE
    if _BACK.search(told):
        return Kind.MITIGATION_TRIED
    return Kind.CHANGE if _DEPLOYS.search(told) else Kind.NOTE
