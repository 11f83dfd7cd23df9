from msgspec.structs import replace

from unblame.document.decision import Choice, Decision, Decisions
from unblame.document.edition import edition
from unblame.model import FactorStatus, Kind, Learnt, Source, to_json
from unblame.testing import an_account
from unblame.testing.moments import an_event

PLAIN = an_event(1, 0, Kind.ALERT, "Payments began to fail for some baskets",
                 source=Source(evidence="S3", place="alert 1"), actor="Responder A")  # fmt: skip
CHAT = an_event(2, 9, Kind.MITIGATION_TRIED, "Restarting kestrel-7, hold on")
CHATTER = an_event(3, 9, Kind.CHATTER, "what a day")


def public(account, *show, decisions=()):
    return edition(account, "public", decisions=Decisions(decisions=decisions, show=show))


def test_an_event_let_in_is_told_by_minute_and_words_alone():
    made = public(an_account(events=(PLAIN,)), "E1")

    assert (
        "## What happened\n\n- 4 March 2026, 13:02 UTC: Payments began to fail for some"
        in made.text
    )
    assert made.refused == ()
    assert "esponder" not in to_json(made.postmortem)


def test_of_chat_only_the_kind_is_told():
    made = public(an_account(events=(CHAT,)), "E2")

    assert "13:11 UTC: Mitigation tried." in made.text
    assert ("the words of E2", "event E2") in [(w.what, w.where) for w in made.withheld]
    assert "kestrel" not in to_json(made.postmortem)


def test_chatter_does_not_enter():
    made = public(an_account(events=(CHATTER,)), "E3")

    assert [(r.what, r.open) for r in made.refused] == [("E3", False)]


def test_a_confirmed_factor_is_told_as_worded_and_others_by_category():
    first, second, *rest = an_account().factors
    sure = [replace(f, status=FactorStatus.CONFIRMED) for f in (first, second)]
    made = public(an_account(factors=(*sure, *rest)), first.id,
                  decisions=_all_safe(first.statement))  # fmt: skip

    told = [factor.statement for factor in made.postmortem.factors]
    assert first.statement in told
    assert second.statement not in told


def _all_safe(text):
    from unblame.document.allowed import Passage, undecided

    return tuple(
        Decision(token=entry.token, choice=Choice.SAFE)
        for entry in undecided([Passage(where="", text=text)])
    )


def test_a_hypothesis_does_not_enter():
    made = public(an_account(), "F1")

    assert [refusal.why for refusal in made.refused] == [
        "F1 is a hypothesis; only a confirmed factor is told in public"
    ]


def test_what_went_well_enters_line_by_line():
    learnt = Learnt(went_well=("The rollback took two minutes", "Ask Brisling first"))
    made = public(an_account(learnt=learnt), "went_well",
                  decisions=(Decision(token="Brisling", choice=Choice.LEAVE_OUT),))  # fmt: skip

    assert "## What went well\n\n- The rollback took two minutes\n" in made.text
    assert "Brisling" not in made.text


def test_what_is_let_in_still_may_not_blame():
    blaming = replace(PLAIN, text="The on-call engineer failed to escalate")
    made = public(an_account(events=(blaming,)), "E1")

    assert [refusal.open for refusal in made.refused] == [False]
    assert "failed to escalate" not in made.text


def test_an_edition_with_something_undecided_holds_none_of_that_text():
    made = public(an_account(public_text="We are sorry. Brisling was slow."))

    assert [entry.token for entry in made.undecided] == ["Brisling"]
    assert "Brisling" not in to_json(made.postmortem) + made.text


def test_a_decided_string_that_stands_nowhere_is_a_stray():
    made = public(an_account(), decisions=(Decision(token="Brisling", choice=Choice.SAFE),))

    assert made.strays == ("Brisling",)


def test_a_secret_cannot_be_decided_away():
    secret = "AKIA" + "Q3EGXMPL7RTY2WZD"
    made = public(an_account(public_text=f"We are sorry for {secret}."),
                  decisions=(Decision(token=secret, choice=Choice.SAFE),))  # fmt: skip

    assert "a secret" in [refusal.what for refusal in made.refused if not refusal.open]
