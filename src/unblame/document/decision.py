"""What a person decided about the public edition, kept so that each thing is asked once."""

import re
import unicodedata
from enum import StrEnum

import msgspec
from msgspec import Struct

SCHEMA = "unblame.public/1"
_QUOTES = "\"'“”‘’«»`*_.,;:!?()[]"
_OWN = re.compile(r"(?:['’]s|s['’]|['’])$")


class Choice(StrEnum):
    SAFE = "safe"
    REPLACE = "replace"
    LEAVE_OUT = "leave_out"


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision for a string in every form: shown, put in other words, or left out."""

    token: str
    choice: Choice
    words: str | None = None


class Decisions(Struct, frozen=True, kw_only=True):
    """All decisions for one document, and the parts of the record that a person lets in."""

    schema: str = SCHEMA
    decisions: tuple[Decision, ...] = ()
    show: tuple[str, ...] = ()

    def of(self, token: str) -> Decision | None:
        """Return what was decided for a string, whatever its case, owner's s or plural."""
        by_key = {key(decision.token): decision for decision in self.decisions}
        low = key(token)
        forms = (low, low.removesuffix("s"), low.removesuffix("es"))
        return next((by_key[form] for form in forms if form in by_key), None)

    def allowed(self) -> frozenset[str]:
        """Return the single words that were declared safe, folded."""
        safe = (key(d.token) for d in self.decisions if d.choice is Choice.SAFE)
        return frozenset(token for token in safe if " " not in token)

    def take(self, decision: Decision) -> "Decisions":
        """Return these decisions with one more, which takes the place of an earlier one."""
        others = tuple(d for d in self.decisions if key(d.token) != key(decision.token))
        return msgspec.structs.replace(self, decisions=(*others, decision))

    def drop(self, token: str) -> "Decisions":
        """Return these decisions without the one for a string: it is asked again."""
        kept = tuple(d for d in self.decisions if key(d.token) != key(token))
        return msgspec.structs.replace(self, decisions=kept)

    def letting_in(self, *ids: str) -> "Decisions":
        """Return these decisions with more parts of the record let in."""
        return msgspec.structs.replace(self, show=tuple(dict.fromkeys((*self.show, *ids))))

    def keeping_in(self, *ids: str) -> "Decisions":
        """Return these decisions with parts of the record kept inside again."""
        return msgspec.structs.replace(self, show=tuple(i for i in self.show if i not in ids))


def key(token: str) -> str:
    """Return a string as decisions compare it: one case, one space, no quotes, no owner's s."""
    folded = " ".join(unicodedata.normalize("NFKC", token).casefold().split()).strip(_QUOTES)
    return _OWN.sub("", folded)


def to_text(decisions: Decisions) -> str:
    """Return decisions as JSON text, one a line, for the private file beside the document."""
    return msgspec.json.format(msgspec.json.encode(decisions), indent=1).decode() + "\n"


def from_text(text: str) -> Decisions:
    """Return the decisions in JSON text; raises ValueError with what is wrong and where."""
    return msgspec.json.decode(text, type=Decisions)
