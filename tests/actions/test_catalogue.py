import re

import pytest

from unblame.actions.catalogue import FILES, Control, controls, load, slot_names
from unblame.actions.strength import STRONG_VERBS
from unblame.actions.template import fill
from unblame.factors import subtypes
from unblame.language import check
from unblame.model import Strength

EVERY = [control for letter in FILES for control in load(letter).values()]


def test_catalogue_holds_two_controls_for_each_of_forty_subtypes() -> None:
    codes = {control.code for control in EVERY if not control.code.endswith("broad")}

    assert codes == {f"{code}-{step}" for code in subtypes() for step in "SI"}


def test_controls_gives_the_stronger_first() -> None:
    found = [control.strength for control in controls("C2")]

    assert found == [Strength.STRONGER, Strength.INTERMEDIATE]


@pytest.mark.parametrize("control", EVERY, ids=lambda control: control.code)
def test_control_is_whole_and_its_braces_never_reach_a_reader(control: Control) -> None:
    templates = [control.title, *(str(getattr(control.measure, f)) for f in ("metric", "target"))]
    blank = [fill(text, {}, "[ask Q1]").text for text in templates]
    full = [fill(text, dict.fromkeys(slot_names(text), "x"), "").text for text in templates]

    assert control.title.split("<")[0].split()[0].lower() in STRONG_VERBS
    assert f"{{{control.object}}}" in control.title
    assert set(slot_names(" ".join(templates))) <= set(control.slots)
    assert control.effort in ("hours", "days", "weeks")
    assert not re.search(r"[{}]", " ".join([*blank, *full, control.watch, control.ask]))
    assert not re.search(r"[<>](?![= \d])", " ".join(full[:1]))


def test_catalogue_texts_pass_the_blame_rules() -> None:
    texts = [
        t
        for control in EVERY
        for t in (fill(control.title, {}, "x").text, control.ask, control.watch)
    ]

    found = [
        (finding.text, finding.name)
        for finding in check("\n\n".join(texts), kind="plain")
        if finding.family == "blame"
    ]

    assert found == []
