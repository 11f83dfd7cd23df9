"""Times that a sentence of prose gives a meaning to, such as `the outage began at 17:10 UTC`."""

import re
from datetime import datetime
from typing import Final

from unblame.evidence.record import Statement
from unblame.evidence.times import moment_of
from unblame.model import Moment, Precision, Source

PROSE: Final = "prose: "
_I = re.IGNORECASE
_HURT = re.compile(
    r"\b(?:outages?|delays?|down(?:time)?|offline|unavailab\w+|unreachable|degrad\w+|disrupt\w*|incident|"
    r"impact\w*|fail\w*|broken|errors?|slow\w*|interrupt\w*|could not|couldn't|unable|lasted|"
    r"affected|blackout|critical levels|timeouts?|(?:high|elevated|increased) latency)\b",
    _I,
)
_BEFORE: Final = (
    (
        "declared at",
        r"\b(?:declar\w+|announc\w+|(?:opened|kicked off|started|raised) an? (?:major )?incident)\b[^,;]{0,40}$",
    ),
    (
        "acknowledged at",
        (
            r"\b(?:acknowledg\w+|(?:start|beg[au]n)\w* (?:to )?investigat\w*|investigation"
            r" (?:start|began)\w*|picked up)\b[^,;]{0,40}$"
        ),
    ),
    (
        "detected at",
        (
            r"\b(?:alert\w*|alarm\w*|detect\w*|notic\w+|paged|discover\w*|found out|learn(?:ed|t)|first report\w*|"
            r"(?:were|was) (?:\w+ly )?(?:notified|informed|made aware)|bec[ao]me aware|(?:incident|outage|issue|problem) was (?:first )?reported)"
            r"\b[^,;]{0,60}$|\b(?:users?|customers?|clients?)\b[^,;]{0,20}\b(?:opened|filed|raised|submitted)\b[^,;]{0,40}$"
        ),
    ),
    (
        "resolved at",
        (
            r"\b(?:resolved|closed|full(?:y)? (?:\w+ )?(?:restored|recovered|remediat\w+|recovery|restoration))\b[^,;]{0,30}$"
            r"|\b(?:incident|outage|issue) (?:was|is) over\b[^,;]{0,15}$"
        ),
    ),
    (
        "restored at",
        (
            r"\b(?:restor\w+|recover\w*|resum\w+|(?:back|return\w*) (?:up|online|to normal)|mitigated|repaired|fixed|"
            r"(?:again|fully) (?:accessible|available|online|operational|reachable)|(?:accessible|available|reachable|up) again|(?:functionality|service|access|traffic) returned|"
            r"(?:errors?|error rates?|failures) (?:dropped|fell|went|returned) (?:back )?to (?:zero|0|normal|baseline))\b"
            r"[^,;]{0,30}$"
        ),
    ),
    (
        "outage until",
        (
            r"\b(?:lasted|continued|ran|persisted)? ?(?:until|till)\b[^,;]{0,15}$"
            r"|\b(?:ended|ending)\b[^,;]{0,20}$"
        ),
    ),
    (
        "outage started at",
        (
            r"\b(?:start(?:ed|s|ing)?|beg[aiu]n(?:ning|s)?|commenc\w+|onset)\b[^,;]{0,40}$"
            r"|\b(?:since|from)\s*(?:about |approximately |around )?$"
        ),
    ),
)
_COMPILED = tuple((label, re.compile(pattern, _I)) for label, pattern in _BEFORE)
#: What is said to have happened at the time, where nothing before the time gives it a meaning.
_AFTER: Final = (
    (
        "detected at",
        (
            r"(?:we|our|the|an?|one|ops|operations|engineers?|engineering|staff|monitoring|(?:\w+ )?(?:team|monitors?|checks?))\b"
            r"[^.;,]{0,50}?\b(?:noticed|detected|observed|discovered|became aware|spotted|(?:was|were|got) (?:\w+ly )?(?:alerted|notified|paged)"
            r"|alerted (?:us|our|the)|(?:received|got) (?:\w+ ){0,3}(?:alerts?|alarms?|reports?|pages?|complaints?|notifications?))\b(?! nothing| no\b)"
            r"|(?:\w+ ){0,4}?(?:alerts?|alarms?) (?:\w+ ){0,2}?(?:fired|triggered|went off|came in|started)\b"
            r"|(?:\w+ ){0,3}?(?:users|customers|clients|people) (?:began|started|begin|start) (?:to )?report"
            r"|(?:\w+ ){0,3}?(?:users?|customers?|clients?)\b[^.;,]{0,30}?\b(?:reported|complained|(?:notified|alerted|told) (?:us|our|the)"
            r"|(?:opened|filed|raised) (?:an?|the first) (?:\w+ )?(?:ticket|issue|case|bug))\b"
            r"|(?:pagerduty|opsgenie|alertmanager|(?:our |the )?(?:monitoring|alerting)(?: system)?)\b[^.;,]{0,20}?\b(?:paged|alerted|notified)\b"
        ),
    ),
    (
        "acknowledged at",
        (
            r"(?:we|our|the|an?|one|ops|operations|engineers?|engineering|staff|(?:\w+ )?team)\b[^.;,]{0,50}?\b(?:(?:began|started) (?:to )?"
            r"(?:investigat\w+|look(?:ing)? into|debug\w*|troubleshoot\w*|triag\w+)|acknowledged (?:the|this|that) (?:\w+ )?(?:alert|page|alarm|incident|report|notification))\b"
        ),
    ),
    (
        "outage started at",
        (
            r"(?:an?|the|our|this) (?:[\w-]+ ){0,3}?(?:outage|disruption|interruption|blackout) (?:\w+ )?(?:occurred|began|started|happened|struck|hit)\b"
        ),
    ),
    (
        "resolved at",
        r"[^.;]{0,60}?\b(?:incident|outage|issue|problem) (?:was|is|had been) (?:\w+ )?(?:resolved|closed|over|fixed)\b",
    ),
    (
        "restored at",
        (
            r"[^.;]{0,60}?\b(?:was|were|is|are|had|has|have|came|been) (?:\w+ ){0,2}?(?:restored|recovered|back (?:up|online|to normal)|returned to normal|"
            r"operational|mitigated)\b|(?:we|our|the|an?|engineers?|ops|operations|(?:\w+ )?team)\b[^.;,]{0,30}?\b(?:mitigated|resolved|fixed|restored) "
            r"(?:the|this|it|service|access)\b|[^.;]{0,60}?\b(?:and|which) (?:\w+ ){1,3}?(?:recovered|returned to normal|resumed)\b|,? which (?:\w+ )?(?:resolved|fixed|solved|restored|mitigated)\b|(?:the |all |our )?(?:\w+ ){1,3}?(?:(?:began|started) [^.;,]{3,40} again|resumed)\b|(?:the |all |our )?(?:\w+ ){1,3}?(?:recovered|returned to normal)\b"
        ),
    ),
)
_AFTERWARDS = tuple((label, re.compile(rf"\W*(?:{pattern})", _I)) for label, pattern in _AFTER)
#: Words that tell, right before a time or after it, that the service was hurt from then on.
_HURT_FROM = re.compile(
    r"(?<!be )\b(?:unavailable|inaccessible|unreachable|down|offline|degraded|disrupted|interrupted)\b[^.;]{0,40}"
    r"\b(?:from|between|since|at|around|about)\W*$|\b(?:outage|incident|downtime|interruption|disruption)\b[^.;]{0,15}\b(?:from|between)\W*$",
    _I,
)
#: An incident that is said to have begun, whatever else the sentence tells of.
_BEGAN = re.compile(
    r"\b(?:incident|outage|impact|downtime|disruption|degradation|interruption)\s+(?:first |itself )?(?:started|began)\b[^,;]{0,20}$"
    r"|\b(?:start|beginning) of (?:the )?(?:event|incident|outage|impact|disruption) (?:was|is)\b[^,;]{0,20}$",
    _I,
)
#: A word that leads to the time that follows.
_LEADS_ON = re.compile(r"\b(?:by|at|until|till|around|about|from)\W*$", _I)
_NEXT_CLAUSE = re.compile(r"[,;]|\b(?:and|but|then|while)\b", _I)
_SUFFERED = re.compile(
    r"[^.;]{0,90}?\b(?:experienc\w+|suffer\w+|encounter\w+|underwent|(?:was|were) hit by|had (?:an?|intermittent|major|severe))\b",
    _I,
)
_END_OF_RANGE = re.compile(r"\bbetween\b[^.;]{1,40}\band\W*$", _I)
_ANEW = re.compile(r"\b(?:second|third|another|again|similar|previous|2nd|3rd)\b", _I)
#: A sentence of what would have been.
_SUPPOSED = re.compile(
    r"^\W*(?:had|if)\b|\b(?:would|could|might|should) (?:\w+ )?have\b|\bas usual\b", _I
)
_TO_COME = re.compile(
    r"[^.;]{0,60}\b(?:will|expect(?:s|ed)? (?:to|that|the|it|all)|hopes?|hoped|plan(?:s|ned)? to|tomorrow|aim(?:s|ed)? to)\b",
    _I,
)
_NO_HARM = re.compile(
    r"\b(?:no|without|zero) (?:\w+ )?(?:outages?|errors?|failures?|downtime|incidents?|impact|interruptions?|delays?)\b",
    _I,
)
#: The time up to which data was brought back, and not when.
_OF_DATA = re.compile(
    r"\b(?:backups?|snapshots?|dumps?|copy|point in time)\b[^,;]{0,20}$|\brestor\w+ [^,;]{0,30}\b(?:to|from)\W*$",
    _I,
)
_BUT_NOT = re.compile(r"\bbut\b[^.;]{0,20}(?:\bnot\b|n['\u2019]t\b)", _I)
_FAILING = re.compile(
    r"\b(?:started|began) (?:failing|to fail|to increase|returning|seeing|to see)", _I
)
_STOPPED = re.compile(
    r"[^.;]{0,90}\b(?:stopped(?: working| responding)?|went (?:down|offline|dark)|became (?:un\w+|slow)|"
    r"crashed|halted|broke|ran out of|expired|ceased (?:to|working|responding|being))\b",
    _I,
)
#: The same before the time: `the site went down at 10:15`.
_STOPPED_AT = re.compile(
    r"\b(?:(?<!taken )(?:went|gone) (?:down|offline|dark)|bec[ao]me (?:un(?:available|reachable|responsive|usable|stable|healthy)|inaccessible|degraded|slow)"
    r"|entered an? (?:\w+ )?(?:degraded|failed|broken|read-only) (?:state|mode)|crashed|halted|expired"
    r"|stopped (?:working|responding|serving|accepting|processing)|ceased (?:to|working|responding|being))\b[^,;]{0,25}$",
    _I,
)
_NOT_THIS = re.compile(
    r"\b(?:deploy\w*|maintenance|upgrade|scheduled|planned|window|meeting|support hours|previous\w*|"
    r"normally|usually|every|weekly|daily)\b",
    _I,
)


