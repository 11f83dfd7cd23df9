from unblame.evidence.laid import read_entries
from unblame.evidence.log import Line
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned


def test_entries_keep_their_numbers_and_those_without_a_time_are_named():
    lines = [
        (3, Line("2026-03-04T05:06:07Z", "ERROR", "pool empty\nat pool.py:7")),
        (4, None),
        (9, Line("1772600768000000000", None, "pool \x1f ready")),
    ]

    found = read_entries(lines, Zones())

    assert [(r.text, r.place, r.moment.zone_basis) for r in found.records] == [
        ("pool empty at pool.py:7", "entry 3", "stated"),
        ("pool \x1f ready", "entry 9", "epoch"),
    ]
    assert found.warnings == (Warned(where="entry 4", what="no time in this record"),)


def test_many_entries_give_changes_with_their_places():
    quiet = [(n, Line(f"{1772600000 + n * 10}", "INFO", "ok")) for n in range(1, 300)]
    loud = [(n, Line(f"{1772603000 + n}", "ERROR", "pool empty")) for n in range(300, 600)]

    found = read_entries([*quiet, *loud], Zones())

    assert found.records == ()
    assert [(c.template, c.place) for c in found.changes if "pool" in c.template] == [
        ("error: pool empty", "entry 300")
    ]
