"""People told by the role beside them: `Incident commander: Ana`, a column `Owner`, `our DBA Ana`."""

import re
from collections.abc import Iterator

from unblame.people.hit import Hit, hit_of
from unblame.people.logged import is_login
from unblame.people.slot import people_at
from unblame.people.words import lists, sections
from unblame.text import late, spots

WORDS = sections("around_roles.txt")
CELL = late(r"(?<!\\)\|")
MARKUP = " \t*_`~"


def one_of(*titles: str) -> str:
    """Return a pattern for the words of these sections, longest first; a hyphen may be a space."""
    words = sorted({word for title in titles for word in WORDS[title]}, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace(r"\-", "[- ]?") for word in words)


LABEL = late(
    rf"(?<![\w/@.-])(?:(?P<role>{one_of('roles')})|(?P<thing>{one_of('things_too')})|(?P<list>(?<=[\n|*_>-][ \t])(?:{one_of('lists')})"
    rf"|(?<![^\n|*_>(])(?:{one_of('lists')}))|(?P<deed>(?:{one_of('deeds')})[ \t]by"
    rf"|{one_of('reached')})|(?P<either>(?:{one_of('deeds_of_things_too')})[ \t]by))(?:\(s\))?"
    r"(?:[ \t]*\([^()\n]{1,30}\))?[*_`]{0,3}[ \t]*"
    r"(?:(?P<shown>[:：|–—]|-(?=[ \t])|\((?!s\)))|\b(?P<said>is|was|are|were)\b)[ \t:：*_@|]*",
    re.IGNORECASE,
)
#: `A responder: ...` is somebody who speaks, and no label for a name.
SOMEBODY = late(r"\b(?:an?|one|another)[ \t]+(?:[a-z]+[ \t]+)?$", re.IGNORECASE)
HANDED = late(
    r"\b(?:hand(?:ed)?[- ]?(?:over|off)|handoff|shift|rotation|on-?call|pager)\b[^.\n]{0,24}?[ \t]from[ \t]+(?=[^\n]{2,40}?[ \t]to[ \t]+(?P<to>[^\W\d_][^\n]*))",
    re.IGNORECASE,
)
AGO = late(r"\bago[ \t]by[ \t]+(?=[^\W\d_])")
ITEMS = late(r"[ \t]*\n(?:[ \t]*\n)?(?=[ \t]*(?:[-*+•]|\d+[.)])[ \t])")
ITEM = late(r"[ \t]*(?:[-*+•]|\d+[.)])[ \t]+(?P<item>[^\n]*)(?:\n|$)")
BARE_LIST = late(
    r"(?:^[ \t]*[-*+•][ \t]+[^\W\d_a-z][\w'’-]+(?:[ ][^\W\d_a-z][\w'’-]+)?[ \t]*(?:\n|\Z)){2,}",
    re.MULTILINE,
)
BESIDE = late(rf"(?<![\w/@.-])(?:{one_of('persons')})[ \t]+(?=[*_]{{0,2}}[^\W\d_a-z])")
AFTER = late(
    r"(?<![\w/@.-])(?=(?P<name>[^\W\d_a-z][\w'’-]+(?:[ \t][^\W\d_][\w'’.-]*){0,3}))(?P=name)[ \t]*"
    rf"(?:\([^()\n]{{0,24}}?\b(?:{one_of('roles')})\b[^()\n]{{0,24}}\)"
    rf"|(?:acting[ \t])?as[ \t](?:the[ \t]|an?[ \t])?(?:[\w-]+[ \t])?(?:{one_of('persons')})\b"
    rf"|,[ \t](?:the|our|an?)[ \t](?:[\w-]+[ \t]){{0,2}}(?:{one_of('persons')})\b)"
)
TABLE = late(
    r"^[ \t>]*+\|?(?P<head>[^\n|]*+\|[^\n]*+)\n"
    r"[ \t>]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+(?:\n|$)",
    re.MULTILINE,
)
ROW = late(r"[ \t>]*+(?P<row>[^\n|]*+\|[^\n]*+)(?:\n|$)")
ACTOR = late(
    r"\|[ \t]*(?P<name>[^\W\d_a-z][^|\n\d]{1,40}?)[ \t]*\|[ \t]*(?P<verb>[a-z-]+)(?=[ \t.,|])"
)
HEADING = late(
    rf"^[ \t]*#+[ \t]+(?:{one_of('lists', 'roles')})[ \t]*:?[ \t]*\n(?:[ \t]*\n)?",
    re.MULTILINE | re.IGNORECASE,
)
NICK = late(
    r"[ \t](?:\((?P<initials>[A-Z]{2,4})\)|\((?P<handle>@?[a-z][a-z0-9_-]{2,24})\)|<[ \t](?P<nick>[a-z][a-z0-9_-]{2,24})[!]?[ \t]>)"
)
COLUMN = late(
    rf"(?:[\w-]+[ ]){{0,2}}(?:{one_of('columns', 'roles', 'lists')})(?:\(s\)|s)?", re.IGNORECASE
)


