import json
from pathlib import Path

import pytest

GIVEN = ("--incident", "INC-9", "--product", "Ledger", "--impact", "exports failed")


def test_settings_stand_in_for_options(run):
    Path("unblame.toml").write_text('tz = "Europe/Oslo"\n', "utf-8")

    record = json.loads(run("draft", *GIVEN, "--format", "json").stdout)

    assert record["incident"]["zone"] == "Europe/Oslo"


def test_an_option_wins_over_a_setting(run):
    Path("unblame.toml").write_text('tz = "Europe/Oslo"\n', "utf-8")

    record = json.loads(run("draft", *GIVEN, "--tz", "UTC", "--format", "json").stdout)

    assert record["incident"]["zone"] == "UTC"


def test_a_rule_can_be_left_out(run):
    Path("unblame.toml").write_text('[check]\nignore = ["UB109"]\n', "utf-8")

    result = run("check", "-", "--format", "json", said="The root cause was a full disk.\n")

    assert json.loads(result.stdout)["findings"] == []


def test_an_unknown_key_names_the_nearest(run):
    Path("unblame.toml").write_text('roaster = "x"\n', "utf-8")

    result = run("draft", *GIVEN)

    assert result.exit_code == 2
    assert "Did you mean 'roster'?" in result.stderr


def test_broken_settings_say_where(run):
    Path("unblame.toml").write_text("tz = \n", "utf-8")

    result = run("draft", *GIVEN)

    assert result.exit_code == 2
    assert "line 1" in result.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('# a\ntz = "Mars/Olympus"\n', "line 2: The zone 'Mars/Olympus' is not known"),
        ('roster = "no.yaml"\n', "line 1: roster is 'no.yaml'; there is no such file."),
        ("events = 0\n", "line 1: events is 0; it takes a number from 1 on."),
        ("\n[zone]\nIST = 5\n", "line 3: zone.IST is 5; it takes a text"),
        (
            "[due]\nlimit_dais = 3\n",
            "line 2: unknown key 'due.limit_dais'. Did you mean 'limit_days'?",
        ),
        ("[due]\nholidays = 3\n", "line 1: [due]: Expected `array`, got `int`"),
    ],
)
def test_a_mistake_in_what_drafting_reads_is_told_with_its_line(run, settings, said):
    Path("unblame.toml").write_text(settings, "utf-8")

    result = run("check", "-", said="The disk was full.\n")

    assert result.exit_code == 2
    assert f"unblame.toml, {said}" in result.stderr
