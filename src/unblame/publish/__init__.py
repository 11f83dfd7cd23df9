"""An account or one of its editions in the forms that people read.

Knows how a page, a Markdown text and a JSON record look; takes a post-mortem or an edition; gives
text. Writes no files and reaches no network.
"""

from unblame.publish.form import Target
from unblame.publish.recognition import recognise
from unblame.publish.registry import UnknownTarget, render, target_names
from unblame.publish.sheet import sheet_html

__all__ = ["Target", "UnknownTarget", "recognise", "render", "sheet_html", "target_names"]
