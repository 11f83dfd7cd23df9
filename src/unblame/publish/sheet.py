"""The facilitator's sheet as a page that prints on two sides."""

from unblame.document.ours import unsigned
from unblame.document.sheet import sheet
from unblame.model import Postmortem
from unblame.publish import prose
from unblame.publish.pages import page


def sheet_html(postmortem: Postmortem) -> str:
    """Return the sheet as one self-contained page."""
    return page("sheet.html", pm=postmortem, text=prose.block(unsigned(sheet(postmortem)), below=0))
