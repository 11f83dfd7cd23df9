"""A place that holds people and little else, such as what stands after `Incident commander:`."""

import re
from collections.abc import Iterator

from unblame.people.handles import GROUP_WORDS, SHARED
from unblame.people.hit import Hit
from unblame.people.tokens import is_family_form
from unblame.people.words import Lists, lists, sections
from unblame.text import late

PARTICLES = sections("around_names.txt")["particles"]
THINGS = sections("around_names.txt")["things"]
NO_NAMES = sections("around_cjk.txt")["no_names"]
PIECE = late(
    r"[*_\"“'‘(\[]{0,3}(?P<run>[^\W\d_](?:[^\W]|[-'’.](?=\w))*\.?"
    r"(?:[ \t]+[^\W\d_](?:[^\W]|[-'’.](?=\w))*(?:(?<=\b\w)\.)?){0,5})"
)
PARTS = late(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])")
WORD = late(r"\S+")
LINK = late(
    r"[*_\"”'’)\]]{0,3}[ \t]*(?:\([^()\n]{0,40}\)|<[^<>\n]*>)?[ \t]*"
    r"(?:,[ \t]*(?:and|&)?|;|/|&|\+|->|=>|→|\band\b|\bor\b|\bog\b|\bund\b)[ \t]*"
)
ENDS = late(
    r"[*_\"”'’)\]]{0,3}[ \t]*(?:$|[,;:|/&+(<\n!?—–]|\.(?:\s|$)|and\b|to\b|at\b|→|=>|->?[ \t])"
)
FOLLOWING = late(r"[ \t]+([^\W\d_]+)")
SKIPPED = late(r"[^,;|\n]{1,60}[,;][ \t]*")
HOST = late(
    r"(?:[\w-]+\.)+(?:com|net|org|io|dev|app|cloud|example|test|internal|local|svc|intra|corp)"
)
LETTERED = late(r"[Rr]esponder [A-Z]{1,3}\.?$")  # the letter of a pseudonym
TICKET = late(r"[A-Z][A-Z\d]*-\d+")
UNKNOWABLE = frozenset(
    [
        "tbd",
        "tba",
        "none",
        "nobody",
        "unknown",
        "n",
        "na",
        "null",
        "nil",
        "no",
        "未定",
        "待定",
        "未知",
        "不明",
        "なし",
        "无",
    ]
)


def people_at(
    text: str, start: int, end: int, *, open_: bool, among: bool = False
) -> Iterator[Hit]:
    """Give the people listed from `start` on; `open_` lets a word that nobody knows be a name.

    `among` lets the name of a place be a person's, as it is beside other people or after a role.
    """
    while start < end:
        piece = PIECE.match(text, start)
        if piece is None or piece.end() > end:
            return
        hit = _person(text, piece, open_=open_, among=among)
        if hit is None:
            skipped = SKIPPED.match(text, start)
            if not open_ or skipped is None:
                return
            start = skipped.end()
            continue
        yield hit
        among = True
        link = LINK.match(text, hit.end)
        if link is None:
            return
        start = link.end()


def _person(text: str, piece: re.Match[str], *, open_: bool, among: bool) -> Hit | None:
    words = [(match[0], match.start(), match.end()) for match in WORD.finditer(piece["run"])]
    words = _name_like([word for word, _, _ in words], words)
    if not words:
        return None
    start, end = piece.start("run") + words[0][1], piece.start("run") + words[-1][2]
    if text[end - 1] == "." and len(words[-1][0]) > 2:
        end -= 1
    written = text[start:end]
    if TICKET.fullmatch(written) or (
        len(written) < 5 and LETTERED.search(text, max(0, start - 10), end)
    ):
        return None
    ended = bool(ENDS.match(text, end))
    following = _word_after(text, end)
    if following in GROUP_WORDS | THINGS:
        return None
    if _is_caseless(written):
        known_word = written in UNKNOWABLE or any(
            word in NO_NAMES for word in (written, written[:2])
        )
        stands = open_ and ended and not known_word and 1 < len(written) < 25
        return Hit(start=start, end=end, kind="name", name=written) if stands else None
    if not written[0].isupper():
        return _small(written, start, end, open_=open_ and ended)
    if 1 < len(written) < 4 and written.isupper() and piece["run"].split()[1:] == []:
        return _initials(written, start, end, sure=open_ and ended)
    if not is_name_word(words[0][0]) and not (open_ and ended and written.isupper()):
        single = open_ and ended and len(words) == 1
        return _mixed(written, start, end, among=among) if single else None
    if not reads_as_a_person(written.split(), open_=open_, among=among):
        return None
    if len(words) == 1 and not ended and written.casefold() in lists().english:
        return None
    return Hit(start=start, end=end, kind="name", name=" ".join(written.split()))


