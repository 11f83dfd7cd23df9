"""`unblame check`: find blame in prose, say why, and offer a wording."""

import sys
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import click

from unblame.cli import baseline, known, places, screen
from unblame.cli.checking import KINDS, Way, Work
from unblame.cli.display import visible
from unblame.cli.fields import steps_of
from unblame.cli.found import Checked, Failed
from unblame.cli.house import House
from unblame.cli.reader import recogniser_option
from unblame.cli.report_text import TextReport, statistics, summary
from unblame.language.baseline import Baseline
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
@recogniser_option
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
        if said["unsafe_fixes"] and not (said["fix"] or said["diff"]):
            raise click.UsageError("--unsafe-fixes goes with --fix, or with --diff to look first.")
        known.roster_of(said["roster"])  # a roster that is wrong is told once, before any file
        self.house, self.said = house, said
        self.form: str = said["form"]
        self.silent: bool = said["diff"] or said["write_baseline"] is not None
        self.names: list[str] = []
        self.fixing: bool = said["fix"] and not said["diff"]
        self.checked: list[Checked] = []
        self.failed: list[Failed] = []
        self.fixed = self.left_out = self.unsaved = 0
        steps = tuple(steps_of(path) for path in said["wanted"])
        self.suffixes = places.JSON if steps else places.PROSE
        settled = house.check.get("baseline")
        given: Path | None = said["baseline"] or (house.folder / settled if settled else None)
        self.out: Path | None = said["write_baseline"]
        self.old = baseline.read(self.out) if self.out and self.out.exists() else Baseline()
        self.way = Way(
            edition=said["edition"],
            roster=said["roster"],
            reader=said["reader"],
            kind=said["kind"],
            fields=steps,
            unsafe=said["unsafe_fixes"],
            baseline=Baseline() if self.out else baseline.read(given),
            path_in_baseline=partial(baseline.path_in, self.out or given),
        )
        self.pages: str | None = house.check.get("pages")

    def status(self) -> int:
        """Check every file, say what was found, and return the exit status."""
        names, missing = places.named(self.said["paths"], self.suffixes)
        self.names = names
        self.failed += missing
        if "-" in names and self.fixing and self.form != "text":
            raise click.UsageError(
                "--fix writes the text of - to standard output; use --format text."
            )
        report = TextReport(quiet=self.said["quiet"], many=len(names) > 1, pages=self.pages)
        with screen.steps("Checking", names) as turn:
            for name in names:
                turn(name)
                one = self._one(name)
                if one is not None:
                    self.checked.append(one)
                    self.failed += [Failed(name=name, what=what) for what in one.unread]
                    if self.form == "text" and not self.silent:
                        turn(None)
                        self._say(report.file(one))
        self._end()
        if self.unsaved or (self.failed and not self.checked):
            return 2
        least = Level(self.said["level"]).rank
        found = (finding for one in self.checked for finding in one.findings)
        loud = any(finding.level.rank >= least for finding in found)
        return 1 if loud and not self.out else 0

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
            if self.form == "text":
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
            from unblame.cli.report_json import as_json

            click.echo(as_json(len(self.names), self.checked, self.failed, self.way.reader))
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
        if self.out:
            click.echo(baseline.write(self.out, self.old, self.checked), err=True)
        if self.form in ("text", "github") and not self.said["quiet"] and self.checked:
            lines = summary(
                self.checked,
                fixed=self.fixed,
                unsafe=self.said["unsafe_fixes"],
                left_out=self.left_out,
            )
            for line in lines:
                click.echo(line, err=True)


def _show_diff(name: str, before: str, after: str) -> None:
    from difflib import unified_diff

    old, new = (StringIO(text, newline="\n").readlines() for text in (before, after))
    for line in unified_diff(old, new, name, name):
        colour = {"+": "green", "-": "red"}.get(line[:1])
        body = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        click.echo(screen.style(body, fg=colour) if colour else body, nl=False)
