"""The catalogue of controls: templates for each subtype of factor, with slots for their things."""

import re
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from unblame.model import ActionCategory, Strength

FILES = {"C": "code", "G": "config", "P": "process", "T": "tooling", "M": "communication"}
_SLOT = re.compile(r"\{(\w+)\}")


class MeasureForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The measure of a control with its slots; `verify_on` counts from the due date."""

    metric: str
    comparator: str
    target: str
    unit: str = ""
    baseline: str = ""
    window: str = ""
    source: str = ""
    verify_on: str = ""


class Control(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One control. `object` is the slot without which it is never drafted.

    `fits`, where given, is a pattern that the factor's lines must hold. `slots` says for each slot
    which records hold it, and what is proposed or computed otherwise.
    """

    lever: ActionCategory
    strength: Strength
    title: str
    object: str
    slots: dict[str, tuple[str | dict[str, str], ...]]
    measure: MeasureForm
    check: str
    effort: str
    watch: str
    ask: str
    practice: str = ""
    fits: str = ""
    code: str = ""

    def proposal(self, slot: str) -> str | None:
        """Return the value that the catalogue proposes for a slot, if any."""
        for entry in self.slots.get(slot, ()):
            if isinstance(entry, dict) and "propose" in entry:
                return entry["propose"]
        return None


@cache
def load(letter: str) -> dict[str, Control]:
    """Return the controls of one category (`C`, `G`, `P`, `T` or `M`) by code, such as `C2-S`."""
    text = files("unblame.actions").joinpath(f"data/{FILES[letter]}.toml").read_text("utf-8")
    entries = msgspec.toml.decode(text, type=dict[str, Control])
    return {code: msgspec.structs.replace(entry, code=code) for code, entry in entries.items()}


def controls(subtype: str) -> list[Control]:
    """Return the controls for a subtype such as `C2`, the stronger first."""
    return [entry for code, entry in load(subtype[0]).items() if code.split("-")[0] == subtype]


def slot_names(template: str) -> list[str]:
    """Return the names of the slots in a template, in order, each once."""
    return list(dict.fromkeys(_SLOT.findall(template)))
