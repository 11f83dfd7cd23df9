"""What the tool says, and what is written about it, blames nobody by its own rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from unblame.cli.program import COMMANDS, program
from unblame.language import RULES, check

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "unblame"
WRITTEN = sorted(
    [
        *ROOT.glob("*.md"),
        *(path for path in ROOT.glob("docs/**/*.md") if path.parent.name != "rules"),
        *SOURCES.glob("document/templates/*.md"),
    ]
)
SPEAKING = sorted(
    path
    for room in ("actions", "cli", "conduct", "document", "factors", "publish", "timeline")
    for path in (SOURCES / room).glob("*.py")
)


def blamed(text: str, kind: str = "markdown") -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in check(text, kind=kind) if one.level != "note"]


@pytest.mark.parametrize(
    "path",
    WRITTEN,
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_what_is_written_about_it_blames_nobody(path: Path) -> None:
    assert blamed(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_blames_nobody(name: str) -> None:
    with click.Context(program, info_name="unblame") as above:
        command = program.get_command(above, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=above) as context:
            assert blamed(command.get_help(context), "plain") == []


def test_the_help_of_the_program_blames_nobody() -> None:
    with click.Context(program, info_name="unblame") as context:
        assert blamed(program.get_help(context), "plain") == []


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_message_and_the_question_of_a_rule_blame_nobody(code: str) -> None:
    said = {
        line
        for text in RULES[code].flag
        for one in check(text)
        for line in (one.message, one.ask)
        if line
    }

    assert [found for line in sorted(said) for found in blamed(line, "plain")] == []


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: str(path.relative_to(SOURCES)))
def test_the_sentences_of_a_room_blame_nobody(path: Path) -> None:
    said = list(sentences(ast.parse(path.read_text(encoding="utf-8"))))

    assert [found for line in said for found in blamed(line, "plain")] == []


def sentences(tree: ast.Module) -> Iterator[str]:
    """Give each text of a module that reads as a sentence, and no docstring and no pattern."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    pieces = {
        id(piece)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for piece in node.values
    }
    for node in ast.walk(tree):
        if id(node) not in docs | pieces and isinstance(node, ast.JoinedStr | ast.Constant):
            text = spelt(node)
            if len(text.split()) > 4 and "\\" not in text and "(?" not in text:
                yield text


def spelt(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(spelt(part) if isinstance(part, ast.Constant) else "7" for part in node.values)
