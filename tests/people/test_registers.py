"""People told by the register they are named in: commits, chats, entries, tables, notes."""

import pytest

from unblame.people import Cast, mentions


def found(text):
    return [(mention.text, mention.kind) for mention in mentions(text) if mention.sure]


NAMED = [
    ("5d1f0aa Oyu: Merge branch 'main' of host", [("Oyu", "name")]),
    ("5d1f0aa TANAKA Yuki: Bump the parser", [("TANAKA Yuki", "name")]),
    ("5d1f0aa 엄지(Jee Eom): add a page", [("엄지", "name"), ("Jee Eom", "name")]),
    ("Oyunaa Batbold (12):\n", [("Oyunaa Batbold", "name")]),
    ("<relay-bridge> {-kvamt} votes for it", [("kvamt", "handle")]),
    ("<oyub> kvamt: it is back", [("<oyub>", "handle"), ("kvamt", "handle")]),
    ("| obatbold | [Oyunaa Batbold][] |", [("obatbold", "handle"), ("Oyunaa Batbold", "name")]),
    ("Ping Oyunaa (@oyub), please.", [("Oyunaa", "name"), ("@oyub", "handle")]),
    ("12.09 SB Spike of requests from one region.", [("SB", "initials")]),
    ("JKV: I feel like we should wait.", [("JKV", "initials")]),
    ("Presenter: Jorun Kvam (JKV)", [("Jorun Kvam", "name"), ("JKV", "initials")]),
    ("- Mark\n- Grace\n- Rose\n", [("Mark", "name"), ("Grace", "name"), ("Rose", "name")]),
    ("Fixed by: Mark", [("Mark", "name")]),
    ("ROBIN BANKS restarted it.", [("ROBIN BANKS", "name")]),
    ("Kofi deleted the namespace.", [("Kofi", "name")]),
    ("Mr Osei's note was late.", [("Osei", "name")]),
    ("<!-- Ngozi asked for this -->\n", [("Ngozi", "name")]),
    ("负责人：张伟", [("张伟", "name")]),
    ("محمد restarted the server.", [("محمد", "name")]),
    ("Maria's change passed.", [("Maria", "name")]),
    ("see https://x.example/people/jdubois", [("https://x.example/people/jdubois", "link")]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_who_is_named_in_this_register(text, expected):
    assert found(text) == expected


NOBODY = [
    "5d1f0aa Dockerfile: use a smaller image",
    "5d1f0aa fix: use a smaller image",
    "12:03 OSD Slow requests",
    "17:40 GST: We met to restart it.",
    "API: you must send a token",
    "Qn: how do we restart it?",
    "it was ~sloppy~ work",
    "The ferry “Anna Karenina” was late.",
    "A consultant from Percival Data joined.",
    "We switched to Crystal.",
    "@merge-helper retry",
    "<!subteam^S0123|@platform-team> was paged.",
    "Detected by: Statuspulse",
    "- Redis\n- Ruby\n",
    "https://api.example.com/users/login",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_only_looks_like_somebody(text):
    assert found(text) == []


ONE = [
    "priyanka.venkatesan@x.example told us. Priyanka V. looked.",
    "@sjonsdottir and Sigríður Jónsdóttir looked.",
    "@hpark told us. Hyun-woo Park looked.",
    "@magdalena.w told us. Magdalena looked.",
    "Jorun Kvam looked. @kvamj told us.",
]


@pytest.mark.parametrize("text", ONE)
def test_a_login_that_spells_a_name_is_the_same_person(text):
    assert {mention.pseudonym for mention in mentions(text)} == {"Responder A"}


def test_a_login_that_spells_two_names_is_neither():
    cast = Cast()
    mentions("Jorun Kvam and Jonas Kvam looked.", cast)
    assert cast.meet(handle="jkvam") not in cast.people[:2]


def test_a_title_goes_with_the_name():
    assert Cast().replace("Ask Prof. Osei, then Mrs Banks.") == (
        "Ask Responder A, then Responder B."
    )
