from collections import Counter

from unblame.language.details import details
from unblame.language.measures import Measures, compare, measure

BEFORE = """# INC-7

## Summary
Sigrid carelessly pushed the config at 09:42 and 40 % of requests failed for 12 minutes.
Why did nobody check? How did the page look?

## Timeline
- 09:54 Ops failed to notice the lag on db-01, see https://status.example/1
"""
WASHED = """# INC-7

## Summary
The config was pushed and many requests failed for 12 minutes. How did the page look?

## Timeline
- The lag on db-01 was not noticed, see https://status.example/1
"""


def test_details_are_times_numbers_units_code_links_and_names_of_things():
    text = "At 09:42Z `max conns` on db-01 fell 40 % for 12 minutes: https://a.example/x, cache_ttl, INC-7."

    assert details(text) == Counter(
        [
            "09:42",
            "max conns",
            "db-01",
            "40 %",
            "12 minutes",
            "https://a.example/x",
            "cache_ttl",
            "INC-7",
        ]
    )


def test_a_text_is_measured_whole_and_by_section():
    measured = measure(BEFORE)

    assert measured.sections == (
        Measures(
            section="Summary",
            words=26,
            blaming=1,
            density=38.46,
            how_what=1,
            why_who=1,
            people=1,
            details=3,
        ),
        Measures(section="Timeline", words=16, blaming=1, density=62.5, details=3),
    )
    assert measured.whole.words == 43
    assert measured.whole.blaming == 2


def test_washing_facts_out_is_seen():
    change = compare(measure(BEFORE), measure(WASHED))

    assert change.lost == ("09:42", "09:54", "40 %")
    assert change.kept == 0.571
    assert (change.people_before, change.people_after) == (1, 0)
    assert change.reading.startswith("Blame fell and detail fell with it")


def test_an_empty_text_has_no_density():
    assert measure("").whole == Measures(section="whole text")
    assert compare(measure(""), measure("")).kept is None


def test_a_text_beside_itself_lost_nothing():
    change = compare(measure(BEFORE), measure(BEFORE))

    assert (change.lost, change.kept) == ((), 1.0)