def statements_in(
    text: str, times: list[tuple[int, int, Moment]], *, source: Source, section: str | None
) -> list[Statement]:
    """Return a statement for each time of the sentence whose meaning its words give."""
    if _SUPPOSED.search(text):
        return []
    hurt = bool(_HURT.search(_NO_HARM.sub(" ", text))) and not _NOT_THIS.search(text)
    found: list[tuple[str, Moment]] = []
    starts = [start for start, _, _ in times]
    for at, (start, end, moment) in enumerate(times):
        if moment.at is None or moment.precision is Precision.DAY:
            continue
        if moment.precision is Precision.RANGE and moment.until is not None:
            if hurt or _HURT_FROM.search(text[:start]):
                found.append(("outage started at", _side(moment, moment.at)))
                found.append(("outage until", _side(moment, moment.until)))
            continue
        follows = starts[at + 1] if at + 1 < len(starts) else len(text)
        after = text[end : min(follows, end + 130)]
        if _LEADS_ON.search(after):
            after = _NEXT_CLAUSE.split(after, maxsplit=1)[0]
        before = text[max(0, start - 90) : start]
        label = _label(before, after, hurt)
        if label is not None and not _is_other(label, before, after):
            found.append((label, moment))
    return [
        Statement(label=PROSE + label, text=text, source=source, moment=moment, section=section)
        for label, moment in found
    ]


