"""Whatever identifies, wherever it stands in the record: no form of the public edition shows it undecided."""

import pytest
from msgspec import Struct, structs

from unblame.document.decision import Choice, Decision, Decisions
from unblame.document.edition import edition
from unblame.model import FactorStatus, Source
from unblame.people import Member, Roster
from unblame.publish import render
from unblame.testing import an_account

PLANTED = (
    "Ragnhild Bakketun", "Oddvar", "Wanjiru", "@osletthaug", "bvikoren", "r.bakketun@fjordpost.example", "<@U07QX2LBM4>",
    "+47 22 04 31 77", "employee no. 48213", "db-eu-7", "orders-db-r2", "prod-web", "payments-canary", "pay.grid.internal",
    "10.44.3.17", "2001:db8:77::3f", "00:1b:44:11:3a:b7", "https://wiki.fjordpost.example/x/42", "OPS-311", "#48213",
    "#inc-118", "/srv/fjp/conf/pay.yaml", "coupon_total", "CheckoutErrorBudgetBurn", "Fjordpost", "quistberg",
    "4be1c20", "3f2b8c1e-77aa-4c0d-9a11-0b5d2e6f7a88", "`skjerdrain --now`", "$1,200 million", "<!-- ask Sunniva -->", "QKX",
)  # fmt: skip
KNOWN = Roster(members=(Member(name="Ingeborg Solheim", handles=("isolheim",)),))
ROSTERED = ("Ingeborg", "Solheim", "isolheim")
PLANT = "The graph showed {} twice."
KEPT = ("schema", "id", "identity")
FORMS = ("markdown", "html", "json")


def planted(value, token, inside=""):
    """Return a part of a record with a sentence that holds the token in each of its texts."""
    if isinstance(value, Struct):
        changes = {
            name: planted(getattr(value, name), token, f"{type(value).__name__}.{name}")
            for name in value.__struct_fields__
        }
        return structs.replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(planted(part, token, inside) for part in value)
    if isinstance(value, dict):
        return {name: planted(part, token, inside) for name, part in value.items()}
    if type(value) is str and inside.rpartition(".")[2] not in KEPT:
        return f"{value} {PLANT.format(token)}".strip()
    return value


def an_open_account(token):
    """Return the whole example, public text and all, with the token in every text of it."""
    whole = an_account()
    sure = tuple(structs.replace(f, status=FactorStatus.CONFIRMED) for f in whole.factors)
    actions = tuple(
        structs.replace(a, public=True, ticket="x", effort="x", watch="x", decision="x")
        for a in whole.actions
    )
    events = tuple(
        structs.replace(e, sources=(Source(evidence="S3", place="alert 1", date="x"),))
        for e in whole.events
    )
    learnt = structs.replace(whole.learnt, went_well=("x",), lucky=("x",), surprised=("x",))
    account = structs.replace(
        whole, factors=sure, actions=actions, events=events, learnt=learnt,
        public_text="We are sorry.\n\n### What next\n\n| What |\n| --- |\n| x |\n\n- x", tool_version="x", recogniser={"name": "x"},
    )  # fmt: skip
    account = planted(account, token)
    return structs.replace(account, incident=structs.replace(account.incident, id=f"INC {token}"))


def shown(made):
    """Return an edition in every form."""
    return [made.text, *(render(made.postmortem, form, edition=made) for form in FORMS[1:])]


def everything(account, *decisions):
    parts = [part.id for part in (*account.events, *account.factors)]
    return Decisions(decisions=decisions, show=(*parts, "went_well", "lucky"))


@pytest.mark.parametrize("token", PLANTED)
def test_nothing_planted_is_shown_while_nobody_has_decided(token):
    account = an_open_account(token)

    made = edition(account, "public", roster=KNOWN, decisions=everything(account))

    assert [form for form in shown(made) if holds(form, token)] == []
    assert made.refused != ()


@pytest.mark.parametrize("token", PLANTED)
@pytest.mark.parametrize("choice", [Choice.LEAVE_OUT, Choice.REPLACE])
def test_nothing_planted_is_shown_where_a_person_decided_otherwise(token, choice):
    account = an_open_account(token)
    words = "a part of it" if choice is Choice.REPLACE else None
    decision = Decision(token=token, choice=choice, words=words)

    made = edition(account, "public", roster=KNOWN, decisions=everything(account, decision))

    assert [form for form in shown(made) if holds(form, token)] == []


@pytest.mark.parametrize("token", ROSTERED)
def test_whom_the_roster_holds_is_shown_in_no_form_whatever_is_declared_safe(token):
    account = an_open_account(token)
    safe = [Decision(token=name, choice=Choice.SAFE) for name in ROSTERED]

    made = edition(account, "public", roster=KNOWN, decisions=everything(account, *safe))

    assert [form for form in shown(made) if holds(form, token)] == []


def holds(form, token):
    """Return whether a form holds a token, or a word of it that is longer than its signs."""
    low = form.casefold()
    words = [word.strip("`<>@#!-") for word in (token, *token.split())]
    telling = [word.casefold() for word in words if len(word) > 4 and word != "million"]
    return any(word in low for word in telling or [token.casefold()])
