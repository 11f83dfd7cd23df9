"""Names that a person typed, and the tool's own pseudonyms, at the gates."""

import pytest
from msgspec.structs import replace

from unblame.document import edition
from unblame.model import Decision, EditionName, FactorStatus, Learnt, Section, to_json
from unblame.people import Cast, Member, Roster
from unblame.testing import an_account
from unblame.testing.moments import at

NAME = "Priya Ramanathan"
ROSTER = Roster(members=(Member(name=NAME, handles=("@pramanathan",), role="SRE"),))
SAID = f"{NAME} rolled back release 88."


def a_map():
    cast = Cast()
    cast.replace(f"{NAME} <priya.ramanathan@example.com> wrote it.")
    return Cast.from_json(cast.to_json()).to_json()


def typed(field):
    account = an_account()
    event = replace(account.events[-1], text=SAID, actor=NAME, sources=())
    return {
        "summary": an_account(summary=SAID),
        "learnt": an_account(learnt=Learnt(went_well=(SAID,))),
        "section": an_account(sections=(Section(heading="Notes", markdown=f"{SAID}\n"),)),
        "event": an_account(events=(*account.events[:-1], event)),
        "milestone": an_account(
            milestones=account.milestones
            | {"detected": replace(account.milestones["detected"], reason=SAID)}
        ),
        "decision": an_account(
            decisions=(Decision(at=at(90), by="facilitator", on="F1", now=SAID),)
        ),
        "action": an_account(actions=(replace(account.actions[0], title=f"Ask {NAME} to check"),)),
        "owner": an_account(actions=(replace(account.actions[0], owner=NAME, owner_kind=None),)),
    }[field]


FIELDS = ["summary", "learnt", "section", "event", "milestone", "decision", "action", "owner"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("known", ["roster", "map"])
def test_readout_says_the_role_of_whoever_is_known(field, known):
    import json

    given = {"roster": ROSTER} if known == "roster" else {"people_map": json.loads(a_map())}

    made = edition(typed(field), "readout", **given)

    assert made.refused == ()
    for text in (made.text, to_json(made.postmortem)):
        assert "Priya" not in text
        assert "Ramanathan" not in text


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"decision", "owner"}))
def test_readout_is_refused_where_nobody_can_say_who_it_is(field):
    assert NAME in {refusal.what for refusal in edition(typed(field), "readout").refused}


def test_readout_knows_a_first_name_of_the_roster():
    made = edition(an_account(summary="We thank Priya for the fix."), "readout", roster=ROSTER)

    assert "Priya" not in made.text
    assert made.refused == ()


def test_readout_says_a_pseudonym_as_the_role_that_it_is():
    words = an_account(
        summary="Engineer responder B paged Responder A. Analyst responder C helped."
    )

    made = edition(words, "readout")

    assert "An engineer responder paged a responder. An analyst responder helped." in made.text


def test_public_edition_puts_a_role_for_a_name_that_only_the_roster_tells():
    roster = Roster(members=(Member(name="Baker", handles=("mill",)),))
    words = an_account(public_text="We asked mill to look.")

    assert "We asked a responder to look." in edition(words, "public", roster=roster).text


@pytest.mark.parametrize("name", [EditionName.TEAM, EditionName.READOUT])
@pytest.mark.parametrize("trailer", ["Reviewed-by", "Signed-off-by", "Co-authored-by"])
def test_pseudonyms_of_the_tool_pass_the_gates(name, trailer):
    said = f"Release 88 went out. {trailer}: Responder B"
    account = an_account(summary=said, sections=(Section(heading="Log", markdown=f"{said}\n"),))

    assert edition(account, name).refused == ()


def test_a_trailer_with_more_than_a_pseudonym_is_refused():
    said = "Reviewed-by: Responder B <priya@corp.example.com>"

    assert edition(an_account(summary=said), "team").refused


def test_hypotheses_stay_inside_and_are_asked_about():
    account = an_account()
    first = replace(account.factors[0], status=FactorStatus.CONFIRMED)
    rest = account.factors[1:]

    made = edition(replace(account, factors=(first, *rest)), "public")

    assert [factor.category for factor in made.postmortem.factors] == [first.category]
    assert {w.what for w in made.withheld if "hypothesis" in w.why} == {f.id for f in rest}
    assert any(rest[0].id in prompt for prompt in made.prompts)
    assert "What contributed" not in edition(account, "public").text
