"""Every mention of a person in a text, in order, with the pseudonym that takes its place."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from unblame.people.cast import Cast
from unblame.people.east import find_eastern
from unblame.people.excerpt import SHORT, Excerpt
from unblame.people.grammar import find_names
from unblame.people.greetings import find_greeted
from unblame.people.hit import Hit
from unblame.people.initials import find_initials, initials_of_known
from unblame.people.known import find_known
from unblame.people.listed import spread
from unblame.people.logged import find_logged
from unblame.people.logins import find_logins
from unblame.people.numbers import find_numbers
from unblame.people.person import Person
from unblame.people.pseudonym import PSEUDONYM
from unblame.people.roles import find_nicks, find_roles
from unblame.people.speakers import find_speakers
from unblame.people.spelling import fold
from unblame.people.structure import find_structure
from unblame.people.tokens import FENCE, Tokens
from unblame.people.unveil import unveil
from unblame.text import exempt_spans, late, splice, within, without_bookkeeping

if TYPE_CHECKING:
    from unblame.people.recognised import Seen

FINDERS = (
    find_structure,
    find_numbers,
    find_speakers,
    find_eastern,
    find_roles,
    find_greeted,
    find_initials,
)
TITLE = late(
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Fru|Sr|Sra|Señor|Señora|Mme|Monsieur|Madame)\.?[ \t]+$"
)
WRAPPED = late(r"[ \t]*[<(\[]?[ \t]*$")


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
    for hit, person in _read(without_bookkeeping(text), cast):
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


def _read(text: str, cast: Cast) -> list[tuple[Hit, Person | None]]:
    """Return what a text holds as it reads; the spans are those of the text as it stands."""
    if len(text) < SHORT and not cast.may_be_told_of(text):
        return []
    shown = unveil(text)
    reads = shown.text if shown else text
    met = _resolved(reads, cast) if len(reads) < SHORT else _looked_up(reads, cast)
    if shown is None:
        return met
    placed = [(shown.place(hit.start, hit.end), hit, who) for hit, who in met]
    return [(structs.replace(hit, start=span[0], end=span[1]), who) for span, hit, who in placed]


def _looked_up(text: str, cast: Cast) -> list[tuple[Hit, Person | None]]:
    """Return what a long text holds by looking only where somebody could be mentioned."""
    excerpt = Excerpt(text, _words_of(cast.people))
    while True:
        before = cast.state()
        met = _resolved(excerpt.text, cast) if excerpt.text else []
        if not excerpt.admit(_words_of(cast.people)):
            break
        cast.return_to(before)  # somebody new is called by a plain word of the rest
    return [
        (
            structs.replace(
                hit, start=excerpt.place(hit.start), end=excerpt.place(hit.end - 1) + 1
            ),
            who,
        )
        for hit, who in met
    ]


def _words_of(people: Iterable[Person]) -> Iterator[str]:
    for person in people:
        yield from person.names
        yield from person.handles


def replaced(text: str, cast: Cast) -> str:
    """Return the text with every sure mention replaced; a name and its address become one."""
    edits: list[tuple[int, int, str]] = []
    for mention in mentions(text, cast):
        if not mention.pseudonym:
            continue
        start, end, new = mention.start, mention.end, mention.pseudonym
        titled = TITLE.search(text, max(0, start - 12), start)  # which tells of them too
        start = titled.start() if titled and mention.kind == "name" else start
        if edits and edits[-1][2] == new and WRAPPED.fullmatch(text[edits[-1][1] : start]):
            before = edits.pop()
            closing = {"<": ">", "(": ")", "[": "]"}.get(text[before[1] : start].strip()[-1:], "")
            end += 1 if closing and text[end : end + 1] == closing else 0
            start = before[0]
        edits.append((start, end, new))
    return splice(text, edits) if edits else text


def _resolved(text: str, cast: Cast) -> list[tuple[Hit, Person | None]]:
    code, titles = _code(text), cast.titled_spans(text)
    in_code = within(code)
    apart = partial(_apart, titles=within(titles) if titles else None)
    shown = [hit for find in FINDERS for hit in find(text)]
    hits = [hit for hit in apart(shown) if _counts(hit, in_code, cast)]
    hits = apart([*hits, *(hit for hit in find_logged(text) if not _is_bot(hit, cast))])
    firm = [hit for hit in hits if _is_firm(hit, text, cast)]
    hits = apart([*firm, *find_logins(text, _spans(firm), cast), *hits])
    _introduce(hits, cast)
    addresses = [span for span in exempt_spans(text) if not _may_name(text, span[0])] + titles
    tokens = Tokens(text, [*addresses, *_spans(hits)])
    hits = apart([*hits, *find_known(tokens, addresses + _spans(hits), cast)])
    tokens.close([*code, *_spans(hits)])
    told = [hit for hit in find_names(tokens) if _counts(hit, in_code, cast)]
    seen = _seen(text, cast)
    if seen:
        hits = seen.joined(hits)
        told = [hit for hit in apart(seen.judged(told)) if _counts(hit, in_code, cast)]
    hits = apart([*hits, *told])
    if any(hit.sure for hit in told):  # whom grammar showed may also stand where it could not tell
        _introduce(told, cast)
        tokens.close(_spans(hits))
        sure = [hit for hit in hits if hit.sure]
        unsure = [hit for hit in hits if not hit.sure]
        hits = apart([*sure, *find_known(tokens, addresses + code + _spans(sure), cast), *unsure])
    sure = [hit for hit in hits if hit.sure]
    hits = apart(
        [
            *find_logins(text, _spans(sure), cast),
            *sure,
            *spread([hit for hit in sure if hit.kind in {"name", "handle"}], tokens),
            *find_nicks(text, [(hit.start, hit.end) for hit in sure if hit.kind == "name"]),
            *initials_of_known(text, cast),
            *hits,
        ]
    )
    if seen:
        guesses = [hit for hit in seen.guesses if _counts(hit, in_code, cast)]
        hits = apart([*seen.doubted(hits), *guesses])
    return _met(sorted(hits, key=lambda hit: hit.start), cast)


def _seen(text: str, cast: Cast) -> "Seen | None":
    """Return what the recogniser sees in a text, where there is one; only then is it loaded.

    One word alone (a path, a login, a cell) is no sentence: nothing around it tells what it is.
    """
    if cast.reader is None or len(text.split(maxsplit=1)) < 2:
        return None
    from unblame.people.recognised import Seen  # noqa: PLC0415

    return Seen(text, cast.reader)


def _may_name(text: str, start: int) -> bool:
    """Return whether an exempt span is code or a note of the writer, where somebody may be named."""
    noted = text.startswith("<!--", start) and not text.startswith("<!-- unblame:", start)
    return noted or text[start] == "`"


def _is_firm(hit: Hit, text: str, cast: Cast) -> bool:
    """Return whether a hit stands whoever is known; a bare login may be that of a known person."""
    return (
        hit.kind != "handle" or "@" in text[max(hit.start - 1, 0) : hit.end] or _is_known(hit, cast)
    )


def _spans(hits: list[Hit]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in hits]


def _counts(hit: Hit, in_code: Callable[[int], bool], cast: Cast) -> bool:
    """Return whether a hit is no bot, no thing, no pseudonym, and no decorator in a piece of code."""
    if (
        _is_bot(hit, cast)
        or (hit.name and cast.is_thing(hit.name))
        or (hit.name and PSEUDONYM.fullmatch(hit.name))
    ):
        return False
    return hit.kind != "handle" or not in_code(hit.start) or _is_known(hit, cast)


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


def _apart(hits: Iterable[Hit], titles: Callable[[int], bool] | None = None) -> list[Hit]:
    """Keep the first of hits that overlap, and none within a title; earlier ones are surer."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in hits:
        if titles and titles(hit.start) and titles(hit.end - 1):
            continue
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


def _is_bot(hit: Hit, cast: Cast) -> bool:
    return bool(cast.bots) and any(
        fold(part) in cast.bots for part in (hit.name, hit.handle, hit.id) if part
    )


def _is_known(hit: Hit, cast: Cast) -> bool:
    return bool(hit.handle) and fold(hit.handle or "") in cast.handles
