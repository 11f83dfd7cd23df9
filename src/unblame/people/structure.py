"""Mentions that their form gives away: addresses, trailers, chat ids, handles, nicks, posts."""

import re
from collections.abc import Iterator

from unblame.people.addresses import find_addresses
from unblame.people.handles import GROUP_WORDS, HTML, SHARED, is_bot, is_handle, is_organisation
from unblame.people.hit import Hit, hit_of
from unblame.people.logged import is_login
from unblame.people.slot import reads_as_a_person
from unblame.people.tokens import titled
from unblame.people.twins import spelt_as_logins
from unblame.people.words import ends_like_a_thing, lists
from unblame.text import late, spots

SLACK = late(r"<@(?P<id>[UW][A-Z0-9]{4,12})(?:\|(?P<handle>[^<>\n]*))?>")
SLACK_BARE = late(r"(?<![\w/-])[UW](?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,11}(?![\w-])")
HANDLE = late(
    r"(?<![\w@./:=`&\]-])@@?(?P<handle>[A-Za-z_][\w-]*(?:\.[\w-]+)*)(?!-?[\w/(@]|\.\w|:\d)"
)
BEFORE_HANDLE = late(
    r"(?P<name>[^\W\d_a-z][\w'’-]+(?:[ \t][^\W\d_a-z][\w'’.-]*){1,3})(?:[ \t]\[[^\[\]\n]{1,20}\])?[ \t]\(?\[?$"
)
SHORT_BEFORE_HANDLE = late(r"(?<![\w.@/-])(?P<name>[^\W\d_a-z][\w'’-]+)[ \t]\(\[?$")
ORDER = late(
    r"[ \t]+(?:approve|retry|rebase|merge|recreate|rerun|retest|build|test|squash|close|reopen|cancel|help|status|queue|backport|r\+|try)"
    r"(?:[ \t]+[\w./#-]+)?[ \t]*(?:\n|$)"
)
FURTHER = late(r"[ ]([^\W\d_a-z][^\W\d_]+)\b")
TILDE = late(r"(?<![\w~/.])~(?P<handle>[a-z][a-z0-9_-]{2,})(?![\w/.~]|[^~\n]*\w~)")
NICK_SIGNS = r"[A-Za-z][\w|`^\[\]-]{1,24}"
NICK = late(
    r"^[ \t]*(?:\W{0,3}\d{1,2}:\d\d(?::\d\d)?\W{0,2}[ \t]+)?<[@+~&% ]?(?P<handle>"
    + NICK_SIGNS
    + r")>(?=[ \t]+\S)",
    re.MULTILINE,
)
RELAYS = frozenset(["relay", "bridge", "slack", "discord", "matrix", "telegram", "irc", "gitter"])
RELAYED = late(r"[ \t]+(?:<|\{-)(?P<handle>" + NICK_SIGNS + r")[>}]")
SPOKEN_TO = late(r"[ \t]+(?:(?P<handle>[A-Za-z][\w|`^\[\]-]{2,24})[:,](?=[ \t]))")
TIMED_NICK = late(r"\d:\d\d\W{0,3}[ \t]+<")
BLAME = late(
    r"^\^?[0-9a-f]{7,40}[ \t].*?\((?P<name>[^()\d\n]{2,40}?)[ \t]+\d{4}-\d\d-\d\d[ \t]",
    re.MULTILINE,
)
COMMITTED = late(
    r"^[ \t>*-]*[0-9a-f]{7,12}[ \t]+(?P<name>[^\W\d_][\w'’.-]+(?:[ \t][^\W\d_][\w'’.-]*){0,3})(?:[ ]?\((?P<also>[^()\n:]{3,40})\))?:[ \t]",
    re.MULTILINE,
)
SHORTLOG = late(
    r"^(?P<name>[^\W\d_a-z][\w'’.-]+(?:[ \t][^\W\d_][\w'’.-]*){1,3})[ ]\(\d+\):[ \t]*$",
    re.MULTILINE,
)
LOGIN_ROW = late(
    r"^[ \t]*\|?[ \t]*`?@?(?P<handle>[A-Za-z][\w-]{1,30})`?[ \t]*\|[ \t]*(?P<link>\[)?"
    r"(?P<name>[^\W\d_a-z][\w'’.-]+(?:[ ][^\W\d_][\w'’.-]*){1,3})\]?(?:\[\]|\([^()\n]*\))?[ \t]*(?=\||$)",
    re.MULTILINE,
)
LOGGED = late(
    r"^[ \t>*-]*[0-9a-f]{7,40}[ \t]+(?P<name>[^\W\d_][\w'’.-]*(?:[ \t][^\W\d_][\w'’.-]*){0,3})[ \t]+\d{4}-\d\d-\d\d\b",
    re.MULTILINE,
)
TRANSCRIPT = late(
    r"^[ \t>*-]*\*\*(?P<name>[^\W\d_][\w'’.-]*(?:[ \t][^\W\d_][\w'’.-]*){0,3})\*\*[ \t]*[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]",
    re.MULTILINE,
)
MERGE = late(r"\bMerge pull request #\d+ from (?P<handle>[A-Za-z\d](?:[A-Za-z\d-]{0,38}))(?=/)")
INLINE = late(
    r"(?:^|(?<=[\s:.!?]))(?P<name>[^\W\d_][\w'’.-]*(?:[ ][^\W\d_a-z][\w'’.-]*){0,3})[ \t]{1,4}\[\d{1,2}:\d\d[ ]?[AP]M\]",
    re.MULTILINE,
)
PROMPT = late(
    r"(?<![\w@./-])(?P<handle>[a-z][a-z0-9_-]{1,20})@[\w.-]+:[~/][\w/.-]*[$#](?=\s|$)", re.MULTILINE
)
ON_A_HOST = late(
    r"(?<![\w@./-])(?P<handle>[a-z][a-z0-9_-]{2,20})@[a-z][a-z0-9-]*(?=[ \t]+(?:[A-Z]?[a-z]+(?:ed|ing)\b))"
)
DEPLOY_LOG = late(
    r"(?<![\w@./-])(?P<handle>[a-z][a-z0-9_-]{2,20})@[a-z][a-z-]*\d+(?:\.[\w.-]+)?:[ \t]"
)
POSTED = late(
    r"^[ \t>*]*(?P<name>[^\W\d_][\w'’.-]*(?:[ \t][^\W\d_][\w'’.-]*){0,3})[ \t*]+(?:\[\d{1,2}:\d\d(?:[ \t]?[AP]M)?\]|"
    r"\(?\d{1,2}:\d\d[ \t]?[AP]M\)?|[—-][ \t](?:Today|Yesterday|\d\d[/.]\d\d[/.]\d{4})(?:[ \t]at)?[ \t]\d{1,2}:\d\d(?:[ \t]?[AP]M)?)[ \t*]*$",
    re.MULTILINE | re.IGNORECASE,
)
FAMILY = r"[^\W\d_a-z][\w-]*(?:['’](?!s\b)[\w-]+)*\w"
HONORIFIC = late(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Fru|Sr|Sra|Señor|Señora|Mme|Monsieur|Madame)\.?[ \t]+(?P<name>"
    + FAMILY
    + r"(?:[ \t]+"
    + FAMILY
    + r")?)"
)
RANKED = late(
    r"\b(?:Captain|Capt|Sergeant|Sgt|Lieutenant|Colonel|Inspector|Detective|Constable|Judge|Justice|Coroner|Professor|Sir|Dame"
    r"|Senator|Officer|Nurse|Commissioner)\.?[ \t]+(?P<name>(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Ll]a)[ \t])*"
    + FAMILY
    + r"(?:[ \t]+"
    + FAMILY
    + r")?)"
)
CJK = late(r"(?P<name>[\u3400-\u9fff\uac00-\ud7af]{1,4}?)(?:さん|様|氏|くん|先生|님|씨)")


