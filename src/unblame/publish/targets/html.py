"""One self-contained page: its own style, its own picture, nothing fetched."""

from unblame.document.account import differs
from unblame.document.edition import Edition
from unblame.document.publicaccount import affected, told, went
from unblame.model import EditionName, Postmortem
from unblame.publish.flag import glyph, marks
from unblame.publish.pages import page
from unblame.publish.picture import picture


class HtmlTarget:
    name = "html"

    def render(self, postmortem: Postmortem, edition: Edition | None) -> str:
        """Return the page of the whole account, or of the edition."""
        if edition and edition.name is EditionName.PUBLIC:
            return page(
                "public.html",
                pm=postmortem,
                affected=affected(postmortem),
                told=[told(event) for event in postmortem.events],
                went=went(postmortem),
            )
        name = edition.name if edition else EditionName.TEAM
        return page(
            "account.html",
            pm=postmortem,
            edition=name,
            picture=picture(postmortem),
            marks=marks(postmortem),
            glyph=glyph,
            differs=differs(postmortem.impact),
        )


TARGET = HtmlTarget()
