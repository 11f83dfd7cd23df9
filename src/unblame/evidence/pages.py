"""The page of the sources, generated from what the readers say about themselves.

`python -m unblame.evidence.pages` writes it; with `--check` it only says whether it is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from unblame.evidence.about import About, about_of
from unblame.evidence.registry import shipped_readers

PAGE = Path("docs/sources.md")
_HEAD = """\
# Sources

What `unblame draft` and `unblame read` can read. A file is recognised by its content, not by its
name; give whole folders, ZIP, tar, gzip, bzip2, xz or zstd files as they were exported. `unblame sources` prints the same
on the terminal, with the readers of installed packages.

What a receiver of webhooks kept, bodies one a line or whole requests with method, headers and body, is
read for its bodies.

Every time keeps its text and the zone it was read in. A time that states no zone is never placed
silently: it needs `--tz`, or it becomes a question. Ids stay as the tool wrote them; edits and
deletions are facts of their own.

Of what is damaged or cut short, compressed or not, what stands before the damage is read, and the place
is named. Of a text of more than 65,536 letters the beginning is read, and how much is left out is said.
What steers a terminal or turns the order of letters stays out; half a letter becomes U+FFFD.

Lines may end in LF, CR LF or CR alone, in UTF-8 or UTF-16, and empty lines may stand first: lines are counted
as the file has them. One thing that is wrong at more than five places of a source is told once, with the first
place and how often. Where the times of a log go back and stay back, its line is named and the order is asked about.

"Built from" says what a reader rests on: a published standard, a vendor's schema, samples of the
format, a vendor's documentation alone, or common use.
"""


def lines_of(about: About) -> Iterator[tuple[str, str]]:
    """Yield what is told of a source as (label, text), in the order of reading."""
    for way in about.export.splitlines():
        yield "Export", way.strip()
    yield "Zone", about.zone
    yield "Edits", about.edits
    yield "Built from", about.built_from


def page() -> str:
    """Return the page of all sources that Unblame itself reads."""
    told = [(reader.name, about_of(reader)) for reader in shipped_readers()]
    out = [_HEAD, "| Reader | Reads |", "|---|---|"]
    out += [f"| [`{name}`](#{name}) | {_cell(about.title)} |" for name, about in told]
    for name, about in told:
        out += ["", f"## {name}", "", f"{about.title}.", ""]
        out += [f"- {label}: {_code(text)}" for label, text in lines_of(about)]
    return "\n".join(out) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(text: str) -> str:
    """Keep angle brackets and stars of a command from being read as markup."""
    return text.replace("<", "\\<").replace("*", "\\*")


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` return 1 where it is stale."""
    kept = PAGE.read_text("utf-8") if PAGE.exists() else ""
    if kept == page():
        return 0
    if "--check" in arguments:
        sys.stdout.write(f"{PAGE} is stale; run python -m unblame.evidence.pages\n")
        return 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
