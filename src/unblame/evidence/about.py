"""What a reader tells of its source: printed by `unblame sources`, and the page of sources."""

import inspect
from dataclasses import dataclass

from unblame.evidence.form import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One source as a person sees it; a reader carries it as its class attribute `about`.

    `export` holds one way a line. `built_from` says what the form was taken from: the vendor's schema, a sample, or its
    documentation alone.
    """

    title: str
    export: str
    zone: str
    edits: str
    built_from: str


def about_of(reader: Reader) -> About:
    """Return what a reader tells of its source, as far as it tells anything."""
    told = getattr(reader, "about", None)
    if isinstance(told, About):
        return told
    doc = inspect.getdoc(type(reader)) or ""
    unsaid = "not told by the package that brought this reader"
    return About(
        title=doc.partition("\n")[0] or reader.name,
        export=unsaid,
        zone=unsaid,
        edits=unsaid,
        built_from=unsaid,
    )
