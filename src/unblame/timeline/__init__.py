"""What happened when.

Knows milestones, intervals and durations; takes `Evidence`; gives a `Timeline`: the events with
the jumps in the logs, each milestone with its reason, and what does not fit as questions.
"""

from unblame.timeline.build import Timeline, build
from unblame.timeline.duration import FORMULAS, durations
from unblame.timeline.impact import mismatch, parse_impact
from unblame.timeline.left_open import to_do_questions
from unblame.timeline.order import disordered

__all__ = [
    "FORMULAS",
    "Timeline",
    "build",
    "disordered",
    "durations",
    "mismatch",
    "parse_impact",
    "to_do_questions",
]
