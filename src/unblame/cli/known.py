"""Who is known: the roster and the people map as a door reads them."""

from pathlib import Path

from unblame.cli.files import read_text
from unblame.cli.screen import CannotDo
from unblame.people import Cast, Roster, load_roster


def roster_of(path: Path | None) -> Roster | None:
    """Return the roster, or raise with what is wrong in it; its people are never printed."""
    if path is None:
        return None
    try:
        return load_roster(read_text(path, "The roster"), path.suffix)
    except ValueError as error:
        raise CannotDo(f"The roster {path} could not be read: {error}") from error


def cast_of(roster: Path | None, people_map: Path | None) -> Cast:
    """Return the cast: who is known from the roster, and who had which pseudonym before."""
    if people_map is None or not people_map.exists():
        return Cast(roster_of(roster))
    import json

    try:
        return Cast(roster_of(roster), json.loads(read_text(people_map, "The people map")))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotDo(
            f"The people map {people_map} cannot be used: mend it, or move it away to start at "
            "the next free letter."
        ) from error
