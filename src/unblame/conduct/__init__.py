"""The five steps in order.

Knows how the rooms follow one another; takes evidence and the three inputs; gives the record, and
carries a person's answers into it.
"""

from unblame.conduct.conversation import Reply, Stop, agenda, answer
from unblame.conduct.draft import Inputs, conduct, draft

__all__ = ["Inputs", "Reply", "Stop", "agenda", "answer", "conduct", "draft"]