def find_structure(text: str) -> Iterator[Hit]:
    """Give every span whose form names a person, longer and surer forms first."""
    if "@" in text or "-by:" in text.lower():
        yield from find_addresses(text)
    if "@" in text or "<" in text or "~" in text:
        yield from _handles(text)
    yield from _lines(text)
    for match in HONORIFIC.finditer(text):
        yield hit_of(match, "name", "name", name=match["name"], basis="grammar")
    for match in RANKED.finditer(text):
        last = match["name"].split()[-1].casefold()
        if _may_end_a_name(last) or last in lists().given:
            yield hit_of(match, "name", "name", name=match["name"], basis="grammar")
    if not text.isascii():
        for match in CJK.finditer(text):
            yield hit_of(match, 0, "name", name=match["name"], basis="grammar")


def _handles(text: str) -> Iterator[Hit]:
    for match in SLACK.finditer(text):
        yield hit_of(match, 0, "id", id=match["id"], handle=match["handle"] or None)
    for match in (
        *spots(PROMPT, text),
        *spots(DEPLOY_LOG, text),
        *spots(ON_A_HOST, text),
    ):
        if match["handle"] not in SHARED:
            yield hit_of(match, "handle", "handle", handle=match["handle"])
    for match in spots(HANDLE, text):
        handle = match["handle"].rstrip("-_")
        if is_handle(handle) and not _is_ordered(text, match):
            end = match.start("handle") + len(handle)
            yield from _called(text, match.start())
            yield from _called_in_short(text, match.start())
            further = FURTHER.match(text, end) if titled(handle) else None
            if further and _may_end_a_name(further[1].casefold()):
                name = f"{handle} {further[1]}"
                yield Hit(start=match.start(), end=further.end(), kind="name", name=name)
            yield Hit(start=match.start(), end=end, kind="handle", handle=handle)
    for match in TILDE.finditer(text):
        if match["handle"] not in lists().english and match["handle"] not in GROUP_WORDS:
            yield hit_of(match, 0, "handle", handle=match["handle"])
    for match in NICK.finditer(text):
        nick = match["handle"]
        timed = TIMED_NICK.search(match[0])
        if (
            nick.casefold() not in HTML
            and not is_bot(nick)
            and (timed or nick.casefold() not in lists().english or _relays(text, match))
        ):
            yield from _in_chat(text, match)


