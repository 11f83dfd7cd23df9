"""What each head of the recogniser tells, in the order of its numbers."""

from __future__ import annotations

from typing import Final

#: R02 and R20 are about identity: people tell them.
KINDS: Final = tuple(f"R{n:02d}" for n in range(1, 29) if n not in {2, 20})
EVENTS: Final = (
    "change", "symptom", "alert", "page", "acknowledged", "declared", "hypothesis", "mitigation_tried",
    "mitigation_worked", "recovery", "all_clear", "customer_report", "customer_update", "log_change",
    "silence", "finding", "resolved", "question", "chatter", "note",
)  # fmt: skip
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
