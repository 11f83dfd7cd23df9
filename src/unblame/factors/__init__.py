"""Contributing factors.

Knows forty kinds of factor in five categories; takes the evidence and its timeline; gives the
factors that the evidence supports, each with its sources, and a question where it is silent; beside
them what the record shows went well.
"""

from unblame.factors.candidate import temporary_id
from unblame.factors.find import Found, find
from unblame.factors.gaps import spoken
from unblame.factors.learnt import learnt
from unblame.factors.taxonomy import Hit, Subtype, hits, subtypes

__all__ = [
    "Found",
    "Hit",
    "Subtype",
    "find",
    "hits",
    "learnt",
    "spoken",
    "subtypes",
    "temporary_id",
]