def _is_ordered(text: str, match: re.Match[str]) -> bool:
    """Return whether a bot is given an order, alone on its line: `@merge-helper retry`."""
    start = text.rfind("\n", 0, match.start()) + 1
    return not text[start : match.start()].strip() and bool(ORDER.match(text, match.end()))


def _in_chat(text: str, match: re.Match[str]) -> Iterator[Hit]:
    """Give who says a line of a chat and whom it speaks to: `<kstad> tove: it's back`."""
    at = match.end()
    relayed = RELAYED.match(text, at)
    if relayed:
        yield hit_of(relayed, "handle", "handle", handle=relayed["handle"])
        at = relayed.end()
    if not (relayed and _is_relay(match["handle"])):
        start = text.rindex("<", 0, match.start("handle"))
        yield Hit(start=start, end=match.end("handle") + 1, kind="handle", handle=match["handle"])
    told = SPOKEN_TO.match(text, at)
    if told and is_login(told["handle"].rstrip("_")):
        yield hit_of(told, "handle", "handle", handle=told["handle"])


def _relays(text: str, match: re.Match[str]) -> bool:
    return _is_relay(match["handle"]) and RELAYED.match(text, match.end()) is not None


def _is_relay(nick: str) -> bool:
    """Return whether a nick is of a program that carries the words of another chat."""
    return any(part in RELAYS for part in re.split(r"[|_-]", nick.casefold()))


def _may_end_a_name(low: str) -> bool:
    known = lists()
    return low in known.families or (low not in known.english and low not in known.tools)


def _called(text: str, at: int) -> Iterator[Hit]:
    """Give the name right before a handle, as issue trackers write it: `Ana Lopez @alopez`."""
    match = BEFORE_HANDLE.search(text, max(0, at - 60), at)
    if match is None:
        return
    known, words = lists(), match["name"].split()
    while len(words) > 1 and (
        words[0].casefold() in known.english and words[0].casefold() not in known.given
    ):
        words.pop(0)
    first = words[0].casefold()
    if len(words) > 1 and (first not in known.tools or first in known.surnames):
        start = match.end("name") - len(match["name"]) + match["name"].index(words[0])
        name = " ".join(words)
        yield Hit(start=start, end=match.end("name"), kind="name", name=name)