def _is_caseless(written: str) -> bool:
    """Return whether a name is written in a script without capitals, as in `张伟` or `محمد`."""
    return not written.isascii() and written.lower() == written.upper()


def _is_plain(part: str, known: Lists) -> bool:
    return part in known.english or part in GROUP_WORDS | THINGS


def _mixed(written: str, start: int, end: int, *, among: bool) -> Hit | None:
    """Return a handle written with a capital or digit inside, as in `JulienM`, `Mic92`."""
    parts = [part.casefold() for part in PARTS.findall(written)]
    known = lists()
    if len(written) < 4 or not written[0].isalpha() or written.casefold() in known.tools:
        return None
    if any(part in known.tools for part in parts):
        return None
    named = any(part in known.names for part in parts)
    counted = among and written[-1].isdigit() and written.casefold() not in known.english
    if not named and not counted and all(_is_plain(part, known) for part in parts):
        return None
    return Hit(start=start, end=end, kind="handle", handle=written)


def _initials(written: str, start: int, end: int, *, sure: bool) -> Hit | None:
    if written.casefold() in lists().acronyms:
        return None
    return Hit(start=start, end=end, kind="initials", id=written, sure=sure and len(written) == 2)


def _name_like(words: list[str], spans: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return the leading words that are written as one name is."""
    size = 0
    for at, word in enumerate(words):
        if is_name_word(word):
            size = at + 1 if at == 0 or len(word) > 1 else size
        elif at == 0 or word.casefold() not in PARTICLES:
            break
    return spans[:size] if size else spans[:1]


def is_name_word(word: str) -> bool:
    """Return whether a word is written as part of a name: `Ana`, `al-Rashid`, `J.`, `Ó`."""
    bare = word.removesuffix(".")
    return bare.isupper() if len(bare) == 1 else is_family_form(bare)


def _word_after(text: str, end: int) -> str:
    match = FOLLOWING.match(text, end)
    return match[1].casefold() if match else ""


def _small(written: str, start: int, end: int, *, open_: bool) -> Hit | None:
    """Return a name or handle written small: `mark`, `mehdi.alaoui`, `jdoe42`."""
    known = lists()
    low = written.casefold()
    first = re.split(r"[._-]", low)[0]
    if low in SHARED | GROUP_WORDS | THINGS | UNKNOWABLE or low in known.acronyms:
        return None
    if low.endswith(("bot", "team")) or (low in known.never and low not in known.nameish):
        return None
    if low in known.given and (low not in known.english or low in known.nameish):
        return Hit(start=start, end=end, kind="name", name=written) if open_ else None
    plain = low in known.english or low in known.tools or low in known.any_verb
    parts = re.split(r"[._-]", low)
    worded = "-" in low and all(
        part in known.english or part in known.tools for part in parts if len(part) > 1
    )
    if not open_ or plain or len(low) < 3 or worded or HOST.fullmatch(low):
        return None
    if (
        first != low
        and first not in known.given
        and (first in known.tools or first in known.english)
    ):
        return None
    return Hit(start=start, end=end, kind="handle", handle=written)


def reads_as_a_person(words: list[str], *, open_: bool, among: bool = False) -> bool:
    """Return whether capitalised words that stand where people do are a person's name."""
    known = lists()
    low = [word.casefold().removesuffix(".") for word in words]
    if any(word in GROUP_WORDS and word not in {"lead", "leads"} for word in low):
        return False
    if len(low) == 1:
        return _single(low[0], known, open_=open_, among=among)
    first, last = low[0], low[-1]
    if first in known.given:
        plain = first not in known.english and first not in known.tools
        return plain or _is_family(last, known)
    if len(first) == 1:
        return last not in known.english and last not in known.tools
    if first in known.english or any(word in known.tools for word in low):
        return False
    if len(low) > 2 and low[-2] in PARTICLES:
        return True
    return last in known.surnames or (
        open_ and (last in known.family_words or last not in known.english)
    )


def _single(low: str, known: Lists, *, open_: bool, among: bool) -> bool:
    if low in known.given:
        plain = low not in known.english and low not in known.tools
        dated = low in known.dates
        taken = dated if among else low in known.places or (dated and low not in known.nameish)
        return plain or (open_ and not taken)
    if among and open_ and (low in known.wordy or not known.english.lists(low)):
        return low not in known.tools and low not in known.any_verb and low not in known.never
    if len(low) < 2 or low in known.english or low in known.tools or low in known.any_verb:
        return False
    return open_ and low not in known.acronyms and low not in UNKNOWABLE


def _is_family(low: str, known: Lists) -> bool:
    return (
        low in known.families
        or low in known.given
        or low in known.wordy
        or (low not in known.english and low not in known.tools)
    )
