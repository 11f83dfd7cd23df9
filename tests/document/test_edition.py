import json
import re

import pytest
from msgspec.structs import replace

from unblame.document.edition import edition
from unblame.document.ours import unsigned
from unblame.document.public import public_id
from unblame.model import Interval, Kind, OwnerKind, Question, Section, Source, to_json
from unblame.people import Member, Roster
from unblame.testing import an_account
from unblame.testing.moments import an_event, at


def test_team_edition_is_the_whole_account_and_passes():
    account = an_account()

    made = edition(account, "team")

    assert made.postmortem == account
    assert made.refused == ()
    assert made.withheld == ()


@pytest.mark.parametrize(
    "heading",
    ["Summary", "Customer impact", "Timeline", "Milestones and durations", "Contributing factors",
     "What we take from the day", "Action items", "One action six months ago",
     "Distribution", "Open questions"],
)  # fmt: skip
def test_team_edition_has_every_section(heading):
    assert f"## {heading}\n" in edition(an_account(), "team").text


def test_team_edition_is_refused_for_a_secret_and_does_not_repeat_it():
    secret = "AKIA" + "Q3EGXMPL7RTY2WZD"
    account = an_account(sections=(Section(heading="Notes", markdown=f"Used {secret} by hand."),))

    made = edition(account, "team")

    assert [(refusal.what, refusal.where) for refusal in made.refused][:1] == [
        ("a secret", "Notes")
    ]
    assert secret not in repr(made.refused[0])


def test_team_edition_is_refused_for_an_identifier_outside_the_owner_column():
    account = an_account(
        sections=(Section(heading="Notes", markdown="Ask robin.vale@example.com."),)
    )

    made = edition(account, "team")

    assert {(refusal.rule, refusal.where) for refusal in made.refused} == {("UB120", "Notes")}


def test_team_edition_lets_an_identifier_own_an_action():
    owned = replace(an_account().actions[2], owner="robin.vale@example.com")

    assert edition(an_account(actions=(owned,)), "team").refused == ()


def test_team_edition_is_not_refused_for_blame_but_the_readout_is():
    blaming = Section(heading="Notes", markdown="The on-call engineer failed to escalate.")
    account = an_account(sections=(blaming,))

    assert edition(account, "team").refused == ()
    assert {refusal.where for refusal in edition(account, "readout").refused} == {"Notes"}


def test_team_edition_restores_names_only_where_the_team_chose_that():
    known = {
        "schema": "unblame.people-map/1",
        "people": [{"person": "P1", "pseudonym": "Responder A", "names": ["Robin Vale"]}],
    }

    chosen = edition(an_account(), "team", people_map=known, names_in_team=True)
    plain = edition(an_account(), "team", people_map=known)
    readout = edition(an_account(), "readout", people_map=known, names_in_team=True)

    assert "Robin Vale: Support has eleven tickets" in chosen.text
    assert chosen.refused == ()
    assert "Robin Vale: Support" not in plain.text
    assert "Robin" not in readout.text


def test_readout_withholds_words_from_chat_and_says_so():
    made = edition(an_account(), "readout")

    texts = {event.id: event.text for event in made.postmortem.events}
    assert "E9" not in texts
    assert texts["E8"] == "Mitigation tried, as told in the incident channel."
    assert texts["E12"] == "Errors back to base level in every region"
    assert ("E9, a chat message", "timeline") in [(w.what, w.where) for w in made.withheld]
    assert "no change on the graph" not in made.text


def test_readout_names_the_place_of_what_a_question_quotes_from_chat_and_not_the_words():
    said = "phone on the table face down"
    event = an_event(1, 0, Kind.NOTE, said, source=Source(evidence="S1", place="message 4"))
    question = Question(
        id="Q1",
        about="milestones.signalled",
        ask=f"Who hears it: \u201c{said}\u201d (S1 message 4); \u201cdisk full\u201d (S2 line 3)?",
        why="It was \u201cphone on the table \u2026\u201d then.",
    )

    made = edition(an_account(events=(event,), questions=(question,)), "readout")

    (shown,) = made.postmortem.questions
    assert shown.ask == "Who hears it: S1 message 4; \u201cdisk full\u201d (S2 line 3)?"
    assert shown.why == "It was E1 then."
    assert ("what Q1 quotes", "questions") in [(w.what, w.where) for w in made.withheld]


def test_readout_speaks_of_roles_at_the_start_of_a_line_too():
    event = an_event(1, 0, Kind.ALERT, "It is back.\nResponder C",
                     source=Source(evidence="S3", place="alert 1"))  # fmt: skip

    (shown,) = edition(an_account(events=(event,)), "readout").postmortem.events

    assert shown.text == "It is back.\nA responder"


def test_readout_speaks_of_roles():
    event = an_event(1, 0, Kind.ALERT, "Database responder A saw the lock. Responder BC looked.",
                     source=Source(evidence="S3", place="alert 1"), actor="Responder B")  # fmt: skip

    made = edition(an_account(events=(event,)), "readout")

    (shown,) = made.postmortem.events
    assert shown.text == "A database responder saw the lock. A responder looked."
    assert not re.search(r"[Rr]esponder [A-Z]\b", to_json(made.postmortem))


def test_readout_gives_the_team_of_a_person_who_owns():
    roster = Roster(members=(Member(name="Robin Vale", team="Basket"),))

    known = edition(an_account(), "readout", roster=roster).postmortem.actions[2]
    unknown = edition(an_account(), "readout").postmortem.actions[2]

    assert (known.owner, known.owner_kind) == ("Basket", OwnerKind.TEAM)
    assert (unknown.owner, unknown.owner_kind) == ("owner on record", None)


