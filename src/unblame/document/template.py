"""The shape of a document: headings, order and slots, from Markdown with named slots."""

import re
from importlib.resources import files

from msgspec import Struct

from unblame.document.cell import View
from unblame.document.errors import DocumentError
from unblame.document.render import slot
from unblame.document.scan import Heading, sections
from unblame.document.slots import HEADINGS, SLOTS, slot_of
from unblame.model import Postmortem

DEFAULT = "default"
SHIPPED = ("default", "sre-book", "one-pager")
_SLOT = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


class Template(Struct, frozen=True, kw_only=True):
    """Markdown with slots, and the heading under which each slot stands."""

    text: str
    headings: dict[str, str] = {}


def load(source: str) -> Template:
    """Return a shipped template by its name, or the template that a text amounts to.

    A text without slots is taken as a post-mortem of the house: its headings are matched to slots
    and kept in their order and their words.
    """
    if source in SHIPPED:
        path = files("unblame.document") / "templates" / f"{source}.md"
        return _with_slots(path.read_text(encoding="utf-8"))
    plain = _without_front_matter(source)
    return _with_slots(plain) if _SLOT.search(plain) else _from_postmortem(plain)


def template_named(name: str) -> str | None:
    """Return the name of a shipped template, or None where none is called so."""
    return name if name in SHIPPED else None


def fill(template: Template, pm: Postmortem, view: View) -> str:
    """Return the body of a document: the template with its slots filled."""

    def put(found: re.Match[str]) -> str:
        if found[1] == "title":
            return _one_line(f"{pm.incident.id} · {pm.incident.product}")
        return slot(found[1], pm, view)

    text = _SLOT.sub(put, template.text)
    present = {heading.casefold() for heading in _headings(template.text)}
    parts = [text.rstrip("\n") + "\n"]
    if pm.public_text is not None and "public" not in _SLOT.findall(template.text):
        parts.append(f"\n## {HEADINGS['public']}\n\n{slot('public', pm, view)}\n")
    added = [s for s in pm.sections if s.heading.casefold() not in present]
    for section in added:
        gap = "" if parts[-1].endswith("\n\n") or parts[-1].startswith("## ") else "\n"
        parts.append(f"{gap}## {section.heading}\n{section.markdown}")
    return "".join(parts)


def _with_slots(text: str) -> Template:
    for found in _SLOT.finditer(text):
        if found[1] not in (*SLOTS, "title"):
            before = text[: found.start()]
            raise DocumentError(
                f"the template has no slot named {found[1]!r}",
                line=before.count("\n") + 1,
                column=found.start() - (before.rfind("\n") + 1) + 1,
                next_step=f"Use one of: title, {', '.join(SLOTS)}.",
            )
    headings = {}
    for section in sections(text):
        inside = _SLOT.findall(text[section.body : section.end])
        for name in inside:
            own = section.heading.text if section.heading else ""
            if own and name in HEADINGS and own.casefold() != HEADINGS[name].casefold():
                headings[name] = own
    return Template(text=text, headings=headings)


def _from_postmortem(text: str) -> Template:
    lines = ["# {{ title }}", "", "{{ facts }}", ""]
    taken: set[str] = set()
    for section in sections(text):
        heading = section.heading
        if heading is None or heading.level == 1:
            continue
        name = slot_of(heading.text, {})
        name = name if name not in taken else None
        lines += [f"{'#' * heading.level} {heading.text}", ""]
        if name:
            taken.add(name)
            lines += [f"{{{{ {name} }}}}", ""]
    for name in ("summary", "impact", "timeline", "milestones", "factors", "actions", "six_months"):
        if name not in taken:
            lines += [f"## {HEADINGS[name]}", "", f"{{{{ {name} }}}}", ""]
    if "questions" not in taken:
        lines += [f"## {HEADINGS['questions']}", "", "{{ questions }}", ""]
    return _with_slots("\n".join(lines))


def _headings(text: str) -> list[str]:
    return [s.heading.text for s in sections(text) if isinstance(s.heading, Heading)]


def _without_front_matter(text: str) -> str:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return re.sub(
        r"\A---[ \t]*\n.*?^---[ \t]*\n", "", plain, count=1, flags=re.DOTALL | re.MULTILINE
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
