"""What one sentence shows of a name holds for the rest of the text."""

from bisect import bisect_right

from unblame.people.around import ARTICLES
from unblame.people.hit import Hit
from unblame.people.listed import spread
from unblame.people.tokens import Tokens
from unblame.people.words import lists


def carry(hits: list[Hit], tokens: Tokens, things: set[str]) -> list[Hit]:
    """Let a name that one sentence shows hold for the rest of the text, and a thing likewise."""
    known = lists()
    nouns = _nouns(tokens)
    hits = [hit for hit in hits if fold_first(hit) not in nouns or not _alone(hit)]
    hits = spread(hits, tokens)
    sure = {fold_first(hit) for hit in hits if hit.sure} - things
    settled = [
        hit
        if hit.sure or fold_first(hit) not in sure
        else Hit(start=hit.start, end=hit.end, kind="name", name=hit.name, basis="grammar")
        for hit in hits
    ]
    rare = {word for word in sure if word not in known.english and word not in known.tools}
    seen = {hit.start for hit in settled}
    starts = [hit.start for hit in settled]
    settled_ends = [hit.end for hit in settled]
    for index, low in enumerate(tokens.folded if rare else ()):
        start, end = tokens.starts[index], tokens.ends[index]
        if low not in rare or start in seen or tokens.is_closed(index) or tokens.glued(index):
            continue
        at = bisect_right(starts, start) - 1
        if tokens.words[index].isupper() or (at >= 0 and start < settled_ends[at]):
            continue
        lower = tokens.words[index].islower()
        settled.append(
            Hit(
                start=start,
                end=end,
                kind="handle" if lower else "name",
                basis="grammar",
                handle=low if lower else None,
                name=None if lower else tokens.words[index],
            )
        )
    return sorted(settled, key=lambda hit: hit.start)


def _alone(hit: Hit) -> bool:
    """Return whether a hit is one word that no list of names holds."""
    word = hit.name or hit.handle or ""
    return " " not in word and word.casefold() not in lists().given


def _nouns(tokens: Tokens) -> set[str]:
    """Return the words that the text also writes small after an article: no names."""
    return {
        tokens.folded[index]
        for index in range(1, len(tokens))
        if tokens.folded[index - 1] in ARTICLES and tokens.words[index][0].islower()
    }


def fold_first(hit: Hit) -> str:
    """Return the first word of what a hit names, folded."""
    return (hit.name or hit.handle or "").casefold().split()[0]