def test_public_edition_is_built_from_structured_fields_only():
    made = edition(an_account(), "public")

    assert unsigned(made.text) == (
        "# Checkout: incident on 4 March 2026\n\n"
        "## What was affected\n\n"
        "About 6 % of customers could not pay for about 20 minutes.\n\n"
        "Affected from 4 March 2026, 13:02 until 13:59 UTC (57 minutes).\n\n"
        "Share affected: 6 %.\n\n"
        "## What we are doing\n\n"
        "- Page the on-call when checkout errors burn the error budget\n"
    )
    assert made.refused == ()
    assert made.postmortem.incident.id == public_id(an_account())


def test_public_edition_holds_nothing_of_the_events_factors_or_evidence():
    account = an_account()

    shown = to_json(edition(account, "public").postmortem)

    inside = [e.text for e in account.events] + [f.statement for f in account.factors]
    inside += [item.path for item in account.evidence] + ["INC-42", "OPS-311", "Robin", "esponder"]
    inside += [m.reason for m in account.milestones.values()]
    assert [text for text in inside if text in shown] == []
    assert json.loads(shown)["events"] == []


def test_public_edition_lists_what_it_withheld():
    withheld = {(entry.what, entry.where) for entry in edition(an_account(), "public").withheld}

    assert {("14 events with their texts", "timeline"), ("A3", "actions"),
            ("the six-months answer", "six months")} <= withheld  # fmt: skip


def test_public_edition_carries_words_that_pass():
    made = edition(
        an_account(public_text="We are sorry. Paying failed for some baskets."), "public"
    )

    assert "We are sorry. Paying failed for some baskets." in made.text
    assert made.refused == ()


@pytest.mark.parametrize(
    "leak",
    ["https://wiki.example.com/x", "OPS-311", "db-eu-7", "10.0.0.7", "`payments`", "coupon_total",
     "@robin", "robin.vale@example.com", "pay.internal", "4be1c20", "CheckoutErrorBudgetBurn", "E12",
     "<!-- inside -->"],
)  # fmt: skip
def test_public_edition_is_refused_for_what_belongs_inside(leak):
    made = edition(an_account(public_text=f"We are sorry. See {leak} for more."), "public")

    assert {refusal.where for refusal in made.refused} == {"Public"}
    assert leak.strip("`") not in made.text


def test_public_edition_is_refused_for_blame():
    made = edition(an_account(public_text="The on-call engineer failed to escalate."), "public")

    assert made.refused != ()
    assert "failed to escalate" not in made.text


def test_public_edition_asks_for_words_and_for_one_figure():
    prompts = edition(an_account(), "public").prompts

    assert [prompt.split(":")[0] for prompt in prompts] == [
        "Nothing is written under Public yet",
        "F1, F2, F3 are hypotheses",
        "The impact text says 20 min; the timeline gives 57 min. Which of the two will the reader see?",
    ]


def test_readout_says_what_other_teams_will_look_for():
    account = an_account(factors=an_account().factors[:1], summary=None)

    assert edition(account, "readout").prompts == (
        "What else contributed? A readout rests on at least two factors with events.",
        "A2 still needs an owner.",
        "How would you tell this incident to another team in four sentences?",
    )


def test_edition_keeps_tables_whole_and_markup_asleep():
    event = an_event(1, 0, Kind.ALERT, "a | b\n<script>alert(1)</script> 1 < 2",
                     source=Source(evidence="S3", place="alert 1"))  # fmt: skip

    text = edition(an_account(events=(event,)), "team").text

    assert "| 14:02:00 | E1 | a \\| b &lt;script>alert(1)&lt;/script> 1 < 2 | S3 alert 1 |" in text


def test_refusal_names_the_row_in_which_it_stands():
    event = an_event(7, 0, Kind.NOTE, "The on-call engineer failed to escalate.",
                     source=Source(evidence="S2", place="line 4"))  # fmt: skip

    assert {r.where for r in edition(an_account(events=(event,)), "readout").refused} == {
        "Timeline, E7"
    }


def test_public_edition_is_refused_for_a_name_but_not_for_plain_words():
    named = edition(an_account(public_text="Thanks to Priya Sharma for the fix."), "public")
    plain = edition(
        an_account(public_text="We are sorry. Paying failed in Norway on Tuesday."), "public"
    )

    assert [refusal.what for refusal in named.refused] == ["Priya Sharma"]
    assert plain.refused == ()


@pytest.mark.parametrize("name", ["team", "readout", "public"])
def test_edition_bears_the_mark_that_keeps_it_from_being_evidence(name):
    assert re.match(
        rf"<!-- unblame: {name} edition; of \S+; content [0-9a-f]{{12}} -->\n\n# ",
        edition(an_account(), name).text,
    )


def test_public_edition_tells_each_stretch_of_a_relapse():
    relapse = (
        Interval(id="I1", from_=at(0), until=at(20), events=("E2",)),
        Interval(id="I2", from_=at(40), until=at(57), events=("E12",)),
    )

    text = edition(an_account(intervals=relapse), "public").text

    assert "Affected from 4 March 2026, 13:02 until 13:22 UTC (20 minutes)." in text
    assert "Affected from 4 March 2026, 13:42 until 13:59 UTC (17 minutes)." in text
    assert "E12" not in text
