"""The five steps in order.

Knows how the rooms follow one another; takes evidence and the three inputs; gives the record, and
carries a person's answers into it.
"""

from unblame.conduct.conversation import STEPS, Form, Reply, Stop, agenda
from unblame.conduct.correction import confirmed, moved, rejected, undone
from unblame.conduct.doubt import doubts
from unblame.conduct.draft import Inputs, conduct, draft
from unblame.conduct.reply import answer, parked
from unblame.conduct.told_time import NotUnderstood

__all__ = [
    "STEPS",
    "Form",
    "Inputs",
    "NotUnderstood",
    "Reply",
    "Stop",
    "agenda",
    "answer",
    "conduct",
    "confirmed",
    "doubts",
    "draft",
    "moved",
    "parked",
    "rejected",
    "undone",
]
