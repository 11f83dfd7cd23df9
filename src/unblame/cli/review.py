"""What `make review` runs: the post-mortem of a bundled example, and what to do next."""

import sys
import tomllib
from pathlib import Path

import click

from unblame.cli.draft import command


def main() -> None:
    """Conduct the post-mortem of an example folder into an output folder."""
    example, out = Path(sys.argv[1]), Path(sys.argv[2])
    given = tomllib.loads((example / "inputs.toml").read_text("utf-8"))
    stem = out / str(given["incident"]).lower()
    outs = [str(stem) + suffix for suffix in (".md", ".html", ".json")]
    words = [str(example / "evidence")]
    for option in ("incident", "product", "impact", "tz", "severity", "now"):
        if option in given:
            words += [f"--{option}", str(given[option])]
    for option, names in (("roster", ("roster.yaml",)), ("owners", ("owners.yaml", "CODEOWNERS"))):
        words += next(
            ([f"--{option}", str(example / n)] for n in names if (example / n).exists()), []
        )
    if (example / "history").is_dir():
        words += ["--history", str(example / "history")]
    for name in outs:
        words += ["-o", name]
    command.main(words, prog_name="unblame draft", standalone_mode=False)
    click.echo(
        f"""
The post-mortem of the example incident is drafted. Open it:
  {outs[0]}    the document, yours to edit
  {outs[1]}    the same to look at, one file, no network
  {outs[2]}    the same for programs

Next:
  .venv/bin/unblame walk {outs[0]}     settle the open questions, one at a time
  .venv/bin/unblame room {outs[0]}     the facilitator's sheet
  .venv/bin/unblame draft YOUR-EVIDENCE/ --incident INC-1 --product NAME --impact "…" -o inc-1.md"""
    )


if __name__ == "__main__":
    main()
