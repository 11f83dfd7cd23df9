"""A document drafted again: what a person wrote stays, what the evidence changed comes in."""

from msgspec import Struct

from unblame.document.numbering import number
from unblame.document.read import open_document
from unblame.document.write import write
from unblame.model import Postmortem


class Updated(Struct, frozen=True, kw_only=True):
    """The document as it stands now, its record, and what changed, one line each."""

    text: str
    postmortem: Postmortem
    changes: tuple[str, ...] = ()


def update(existing: str, drafted: Postmortem) -> Updated:
    document = open_document(existing)
    pm = number(drafted, document.postmortem)
    return Updated(text=write(pm), postmortem=pm)


def edit(existing: str, pm: Postmortem) -> str:
    open_document(existing)
    return write(pm)
