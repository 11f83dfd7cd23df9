import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.language import RULES, check, fix

WORDINGS = [
    ("Priya Nair pushed the bad config at 14:02.", "The bad config was pushed at 14:02."),
    ("Ops failed to notice the lag.", "The lag was not noticed."),
    ("They should have used the canary.", "The canary was not used."),
    ("We should have tested the two scripts first.", "The two scripts were not tested first."),
    ("The key was deleted by Amina Sato.", "The key was deleted."),
    ("The root cause was a full disk.", "A contributing factor was a full disk."),
    ("The on-call engineer failed to escalate.", "There was no escalation."),
    ("He assumed it was a drill.", "The assumption was that it was a drill."),
    ("The deployer broke his own service.", "The service broke."),
    (
        "The operator misread the graph and scaled down the cluster at 16:20.",
        "The graph was misread and the cluster was scaled down at 16:20.",
    ),
    ("The admin botched the rollback.", "The rollback went wrong."),
    ("The on-call took down the cluster at 02:00.", "The cluster was taken down at 02:00."),
    (
        "This would not have happened if the reviewer had tested the restore.",
        "The restore was not tested.",
    ),
    ("We were unaware of the new rate limit.", "The new rate limit was not known."),
    ("The admin let the certificate expire.", "The certificate expired."),
    (
        "Luis forgot that the flag is global.",
        "It was not taken into account that the flag is global.",
    ),
    ("Obviously the index was missing.", "The index was missing."),
    ("The author did not add a test.", "No test was added."),
    ("The operator failed to verify that the job ran.", "It was not verified that the job ran."),
    (
        "The restore was late because the DBA accidentally dropped the orders table.",
        "The restore was late because the orders table was accidentally dropped.",
    ),
    (
        "The on-call ignored 38 alarms between 10:05 and 10:15.",
        "38 alarms were not acted on between 10:05 and 10:15.",
    ),
]
LEFT_TO_A_PERSON = [
    "The reviewer merged the bad patch and left for lunch.",
    "The engineer who broke the build reverted it.",
]
EXAMPLES = [text for rule in RULES.values() for text in rule.flag]


@pytest.mark.parametrize(("before", "after"), WORDINGS)
def test_a_wording_is_made_from_the_sentence_alone(before: str, after: str) -> None:
    assert fix(before, unsafe=True, kind="plain") == after


@pytest.mark.parametrize("text", LEFT_TO_A_PERSON)
def test_no_wording_is_offered_where_something_hangs_on_the_subject(text: str) -> None:
    found = [one for one in check(text, kind="plain") if one.family == "blame"]

    assert [one.rewrite for one in found if one.rewrite] == []
    assert all(one.ask for one in found)


@pytest.mark.parametrize("text", EXAMPLES)
def test_fixing_twice_changes_nothing(text: str) -> None:
    once = fix(text, unsafe=True, kind="plain")

    assert fix(once, unsafe=True, kind="plain") == once


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_fixed_sentence_has_no_more_findings_than_before(text: str) -> None:
    before = [one for one in check(text, kind="plain") if one.level.rank > 0]
    after = check(fix(text, unsafe=True, kind="plain"), kind="plain")

    assert len([one for one in after if one.level.rank > 0]) <= len(before)


@given(
    who=st.sampled_from(["The on-call engineer", "Our DBA", "The reviewer", "They", "Ops"]),
    verb=st.sampled_from(
        ["failed to check", "did not verify", "neglected to restart", "overlooked"]
    ),
    thing=st.sampled_from(["the queue", "3 replicas", "the `orders` table", "its backups"]),
    rest=st.sampled_from(["", " at 10:05", " after release 88", " for 40 minutes", " on db-7"]),
)
def test_a_wording_keeps_numbers_times_and_code(who: str, verb: str, thing: str, rest: str) -> None:
    before = f"{who} {verb} {thing}{rest}."

    after = fix(before, unsafe=True, kind="markdown")

    assert rest in after
    assert all(part in after for part in ("3", "`orders`", "88", "10:05") if part in before)
    assert not [one for one in check(after) if one.family == "blame" and one.level.rank > 0]


def test_only_safe_wordings_are_made_without_being_asked() -> None:
    text = "Obviously the disk was full. Ops failed to notice the lag."

    assert fix(text) == "The disk was full. Ops failed to notice the lag."
