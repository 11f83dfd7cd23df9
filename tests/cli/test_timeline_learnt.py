from unblame.cli.timeline_lines import View, event_lines
from unblame.testing.account import an_account


def test_what_was_learnt_later_says_when():
    account = an_account()
    (late,) = [one for one in account.events if one.known_at is not None]

    (line,) = [one for one in event_lines(account, View(utc=True)) if f" {late.id} " in one]

    assert f"(learnt later: {late.known_at:%m-%d %H:%M:%S})" in line
