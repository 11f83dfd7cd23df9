"""Who is who, and pseudonyms that hold."""

import pytest
from msgspec import Struct

from unblame.people import Cast, Member, NotARoster, Roster, load_roster
from unblame.people.pseudonym import letters


class Seen(Struct, frozen=True, kw_only=True):
    name: str | None = None
    handle: str | None = None
    email: str | None = None
    id: str | None = None
    bot: bool = False


MEMBERS = Roster(
    members=(
        Member(
            name="Ana Lopez", handles=("ana", "ana@corp.example"), role="database", team="Storage"
        ),
        Member(name="Jonas Lind", role="lead"),
    )
)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (
            ".yaml",
            "people:\n- name: Ana Lopez\n  handles: ['@ana', ana@corp.example]\n  role: database\n  team: Storage\n- {name: Jonas Lind, role: lead}\n",
        ),
        (
            ".json",
            '[{"name":"Ana Lopez","handles":["@ana","ana@corp.example"],"role":"database","team":"Storage"},{"name":"Jonas Lind","role":"lead"}]',
        ),
        (
            ".csv",
            "\ufeffName,Handles,Role,Team\nAna Lopez,@ana;ana@corp.example,database,Storage\nJonas Lind,,lead,\n",
        ),
    ],
)
def test_a_roster_reads_the_same_from_every_form(suffix, text):
    roster = load_roster(text, suffix)

    assert [
        (m.name, [h.lstrip("@") for h in m.handles], m.role, m.team) for m in roster.members
    ] == [(m.name, list(m.handles), m.role, m.team) for m in MEMBERS.members]


@pytest.mark.parametrize(
    ("text", "suffix", "says"),
    [
        ("- role: x", ".yaml", "entry 1 of the roster has no `name`"),
        ("{", ".json", "no JSON"),
        ("a: [", ".yaml", "no YAML"),
        ("x", ".txt", "not '.txt'"),
        ("3", ".json", "a list of entries"),
    ],
)
def test_what_is_no_roster_says_why(text, suffix, says):
    with pytest.raises(NotARoster, match=says):
        load_roster(text, suffix)


def test_letters_follow_the_first_appearance_not_the_roster():
    cast = Cast(MEMBERS)

    assert cast.replace("Jonas asked @ana.") == "Responder A asked Responder B."


def test_three_holders_give_a_role_its_own_letters():
    names = ("Ana Lopez", "Leila Haddad", "Tomas Lind")
    cast = Cast(Roster(members=tuple(Member(name=name, role="database") for name in names)))

    text = cast.replace("Leila Haddad told Ana Lopez and Priya.")

    assert text == "Database responder A told Database responder B and Responder A."


def test_equal_address_and_equal_full_name_are_one_person():
    cast = Cast()

    actors = [
        cast.actor(Seen(name="Ana Lopez", email="ana@corp.example")),
        cast.actor(Seen(handle="alopez", email="ANA@corp.example")),
        cast.actor(Seen(name="ana  lopez", id="U02AB9XYZ")),
        cast.actor(Seen(name="Ana Lima")),
        cast.actor(Seen(name="deploybot", bot=True)),
        cast.actor(Seen(name="GitHub Actions")),
        cast.actor(Seen(handle="alertmanager")),
        cast.actor(Seen()),
    ]

    assert actors == [
        "Responder A",
        "Responder A",
        "Responder A",
        "Responder B",
        "deploybot",
        "GitHub Actions",
        "alertmanager",
        None,
    ]


def test_a_first_name_that_two_people_share_is_nobody_of_them():
    cast = Cast()
    cast.replace("Ana Lopez told Ana Lima.")

    assert cast.replace("Then Ana left.") == "Then Responder C left."


def test_the_map_round_trips_and_only_grows():
    first = Cast()
    first.replace("Ana Lopez <ana@corp.example> told @kstad.")
    saved = first.to_json()

    again = Cast.from_json(saved)
    text = again.replace("Jonas met kstad and ana@corp.example.")

    assert Cast.from_json(saved).to_json() == saved
    assert text == "Responder C met Responder B and Responder A."
    assert again.names() == {
        "Responder A": "Ana Lopez",
        "Responder B": "kstad",
        "Responder C": "Jonas",
    }


def test_a_map_of_another_schema_is_refused():
    with pytest.raises(ValueError, match="no people map"):
        Cast.from_json('{"schema": "x"}')


def test_no_part_of_an_address_is_left():
    text = Cast().replace(
        "Ana Lopez (ana@corp.example), see <mailto:ana@corp.example|ana@corp.example>"
    )

    assert text == "Responder A, see Responder A"


def test_letters_go_on_after_z():
    assert [letters(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_a_trailer_becomes_one_pseudonym_with_or_without_brackets():
    text = "Signed-off-by: Ana Lopez ana@corp.example\nAuthor: Ana Lopez <ana@corp.example>\n"

    assert Cast().replace(text) == "Signed-off-by: Responder A\nAuthor: Responder A\n"


def test_a_pseudonym_met_again_is_the_same_person():
    cast = Cast()
    cast.replace("Priya left.")

    assert cast.meet(name="Responder A") is cast.people[0]
    assert cast.meet(name="Responder Q") is None
    assert cast.replace("Responder A  9:03 AM\nAuthor: Responder A\n") == (
        "Responder A  9:03 AM\nAuthor: Responder A\n"
    )


def test_a_pseudonym_is_replaced_by_nothing():
    cast = Cast()
    once = cast.replace("Priya told Jonas Lind.")

    assert cast.replace(once) == once


def test_a_product_is_no_person_whatever_a_mailbox_is_called():
    cast = Cast()
    cast.set_aside("Kielo sign-in")

    assert cast.meet(name="Kielo support", email="support@kielo.example").names == []
    assert "Kielo sign-in" in cast.replace("For Kielo sign-in nothing changed.")


def test_a_product_called_like_a_person_hides_nobody():
    cast = Cast()
    cast.set_aside("Rosa")

    assert not cast.is_thing("Rosa")


def test_a_text_of_very_many_words_where_a_name_should_be_costs_little():
    cast = Cast()
    cast.meet(name="word Anna said " * 20_000)

    assert len(cast.shortened) < 100


@pytest.mark.parametrize(
    "name",
    ["Priya Nair", "Ferris Oduya", "Beta Person", "P. Nair", "Grace Hopper", "Ana-Maria O'Neill"],
)
def test_what_a_source_calls_a_bot_is_a_person_where_it_is_named_as_people_are(name):
    cast = Cast()

    assert cast.actor(Seen(name=name, bot=True)) == "Responder A"
    assert name not in cast.replace(f"{name} restarted the relay.")


@pytest.mark.parametrize(
    "name",
    [
        "PagerDuty",
        "deploy-bot",
        "GitHub",
        "GitHub Actions",
        "Incident Bot",
        "Travis CI",
        "Jenkins",
        "Status Page",
        "Argo CD",
        "Google Calendar",
        "Automation for Jira",
        "Hubot",
        "Alexa",
        "Priya Bot",
        "Ops Herald",
        "Checkout Watch",
        "prometheus-alerts",
    ],
)
def test_a_bot_with_the_name_of_a_bot_keeps_it(name):
    cast = Cast()

    assert cast.actor(Seen(name=name, bot=True)) == name
    assert cast.people == []


def test_a_name_of_plain_words_is_a_person_where_it_says_so():
    assert Cast().actor(Seen(name="Beta Person")) == "Responder A"
    assert Cast().actor(Seen(name="GitHub Actions")) == "GitHub Actions"
