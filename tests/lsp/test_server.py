from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

pytest.importorskip("pygls", reason="needs the extra: pip install 'unblame[lsp]'")

from lsprotocol import types

from unblame.language import check, fix

NORA = "# Summary\n\nNora pushed the bad config.\n"
TWO = "# Summary\n\nNora pushed the bad config. The root cause was a typo in the limits.\n"


def test_a_document_that_is_opened_gets_the_findings_of_check(editor, tmp_path):
    uri = editor.open(tmp_path / "a.md", TWO)

    shown = editor.diagnostics(uri)

    found = check(TWO)
    assert len(found) > 1
    assert [(d.code, d.range.start.line, d.range.start.character) for d in shown] == [
        (f.rule, f.line - 1, f.column - 1) for f in found
    ]
    levels = {"block": 1, "warn": 2, "note": 3}
    assert [d.severity for d in shown] == [levels[f.level] for f in found]
    assert [d.data["fingerprint"] for d in shown] == [f.fingerprint for f in found]
    assert all(d.source == "unblame" and d.code_description.href for d in shown)


def test_what_is_typed_is_checked_in_parts_and_whole(editor, tmp_path):
    uri = editor.open(tmp_path / "b.md", "# Summary\n\nThe config was pushed.\n")
    assert editor.diagnostics(uri) == []

    version = editor.change(
        uri, (editor.at(2, 0, 2, 21), "Nora broke"), (editor.at(2, 10), " the build")
    )
    assert [d.range for d in editor.diagnostics(uri, version)] == [editor.at(2, 0, 2, 20)]

    version = editor.change(uri, "Nothing here.\n")
    assert editor.diagnostics(uri, version) == []


def test_keys_typed_fast_end_in_the_findings_of_the_last_text(editor, tmp_path):
    uri = editor.open(tmp_path / "fast.md", "\n")
    for place, key in enumerate("Nora pushed the bad config."):
        version = editor.change(uri, (editor.at(0, place), key))

    assert [d.code for d in editor.diagnostics(uri, version)] == ["UB101"]


def test_closing_a_document_takes_its_findings_away(editor, tmp_path):
    uri = editor.open(tmp_path / "c.md", NORA)
    assert editor.diagnostics(uri)

    editor.close(uri)

    editor.until(lambda: not editor.shown[uri].diagnostics)


def test_columns_are_counted_in_utf_16_unless_agreed_otherwise(editor, tmp_path):
    uri = editor.open(tmp_path / "a.md", "😀 Nora broke the build.\n")

    (shown,) = editor.diagnostics(uri)
    version = editor.change(uri, (editor.at(0, 3, 0, 7), "Ida"))
    (after,) = editor.diagnostics(uri, version)

    assert editor.server.capabilities.position_encoding == "utf-16"
    assert (shown.range, after.range) == (editor.at(0, 3, 0, 23), editor.at(0, 3, 0, 22))


def test_columns_are_counted_in_utf_8_where_the_editor_wants_it(fresh, tmp_path):
    editor = fresh(encodings=["utf-8", "utf-16"])
    uri = editor.open(tmp_path / "a.md", "😀 Nora broke the build.\n")

    (shown,) = editor.diagnostics(uri)
    version = editor.change(uri, (editor.at(0, 5, 0, 9), "Ida"))
    (after,) = editor.diagnostics(uri, version)

    assert editor.server.capabilities.position_encoding == "utf-8"
    assert (shown.range, after.range) == (editor.at(0, 5, 0, 25), editor.at(0, 5, 0, 24))
    assert editor.stop() == 0


def test_a_quick_fix_gives_the_wording_and_says_whether_to_read_it(editor, tmp_path):
    text = "😀 Nora broke the build.\n\nThe root cause was a typo in the limits.\n"
    uri = editor.open(tmp_path / "d.md", text)
    editor.diagnostics(uri)

    for finding in check(text):
        where = editor.at(finding.line - 1, finding.column + 2)
        offered = editor.actions(uri, where, ["quickfix"])
        said = [a for a in offered if a.title.startswith("Say: ")]
        assert len(said) == (finding.rewrite is not None)
        for action in said:
            safe = finding.safety == "safe"
            assert bool(action.is_preferred) is safe
            assert action.title.endswith("(read it before using it)") is not safe
            after = text[: finding.start] + finding.rewrite + text[finding.end :]
            assert editor.applied(text, action) == after


