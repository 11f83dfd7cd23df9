"""Silences of the front matter name the sources that they share once; nothing is lost."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from unblame.document import edit, number, read, write
from unblame.document.front import parse
from unblame.document.front_coverage import at_length, shortened
from unblame.model import Coverage, Silence
from unblame.testing.builders import an_incident, an_instant

ALL = tuple(f"S{number}" for number in range(1, 16))
SILENCES = tuple(
    Silence(
        from_=an_instant(start),
        until=an_instant(start + 40),
        evidence=ALL if start != 100 else ("S1",),
    )
    for start in (0, 50, 100)
)
PM = an_incident(coverage=Coverage(silences=SILENCES, expected_absent=("chat",)))


def test_the_sources_that_silences_share_are_named_once():
    text = write(number(PM))

    assert parse(text).data["coverage"]["of"] == list(ALL)
    assert parse(text).data["coverage"]["silences"][2]["evidence"] == ["S1"]
    assert text.split("\n---", 1)[0].count('"S15"') == 1
    assert read(text).coverage == PM.coverage


def test_a_changed_coverage_is_written_over_the_one_before():
    text = write(number(PM))
    fewer = Coverage(silences=SILENCES[2:], expected_absent=())

    changed = edit(text, replace(read(text), coverage=fewer))

    assert read(changed).coverage == fewer
    assert "of" not in parse(changed).data["coverage"]


ids = st.lists(st.sampled_from(["S1", "S2", "S3"]), unique=True)
quiet = st.builds(
    lambda minutes, evidence: {
        "from": (an_instant(0) + timedelta(minutes=minutes)).isoformat(),
        "evidence": evidence,
    },
    st.integers(0, 99),
    ids,
)


@given(st.lists(quiet))
def test_every_coverage_comes_back_as_it_was(silences):
    coverage = {"silences": silences, "expected_absent": []}

    assert at_length(shortened(coverage)) == coverage
