"""How strong an action is, and which verbs say nothing until a bounded outcome follows."""

import re

from unblame.model import ActionCategory, Strength

STRONG_VERBS = frozenset((
    "add", "remove", "block", "reject", "require", "enforce", "limit", "isolate", "default",
    "automate", "expire", "alert", "page", "probe", "canary", "split", "cap", "encrypt",
    "rehearse", "lock", "serve", "keep", "mirror", "replace", "embed", "generate", "delete",
    "drop", "rotate", "pin", "disable", "enable", "move", "set",
))  # fmt: skip
WEAK_VERBS = frozenset((
    "investigate", "consider", "look", "explore", "discuss", "improve", "ensure", "make", "try",
    "review", "monitor", "be", "remind", "train", "document", "communicate", "follow",
    "optimise", "optimize", "refactor", "understand", "think", "check", "talk", "educate",
    "research", "evaluate", "find", "ask", "assess", "agree", "reflect", "reach", "enhance",
    "spike", "describe",
))  # fmt: skip
PLAIN_VERBS = frozenset((
    "apply", "build", "change", "check", "configure", "create", "extend", "fix", "give", "introduce", "make",
    "migrate", "pin", "post", "put", "raise", "read", "renew", "route", "run", "schedule", "send", "start", "stop", "switch",
    "test", "turn", "update", "upgrade", "use", "validate", "verify", "warn", "write",
))  # fmt: skip
VERBS = STRONG_VERBS | PLAIN_VERBS
_STRONGER = re.compile(
    r"^(remove|block|reject|enforce|require|isolate|lock|split|cap|limit|delete|disable|expire|encrypt|"
    r"automate|replace|canary|default|drop)\b|\b(in ci|ci gate|merge gate|pre-?merge|gate|automatic(ally)? (roll|reject|revert))",
    re.IGNORECASE,
)
_WEAKER = re.compile(
    r"^(\w+ )?(investigate|consider|look into|explore|discuss|remind|train|document|communicate|review|"
    r"write|update (the )?(doc|wiki|runbook|playbook)|talk|think|research|be |ask|find|"
    r"second approver|warn)",
    re.IGNORECASE,
)
_DETECTION = re.compile(
    r"alert|alarm|monitor|\bpage\b|probe|detect|dashboard|metric|\blogs?\b|notif|"
    r"\bsli\b|\bslo\b|observab|trac(e|ing)\b",
    re.IGNORECASE,
)
_MITIGATION = re.compile(
    r"roll-?back|revert|fail-?over|restore|backup|recover|runbook|playbook|redundan|"
    r"break-?glass|retry|circuit|scale|replica|capacity|\bha\b|resilien|fallback",
    re.IGNORECASE,
)
_PROCESS = re.compile(
    r"process|procedure|document|training|\btrain\b|communicat|announce|inform|posts? to|review|rota|"
    r"on-?call|owner|policy|checklist|meeting|discuss|contact|escalat|handover|"
    r"schedule|plan\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"`[^`]*`|\S+[._/]\S+")
_BOUNDED = re.compile(r"\d|\bwhen\b|\bunless\b|\bso that\b|\buntil\b|`")


def strength_of(title: str) -> Strength:
    """Return the level of an action by its wording (VA action hierarchy, in software terms)."""
    if _WEAKER.search(title):
        return Strength.WEAKER
    if _STRONGER.search(title):
        return Strength.STRONGER
    return Strength.INTERMEDIATE


def category_of(title: str) -> ActionCategory:
    """Return what an action does first: detect, mitigate, change a process, or prevent."""
    title = _NAMED.sub(" ", title)
    if _DETECTION.search(title):
        return ActionCategory.DETECTION
    if _MITIGATION.search(title):
        return ActionCategory.MITIGATION
    if _PROCESS.search(title):
        return ActionCategory.PROCESS
    return ActionCategory.PREVENTION


def weak_verb(title: str) -> str | None:
    """Return the verb with which a title begins where it is a weak one with no bounded outcome."""
    match = re.match(r"[A-Za-z]+", title)
    if match is None or match.group().lower() not in WEAK_VERBS:
        return None
    return None if _BOUNDED.search(title) else match.group().lower()
