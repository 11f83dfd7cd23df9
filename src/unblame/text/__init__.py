"""How written text is laid out, for every room that reads prose.

Knows Markdown, Slack's mrkdwn, HTML and plain text; takes a string; gives blocks and sentences
whose offsets point into that string, and splices that leave every other character alone.
"""

from unblame.text.block import Block, Parsed, Sentence
from unblame.text.bookkeeping import digest, without_bookkeeping, without_places
from unblame.text.exempt import exempt_spans
from unblame.text.late import late
from unblame.text.parse import parse
from unblame.text.place import line_column, splice, within
from unblame.text.sentence import sentences
from unblame.text.spot import Among, lines_with, spots

__all__ = [
    "Among",
    "Block",
    "Parsed",
    "Sentence",
    "digest",
    "exempt_spans",
    "late",
    "line_column",
    "lines_with",
    "parse",
    "sentences",
    "splice",
    "spots",
    "within",
    "without_bookkeeping",
    "without_places",
]
