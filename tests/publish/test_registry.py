import pytest

from unblame.document.edition import edition
from unblame.model import from_json
from unblame.publish import UnknownTarget, recognise, render, target_names
from unblame.testing import an_account


def test_targets_are_found_in_their_folder():
    assert target_names() == ("html", "json", "markdown")


def test_render_knows_the_short_name():
    assert render(an_account(), "md") == render(an_account(), "markdown")


def test_render_names_the_targets_there_are():
    with pytest.raises(UnknownTarget, match="html, json, markdown"):
        render(an_account(), "papyrus")


def test_json_is_the_whole_record_and_is_recognised():
    text = render(an_account(), "json")

    assert from_json(text) == an_account()
    assert recognise(text) == "INC-42"


def test_json_of_an_edition_holds_only_the_edition():
    made = edition(an_account(), "public")

    assert from_json(render(an_account(), "json", edition=made)) == made.postmortem


def test_markdown_of_an_edition_is_its_text():
    made = edition(an_account(), "readout")

    assert render(an_account(), "markdown", edition=made) == made.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"schema": "other/1", "incident": {"id": "INC-42"}}',
        "# INC-42",
        "\x00",
    ],
)
def test_recognise_leaves_other_files_alone(text):
    assert recognise(text) is None
