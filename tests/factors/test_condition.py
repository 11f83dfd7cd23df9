import pytest

from unblame.factors.condition import condition, hangs


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "I have to look up how to fail over, the old page is for the previous cluster",
            "The old page on how to fail over is for the previous cluster",
        ),
        (
            "we could warm one node first, the tool has the step but it is off for berth-api",
            "The tool has the step to warm one node first, but it is off for berth-api",
        ),
        ("And we do not share a calendar.", "No calendar is shared."),
        ("But our gate was skipped for hotfixes", "The gate was skipped for hotfixes"),
        ("we had no runbook for this", "There was no runbook for this"),
        ("We do not have alerts on the queue", "There are no alerts on the queue"),
        ("There is no alert on the key, we only see it late.", "There is no alert on the key."),
        ("I think the cache keeps it for 60 min", "The cache keeps it for 60 min"),
        (
            "We see nothing, all our own graphs are green because they look from inside.",
            "All the graphs are green because they look from inside.",
        ),
        (
            "We later found that the reminder went to a mailbox that nobody reads",
            "The reminder went to a mailbox that nobody reads",
        ),
        ("Found it: the cache never expires", "The cache never expires"),
        ("It goes to Responder F's old mailbox", "It goes to one person's old mailbox"),
    ],
)
def test_condition_says_what_the_sentence_holds_of_the_system(said: str, kept: str) -> None:
    assert condition(said) == kept


@pytest.mark.parametrize("said", ["I restarted it", "We should test the backups"])
def test_condition_is_open_where_only_an_act_or_a_wish_is_said(said: str) -> None:
    assert condition(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "We did not test the backups for two years",
        "The hand rotation went to the store, but keys-2 reads through the cache.",
        "Because the certificate expired, all calls failed",
    ],
)
def test_condition_leaves_what_needs_no_change(said: str) -> None:
    assert condition(said) == said


@pytest.mark.parametrize(
    ("said", "hanging"),
    [
        ("They expire because nobody renews.", True),
        ("It goes to one person's old mailbox.", True),
        ("That was never tested.", True),
        ("The restore runbook does not know that.", True),
        ("No owner yet.", True),
        ("It was not clear who owns the job.", False),
        ("This version reads the file from another folder.", False),
        ("That folder was never read.", False),
        ("Nothing watches for slots that nobody reads.", False),
        ("There is no alert on the age of the key.", False),
    ],
)
def test_a_sentence_hangs_where_only_the_one_before_names_what_it_tells_of(said, hanging) -> None:
    assert hangs(said) is hanging
