from msgspec.structs import replace

from unblame.document.choosing import choose
from unblame.model import Kind
from unblame.testing import an_account
from unblame.testing.moments import an_event

FIRINGS = [
    an_event(n, 20 + n, Kind.ALERT, f"[FIRING:1] QueueDeep queue=out depth={61204 + n}")
    for n in range(1, 7)
]
OTHER = an_event(7, 40, Kind.ALERT, "[FIRING:1] DiskFull node=b")
WHY = an_event(8, 41, Kind.FINDING, "The new version changes the default prefetch to 1")
BACK = an_event(9, 42, Kind.MITIGATION_TRIED, "Rollback is out on all three brokers")


def texts(*events, at_most, cited=()):
    account = replace(an_account(), events=events)
    bare = replace(account, milestones={}, intervals=(), factors=(), actions=(), questions=(), six_months=None)  # fmt: skip
    keep = frozenset(event.key for event in cited)
    return [event.text for event in choose(bare, keep=keep, at_most=at_most)]


def test_repeated_firings_come_after_all_that_is_said_once():
    chosen = texts(*FIRINGS, OTHER, WHY, BACK, at_most=4)

    assert chosen == [FIRINGS[0].text, OTHER.text, WHY.text, BACK.text]


def test_what_explains_comes_before_what_machines_say():
    assert texts(*FIRINGS, OTHER, WHY, BACK, at_most=2) == [WHY.text, BACK.text]


def test_a_firing_that_the_account_rests_on_makes_the_others_repeats():
    chosen = texts(*FIRINGS, OTHER, WHY, at_most=3, cited=FIRINGS[3:4])

    assert chosen == [FIRINGS[3].text, OTHER.text, WHY.text]


def test_repeats_fill_what_is_left():
    assert len(texts(*FIRINGS, WHY, at_most=5)) == 5
