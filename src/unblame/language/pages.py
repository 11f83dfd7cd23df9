"""The pages of the rules, generated from the rules themselves and checked for staleness.

`python -m unblame.language.pages` writes them; with `--check` it only says which are stale.
"""

import sys
from pathlib import Path

from unblame.language.form import Rule
from unblame.language.registry import find, load

FOLDER = Path("docs/rules")


def explain(code: str) -> str:
    """Return the page of a rule as Markdown. Raises UnknownRule."""
    return page(find(code))


def page(rule: Rule) -> str:
    """Return one rule's page."""
    lines = rule.page.splitlines()
    out = [f"# {rule.code} {rule.name}", "", lines[0], ""]
    out += [f"Level: {rule.level}. Family: {rule.family}.", ""]
    for line in lines[2:]:
        if line and set(line) == {"-"}:
            out[-1] = f"## {out[-1]}"
            out.append("")
        else:
            out.append(line)
    return "\n".join([*out, *_examples(rule)]).rstrip() + "\n"


def index() -> str:
    """Return the table of all rules."""
    rows = [
        f"| [{rule.code}]({filename(rule)}) | `{rule.name}` | {rule.level} | {rule.family} "
        f"| {rule.title} |"
        for rule in load().values()
    ]
    head = [
        "# Rules",
        "",
        "| Code | Name | Level | Family | What it notices |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def filename(rule: Rule) -> str:
    """Return the file name of a rule's page."""
    return f"{rule.code}-{rule.name}.md"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    return {filename(rule): page(rule) for rule in load().values()} | {"index.md": index()}


def stale(folder: Path) -> list[str]:
    """Return the names of pages that differ from the rules, are missing, or have no rule."""
    wanted = pages()
    kept = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    names = sorted(wanted.keys() | kept.keys())
    return [name for name in names if wanted.get(name) != kept.get(name)]


def _examples(rule: Rule) -> list[str]:
    out = ["", "## Examples"]
    for said, texts in (("Noticed:", rule.flag), ("Left alone:", rule.ok)):
        out += ["", said, "", *(f"- `{text}`" for text in texts)] if texts else []
    return out


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` return 1 where one is stale."""
    old = stale(FOLDER)
    if "--check" in arguments:
        for name in old:
            sys.stdout.write(f"{FOLDER / name} is stale; run python -m unblame.language.pages\n")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in old:
        wanted = pages().get(name)
        if wanted is None:
            (FOLDER / name).unlink()
        else:
            (FOLDER / name).write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
