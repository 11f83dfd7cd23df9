"""Every mention of a person in a text, in order, with the pseudonym that takes its place."""

import re
from collections.abc import Iterable

from msgspec import Struct

from unblame.people.cast import Cast, Person, fold
from unblame.people.grammar import find_names
from unblame.people.pseudonym import PSEUDONYM
from unblame.people.structure import Hit, find_structure
from unblame.people.tokens import FENCE, Tokens, titled
from unblame.people.words import lists
from unblame.text import exempt_spans, splice

HANDLE_WORD = re.compile(r"(?<![\w@./-])[A-Za-z][\w.-]*[\w](?![\w@/])")
WRAPPED = re.compile(r"[ \t]*[<(\[]?[ \t]*$")


class Mention(Struct, frozen=True, kw_only=True):
    """One mention: where it stands, how it was told (`basis`), and who it is."""

    start: int
    end: int
    text: str
    kind: str
    sure: bool
    basis: str
    person: str | None = None
    pseudonym: str | None = None


def mentions(text: str, cast: Cast | None = None) -> list[Mention]:
    """Return every mention of a person in raw text; the cast learns who appeared."""
    cast = cast if cast is not None else Cast()
    found: list[Mention] = []
    for hit, person in _resolved(text, cast):
        pseudonym = cast.appear(person) if person and hit.sure else None
        basis = "roster" if person and person.basis == "roster" else hit.basis
        found.append(
            Mention(
                start=hit.start,
                end=hit.end,
                text=text[hit.start : hit.end],
                kind=hit.kind,
                sure=hit.sure,
                basis=basis,
                person=person.person_id if person and hit.sure else None,
                pseudonym=pseudonym,
            )
        )
    return found


def replaced(text: str, cast: Cast) -> str:
    """Return the text with every sure mention replaced; a name and its address become one."""
    edits: list[tuple[int, int, str]] = []
    for mention in mentions(text, cast):
        if not mention.pseudonym:
            continue
        start, end, new = mention.start, mention.end, mention.pseudonym
        if edits and edits[-1][2] == new and WRAPPED.fullmatch(text[edits[-1][1] : start]):
            before = edits.pop()
            closing = {"<": ">", "(": ")", "[": "]"}.get(text[before[1] : start].strip()[-1:], "")
            end += 1 if closing and text[end : end + 1] == closing else 0
            start = before[0]
        edits.append((start, end, new))
    return splice(text, edits) if edits else text


def _resolved(text: str, cast: Cast) -> list[tuple[Hit, Person | None]]:
    code = _code(text)
    hits = [hit for hit in _apart(find_structure(text)) if _counts(hit, code, cast)]
    _introduce(hits, cast)
    addresses = [span for span in exempt_spans(text) if text[span[0]] != "`"]
    tokens = Tokens(text, [*addresses, *_spans(hits)])
    hits = _apart([*hits, *_known(tokens, addresses + _spans(hits), cast)])
    tokens.close([*code, *_spans(hits)])
    told = [hit for hit in find_names(tokens) if _counts(hit, code, cast)]
    hits = _apart([*hits, *told])
    if any(hit.sure for hit in told):  # whom grammar showed may also stand where it could not tell
        _introduce(told, cast)
        tokens.close(_spans(hits))
        sure = [hit for hit in hits if hit.sure]
        unsure = [hit for hit in hits if not hit.sure]
        hits = _apart([*sure, *_known(tokens, addresses + code + _spans(sure), cast), *unsure])
    hits.sort(key=lambda hit: hit.start)
    return _met(hits, cast)


def _spans(hits: list[Hit]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in hits]


def _known(tokens: Tokens, taken: list[tuple[int, int]], cast: Cast) -> list[Hit]:
    return [*_known_names(tokens, cast), *_known_handles(tokens.text, taken, cast)]


def _counts(hit: Hit, code: list[tuple[int, int]], cast: Cast) -> bool:
    """Return whether a hit is no bot, no pseudonym, and no decorator in a piece of code."""
    if _is_bot(hit, cast) or (hit.name and PSEUDONYM.fullmatch(hit.name)):
        return False
    return hit.kind != "handle" or not _inside(hit, code) or _is_known(hit, cast)


def _introduce(hits: list[Hit], cast: Cast) -> None:
    """Let the cast meet whoever is sure, so that the rest of the text can name them in short."""
    for hit in sorted(hits, key=lambda hit: " " not in (hit.name or "")):
        if hit.sure and hit.kind != "initials":
            cast.meet(name=hit.name, handle=hit.handle, email=hit.email, id=hit.id, basis=hit.basis)


def _met(hits: list[Hit], cast: Cast) -> list[tuple[Hit, Person | None]]:
    met: list[tuple[Hit, Person | None]] = []
    for hit in hits:
        person = None
        if hit.sure and hit.kind == "initials":
            person = _by_initials(hit.id or "", cast)
        if hit.sure and person is None:
            person = cast.meet(
                name=hit.name, handle=hit.handle, email=hit.email, id=hit.id, basis=hit.basis
            )
        met.append((hit, person))
    return met


def _by_initials(initials: str, cast: Cast) -> Person | None:
    found = [
        person
        for person in cast.people
        if any(
            "".join(word[0] for word in name.split()).upper() == initials for name in person.names
        )
    ]
    return found[0] if len(found) == 1 else None


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the first of hits that overlap; earlier ones are surer."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in hits:
        if hit.start < hit.end and taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            kept.append(hit)
    return kept


