"""Who is known: the roster and the people map as a door reads them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from unblame.cli.files import read_text
from unblame.cli.screen import CannotDo
from unblame.people import Cast, Roster, load_roster
from unblame.people.cast import SCHEMA
from unblame.recognise import Reader


def roster_of(path: Path | None) -> Roster | None:
    """Return the roster, or raise with what is wrong in it; its people are never printed."""
    if path is None:
        return None
    try:
        return load_roster(read_text(path, "The roster"), path.suffix)
    except ValueError as error:
        raise CannotDo(f"The roster {path} could not be read: {error}") from error


def cast_of(
    roster: Path | None,
    people_map: Path | None,
    reader: Reader | None = None,
    titles: Iterable[str] = (),
) -> Cast:
    """Return the cast: who is known from the roster, and who had which pseudonym before.

    `titles` are what the house calls its services, teams and vendors: nobody's names.
    """
    cast = _cast_of(roster, people_map, reader)
    cast.entitle(*titles)
    return cast


def _cast_of(roster: Path | None, people_map: Path | None, reader: Reader | None) -> Cast:
    if people_map is None or not people_map.exists():
        return Cast(roster_of(roster), reader=reader)
    import json

    try:
        known = json.loads(read_text(people_map, "The people map"))
        return Cast(roster_of(roster), known, reader)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotDo(
            f"The people map {people_map} cannot be used: mend it, or move it away to start at "
            "the next free letter."
        ) from error


_GIVEN = re.compile(r"((?:[\w-]+ ){0,3})([Rr]esponder) ([A-Z]{1,2})\b")


def doubled(cast: Cast) -> Iterator[str]:
    """Say which pseudonyms turned out to be of one person: what came later told so."""
    by_name: dict[str, dict[str, None]] = {}
    for person in cast.people:
        for said in (*person.names, *person.emails) if person.pseudonym else ():
            if " " in said.strip() or "@" in said:
                pseudonym = person.pseudonym or ""
                by_name.setdefault(" ".join(said.casefold().split()), {})[pseudonym] = None
    for pseudonyms in dict.fromkeys(tuple(one) for one in by_name.values() if len(one) > 1):
        yield (
            f"{' and '.join(pseudonyms)} are one person, by an equal full name or address. Both stay, "
            "for the document uses them; --fresh begins anew with one."
        )


def reserve(cast: Cast, text: str) -> None:
    """Keep the pseudonyms that a document already uses from being given to anybody else."""
    used = set()
    for before, noun, letter in _GIVEN.findall(text):
        words = before.split()
        used |= {" ".join([*words[start:], noun, letter]) for start in range(len(words) + 1)}
    people = [
        {"person": f"P{number}", "pseudonym": pseudonym[0].upper() + pseudonym[1:]}
        for number, pseudonym in enumerate(sorted(used), 1)
    ]
    cast.restore({"schema": SCHEMA, "people": people})