def test_actions_are_those_of_the_range_and_of_the_kinds_asked_for(editor, tmp_path):
    text = NORA + "\nThe deploy was calm.\n"
    uri = editor.open(tmp_path / "e.md", text)
    editor.diagnostics(uri)

    assert editor.actions(uri, editor.at(4, 3), ["quickfix"]) == []
    assert editor.actions(uri, editor.at(2, 3), ["refactor"]) == []
    assert editor.actions(uri, editor.at(2, 3), ["quickfix"])


def safely_fixed():
    """A text with two findings that have safe wordings, one behind the other."""
    sentences = (
        "The root cause was a typo in the limits.",
        "In hindsight, the limit was low.",
        "Obviously the alert was late.",
        "The pod stupidly crashed twice.",
        "Be more careful with the limits.",
        "The outage was caused by human error in the limits.",
        "Unfortunately, @nora broke the build.",
    )
    text = "# Summary\n\n" + "\n\n".join(sentences) + "\n"
    assert fix(text) != text
    return text


def test_fixing_all_gives_what_check_fix_gives(editor, tmp_path):
    text = safely_fixed()
    uri = editor.open(tmp_path / "f.md", text)

    (action,) = editor.actions(uri, editor.at(0, 0), ["source.fixAll"])

    assert action.kind == "source.fixAll.unblame"
    assert editor.applied(text, action) == fix(text)


def test_fixing_all_is_worked_out_when_chosen_where_the_editor_can_wait(fresh, tmp_path):
    editor, text = fresh(resolves=True), safely_fixed()
    uri = editor.open(tmp_path / "f.md", text)

    (offered,) = editor.actions(uri, editor.at(0, 0), ["source"])
    resolved = editor.run(editor.client.code_action_resolve_async(offered))

    assert offered.edit is None
    assert resolved.edit.document_changes[0].text_document.uri == uri
    assert editor.applied(text, resolved) == fix(text)
    assert editor.stop() == 0


def test_hover_shows_the_reason_the_wording_and_the_page(editor, tmp_path):
    uri = editor.open(tmp_path / "g.md", NORA)
    (finding,) = check(NORA)

    shown = editor.hover(uri, 2, 3)

    assert shown.range == editor.at(2, 0, 2, 26)
    for part in (finding.message, finding.rewrite, finding.ask, "### Why it matters"):
        assert part in shown.contents.value
    assert editor.hover(uri, 0, 3) is None


def test_the_page_of_a_rule_opens(editor, tmp_path):
    uri = editor.open(tmp_path / "h.md", NORA)
    (shown,) = editor.diagnostics(uri)

    link = shown.code_description.href
    params = types.ExecuteCommandParams(command="unblame.openPage", arguments=[link])
    editor.run(editor.client.workspace_execute_command_async(params))

    assert editor.opened_pages == [link]
    assert "UB101 person_in_a_fault" in Path(unquote(urlparse(link).path)).read_text("utf-8")


CASES = {
    "paragraph": (
        "markdown",
        "The queue was long.\n\nThe first line, then\nNora broke the build.\n",
    ),
    "heading": ("markdown", "# Nora broke the build\n\nText.\n"),
    "item": ("markdown", "- Calm.\n- Nora broke the build.\n- Calm.\n"),
    "numbered": ("markdown", "1. Calm.\n2. Nora broke the build.\n"),
    "cell": ("markdown", "| When | What |\n|---|---|\n| 10:00 | Nora broke the build |\n"),
    "in a quote": ("markdown", "> Calm before.\n> Nora broke the build.\n"),
    "windows": ("markdown", "Text.\r\n\r\nNora broke the build.\r\n"),
    "html": ("html", "<ul>\n <li>Nora broke the build.</li>\n</ul>\n<p>Text.</p>\n"),
    "plain": (
        "plaintext",
        "The queue was long.\n\nNora broke the build and went on\nwith the work.\n",
    ),
    "commit": (
        "git-commit",
        "Fix the build\n\nNora broke the build.\n# Please enter the message\n",
    ),
    "subject": ("gitcommit", "Nora broke the build\n"),
    "restructured": ("restructuredtext", "Title\n=====\n\nNora broke the build.\n"),
}


