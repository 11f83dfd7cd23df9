import json
from pathlib import Path

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
