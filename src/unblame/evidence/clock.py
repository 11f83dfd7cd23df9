"""How far the clock of each source is off, as far as what it tells together with others shows.

Only where three or more moments agree closely is an offset taken away without asking; where fewer do,
it is shown and asked about. A person's word holds over both.
"""

from collections.abc import Sequence
from itertools import chain, combinations
from statistics import median
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from unblame.evidence.anchors import Anchor, Marks, anchors, marks
from unblame.evidence.reading import Read
from unblame.model import Clock

#: What is told twice of one moment is told within this time, and a copy is not later than that.
_TOGETHER_S: Final = 60.0
#: Less than this is the time that a message takes, not a clock.
_LEAST_S: Final = 60.0
#: What is apart by no more than this can be sent late or told when done, where all is of one sort.
_DELAY_S: Final = 900.0
_ENOUGH: Final = 3
_FEW: Final = 2
TOLD: Final = "told by a person"
_CLOSE_S: Final = 30.0
#: Sources that people wrote by hand have the clocks of many.
_BY_HAND: Final = frozenset(
    {"markdown", "notes", "html", "workbook", "mail", "transcript", "interview"}
)
#: Commits bear the time of whoever made them, and are made before they are shipped.
_EARLIER: Final = frozenset({"git", "git_log"})
#: Whose clocks are kept by a vendor, and which keep the time of others, the truest first.
_REFERENCE: Final = (
    frozenset({"pagerduty", "opsgenie", "splunk_on_call", "alertmanager", "grafana", "prometheus",
               "grafana_oncall"}),
    frozenset({"github", "gitlab", "datadog", "sentry", "statuspage", "cloudwatch", "cloudtrail",
               "aws_events", "azure_devops", "azure_monitor", "circleci", "launchdarkly", "new_relic",
               "uptime_checks"}),
)  # fmt: skip
_CHATS: Final = frozenset({
    "slack", "discord", "teams", "zulip", "mattermost", "irc", "whatsapp", "google_chat", "matrix",
    "rocket_chat",
})  # fmt: skip


class Offset(Struct, frozen=True, kw_only=True):
    """How many seconds a source is ahead of the others, and on how many moments that rests."""

    ahead: float
    plus_minus: float
    anchors: int
    among: int
    sorts: frozenset[str] = frozenset()
    against: tuple[int, ...] = ()

    @property
    def telling(self) -> bool:
        """Say whether it is worth showing: two moments agree, and most of what there is does."""
        return (
            self.anchors >= _FEW and self.plus_minus <= _CLOSE_S and 2 * self.anchors > self.among
        )

    @property
    def strong(self) -> bool:
        """Say whether it may be taken away unasked: it is many, close, and most of what there is."""
        return (
            self.telling
            and self.anchors >= _ENOUGH
            and abs(self.ahead) >= max(_LEAST_S, 3 * self.plus_minus)
            and not self.may_be_delay
        )

    @property
    def may_be_delay(self) -> bool:
        """Say whether it can be what lies between two tellings of one thing, not between two clocks.

        A copy is sent late, a change is asked for before it is out, an error comes before its alert.
        """
        return len(self.sorts) == 1 and abs(self.ahead) < _DELAY_S

    @property
    def is_rollout(self) -> bool:
        """Say whether it is how long changes take from the asking to the word, by all that is known."""
        return self.may_be_delay and self.sorts == {"change"} and abs(self.ahead) >= _LEAST_S


def clocks(readings: Sequence[Read], told: dict[int, float]) -> dict[int, Clock]:
    """Return by place the clocks about which something is known; `told` are those that a person set.

    Once a person has said which clock is right or wrong, no other is moved unasked.
    """
    found = {place: _clock(offset) for place, offset in _offsets(readings, told).items()}
    if told:
        found = {place: replace(clock, applied=False) for place, clock in found.items()}
    for place, ahead in told.items():
        known = found.get(place)
        spread = known.plus_minus_s if known and abs(known.offset_s - ahead) <= _CLOSE_S else 0.0
        count = known.anchors if known else 0
        found[place] = Clock(
            offset_s=ahead, plus_minus_s=spread, anchors=count, applied=bool(ahead), basis=TOLD
        )
    return found


def _clock(offset: Offset) -> Clock:
    against = ", ".join(f"S{other + 1}" for other in offset.against)
    matters = abs(offset.ahead) >= _LEAST_S
    return Clock(
        offset_s=round(offset.ahead, 1) if matters else 0.0,
        plus_minus_s=round(offset.plus_minus, 1),
        anchors=offset.anchors,
        applied=offset.strong,
        basis=f"moments shared with {against}",
    )


def _offsets(readings: Sequence[Read], told: dict[int, float]) -> dict[int, Offset]:
    """Return the offset of each source that tells something together with others, the truest aside.

    The files of one chat are kept by one clock.
    """
    kept: dict[tuple[str, str], list[int]] = {}
    for place, read in enumerate(readings):
        if read.reader not in _BY_HAND | _EARLIER:
            kept.setdefault(_keeper(read), []).append(place)
    if len(kept) < _FEW:
        return {}
    seen = {
        places[0]: marks(chain.from_iterable(readings[one].reading.records for one in places))
        for places in kept.values()
    }
    together = {places[0]: places for places in kept.values()}
    pairs = _pairs(seen)
    found: dict[int, Offset] = {}
    beside = _beside(pairs)
    for group in _groups(beside):
        first = min(group, key=lambda place: (place not in told, _rank(readings[place]), place))
        known = {first: told.get(first, 0.0)}
        _spread(first, pairs, beside, known)
        for place in group:
            if place == first:
                continue
            others = [other for other in beside[place] if other in known]
            offset = _agreed(place, others, pairs, known)
            if offset is None or not offset.telling or offset.is_rollout:
                continue
            near = {other: known[other] for other in others}
            if not _goes(place, offset, pairs, near):
                found |= dict.fromkeys(together[place], offset)
    return found


