import pytest

pytest.importorskip("pygls", reason="needs the extra: pip install 'unblame[lsp]'")

from unblame.language import check
from unblame.language.baseline import Baseline


def codes(editor, uri, version=None):
    return [d.code for d in editor.diagnostics(uri, version)]


def test_the_nearest_settings_hold_and_are_read_again_when_they_change(editor, tmp_path):
    settings = tmp_path / "unblame.toml"
    settings.write_text('[check]\nignore = ["UB101"]\n')
    (tmp_path / "docs").mkdir()
    uri = editor.open(tmp_path / "docs" / "a.md", "Nora broke the build.\n")
    assert "UB101" not in codes(editor, uri)

    settings.write_text('[check]\nlevels = {UB101 = "note"}\n')

    editor.until(lambda: [d.severity for d in editor.shown[uri].diagnostics] == [3])


def test_broken_settings_are_told_once_and_the_last_good_ones_go_on(editor, tmp_path):
    settings = tmp_path / "unblame.toml"
    settings.write_text('[check]\nignore = ["UB101"]\n')
    uri = editor.open(tmp_path / "a.md", "Nora broke the build.\n\n")
    assert "UB101" not in codes(editor, uri)
    before = len(editor.messages)

    settings.write_text('[check]\nignore = ["UB101"]\nselekt = ["UB1"]\n')
    for key in "ab":
        version = editor.change(uri, (editor.at(2, 0), key))
        assert "UB101" not in codes(editor, uri, version)

    (told,) = editor.messages[before:]
    assert told.type == 1
    assert told.message.startswith("unblame.toml, line 3: unknown key 'check.selekt'.")

    broken = settings.read_text()
    settings.write_text("[check]\n")
    editor.until(lambda: [d.code for d in editor.shown[uri].diagnostics] == ["UB101"])
    settings.write_text(broken)
    editor.until(lambda: len(editor.messages) == before + 2)


def test_with_no_good_settings_the_usual_ones_hold(editor, tmp_path):
    (tmp_path / "unblame.toml").write_text("[check\n")
    before = len(editor.messages)

    uri = editor.open(tmp_path / "a.md", "Nora broke the build.\n")

    assert codes(editor, uri) == ["UB101"]
    (told,) = editor.messages[before:]
    assert told.message.startswith("unblame.toml is no valid TOML: ")
    assert "line 1" in told.message


def test_a_place_that_the_settings_leave_out_is_not_checked(editor, tmp_path):
    (tmp_path / "unblame.toml").write_text('[check.per-path]\n"old/*" = "off"\n')
    (tmp_path / "old").mkdir()

    left_out = editor.open(tmp_path / "old" / "a.md", "Nora broke the build.\n")
    looked_at = editor.open(tmp_path / "a.md", "Nora broke the build.\n")

    assert codes(editor, left_out) == []
    assert codes(editor, looked_at) == ["UB101"]


def test_people_of_the_roster_are_found_and_a_broken_roster_names_nobody(editor, tmp_path):
    roster = tmp_path / "people.yaml"
    roster.write_text("- name: Zorvath Quillon\n  handles: [zq]\n")
    (tmp_path / "unblame.toml").write_text('roster = "people.yaml"\n')
    before = len(editor.messages)
    uri = editor.open(tmp_path / "a.md", "zorvath broke the build.\n")
    assert codes(editor, uri) == ["UB101"]

    roster.write_text("- name: Zorvath Quillon\n  handles: [zq\n- {name: [Zorvath}\n")
    editor.until(lambda: len(editor.messages) > before)

    (told,) = [message.message for message in editor.messages[before:]]
    assert "people.yaml" in told
    assert "orvath" not in told
    assert "uillon" not in told


def test_what_the_baseline_knows_is_not_shown(editor, tmp_path):
    text = "Nora broke the build.\n"
    (tmp_path / "unblame.toml").write_text('[check]\nbaseline = "known.json"\n')
    known = Baseline.of([("docs/old.md", finding) for finding in check(text)])
    (tmp_path / "known.json").write_text(known.text())
    (tmp_path / "docs").mkdir()

    old = editor.open(tmp_path / "docs" / "old.md", text)
    new = editor.open(tmp_path / "docs" / "new.md", text)

    assert codes(editor, old) == []
    assert codes(editor, new) == ["UB101"]


PACK = """\
pack: ours
rules:
  - code: TEAM1
    name: gremlin
    message: this blames a gremlin
    match: gremlin
    flag: ["A gremlin did it."]
    ok: ["The job did it."]
"""


def test_rules_of_the_house_have_a_page_and_links_lead_where_the_house_keeps_pages(
    editor, tmp_path
):
    (tmp_path / "ours.yaml").write_text(PACK)
    (tmp_path / "unblame.toml").write_text(
        '[check]\npacks = ["ours.yaml"]\npages = "https://wiki.example/rules/"\n'
    )
    uri = editor.open(tmp_path / "a.md", "Nora broke the build.\n\nA gremlin slowed it down.\n")

    first, second = editor.diagnostics(uri)

    assert (first.code, first.code_description.href) == (
        "UB101",
        "https://wiki.example/rules/UB101-person_in_a_fault.md",
    )
    assert second.code_description.href.startswith("file:")
    assert "gremlin" in editor.hover(uri, 2, 3).contents.value
