import json
from pathlib import Path

import pytest

PUBLIC = "\n## Public\n\nWe are sorry. Exports failed at Fjordpost, on db-eu-7.\n"
WORDS = ("--edition", "public", "--to", "md", "--no-decide")


@pytest.fixture
def written(drafted):
    """The drafted document with a few words for the public in it."""
    with drafted.open("a", encoding="utf-8") as file:
        file.write(PUBLIC)
    return drafted


def kept():
    return json.loads(Path("inc-9.md.public.json").read_text("utf-8"))


def test_publish_refuses_while_something_is_undecided_and_lists_it(run, written):
    result = run("publish", written, *WORDS, "-o", "public.md")

    assert result.exit_code == 1
    assert "2 strings are undecided" in result.stderr
    assert "on «db-eu-7»." in result.stderr
    assert not Path("public.md").exists()


def test_publish_takes_decisions_and_asks_each_once(run, written):
    said = ("--safe", "Fjordpost", "--replace", "db-eu-7=a database")

    assert "at Fjordpost, on a database." in run("publish", written, *WORDS, *said).stdout
    assert run("publish", written, *WORDS).exit_code == 0


def test_publish_keeps_decisions_private_and_out_of_git(run, written):
    import subprocess

    subprocess.run(["git", "init", "-q"], check=True)
    run("publish", written, *WORDS, "--safe", "Fjordpost")

    assert Path("inc-9.md.public.json").stat().st_mode & 0o777 == 0o600
    assert "inc-9.md.public.json" in Path(".git/info/exclude").read_text("utf-8").splitlines()


def test_publish_leaves_a_sentence_out_and_says_so(run, written):
    result = run("publish", written, *WORDS, "--leave-out", "Fjordpost", "--withheld", "w.md")

    assert "Fjordpost" not in result.stdout
    assert "- Public: what was said with “Fjordpost”" in Path("w.md").read_text("utf-8")


def test_publish_asks_again_about_what_is_forgotten(run, written):
    run("publish", written, *WORDS, "--safe", "Fjordpost", "--safe", "db-eu-7")

    assert run("publish", written, *WORDS, "--forget", "fjordpost").exit_code == 1


def test_publish_takes_the_safe_words_of_the_house(run, written):
    Path("unblame.toml").write_text('[public]\nsafe_words = ["Fjordpost", "db-eu-7"]\n', "utf-8")

    assert run("publish", written, *WORDS).exit_code == 0
    assert not Path("inc-9.md.public.json").exists()


def test_publish_lists_the_undecided_as_json(run, written):
    run("publish", written, *WORDS, "--withheld", "w.json")

    report = json.loads(Path("w.json").read_text("utf-8"))
    assert report["schema"] == "unblame.withheld/1"
    assert report["undecided"][0] == {
        "token": "Fjordpost",
        "kind": "a name in capitals",
        "place": "Public",
        "context": "We are sorry. Exports failed at «Fjordpost», on db-eu-7.",
        "count": 1,
        "suggestion": "safe where customers know it, else replace with what it does",
        "locked": None,
    }


def test_publish_lets_an_event_in(run, written):
    said = ("--safe", "Fjordpost", "--safe", "db-eu-7", "--safe", "ExportErrors")
    result = run("publish", written, *WORDS, *said, "--show", "E3")

    assert "10:20 UTC: alert ExportErrors fires" in result.stdout
    assert kept()["show"] == ["E3"]
    again = run("publish", written, *WORDS, "--keep-in", "E3")
    assert "ExportErrors" not in again.stdout


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (("--safe", "Fjordpst"), "Did you mean 'Fjordpost'?"),
        (("--leave-out", "Atlantis"), "stands nowhere in what the public edition would show"),
        (("--replace", "Fjordpost"), '--replace takes "WORD=other words"'),
        (("--safe", "“”"), "holds no word"),
        (("--safe", "AKIA" + "Q3EGXMPL7RTY2WZD"), "mask it and revoke it"),
        (("--forget", "Fjordpost"), "Nothing is decided about 'Fjordpost'."),
        (("--show", "E99"), "E99 is no part of this document that can enter"),
        (("--show", "F1"), "F1 is"),
    ],
)
def test_publish_says_what_a_decision_does_not_fit(run, written, said, message):
    result = run("publish", written, *WORDS, *said)

    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("inc-9.md.public.json").exists()


def test_publish_never_takes_a_person_of_the_roster_for_safe(run, written):
    Path("team.yaml").write_text("- name: Robin Vale\n  handles: [rvale]\n", "utf-8")
    said = ("--roster", "team.yaml", "--replace", "db-eu-7=Robin", "--safe", "Robin")

    result = run("publish", written, *WORDS, *said)

    assert result.exit_code == 2
    assert "the roster or the people map holds this person" in result.stderr


def test_publish_takes_decisions_for_the_public_edition_only(run, written):
    result = run("publish", written, "--edition", "team", "--to", "md", "--safe", "Fjordpost")

    assert result.exit_code == 2
    assert "add --edition public" in result.stderr


@pytest.mark.parametrize("broken", ["{", '{"decisions": 3}', '{"schema": 1}', "\x00"])
def test_publish_says_that_kept_decisions_are_broken(run, written, broken):
    Path("inc-9.md.public.json").write_text(broken, "utf-8")

    result = run("publish", written, *WORDS)

    assert result.exit_code == 2
    assert "inc-9.md.public.json cannot be used" in result.stderr


def test_publish_asks_one_by_one_with_a_way_back(run, written):
    said = "s\nx\ns\nu\nr a database\n\n"
    result = run("publish", written, "--edition", "public", "--to", "md", "--decide", said=said)

    assert result.exit_code == 0
    assert "at Fjordpost, on a database." in result.stdout
    assert [(d["token"], d["choice"]) for d in kept()["decisions"]] == [
        ("Fjordpost", "safe"),
        ("db-eu-7", "replace"),
    ]


@pytest.mark.parametrize("said", ["s\nq\n", "s\n", "s\n\n"])
def test_publish_keeps_what_was_decided_where_a_person_stops(run, written, said):
    result = run("publish", written, "--edition", "public", "--to", "md", "--decide", said=said)

    assert result.exit_code == 1
    assert [d["token"] for d in kept()["decisions"]] == ["Fjordpost"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("public = 3\n", "public is 3"),
        ("[public]\nsafe_words = 3\n", "safe_words is 3"),
        ("[public]\nsafe_word = []\n", "safe_words"),
    ],
)
def test_settings_for_the_public_are_checked(run, written, settings, message):
    Path("unblame.toml").write_text(settings, "utf-8")

    result = run("publish", written, *WORDS)

    assert result.exit_code == 2
    assert message in result.stderr
