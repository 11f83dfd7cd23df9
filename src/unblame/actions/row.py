"""An action told in fields: a row of an action table, or labels such as `Owner:` after the act."""

import re

from msgspec import Struct

from unblame.model import ActionCategory
from unblame.text import late

_NAMES = {
    "act": "action items?|actions?|tasks?|what|descriptions?|follow[- ]?ups?|items?|to-?dos?|remediation",
    "kind": "types?|category|kind|class",
    "owner": "owners?|owned by|assignees?|assigned to|responsible|drivers?|dri|who|team",
    "due": "due(?: date| by| on)?|deadline|eta|target(?: date)?|by when|when|date",
    "ticket": "tickets?|issues?|bugs?|links?|jira|tracking|work item",
    "state": "status|state|progress",
    "measure": "measures?|success(?: criteri(?:on|a))?|verified by|metric",
    "other": "priority|prio|severity|effort|notes?|comments?|no\\.?|id|#",
}
_LABEL = late(
    r"(?:^|(?<=[|;.,)\u2014\u2013-])|(?<=[a-z]))[\s|*_]*\b(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _NAMES.items())
    + r")[*_]*\s*:(?!//|\d)[*_\s]*",
    re.IGNORECASE,
)
FOLLOWS = late(
    rf"^\W*(?:{'|'.join(_NAMES[name] for name in ('owner', 'due', 'ticket', 'state', 'measure'))})\W*:",
    re.IGNORECASE,
)
_OWNER_THEN = late(r"(?P<owner>[^,;()]+?)(?P<rest>(?:\s*[,;(]|\s+(?:due|by)\b).*)$", re.DOTALL)
_CELLS = late(r"\s*\|\s*|\s+[\u2014\u2013]\s+")
_KINDS = (
    (ActionCategory.PREVENTION, late(r"^(?:p\b|prevent)", re.IGNORECASE)),
    (ActionCategory.DETECTION, late(r"^(?:d\b|detect|monitor|alert)", re.IGNORECASE)),
    (ActionCategory.MITIGATION, late(r"^(?:m\b|mitigat|recover|respon)", re.IGNORECASE)),
    (ActionCategory.PROCESS, late(r"^(?:process|procedure|document|train|organi)", re.IGNORECASE)),
)  # fmt: skip
_STATE = late(
    r"^(?:todo|to do|open|done|closed|completed?|fixed|in progress|started|planned|proposed|new|"
    r"not started|pending|blocked|wip|\[[ xX]\])$",
    re.IGNORECASE,
)
_IS_DONE = late(r"^(?:done|closed|completed?|fixed|shipped|\[[xX]\]|\u2705)", re.IGNORECASE)
_NOTHING = late(
    r"^(?:[-\u2013\u2014?]*|n/?a|none|tbd|tba|p\d|high|medium|low|\d{1,3})$", re.IGNORECASE
)
_DAY = late(r"^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?(?: \d{4})?|[A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?)$")  # fmt: skip
_TICKET = late(r"^(?:[A-Z][A-Z0-9]{1,9}-\d+|#\d+|https?://\S+|\[[^\]]+\]\([^)]*\))$")


class Row(Struct, frozen=True, kw_only=True):
    """What the fields of one action say, each as written; `kind` as this tool names it."""

    act: str
    owner: str | None = None
    due: str | None = None
    ticket: str | None = None
    measure: str | None = None
    kind: ActionCategory | None = None
    done: bool = False


def row_of(text: str) -> Row:
    """Return the fields of an action; a text without any is the act alone."""
    return _labelled(text) or _bare(text) or Row(act=text)


def kind_of(word: str) -> ActionCategory | None:
    """Return the category that a word such as `Prevent` or `detection` names."""
    return next((kind for kind, words in _KINDS if words.match(word.strip(" *_"))), None)


def _labelled(text: str) -> Row | None:
    found = list(_LABEL.finditer(text))
    names = {match.lastgroup for match in found}
    if not names & {"owner", "due", "kind"} and not names >= {"ticket", "state"}:
        return None
    head = text[: found[0].start()].strip(" |;,.")
    said: dict[str, str] = {"act": head} if head else {}
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        value = text[match.end() : end].strip(" |;,.*_\u2014\u2013")
        if match.lastgroup == "act" and head:
            said["act"] = f"{said['act']}. {value}"
        elif match.lastgroup and value:
            said.setdefault(match.lastgroup, value)
    return _row(_parted(said)) if said.get("act") else None


def _parted(said: dict[str, str]) -> dict[str, str]:
    """Hand what follows an owner, such as `, due 5 June (QUO-7)`, back to the act."""
    match = _OWNER_THEN.match(said.get("owner", ""))
    if match is None or not re.search(r"\d", match["rest"]):
        return said
    return said | {"owner": match["owner"], "act": f"{said['act']} {match['rest'].strip()}"}


def _bare(text: str) -> Row | None:
    """Read cells without their names: what is no date, ticket, state or kind names the owner."""
    cells = [cell.strip(" *_") for cell in _CELLS.split(text.strip().strip("|").strip())]
    if len(cells) < 3 or len(cells[0].split()) < 2:
        return None
    said = {"act": cells[0]}
    for cell in cells[1:]:
        name = _name_of(cell)
        if name is None and len(cell.split()) > 4:
            return None
        said.setdefault(name or "owner", cell)
    return _row(said) if {"owner", "due"} & said.keys() else None


def _name_of(cell: str) -> str | None:
    if _NOTHING.match(cell):
        return "other"
    tests = (("due", _DAY), ("ticket", _TICKET), ("state", _STATE))
    named = next((name for name, pattern in tests if pattern.match(cell)), None)
    return named or ("kind" if len(cell.split()) == 1 and kind_of(cell) else None)


def _row(said: dict[str, str]) -> Row:
    return Row(
        act=said["act"],
        owner=said.get("owner"),
        due=said.get("due"),
        ticket=said.get("ticket"),
        measure=said.get("measure"),
        kind=kind_of(said["kind"]) if "kind" in said else None,
        done=bool(_IS_DONE.match(said.get("state", ""))),
    )
