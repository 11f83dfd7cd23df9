"""Where the page of a rule is: beside the house's documents, or in the folder of this tool."""

import os
from collections.abc import Mapping
from pathlib import Path

FOLDER = "docs/rules"
_WANTS = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM")
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "zed"})
_OWN = Path(__file__).resolve().parents[3] / FOLDER


def page_of(code: str, name: str, pages: str | None) -> str:
    """Return how a person finds the page of a rule: the house's address, or the command."""
    if pages and code.startswith("UB"):
        return f"{pages.rstrip('/')}/{code}-{name}.md"
    return f"unblame explain {code}"


def address_of(code: str, name: str, pages: str | None) -> str | None:
    """Return the address of a page for a link, or None where there is none to reach."""
    file = f"{code}-{name}.md"
    if not code.startswith("UB"):
        return None
    if pages:
        return f"{pages.rstrip('/')}/{file}"
    return (_OWN / file).as_uri() if (_OWN / file).is_file() else None


def linked(text: str, address: str | None) -> str:
    """Return a text that a terminal shows as a link."""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text


def wants_links(environ: Mapping[str, str] = os.environ, *, terminal: bool) -> bool:
    """Tell whether the terminal is one that shows links; FORCE_HYPERLINK=1 or =0 settles it."""
    forced = environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if not terminal or environ.get("TERM") == "dumb" or environ.get("CI"):
        return False
    known = environ.get("TERM_PROGRAM") in _PROGRAMS or environ.get("TERM") == "xterm-kitty"
    return known or any(environ.get(name) for name in _WANTS)
