"""`unblame check`: find blame in prose, say why, and offer a wording."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from unblame.cli import files, known, screen
from unblame.cli.house import House
from unblame.language import Finding, Level, UnknownRule, check, fix
from unblame.people import Cast

KINDS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".txt": "plain",
}
COLOURS = {"block": "red", "warn": "yellow", "note": "blue"}


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--fix", is_flag=True, help="Apply the rewrites that are safe.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix, apply the rest too; read them afterwards."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--level",
    type=click.Choice(["note", "warn", "block"]),
    default="warn",
    show_default=True,
    help="From which level on the exit status is 1.",
)
@click.option(
    "--roster", type=click.Path(path_type=Path), help="People to find; never printed as such."
)
@click.option(
    "--edition",
    type=click.Choice(["team", "readout", "public"]),
    default="team",
    show_default=True,
    help="Whose levels to use.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
)
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
@click.pass_obj
def command(
    house: House | None, /, paths: tuple[str, ...], form: str, level: str, **rest: Any
) -> None:
    """Find blame in prose, say why in a way that helps, and offer a wording.

    \b
    Examples:
      unblame check inc-42.md
      unblame check docs/*.md --level block --format github
      unblame check draft.md --fix --diff       look before you change
      pbpaste | unblame check -
    `-` is standard input. Code, logs and links are left alone. To keep a sentence as it is, put
    <!-- unblame: ignore UB101 because ... --> on the line before it.
    """
    rest["config"] = house.check if house else {}
    found: list[tuple[str, Finding]] = []
    errors: list[dict[str, str]] = []
    for name in paths:
        try:
            text = _text(name)
        except screen.CannotDo as error:
            errors.append({"file": name, "what": error.message})
            continue
        cast = known.cast_of(rest["roster"], files.people_map_of(Path(name)))
        findings, text = _fixed(name, text, cast, rest)
        found += [(name, finding) for finding in findings]
        if form == "text" and not rest["diff"]:
            _show(name, text, findings)
    _report(form, paths, found, errors, statistics=rest["statistics"])
    if errors and len(errors) == len(paths):
        sys.exit(2)
    sys.exit(1 if any(_rank(finding.level) >= _rank(Level(level)) for _, finding in found) else 0)


def _rank(level: Level) -> int:
    return ["note", "warn", "block"].index(level)


def _text(name: str) -> str:
    if name != "-":
        return files.read_text(Path(name), "The file")
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise screen.CannotDo(f"Standard input is not UTF-8 text (byte {error.start}).") from error


def _kind(name: str) -> str:
    return "markdown" if name == "-" else KINDS.get(Path(name).suffix.lower(), "markdown")


def _check(name: str, text: str, cast: Cast, rest: dict[str, Any]) -> list[Finding]:
    try:
        return list(
            check(text, kind=_kind(name), cast=cast, edition=rest["edition"], config=rest["config"])
        )
    except UnknownRule as error:
        raise screen.CannotDo(f"unblame.toml: {error}") from error


def _fixed(name: str, text: str, cast: Cast, rest: dict[str, Any]) -> tuple[list[Finding], str]:
    """Return the findings, after fixing where that was asked for, and the text they belong to."""
    findings = _check(name, text, cast, rest)
    if not (rest["fix"] or rest["diff"]):
        return findings, text
    fixed = fix(
        text,
        unsafe=rest["unsafe_fixes"],
        kind=_kind(name),
        cast=cast,
        edition=rest["edition"],
        config=rest["config"],
    )
    if rest["diff"]:
        _show_diff(name, text, fixed)
        return findings, text
    if name == "-":
        click.echo(fixed, nl=False)
    elif fixed != text:
        files.write_text(Path(name), fixed)
    return _check(name, fixed, cast, rest), fixed


def _show_diff(name: str, before: str, after: str) -> None:
    from difflib import unified_diff

    for line in unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm=""):
        colour = {"+": "green", "-": "red"}.get(line[:1])
        click.echo(screen.style(line, fg=colour) if colour else line)


def _show(name: str, text: str, findings: Sequence[Finding]) -> None:
    lines = text.splitlines()
    for finding in findings:
        where = screen.style(f"{name}:{finding.line}:{finding.column}", bold=True)
        click.echo(
            f"{where} {screen.style(finding.rule, fg=COLOURS[finding.level])} {finding.message}"
        )
        line = lines[finding.line - 1] if finding.line <= len(lines) else ""
        end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
        click.echo(f"    {line.strip()}" if len(line) <= 160 else f"    …{finding.text[:150]}…")
        if len(line) <= 160:
            indent = finding.column - 1 - (len(line) - len(line.lstrip()))
            click.echo(
                "    "
                + " " * max(indent, 0)
                + screen.style("^" * max(end - finding.column + 1, 1), fg=COLOURS[finding.level])
            )
        if finding.rewrite:
            mark = "" if finding.safety == "safe" else "   (read it before using it)"
            click.echo(screen.style(f"    + {finding.rewrite}", fg="green") + mark)
        if finding.ask:
            click.echo(f"    ? {finding.ask}")


def _report(
    form: str,
    paths: Sequence[str],
    found: Sequence[tuple[str, Finding]],
    errors: Sequence[dict[str, str]],
    *,
    statistics: bool,
) -> None:
    if form == "json":
        click.echo(_as_json(paths, found, errors))
        return
    screen.warn(error["what"] for error in errors)
    if form == "sarif":
        from unblame.cli.sarif import as_sarif

        click.echo(as_sarif(found))
    elif form == "github":
        kinds = {"block": "error", "warn": "warning", "note": "notice"}
        for name, finding in found:
            click.echo(
                f"::{kinds[finding.level]} file={name},line={finding.line},col={finding.column},title={finding.rule} {finding.name}::{_escaped(_with_offer(finding))}"
            )
    else:
        _summary(paths, found, statistics=statistics)


def _escaped(text: str) -> str:
    """Escape a message as GitHub's workflow commands want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _with_offer(finding: Finding) -> str:
    offer = finding.rewrite or finding.ask
    return f"{finding.message} {offer}" if offer else finding.message


def _summary(
    paths: Sequence[str], found: Sequence[tuple[str, Finding]], *, statistics: bool
) -> None:
    from collections import Counter

    if statistics:
        for (rule, name), count in Counter((f.rule, f.name) for _, f in found).most_common():
            click.echo(f"{count:5}  {rule}  {name}")
    counts = Counter(str(finding.level) for _, finding in found)
    said = ", ".join(
        f"{counts[level]} {level}" for level in ("block", "warn", "note") if counts[level]
    )
    plural = "" if len(paths) == 1 else "s"
    click.echo(f"{len(paths)} file{plural}: {said or 'nothing that blames'}.", err=True)


def _as_json(
    paths: Sequence[str], found: Sequence[tuple[str, Finding]], errors: Sequence[dict[str, str]]
) -> str:
    rows = []
    for name, finding in found:
        row = msgspec.to_builtins(finding)
        row.pop("start", None)
        row.pop("end", None)
        rows.append({"file": name, **row})
    report = {
        "schema": "unblame.findings/1",
        "files": len(paths),
        "errors": list(errors),
        "findings": rows,
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()