def _code(text: str) -> list[tuple[int, int]]:
    spans = (
        [match.span() for match in FENCE.finditer(text)] if "```" in text or "~~~" in text else []
    )
    if "`" in text:
        spans += [span for span in exempt_spans(text) if text[span[0]] == "`"]
    return spans


def _inside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start < end for start, end in spans)


def _is_bot(hit: Hit, cast: Cast) -> bool:
    return bool(cast.bots) and any(
        fold(part) in cast.bots for part in (hit.name, hit.handle, hit.id) if part
    )


def _is_known(hit: Hit, cast: Cast) -> bool:
    return bool(hit.handle) and fold(hit.handle or "") in cast.handles


def _known_handles(text: str, taken: list[tuple[int, int]], cast: Cast) -> list[Hit]:
    """Find handles of the cast written without `@`."""
    if not cast.handles:
        return []
    found: list[Hit] = []
    words = lists()
    for match in HANDLE_WORD.finditer(text):
        low = match.group().casefold()
        person = cast.handles.get(low)
        if person is None or low in words.english or low in words.tools or len(low) < 3:
            continue
        if titled(match.group()) and low in words.given:
            continue
        if not any(start <= match.start() < end for start, end in taken):
            found.append(
                Hit(
                    start=match.start(),
                    end=match.end(),
                    kind="handle",
                    handle=match.group(),
                    basis="structure",
                )
            )
    return found


def _known_names(tokens: Tokens, cast: Cast) -> list[Hit]:
    """Find names of the cast: whole names, and single words of them that only a person can be."""
    found: list[Hit] = []
    if cast.words:
        index = 0
        while index < len(tokens):
            last = _whole_name(tokens, index, cast)
            if last is None and _single_name(tokens, index, cast) and not _in_a_pair(tokens, index):
                last = index
            if last is not None and not tokens.is_closed(index):
                start, end = tokens.starts[index], tokens.ends[last]
                name = " ".join(tokens.text[start:end].split())
                found.append(Hit(start=start, end=end, kind="name", name=name, basis="structure"))
                index = last
            index += 1
    for name in cast.caseless:
        found += [
            Hit(start=match.start(), end=match.end(), kind="name", name=name, basis="structure")
            for match in re.finditer(re.escape(name), tokens.text)
        ]
    return found


def _in_a_pair(tokens: Tokens, index: int) -> bool:
    """Return whether the word is half of another whole name, which grammar then judges."""
    known = lists()
    after, before = index + 1, index - 1
    if after < len(tokens) and tokens.follows(after) and not tokens.possessive[index]:
        low = tokens.folded[after]
        if titled(tokens.words[after]) and low not in known.english and low not in known.tools:
            return True
    return (
        before >= 0
        and tokens.follows(index)
        and titled(tokens.words[before])
        and not tokens.possessive[before]
        and tokens.folded[before] in known.given
        and tokens.folded[before] not in known.english
    )


def _whole_name(tokens: Tokens, index: int, cast: Cast) -> int | None:
    best: int | None = None
    for words in cast.starts.get(" ".join(tokens.folded[index : index + 2]), ()):
        size = len(words)
        if best is not None and index + size - 1 <= best:
            continue
        if tuple(tokens.folded[index : index + size]) == words and all(
            tokens.follows(at) or not tokens.gap(at).strip(". \n")
            for at in range(index + 1, index + size)
        ):
            best = index + size - 1
    return best


def _single_name(tokens: Tokens, index: int, cast: Cast) -> bool:
    low = tokens.folded[index]
    if low not in cast.words or len(low) < 2:
        return False
    words, known = tokens.words[index], lists()
    collides = low in known.english or low in known.tools or low in known.never
    if tokens.glued(index) and not (
        tokens.starts[index] and tokens.text[tokens.starts[index] - 1] == "~"
    ):
        return False
    if not titled(words):
        plain = words.islower() or (words.isupper() and len(words) > 3)
        return (
            plain
            and not collides
            and low in {name.casefold().split()[0] for p in cast.words[low] for name in p.names}
        )
    return not collides or _fits_a_person(tokens, index, low)


def _fits_a_person(tokens: Tokens, index: int, low: str) -> bool:
    """Return whether a colliding name stands where the word could not: mid-sentence, or acting."""
    known = lists()
    following = (
        tokens.folded[index + 1]
        if index + 1 < len(tokens) and not tokens.gap(index + 1).strip(" *_\n")
        else ""
    )
    before = tokens.folded[index - 1] if index else ""
    acts = following in known.finite or following in {
        "was",
        "had",
        "has",
        "is",
        "did",
        "and",
        "also",
        "then",
        "quickly",
    }
    if low in known.dates and (
        before in {"in", "since", "until", "by", "on", "of", "last", "next", "early", "late", "mid"}
        or re.match(r"\s*\d", tokens.text[tokens.ends[index] :][:4])
    ):
        return False
    if following in {
        "bank",
        "server",
        "cluster",
        "pipeline",
        "stage",
        "plugin",
        "job",
        "build",
        "api",
        "gem",
        "gems",
    }:
        return False
    if low in known.tools:
        return following in known.mind_past | known.hands_past and following not in {
            "reported",
            "failed",
            "ran",
        }
    if tokens.is_initial(index):
        return acts or tokens.possessive[index]
    return before not in {"the", "a", "an"}
