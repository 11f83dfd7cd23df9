"""Who is who, and how a text reads without them.

Knows names, handles, addresses and the words that only look like names; takes raw text and a
roster; gives mentions, stable pseudonyms, and text with people replaced and secrets masked.
"""

from unblame.people.addresses import shared
from unblame.people.cast import Cast
from unblame.people.mention import Mention, mentions
from unblame.people.roster import Member, NotARoster, Roster, load_roster
from unblame.people.secrets import mask_secrets

__all__ = [
    "Cast",
    "Member",
    "Mention",
    "NotARoster",
    "Roster",
    "load_roster",
    "mask_secrets",
    "mentions",
    "shared",
]
