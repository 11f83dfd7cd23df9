"""What could not be read is told with its place, and never so often that nobody reads it."""

from unblame import model
from unblame.cli.inputs import MOST_WARNINGS, warnings_of
from unblame.evidence import Evidence
from unblame.model import EvidenceItem


def test_of_very_many_warnings_the_first_are_told_and_how_many_more():
    many = tuple(
        model.Warning(where=f"line {n}", what=f"no time in {n}") for n in range(MOST_WARNINGS)
    )
    item = EvidenceItem(id="S1", path="a.txt", sha256="0" * 64, reader="notes", warnings=many)
    left_out = model.Warning(where="b.bin", what="empty")

    told = list(warnings_of(Evidence(items=(item,), skipped=(left_out,))))

    assert told[0] == "b.bin: empty"
    assert told[1] == "a.txt: line 0: no time in 0"
    assert len(told) == MOST_WARNINGS + 1
    assert told[-1].startswith("1 more like these; `unblame read EVIDENCE --format json`")
