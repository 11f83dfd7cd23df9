"""Action items and the six-months answer.

Knows a catalogue of controls and what makes an action measurable; takes the evidence, its timeline
and the factors; gives actions that could belong to no other incident, and the questions they leave.
"""

from unblame.actions.draft import Drafted, draft
from unblame.actions.due import Policy, due_date, working_day
from unblame.actions.measure import missing_slots, parse_measure
from unblame.actions.six_months import months_before, six_months
from unblame.actions.strength import category_of, strength_of, weak_verb

__all__ = [
    "Drafted",
    "Policy",
    "category_of",
    "draft",
    "due_date",
    "missing_slots",
    "months_before",
    "parse_measure",
    "six_months",
    "strength_of",
    "weak_verb",
    "working_day",
]
