"""The guides on settings and packs: what they show works as shown."""

import re
from pathlib import Path

from unblame.language.pack import KEYS, load

DOCS = Path(__file__).resolve().parents[2] / "docs"


def shown(name: str, language: str) -> list[str]:
    text = (DOCS / name).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_pack_of_the_guide_notices_what_it_says(run):
    Path("house-style.yaml").write_text(shown("packs.md", "yaml")[0], "utf-8")
    Path("unblame.toml").write_text(shown("packs.md", "toml")[0], "utf-8")
    text = "# Timeline\n\nThe engineer winged it in the war room, a severity two.\n"

    result = run("check", "-", "-q", said=text)

    assert [line.split()[1] for line in result.stdout.splitlines()] == [
        "ACME02",
        "ACME01",
        "ACME03",
    ]


def test_every_key_of_a_pack_is_in_the_guide():
    text = (DOCS / "packs.md").read_text("utf-8")

    assert [key for key in KEYS if f"`{key}`" not in text] == []


def test_the_settings_of_the_guide_can_be_used(run):
    Path("house-style.yaml").write_text(shown("packs.md", "yaml")[0], "utf-8")
    Path("known.json").write_text('{"schema": "unblame.baseline/1", "files": {}}', "utf-8")
    Path("team.yaml").write_text("- name: Ana Reyes\n", "utf-8")
    Path("CODEOWNERS").write_text("* @org/core\n", "utf-8")
    for settings in shown("configuration.md", "toml"):
        Path("unblame.toml").write_text(settings, "utf-8")

        assert run("check", "-", said="The disk was full.\n").exit_code == 0


def test_the_rules_of_the_guide_have_pages():
    assert [rule.code for rule in load(shown("packs.md", "yaml")[0], "packs.md")] == [
        "ACME01",
        "ACME02",
        "ACME03",
    ]
