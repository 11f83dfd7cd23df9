"""What a reader tells of its source: printed by `unblame sources`, and the page of sources."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One source as a person sees it; a reader carries it as its class attribute `about`.

    `built_from` says what the form was taken from: the vendor's schema, a sample, or its
    documentation alone.
    """

    title: str
    export: str
    zone: str
    edits: str
    built_from: str
