"""Thousands of small files: what is done for one file is not done again for each other one."""

from datetime import UTC, datetime, timedelta

from unblame.evidence import clock
from unblame.evidence.astray import astray
from unblame.model import EvidenceItem, Span

DAY = datetime(2026, 2, 7, tzinfo=UTC)


def named(*names):
    return dict.fromkeys(names, ())


def test_only_sources_that_name_something_both_are_put_beside_each_other():
    seen = {0: named("CartErrors", "r-1"), 1: named("CartErrors"), 2: named("r-1"), 3: named()}

    assert clock._sharing(seen) == {(0, 1), (0, 2)}


def test_a_name_that_all_sources_share_puts_none_beside_another():
    assert clock._sharing({place: named("Same") for place in range(5000)}) == set()


def test_sources_hang_together_over_others():
    beside = {1: [4], 4: [1, 7], 7: [4], 2: [3], 3: [2]}

    assert clock._groups(beside) == [[1, 4, 7], [2, 3]]


def test_sources_far_from_the_others_are_found_among_thousands():
    def item(number, at):
        span = Span(from_=at, until=at + timedelta(minutes=1))
        return EvidenceItem(
            id=f"S{number}", path=f"f{number}", sha256=None, reader="log", covers=span
        )

    items = [item(number, DAY + timedelta(seconds=number)) for number in range(5000)]
    away = item(5001, DAY - timedelta(days=400))

    assert [one.item for one in astray([*items, away])] == [away]