def _label(before: str, after: str, hurt: bool) -> str | None:
    if (hurt and _FAILING.search(after)) or (_BEGAN.search(before) and not _ANEW.search(before)):
        return "outage started at"
    label = next((name for name, pattern in _COMPILED if pattern.search(before)), None)
    if label is None and hurt and _END_OF_RANGE.search(before):
        return "outage until"
    if label is None and (_STOPPED.match(after) or _STOPPED_AT.search(before)):
        return None if _ANEW.search(before) else "outage started at"
    if label is None and hurt and _SUFFERED.match(after):
        label = "outage started at"
    if label == "outage started at" and (not hurt or _ANEW.search(before)):
        return None
    if label == "outage until" and not hurt:
        return None
    return label or next((name for name, told in _AFTERWARDS if told.match(after)), None)


def _is_other(label: str, before: str, after: str) -> bool:
    """Say whether the words make it a time of something else: one to come, one of data, or none at all."""
    if _TO_COME.search(before) or _TO_COME.match(after):
        return True
    if label == "restored at" and _OF_DATA.search(before):
        return True
    return label in ("restored at", "resolved at") and _BUT_NOT.search(after) is not None


def _side(moment: Moment, at: datetime) -> Moment:
    written = moment.as_written.lower()
    about = "~" in written or "approx" in written or "about" in written
    precision = Precision.APPROXIMATE if about else Precision.MINUTE
    return moment_of(at, precision, moment.as_written, moment.zone_basis)
