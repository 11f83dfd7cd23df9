"""What each head of the recogniser tells, in the order of its numbers."""

from __future__ import annotations

from typing import Final

from unblame.model import Kind

#: R02 and R20 are about identity: people tell them.
KINDS: Final = tuple(f"R{n:02d}" for n in range(1, 29) if n not in {2, 20})
#: Those of the record, in its order; the weights' own card holds the order that they were taught.
EVENTS: Final = tuple(kind.value for kind in Kind)
CATEGORIES: Final = {
    "C": "Code",
    "G": "Config",
    "P": "Process",
    "T": "Tooling",
    "M": "Communication",
}
SUBTYPES: Final = tuple(f"{letter}{n}" for letter in CATEGORIES for n in range(1, 9))
#: The parts of the frame of a blaming sentence: who did what, to what, when.
FRAME: Final = ("who", "act", "object", "when")
#: A word is outside, begins or continues a mention of a person; then one mark a part of the frame.
TOKENS: Final = ("outside", "begin", "inside", "span", *FRAME)
