"""`unblame check`: find blame in prose, say why, and offer a wording."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from unblame.cli import files, places, screen
from unblame.cli.checking import KINDS, Way, Work
from unblame.cli.display import visible
from unblame.cli.fields import steps_of
from unblame.cli.found import Checked, Failed
from unblame.cli.house import House
from unblame.cli.report_text import TextReport, statistics, summary
from unblame.language.baseline import Baseline, NotABaseline
from unblame.language.finding import Level

__all__ = ["KINDS", "command"]


def _explain(ctx: click.Context, _param: click.Parameter, rule: str | None) -> None:
    if rule is not None and not ctx.resilient_parsing:
        from unblame.cli.explain import explained

        click.echo(explained(rule, ctx.obj))
        ctx.exit()


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
    "--kind",
    type=click.Choice(["markdown", "plain", "html", "mrkdwn"]),
    help="How the text is written; else by suffix, and Markdown where that says nothing.",
)
@click.option(
    "--field",
    "wanted",
    multiple=True,
    metavar="PATH",
    help="In JSON and JSON Lines, check these strings: summary, events[*].text. May be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
)
@click.option("--baseline", type=click.Path(path_type=Path), help="List only what is not in FILE.")
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    help="Write what is found to FILE, so that from then on only new findings are listed.",
)
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
@click.option("-q", "--quiet", is_flag=True, help="One line for each finding, and nothing else.")
@click.option(
    "--explain",
    metavar="RULE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Show the page of a rule, and stop.",
)
@click.pass_obj
def command(house: House | None, /, **said: Any) -> None:
    """Find blame in prose, say why in a way that helps, and offer a wording.

    \b
    Examples:
      unblame check inc-42.md
      unblame check docs/ --level block --format github
      unblame check draft.md --fix --diff       look before you change
      unblame check export.json --field 'events[*].text'
      pbpaste | unblame check -
    `-` is standard input; a folder stands for the texts in it. Code, logs and links are left alone.
    To keep a sentence as it is, put <!-- unblame: ignore UB101 because ... --> on the line before it.
    """
    house = house or House(folder=Path.cwd(), values={})
    sys.exit(Run(house, said).status())


class Run:
    """One run over all files: what was asked, and what has been found so far."""

    def __init__(self, house: House, said: dict[str, Any]) -> None:
        self.house, self.said = house, said
        self.form: str = said["form"]
        self.silent: bool = said["diff"] or said["write_baseline"] is not None
        self.fixing: bool = said["fix"] and not said["diff"]
        self.checked: list[Checked] = []
        self.failed: list[Failed] = []
        self.fixed = self.left_out = self.unsaved = 0
        steps = tuple(steps_of(path) for path in said["wanted"])
        self.suffixes = places.JSON if steps else places.PROSE
        self.base: Path | None = said["baseline"] or self._settled_baseline()
        self.old = Baseline()
        if said["write_baseline"] and said["write_baseline"].exists():
            self.old = _baseline(said["write_baseline"])
        self.at: Path | None = said["write_baseline"] or self.base
        self.way = Way(
            edition=said["edition"],
            roster=said["roster"],
            kind=said["kind"],
            fields=steps,
            unsafe=said["unsafe_fixes"],
            baseline=Baseline() if said["write_baseline"] else _baseline(self.base),
            path_in_baseline=self._path_in_baseline,
        )
        self.pages: str | None = house.check.get("pages")

    def status(self) -> int:
        """Check every file, say what was found, and return the exit status."""
        names, missing = places.named(self.said["paths"], self.suffixes)
        self.failed += [Failed(name="", what=error.message) for error in missing]
        if "-" in names and self.fixing and self.form != "text":
            raise click.UsageError(
                "--fix writes the text of - to standard output; use --format text."
            )
        report = self._report(names)
        with screen.steps("Checking", names) as turn:
            for name in names:
                turn(name)
                one = self._one(name)
                if one is not None:
                    self.checked.append(one)
                    if self.form == "text" and not self.silent:
                        turn(None)
                        self._say(report.file(one))
        self._end()
        if self.unsaved or (self.failed and not self.checked):
            return 2
        least = Level(self.said["level"]).rank
        found = (finding for one in self.checked for finding in one.findings)
        loud = any(finding.level.rank >= least for finding in found)
        return 1 if loud and not self.said["write_baseline"] else 0

    def _report(self, names: Sequence[str]) -> TextReport:
        return TextReport(
            quiet=self.said["quiet"],
            many=len(names) > 1,
            pages=self.pages,
        )

    def _say(self, lines: Iterator[str]) -> None:
        """Print lines; to standard error where standard output takes the text of `-`."""
        for line in lines:
            click.echo(line, err=self.fixing and "-" in self.said["paths"])

    def _one(self, name: str) -> Checked | None:
        """Return what one file holds, fixed where that was asked for, or None."""
        config = self.house.check_for(Path(name)) if name != "-" else self.house.check
        if config is None:
            self.left_out += 1
            return None
        try:
            work = Work(name, self.way, config)
            found = work.checked()
            if self.said["fix"] or self.said["diff"]:
                work.fix()
                found = self._fixed(work, found)
        except screen.CannotDo as error:
            self.failed.append(Failed(name=name, what=error.message))
            return None
        return found

    def _fixed(self, work: Work, before: Checked) -> Checked:
        if self.said["diff"]:
            _show_diff(work.name, work.before, work.text)
            return before
        if work.name == "-":
            click.echo(work.text, nl=False)
        elif work.text == work.before:
            return before
        else:
            try:
                work.save()
            except screen.CannotDo as error:
                self.failed.append(Failed(name=work.name, what=error.message))
                self.unsaved += 1
                return before
            self.fixed += 1
        return work.checked()

    def _end(self) -> None:
        if self.form == "json":
            click.echo(self._as_json())
        elif self.form == "sarif":
            from unblame.cli.sarif import Log

            log = Log(extra=self.house.check.get("rules", ()), pages=self.pages)
            click.echo(log.text(self.checked, self.failed))
        elif self.form == "github":
            from unblame.cli.annotations import annotations

            for line in annotations(self.checked):
                click.echo(line)
        if self.form != "json":
            screen.warn(visible(one.what) for one in self.failed)
        if self.form in ("text", "github") and self.said["statistics"]:
            self._say(statistics(self.checked))
        if self.said["write_baseline"]:
            self._write_baseline(self.said["write_baseline"])
        if self.form in ("text", "github") and not self.said["quiet"] and self.checked:
            lines = summary(
                self.checked,
                fixed=self.fixed,
                unsafe=self.said["unsafe_fixes"],
                left_out=self.left_out,
            )
            for line in lines:
                click.echo(line, err=True)

    def _as_json(self) -> str:
        rows = []
        for one in self.checked:
            for place in one.places:
                row = msgspec.to_builtins(place.finding)
                del row["start"], row["end"]
                rows.append(
                    {"file": one.name, **row} | ({"path": place.path} if place.path else {})
                )
        report = {
            "schema": "unblame.findings/1",
            "files": len(self.checked) + len(self.failed),
            "errors": [{"file": one.name, "what": one.what} for one in self.failed],
            "known": sum(len(one.known) for one in self.checked),
            "stale": sum(one.stale for one in self.checked),
            "suppressed": sum(len(one.standing) for one in self.checked),
            "findings": rows,
        }
        return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()

    def _settled_baseline(self) -> Path | None:
        given = self.house.check.get("baseline")
        return self.house.folder / given if given else None

    def _path_in_baseline(self, name: str) -> str:
        """Return a file's path from the folder of the baseline, with slashes."""
        if name == "-" or self.at is None:
            return name
        return Path(os.path.relpath(Path(name).resolve(), self.at.resolve().parent)).as_posix()

    def _write_baseline(self, out: Path) -> None:
        """Write what was found; what is known of files that were not checked now stays."""
        now = Baseline.of(
            (self._path_in_baseline(one.name), finding)
            for one in self.checked
            for finding in one.findings
        )
        looked_at = {self._path_in_baseline(one.name) for one in self.checked}
        kept = {
            path: counts
            for path, counts in self.old.files.items()
            if path not in looked_at and (out.resolve().parent / path).exists()
        }
        files.write_text(out, Baseline(files={**kept, **now.files}).text())
        gone, new = _changes(self.old, now, looked_at)
        click.echo(f"{out}: {now.total} findings known, {new} of them new, {gone} gone.", err=True)


def _baseline(path: Path | None) -> Baseline:
    """Return the baseline in a file, or one that knows nothing. Raises CannotDo."""
    if path is None:
        return Baseline()
    try:
        return Baseline.read(files.read_text(path, "The baseline"))
    except NotABaseline as error:
        raise screen.CannotDo(
            f"The baseline {path} cannot be used: {error}. "
            "Move it away, and write a new one with --write-baseline."
        ) from error


def _changes(old: Baseline, now: Baseline, looked_at: set[str]) -> tuple[int, int]:
    """Return how many entries of the files that were checked are gone, and how many are new."""
    before = Baseline(files={path: old.files[path] for path in looked_at & old.files.keys()})
    return before.without(now).total, now.without(before).total


def _show_diff(name: str, before: str, after: str) -> None:
    from difflib import unified_diff

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in unified_diff(old, new, name, name):
        colour = {"+": "green", "-": "red"}.get(line[:1])
        body = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        click.echo(screen.style(body, fg=colour) if colour else body, nl=False)