def _called_in_short(text: str, at: int) -> Iterator[Hit]:
    """Give the one name before a handle in brackets, as in `Ping Oyunaa (@oyu)`."""
    match = SHORT_BEFORE_HANDLE.search(text, max(0, at - 30), at)
    if match and reads_as_a_person([match["name"]], open_=True) and titled(match["name"]):
        yield hit_of(match, "name", "name", name=match["name"])


def _posted(text: str) -> Iterator[Hit]:
    """Give the authors of chat copied as text: `Ana Lopez  9:03 AM` on a line of its own."""
    words = lists()
    for match in (*POSTED.finditer(text), *spots(INLINE, text)):
        name = match["name"]
        parts = [part.casefold() for part in name.split()]
        plain = all(
            part in words.english or part in words.tools or part in words.any_verb for part in parts
        )
        if (
            plain
            or (len(parts) > 1 and parts[0] in words.never)
            or any(is_bot(part) for part in parts)
        ):
            continue
        if name[0].islower() and len(parts) == 1:
            yield hit_of(match, "name", "handle", handle=name)
        elif all(part[0].isupper() for part in name.split()):
            yield hit_of(match, "name", "name", name=name)


def _lines(text: str) -> Iterator[Hit]:
    """Give the authors that lines of `git blame`, of merges and of pasted chat name."""
    if ":" in text:
        yield from _posted(text)
    for match in BLAME.finditer(text):
        yield hit_of(match, "name", "name", name=match["name"])
    for pattern in (COMMITTED, LOGGED, TRANSCRIPT):
        for match in pattern.finditer(text):
            if _may_be_author(match["name"]) and (pattern is not COMMITTED or _commits(match)):
                yield _author(match)
                if pattern is COMMITTED and match["also"]:
                    yield hit_of(match, "also", "name", name=match["also"])
    yield from _in_rows(text)
    for match in spots(SHORTLOG, text):
        if reads_as_a_person(match["name"].split(), open_=True):
            yield hit_of(match, "name", "name", name=match["name"])
    for match in spots(MERGE, text):
        if not is_organisation(match["handle"].casefold()):
            yield hit_of(match, "handle", "handle", handle=match["handle"])
    for match in SLACK_BARE.finditer(text):
        yield hit_of(match, 0, "id", id=match[0])


def _in_rows(text: str) -> Iterator[Hit]:
    """Give the login and the name that stand side by side in a table: `| oyu | [Oyunaa Bat][] |`."""
    for match in spots(LOGIN_ROW, text) if "|" in text else ():
        login, name = match["handle"], match["name"]
        words = name.casefold().split()
        spelt = login.casefold() in spelt_as_logins(name) or login.casefold() in words
        linked = match["link"] and is_login(login)
        if (spelt or linked) and reads_as_a_person(name.split(), open_=True):
            yield hit_of(match, "handle", "handle", handle=login)
            yield hit_of(match, "name", "name", name=name)


def _may_be_author(name: str) -> bool:
    """Return whether a name is neither of a program nor made of plain words."""
    words = name.split()
    known = lists()
    program = len(words) > 1 and words[-1].casefold() in known.tools
    program = program and words[0].casefold() not in known.given and not titled(words[0])
    return not program and not any(is_bot(word) for word in words) and not _is_plain(name)


def _commits(match: re.Match[str]) -> bool:
    """Return whether a word after a commit's number is its author, not the part it touches."""
    name = match["name"]
    if " " in name:
        first, *others = name.split()
        return titled(first) or (first.isupper() and len(first) > 2 and titled(others[0]))
    if name.lower() == name.upper():  # in a script without capitals
        return True
    if not is_login(name) or ends_like_a_thing(name.casefold()):
        return False
    merges = match.string.startswith("Merge ", match.end())
    named = titled(name) and name.casefold() in lists().given_only
    return merges or named or bool(match["also"])


def _is_plain(name: str) -> bool:
    """Return whether a login is made of plain words and tools, as in `docs-deployment`."""
    known = lists()
    return "-" in name and all(
        part in known.english or part in known.tools or part.upper().casefold() in known.acronyms
        for part in name.casefold().split("-")
        if len(part) > 3
    )


def _author(match: re.Match[str]) -> Hit:
    name = match["name"]
    if " " not in name and not titled(name) and name.lower() != name.upper():
        return hit_of(match, "name", "handle", handle=match["name"])
    return hit_of(match, "name", "name", name=match["name"])
