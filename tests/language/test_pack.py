import time

import pytest

from unblame.language import check
from unblame.language.pack import BadPack, load
from unblame.language.pages import page
from unblame.language.pattern import CostlyPattern, bounded, found

PACK = r"""pack: acme
rules:
  - code: ACME01
    name: war_room
    level: note
    message: we call this the incident channel
    match:
      war room: incident channel
      war rooms: incident channels
    safe: true
    flag:
      - We met in the war room.
    ok:
      - We met in the warm room.
  - code: ACME02
    name: yolo
    message: a deploy is told by how it was made
    pattern: yolo(?:'d|ed) (\w{1,20})
    subject: person
    sections: [timeline]
    ask: which checks did the deploy pass?
    flag: ["Priya yolo'd it at 10:00."]
    ok: ["The yoloed deploy passed."]
  - code: ACME03
    name: sev_word
    family: document
    message: a severity is written as a number
    match: [SEV-ONE]
    case: true
    whole_words: false
    replace: SEV1
    flag: ["It was a SEV-ONEish day."]
    ok: ["It was a sev-one day."]
"""


def seen(text: str) -> list[tuple[str, str, str | None, str]]:
    rules = load(PACK, "house.yaml")
    return [
        (one.rule, one.text, one.rewrite, str(one.level))
        for one in check(text, config={"rules": rules})
        if one.rule.startswith("ACME")
    ]


def test_words_are_noticed_with_what_to_say_instead() -> None:
    assert seen("War room first; two war\nrooms later.") == [
        ("ACME01", "War room", "Incident channel", "note"),
        ("ACME01", "war\nrooms", "incident channels", "note"),
    ]


def test_a_pattern_can_ask_for_a_person_and_a_section() -> None:
    text = "## Timeline\n\nThe engineer yolo'd it.\n\nThe disk yolo'd it.\n\n## Notes\n\nPriya yolo'd it."

    assert [one[:2] for one in seen(text)] == [("ACME02", "yolo'd it")]


def test_case_and_parts_of_words_count_where_that_is_asked_for() -> None:
    assert [one[:3] for one in seen("A SEV-ONEs and a sev-one.")] == [("ACME03", "SEV-ONE", "SEV1")]


def test_a_rule_of_a_pack_has_a_page() -> None:
    rule = load(PACK, "house.yaml")[0]

    assert page(rule).splitlines()[:5] == [
        "# ACME01 war_room",
        "",
        "We call this the incident channel.",
        "",
        "Level: note. Family: blame.",
    ]


def test_a_rule_of_a_pack_can_be_left_out_levelled_and_ignored_in_the_text() -> None:
    rules = load(PACK, "house.yaml")
    text = "We met in the war room."
    comment = f"{text} <!-- unblame: ignore ACME01 a citation -->"

    assert check(text, config={"rules": rules, "ignore": ["war_room"]}) == []
    assert check(text, config={"rules": rules, "levels": {"ACME01": "block"}})[0].level == "block"
    assert check(comment, config={"rules": rules}) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("level: note", "level: loud", "line 5: 'level' is 'loud'; allowed: note, warn, block."),
        ("name: yolo", "nam: yolo", "line 16: unknown key 'nam'. Did you mean 'name'?"),
        ("name: yolo", "name: YOLO", "line 16: 'YOLO' is no name"),
        ("code: ACME02", "code: UB999", "line 15: 'UB999' is no code"),
        ("code: ACME02", "code: ACME01", "line 15: code ACME01 is taken by ACME01"),
        ("name: yolo", "name: trait", "line 16: name trait is taken by UB107"),
        ("pack: acme", "park: acme", "line 1: unknown key 'park'. Did you mean 'pack'?"),
        ("safe: true", "safe: yes please", "'safe' is 'yes please'; it takes true or false."),
        ("subject: person", "subject: nobody", "allowed: anyone, person."),
        ("warm room", "war room", "ACME01: the ok example 'We met in the war room.' is noticed."),
        ("Priya yolo", "Priya nolo", "ACME02: the flag example"),
        ("'d|ed)", "'d|ed)*", "line 18: the pattern could take very long"),
        ("(?:'d|ed)", "(?:'d|ed", "line 18: the pattern cannot be read"),
        ("pack: acme", "pack: [acme", "this is no YAML"),
        ("ask: which", "replace: \\9 which", "line 21: 'replace' cannot be used"),
    ],
)
def test_a_bad_pack_says_where_and_what_is_allowed(old: str, new: str, said: str) -> None:
    with pytest.raises(BadPack) as error:
        load(PACK.replace(old, new, 1), "house.yaml")

    assert str(error.value).startswith("house.yaml, line ")
    assert said in str(error.value)


@pytest.mark.parametrize("text", ["", "[]", "rules: 3", "rules: []", "rules: [3]", "rules:\n - {}"])
def test_what_is_no_pack_is_refused(text: str) -> None:
    with pytest.raises(BadPack):
        load(text, "house.yaml")


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"(a|a)*b", r"(a*)*", r"\w+\w+\w+!", r"(x?){20}y", r"(a|b|ab)*c", "a" * 501, "a*"],
)
def test_a_pattern_that_could_run_away_is_refused(pattern: str) -> None:
    with pytest.raises(CostlyPattern):
        bounded(pattern)


@pytest.mark.parametrize(
    "pattern", [r"war rooms?", r"\w+ \w+", r"(?:very )+bad", r"(?:\w{1,20} ){0,2}down", r"(?<!a)b+"]
)
def test_a_plain_pattern_is_taken(pattern: str) -> None:
    assert bounded(pattern).pattern == pattern


def test_the_dearest_pattern_that_is_taken_ends_soon() -> None:
    before = time.perf_counter()

    assert list(found(bounded(r"\w+\w+!"), "a" * 2000)) == []
    assert time.perf_counter() - before < 5


def test_a_long_text_is_searched_to_its_end_and_each_place_once() -> None:
    text = "x " * 500 + "war room " + "x " * 500

    assert [one.start() for one in found(bounded("war room"), text)] == [1000]