def test_a_document_closed_and_opened_again_at_once_is_checked(editor, tmp_path):
    uri = editor.open(tmp_path / "again.md", "Calm.\n\n" * 300)
    editor.close(uri)
    editor.open(tmp_path / "again.md", NORA)

    editor.until(lambda: uri in editor.shown and editor.shown[uri].diagnostics)


@pytest.mark.parametrize("case", CASES)
def test_ignoring_with_a_reason_silences_that_finding(editor, tmp_path, case):
    language, text = CASES[case]
    uri = editor.open(tmp_path / f"{case}.txt", text, language)
    shown = editor.diagnostics(uri)
    where = next(d.range for d in shown if d.code == "UB101")

    actions = editor.actions(uri, where, ["quickfix"])
    ignore = next(a for a in actions if a.title == "Ignore UB101 here with a reason")
    after = editor.applied(text, ignore)
    version = editor.change(uri, after)

    assert [d.code for d in editor.diagnostics(uri, version)] == [
        d.code for d in shown if d.code != "UB101"
    ]


def test_comments_and_the_diff_of_a_commit_message_are_not_checked(editor, tmp_path):
    text = (
        "Raise the limit\n\n# Nora broke the build.\n"
        "# ------------------------ >8 ------------------------\n+Nora broke the build.\n"
    )

    uri = editor.open(tmp_path / "COMMIT_EDITMSG", text, "git-commit")

    assert editor.diagnostics(uri) == []


def test_other_languages_are_left_alone(editor, tmp_path):
    uri = editor.open(tmp_path / "a.py", "# Nora broke the build.\n", "python")

    assert editor.hover(uri, 0, 5) is None
    assert editor.actions(uri, editor.at(0, 5)) == []
    assert uri not in editor.shown


def test_a_long_document_is_checked_when_saved_and_says_so_once(fresh, tmp_path):
    editor = fresh(before="import unblame.lsp.document as it; it.LARGE = 1000")
    text = "Nora broke the build.\n\n" + "The deploy was calm.\n\n" * 50
    uri = editor.open(tmp_path / "long.txt", text, "plaintext")
    assert len(editor.diagnostics(uri)) == 1

    editor.change(uri, (editor.at(0, 0, 0, 4), "Omar"))
    version = editor.change(uri, (editor.at(2, 0, 2, 10), "Ida broke the build and"))
    editor.save(uri)

    assert len(editor.diagnostics(uri, version)) == 2
    assert [m.message for m in editor.messages] == [
        "long.txt is long: it is checked when it is saved, not as you type."
    ]
    assert editor.stop() == 0


def test_what_goes_wrong_inside_is_told_once_without_the_text(fresh, tmp_path):
    editor = fresh(
        before="import unblame.language.live as it; it.LiveText.update = lambda *_: 1 / 0"
    )
    uri = editor.open(tmp_path / "a.md", NORA)
    assert editor.hover(uri, 2, 3) is None

    editor.change(uri, "Nora again.\n")
    assert editor.hover(uri, 0, 3) is None

    (told,) = [message.message for message in editor.messages]
    assert told.startswith("Something went wrong inside Unblame (ZeroDivisionError at <string>:1).")
    assert "Nora" not in told
    assert editor.stop() == 0


def test_leaving_without_a_shutdown_is_status_1(fresh):
    assert fresh().stop(orderly=False) == 1