def _keeper(read: Read) -> tuple[str, str]:
    """Return whose clock a source goes by: the vendor's, the chat's, else its own."""
    if any(read.reader in readers for readers in _REFERENCE):
        return read.reader, ""
    folder, slash, _ = read.path.partition("/")
    return read.reader, folder if slash and read.reader in _CHATS else read.path


def _rank(read: Read) -> int:
    for rank, readers in enumerate(_REFERENCE):
        if read.reader in readers:
            return rank
    return len(_REFERENCE) + (read.reader in _CHATS)


Pairs = dict[tuple[int, int], list[Anchor]]


#: A name that more sources share than this tells of no moment of two of them.
_SHARED_BY: Final = 40


def _pairs(seen: dict[int, Marks]) -> Pairs:
    """Return by two places what the first tells together with the second, both ways round."""
    pairs: Pairs = {}
    for one, other in sorted(_sharing(seen)):
        shared = list(anchors(seen[one], seen[other]))
        if shared:
            pairs[one, other] = shared
            pairs[other, one] = [
                Anchor(-pair.ahead, pair.half, pair.other, pair.one, pair.name, pair.sort)
                for pair in shared
            ]
    return pairs


def _sharing(seen: dict[int, Marks]) -> set[tuple[int, int]]:
    """Return the places, two and two, that name something both, the lower first."""
    naming: dict[str, list[int]] = {}
    for place in sorted(seen):
        for name in seen[place]:
            naming.setdefault(name, []).append(place)
    return {
        two
        for places in naming.values()
        if len(places) <= _SHARED_BY
        for two in combinations(places, 2)
    }


def _beside(pairs: Pairs) -> dict[int, list[int]]:
    """Return by place the others that tell something together with it."""
    beside: dict[int, list[int]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
    return {place: sorted(others) for place, others in beside.items()}


def _groups(beside: dict[int, list[int]]) -> list[list[int]]:
    """Return the places that hang together."""
    taken: set[int] = set()
    groups = []
    for first in sorted(beside):
        if first in taken:
            continue
        group = [first]
        taken.add(first)
        for place in group:
            joined = [other for other in beside[place] if other not in taken]
            group += joined
            taken.update(joined)
        groups.append(group)
    return groups


def _spread(
    first: int, pairs: Pairs, beside: dict[int, list[int]], known: dict[int, float]
) -> None:
    """Carry the time of the first to all others, over those that share the most with it."""
    reach: dict[int, Offset] = {}
    newest = first
    while True:
        for place in beside[newest]:
            if place in known:
                continue
            others = [other for other in beside[place] if other in known]
            offset = _agreed(place, others, pairs, known)
            if offset is not None:
                reach[place] = offset
        if not reach:
            return
        newest = max(reach, key=lambda place: (reach[place].anchors, -place))
        offset = reach.pop(newest)
        known[newest] = 0.0 if offset.may_be_delay else offset.ahead


class _Shared(Struct, frozen=True, order=True):
    ahead: float
    half: float
    place: int
    pair: Anchor


def _goes(place: int, offset: Offset, pairs: Pairs, known: dict[int, float]) -> bool:
    """Say whether a source that seems off goes with others as it is, in a good part of what it tells."""
    if abs(offset.ahead) < _LEAST_S:
        return False
    right = [other for other, ahead in known.items() if other != place and abs(ahead) < _LEAST_S]
    together = [
        _Shared(pair.ahead, pair.half, other, pair)
        for other in right
        for pair in pairs.get((place, other), ())
        if abs(pair.ahead) <= _TOGETHER_S
    ]
    return 3 * _distinct(together) > offset.anchors


def _agreed(
    place: int, others: Sequence[int], pairs: Pairs, known: dict[int, float]
) -> Offset | None:
    """Return the offset on which the most pairings agree, with the robust spread about it."""
    shared = sorted(
        _Shared(pair.ahead + known[other], pair.half, other, pair)
        for other in others
        for pair in pairs.get((place, other), ())
    )
    if not shared:
        return None
    best: list[_Shared] = []
    weight, start = (0, 0.0), 0
    for end in range(len(shared)):
        while shared[end].ahead - shared[start].ahead > _TOGETHER_S:
            start += 1
        window = shared[start : end + 1]
        score = (_distinct(window), -abs(window[0].ahead))
        if score > weight or not best:
            best, weight = window, score
    ahead = median(one.ahead for one in best)
    away = median(abs(one.ahead - ahead) for one in best)
    return Offset(
        ahead=ahead,
        plus_minus=max(1.0, 1.4826 * away, *(one.half for one in best)),
        anchors=weight[0],
        among=_distinct(shared),
        sorts=frozenset(one.pair.sort for one in best),
        against=tuple(sorted({one.place for one in best})),
    )


def _distinct(window: Sequence[_Shared]) -> int:
    """Return how many moments are told: an entry counts once on either side."""
    mine = {one.pair.one for one in window}
    theirs = {(one.place, one.pair.other) for one in window}
    return min(len(mine), len(theirs))