def find_roles(text: str) -> Iterator[Hit]:
    """Give the people that a label, a column or a role beside the name shows."""
    for match in spots(LABEL, text):
        yield from _labelled(text, match)
    for match in spots(AGO, text):
        yield from list(people_at(text, match.end(), _line_end(text, match.end()), open_=True))[:1]
    for match in spots(HANDED, text):
        for start in (match.end(), match.start("to")):
            yield from list(people_at(text, start, _line_end(text, start), open_=True))[:1]
    for match in spots(BESIDE, text):
        yield from list(people_at(text, match.end(), _line_end(text, match.end()), open_=True))[:1]
    for match in spots(AFTER, text):
        yield from people_at(text, match.start("name"), match.end("name"), open_=True)
    if "#" in text:
        yield from _below_headings(text)
    yield from _in_bare_lists(text)
    if "|" in text:
        yield from _in_tables(text)
        for match in ACTOR.finditer(text):
            if match["verb"] in lists().deeds_past:
                yield from people_at(text, match.start("name"), match.end("name"), open_=True)


def _below_headings(text: str) -> Iterator[Hit]:
    """Give the people in the list below a heading such as `## Participants`."""
    for heading in HEADING.finditer(text):
        at = heading.end()
        while item := ITEM.match(text, at) if at < len(text) else None:
            yield from people_at(text, item.start("item"), item.end("item"), open_=True)
            at = item.end()


def find_nicks(text: str, named: list[tuple[int, int]]) -> Iterator[Hit]:
    """Give the nicks in brackets right after a name: `Valentin (fricklerhandwerk)`."""
    for start, end in named:
        match = NICK.match(text, end)
        if match and match["initials"]:
            if match["initials"][0] == text[start : start + 1]:
                yield hit_of(match, "initials", "initials", id=match["initials"])
            continue
        group = "nick" if match and match["nick"] else "handle"
        if match and start < end and is_login(match[group]):
            yield hit_of(match, group, "handle", handle=match[group])


def _labelled(text: str, label: re.Match[str]) -> Iterator[Hit]:
    """Give who stands after a label, on its line, in its cell or in the list below it."""
    start = label.end()
    if SOMEBODY.search(text, max(0, label.start() - 12), label.start()):
        return
    open_ = bool(label["shown"]) and not label["thing"]
    if label["shown"] == "|" and not _first_cell(text, label.start()):
        return
    among = open_ and bool(label["role"])
    here = people_at(text, start, _line_end(text, start), open_=open_, among=among)
    yield from (hit for hit in here if not label["either"] or _has_a_given_name(hit))
    items = ITEMS.match(text, start) if open_ else None
    at = items.end() if items else len(text)
    while item := ITEM.match(text, at) if at < len(text) else None:
        yield from people_at(text, item.start("item"), item.end("item"), open_=True)
        at = item.end()


def _has_a_given_name(hit: Hit) -> bool:
    """Return whether a hit begins with a given name, where a thing could stand as well."""
    known = lists()
    return bool(hit.name) and (hit.name or "").split()[0].casefold() in known.given_only


def _in_bare_lists(text: str) -> Iterator[Hit]:
    """Give the names of a list in which each item is a given name or a whole name and no more."""
    for match in BARE_LIST.finditer(text):
        before = text.rfind("\n", 0, max(match.start() - 1, 0)) + 1
        if ITEM.match(text, match.end()) or (
            before < match.start() and ITEM.match(text, before, match.start())
        ):
            continue
        items = [item.span("item") for item in ITEM.finditer(text, match.start(), match.end())]
        named = [list(people_at(text, *span, open_=True, among=True)) for span in items]
        if all(len(hits) == 1 and _has_a_given_name(hits[0]) for hits in named):
            yield from (hits[0] for hits in named)


def _first_cell(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    return "|" not in text[start:at].strip(MARKUP + ">")[1:]


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _in_tables(text: str) -> Iterator[Hit]:
    """Give the people in the columns of tables whose head says that people stand there."""
    for table in TABLE.finditer(text):
        wanted = _columns([head.strip(MARKUP) for head in _cells(table["head"])])
        at = table.end()
        while wanted and (row := ROW.match(text, at)):
            for start, end in _spans(row["row"], row.start("row"), wanted):
                yield from people_at(text, start, end, open_=True)
            at = row.end()
            if at >= len(text):
                break


def _cells(row: str) -> list[str]:
    return CELL.split(row.strip().removeprefix("|"))


def _columns(heads: list[str]) -> set[int]:
    named = {head.casefold() for head in heads}
    people = {at for at, head in enumerate(heads) if COLUMN.fullmatch(head)}
    if not named.isdisjoint(WORDS["beside_a_name"]):
        people |= {at for at, head in enumerate(heads) if head.casefold() in {"name", "full name"}}
    return people


def _spans(row: str, start: int, wanted: set[int]) -> Iterator[tuple[int, int]]:
    """Give the spans of the wanted cells of a row, without the space around what they hold."""
    lead = len(row) - len(row.lstrip().removeprefix("|"))
    edges = [lead, *(match.end() for match in CELL.finditer(row, lead)), len(row) + 1]
    for at in sorted(wanted):
        if at + 1 < len(edges):
            cell = row[edges[at] : edges[at + 1] - 1]
            held = len(cell) - len(cell.lstrip(MARKUP + "@"))
            yield start + edges[at] + held, start + edges[at + 1] - 1
