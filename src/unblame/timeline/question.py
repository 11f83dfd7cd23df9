"""Open questions in the how and what form, each with the id that a draft uses for it."""

import hashlib

from unblame.model import MilestoneName, Question

_ASKS: dict[str, str] = {
    "trigger": "What changed, or what load or event came, last before the failure began, and when?",
    "impact_start": "When did users or the service first feel this, and what shows it?",
    "signalled": "What signals existed before anybody able to act received one?",
    "detected": "How and when did the team first know of it?",
    "acknowledged": "How and when was it picked up: which page, message or first look?",
    "declared": "When was it declared an incident, and what was declared?",
    "diagnosed": "What was known, and when, that made the mitigation the thing to try?",
    "mitigated": "When was the service back for users, and what shows it?",
    "resolved": "When was it closed, and what confirmed that it was over?",
    "all_clear": "When did the watch end, and what was left to repair by then?",
}


def question(about: str, what: str, ask: str, why: str = "") -> Question:
    """Return a question with its temporary id, stable for the same `about` and `what`."""
    digest = hashlib.sha256(f"{about}|{what}".encode()).hexdigest()[:12]
    return Question(id=f"Q:{digest}", about=about, ask=ask, why=why)


def about_missing(name: MilestoneName, why: str) -> Question:
    """Return the question that a missing milestone leaves open."""
    return question(f"milestones.{name}", "missing", _ASKS[name], why)
