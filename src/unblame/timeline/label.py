"""Which milestone or duration the label of a documented fact stands for."""

import re
from typing import Final

from unblame.model import MilestoneName
from unblame.text import late

_I = re.IGNORECASE
_DURATIONS: Final = (
    (
        "ttd",
        r"\b(?:time|mean time|minutes|hours) to (?:detect\w*|discover\w*|notice)|\bmttd\b|^ttd\b",
    ),
    ("tta", r"\b(?:time|mean time) to (?:ack\w*|respon[ds]\w*|react\w*|engage\w*)|\bmtta\b|^tta\b"),
    ("ttm", r"\b(?:time|mean time) to (?:mitigat\w*|repair\w*|fix\w*|stabili[sz]\w*)|^ttm\b"),
    (
        "ttr",
        r"\b(?:time|mean time) to (?:recover\w*|resol\w*|restor\w*)|\bmttr\b|^ttr\b",
    ),
    (
        "length",
        r"^(?:total |outage |incident |impact )*(?:duration|downtime)\b(?! (?:start|beg|end|from|until)\w*)|^duration of\b",
    ),
)
_NOT_A_TIME = late(
    r"\b(?:by|how|who|method|source|action|summary|plan|steps?|via|next|second|another|similar|previous)\b|\bpartial fix|\bmonitoring (?:start|began|begin)\w*"
    r"|\b(?:mitigation|recovery|restoration|repairs?|resolution|fix|roll-?back) (?:start|began|begin|initiat|attempt)\w*|\brestor\w+ .+ to$|\?|\bnot declared",
    _I,
)
_LABELS: Final = (
    (
        MilestoneName.ALL_CLEAR,
        r"\ball[- ]?clear\b|\bmonitoring (?:ended|complete)|\bpost-?incident close",
    ),
    (
        MilestoneName.SIGNALLED,
        r"^signall?ed\b",
    ),
    (
        MilestoneName.DECLARED,
        r"\bdeclar\w*|\bannounce\w*|\bincident (?:raised|created|opened|channel)|^(?:raised|opened)\b",
    ),
    (
        MilestoneName.ACKNOWLEDGED,
        (
            r"\back\w*\b|\binvestigat\w+ (?:start|began|begin)\w*|\bresponse (?:start|began)\w*"
            r"|\b(?:first )?respon(?:se|ded|der)\b|\bpicked up\b|\bengaged\b|\bstart\w* investigat"
        ),
    ),
    (
        MilestoneName.DETECTED,
        (
            r"\bdetect\w*|\bnotic\w*|\bdiscover\w*|\balert(?:ed|s)?\b|\bfirst (?:report|seen|alert|alarm)"
            r"\w*|\breported(?: at)?\b|\bidentified at\b|^(?:incident|date|time|date and time|date/time|when)(?: first)? identified\b|\bobserved\b|\bpaged\b"
        ),
    ),
    (
        MilestoneName.DIAGNOSED,
        r"\b(?:root )?cause (?:found|identified|known)|\bdiagnos\w+|^identified(?: on)?$",
    ),
    (
        MilestoneName.RESOLVED,
        r"\bfull(?:y)? (?:\w+ )?(?:restor|recover)\w*",
    ),
    (
        MilestoneName.MITIGATED,
        (
            r"\brepair\w*|\bmitigat\w*|\bcontain(?:ed|ment)\b|\bfix(?:ed)?\b|\brecover\w*|\brestor\w*|\bservice (?:back|resumed)\b"
            r"|\bback to normal\b|\bnormal (?:service|operations?) resumed\b|\b(?:fully )?operational\b|\broll(?:ed)?-?back (?:complete|done)\w*"
            r"|\bstabili[sz]ed\b|\b(?:impact|outage|customer impact) (?:end|stop|over)\w*"
        ),
    ),
    (
        MilestoneName.RESOLVED,
        r"\bresol(?:ved|ution)\b|\bclos(?:ed|ure)\b|\bcompleted\b",
    ),
    (
        MilestoneName.IMPACT_START,
        (
            r"\bfault (?:occur|start|beg)\w*|\b(?:impact|outage|incident|problem|disruption|event|issue|"
            r"degradation|downtime)?\s*(?:start(?:ed|s|ing)?|beg[aiu]n(?:s|ning)?|onset|occurr?ed|"
            r"occurs|from)\b(?! investigat)|^t0\b|\b(?:date|time|date and time|date/time) of (?:the )?(?:incident|outage|disruption|event)\b"
            r"|\bfirst occurrence\b|^incident (?:date and |date/)?time$"
        ),
    ),
    (
        MilestoneName.TRIGGER,
        r"^trigger(?:ed)?(?: at)?$|\bchange (?:deployed|made|applied) at\b",
    ),
)
_ENDS = late(
    r"^(?:end|ending) of (?:the )?(?:customer |user )?(?:impact|outage|incident|disruption|downtime|attack)$|^(?:(?:incident|outage|impact|event|issue|disruption|problem|downtime|attack|exploit) )*(?:end|finish|stop|over|until|to)(?:ed|s|ing|ped)?\b(?: time| date| at)*$",
    _I,
)
_SPAN = late(
    r"^(?:(?:incident|outage|impact|event|total|time|date|downtime|affected|maintenance|and) )*(?:duration|window|"
    r"period|when|outage|downtime|impact|time ?frame|time ?span|time ?range|time|date)"
    r"(?: of (?:the )?(?:incident|outage|impact|event|disruption|downtime))?$",
    _I,
)
_IN_ZONE = late(r"\s*\((?:[A-Z]{1,5}(?:[+-]\d+)?|local)(?: time)?\)\s*$", _I)
_COMPILED = tuple((name, late(pattern, _I)) for name, pattern in _LABELS)
_LENGTHS = tuple((name, late(pattern, _I)) for name, pattern in _DURATIONS)


def milestones_of(label: str) -> tuple[MilestoneName, ...]:
    """Return the milestones that a label names; a plain end is both mitigated and resolved."""
    plain = _spaced(label)
    if not plain or len(plain) > 60 or _NOT_A_TIME.search(plain) or duration_of(plain):
        return ()
    if _ENDS.match(plain):
        return (MilestoneName.MITIGATED, MilestoneName.RESOLVED)
    for name, pattern in _COMPILED:
        if pattern.search(plain):
            return (name,)
    return ()


def is_span(label: str) -> bool:
    """Say whether a label whose value is a range of time names the stretch of impact."""
    return _SPAN.match(_spaced(label)) is not None


def duration_of(label: str) -> str | None:
    """Return `ttd`, `tta`, `ttm`, `ttr` or `length` where a label names a duration, else None."""
    for name, pattern in _LENGTHS:
        if pattern.search(_spaced(label)):
            return name
    return None


def _spaced(label: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", _IN_ZONE.sub("", label).strip(" *_:|`#-"))
    return " ".join(apart.split())
