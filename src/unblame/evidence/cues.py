"""What words tell of an event's kind, in chat, in narration and in short notes.

The lexicon reads wording only, never who wrote it; the kinds are those of the record.
"""

import re
from functools import lru_cache
from typing import Final

from unblame.model import Kind
from unblame.text import Among, late

_I = re.IGNORECASE

_CUES: Final[tuple[tuple[Kind, str], ...]] = (
    (
        Kind.DECLARED,
        (
            r"\bincident (?:is |was |has been |officially )*(?:declared|raised|created|announced|opened)\b(?! (?:over|closed|resolved))"
            r"|\b(?:declar\w+|announc\w+|rais(?:ed|ing)) (?:(?:this|it) (?:as |to be )?)?(?:an? |the )?(?:major )?(?:incident|outage)"
            r"|\bwar ?room (?:started|opened)|\bmajor incident (?:started|opened)"
            r"|\bcalling (?:this|it) (?:an? )?(?:major )?(?:incident\b|outage\b|(?:sev|p)-?[0-4]\b)"
            r"|\bopen(?:ed|ing) an? incident\b|\bsev-?[0-4]\b[^.]*\b(?:declared|called|i lead|i'?m (?:ic|lead))\b|\bdeclar\w+ (?:it |this )?(?:an? )?(?:sev|p)-?[0-4]\b"
        ),
    ),
    (
        Kind.RESOLVED,
        (
            r"\bincident (?:is |was |has been |now |officially )*(?:closed|resolved|over|done|repaired)"
            r"|\b(?:sev|p)-?[0-4] (?:is )?(?:over|closed|resolved|done)\b|\b(?:resolved|closed) the incident|\bincident as (?:resolved|closed)"
            r"|\bconsider\w* the incident (?:done|over|closed|resolved)|^(?:\W*)resolved\b"
            r"|\bstatus[: ]+resolved\b|\(resolved\)|\boutage closed\b|\bmarked? (?:as )?resolved"
            r"|(?:^|[,.;] )closing(?: (?:this|it|now|up|out)){0,2}\W*$"
        ),
    ),
    (
        Kind.ALL_CLEAR,
        (
            r"\ball[- ]clear\b|\bstand(?:ing)? down\b|\bclean-?up (?:tasks |work )?(?:were |is |was )?"
            r"(?:completed|done|finished)|\bbacklog (?:is |was )?(?:cleared|drained|processed)"
            r"|\bverified (?:all|everything)\b|\bmonitoring (?:period|window) (?:over|passed|ended)"
        ),
    ),
    (
        Kind.ACKNOWLEDGED,
        (
            r"\back(?:ed|nowledge[ds]?|ing|nowledging)?\b|\backnowledg\w+|\b(?:on it|looking(?: now)?|"
            r"taking (?:a look|this|over)|i'?ll take|i'?m looking)\b|\blook(?:s|ing|ed)? into\b"
            r"|\binvestigation\w*,? (?:was |is |has |have |been |were )*(?:started|starts|launched|began|"
            r"begins?|opened|underway)|\b(?:start\w*|began|begin\w*|launch\w*) (?:to |an? |the )?(?:deep"
            r" dive )?(?:investigat\w*|tackl\w*|debugg\w*|look\w* into|triag\w*)"
            r"|\bpick(?:s|ed|ing) (?:it|this|the (?:page|incident|issue|alert)) up\b|\bpicked up by\b|\b(?:responds|engaged)\b"
            r"|(?<!not )(?<!n't )\bresponding to (?:the|this|an?) (?:alert|alarm|page|incident)\b|\b(?:team|on-?call|engineers?|responders?|ops) (?:is |are )?responding\b"
            r"|\b(?:take|taking|have|having) a (?:quick |closer )?look\b|\b(?:i'?m|i am|we'?re|we are) (?:checking|investigating|digging|debugging)\b"
            r"|(?:^|[,.;!] )\W*(?:checking|investigating|digging in\w*|joining|saw the (?:page|alert)|(?:i )?have it)\b"
            r"|\bi (?:can|could) (?:take (?:it|this)|look|handle (?:it|this)|fix|clean)\b|\b(?:let me|i'?ll|i will|we'?ll|we will) (?:\w+ )?(?:dig|check|look|see|investigate|have a look)\b(?! forward)|\bi'?m (?:up|awake|online)\b|\bi (?:take|have|'?ve got) (?:it|this)(?= one|[,.;!]|$)"
            r"|\bmultiple respondents? react"
        ),
    ),
    (
        Kind.PAGE,
        (
            r"\bpag(?:ed|es|ing) (?:the |out|on-?call|\w+ team)|\bpagerduty\b|\bpager\b|\bpaged\b|\bopsgenie\b"
            r"|\bsends? pages?\b|\bon-?call (?:was |is )?(?:notified|paged)|\b(?:icinga|nagios) page\b"
            r"|\bnotices and pages\b"
        ),
    ),
    (
        Kind.ALERT,
        (
            r"\balert(?:s|ed|ing)?\b|\balarms?\b|^\W*firing\b|^\W*triggered\b(?! (?:an? |the |new |manual |another |full )*(?:\w+ ){0,2}(?:sync\w*|deploy\w*|re-?build\w*|builds?|pipelines?|jobs?|runs?|roll-?backs?|"
            r"re-?starts?|fail-?overs?|aggregations?|backfills?|workflows?|re-?index\w*|imports?|migrations?|releases?|scans?|purges?)\b)|(?-i:^\W*(?:CRITICAL|PROBLEM|ALERT|DOWN)\b)|(?-i:\b[A-Z][a-z]+[A-Z]\w+)(?: \[\w+\])? (?:first )?(?:fires|fired|firing)\b|\bPROBLEM - |\bis CRITICAL\b|\bpingdom\b|\[firing"
            r"|\bmonitoring(?::| (?:reports?|reported|notice[sd]|system|detected|shows?|checks?))|\b(?:icinga|nagios|"
            r"prometheus|grafana|datadog|sentry|newrelic|cloudwatch|zabbix|uptime ?robot|statuscake) "
            r"(?:reports?|reported|alert\w*|fires?|fired|shows?|notif\w+)\b|\bnoticed by (?:the )?monitoring|\bautomat(?:ed|ic) (?:report|alarm|check)"
        ),
    ),
    (
        Kind.CUSTOMER_REPORT,
        (
            r"\b(?:users?|customers?|clients?|people|developers?|colleagues?|tenants?|callers?|support)\b"
            r"(?: \w+| and \w+){0,3} (?:report\w*|notif\w*|complain\w*|warn\w*|ask\w*|flag\w*|tell|told|says?|said|writes?|wrote|emails?|emailed|"
            r"start\w* (?:to )?report\w*)\b|\breport(?:s|ed)? (?:\w+ ){0,3}(?:by|from) (?:\w+ )?(?:users?|"
            r"customers?|others|clients?)\b|\b(?:support )?tickets? (?:started|coming|come|opened|from)"
            r"|\b(?:gett?(?:ing)?|got|hearing|receiving|seeing|had) (?:\w+ ){0,3}(?:reports|complaints|tickets)\b|\bwe hear reports\b|\bfirst (?:user |customer )?report\b|\breports (?:\w+ ){0,3}of\b"
            r"|\breported by others\b|\b(?:calls?|called|phones?|phoned|rang|rings?) (?:in\b|us\b|support|"
            r"the (?:help|service) ?desk)|\bcallers?\b|\b(?:\d+|first|two|three|four|five|several|many|another|more) "
            r"(?:\w+ ){0,2}(?:mails?|e-?mails?|tickets?|complaints?|phone calls?) (?:\w+ ){0,2}(?:in|to|from|at)\b"
            r"|\bmore \w+ call(?:ed|s)?\b|\bon the (?:line|phone)\b"
        ),
    ),
    (
        Kind.CUSTOMER_UPDATE,
        (
            r"\bstatus ?page\b|\b(?:inform\w*|notif\w*|updat\w*|told|emailed) (?:all |the |our )*"
            r"(?:users?|customers?|people|clients?|community|mailing list|stakeholders?)\b|\btweet\w*\b"
            r"|\bmailing list\b|\bannouncement\b|\bcomms (?:went|sent)|\bwe inform the users\b|\bemail listserv\b"
            r"|\bcommunicated\b|\bbanner (?:put|posted|up)"
        ),
    ),
    (
        Kind.MITIGATION_WORKED,
        (
            r"\b(?:fixe[sd]|resolv(?:es|ed|ing)|restor(?:es|ed|ing)|mitigat(?:es|ed)|cured?|solve[sd])\b"
            r"|\b(?:this|that|which) (?:works|worked|helped)\b|\b(?:roll-?back|revert|restart|reboot|fail-?over|hot-?fix|fix|patch|workaround|it)"
            r" (?:has |seems to have |finally )?(?:worked|helped)\b|\bdid the trick\b|\bseems to have worked\b"
            r"|\bbringing the \w+ to an end\b"
        ),
    ),
    (
        Kind.RECOVERY,
        (
            r"\b(?:back to normal|back (?:up|online|in service)|(?:is|are|was|were|came|come|comes) back\b"
            r"|return\w* to normal|normal again|recover(?:s|ed|ing|y)?\b|operational|(?:is|are|was|were|came|comes?|back) up again|"
            r"working again|work(?:s|ing)? (?:fine|correctly|as expected)|healthy|self-heal\w*|"
            r"restored|(?-i:^\W*(?:OK|UP)) ?[:-]|up and running|green again|looking good|errors? (?:are |is |have )?(?:gone|stopped|cleared)|"
            r"success back)"
            r"|\boutage (?:ends?|ended|is over|over)\b|\b(?:all |errors |problems? )disappear"
        ),
    ),
    (
        Kind.MITIGATION_TRIED,
        (
            r"\b(?:roll(?:s|ed|ing)?[- ]?back|revert(?:s|ed|ing)?|(?<!\d )restart\w*|(?<!\d )reboot\w*|re-?deploy\w*|"
            r"fail(?:ed|ing)?[- ]?over|drain(?:s|ed|ing)?|depool\w*|repool\w*|cordon\w*|uncordon\w*|"
            r"scal(?:e|ed|ing) (?:up|down|out)|block(?:s|ed|ing)|disabl(?:e|es|ed|ing)|bann?(?:ed|ing)|"
            r"hot-?fix\w*|mitigat\w+|workaround|work-around|patch(?:ed|es|ing)?|increas(?:ed|es|ing) the|"
            r"attempt\w*|tr(?:y|ies|ied|ying) to|re-?creat\w*|power cycle\w*|maintenance mode|purg\w+|"
            r"halt(?:ed|ing)?|roll(?:ed|ing) (?:[\w%]+ ){1,4}back|kill(?:ed|ing) (?:it|the|that|them|all|those)|fixing (?:it|this|that|the|with)|"
            r"stopp?(?:ed|ing) the (?:roll-?out|deploy\w*|release|job|migration|upgrade)|abort(?:ed|ing)|pruned|bounc(?:ed|ing)|renewed|paus(?:ed|ing)|"
            r"(?:flip|turn|switch)(?:ped|ed|ping|ing)? (?:\w+ ){0,4}off|(?:flag|feature|toggle) (?:is )?off|"
            r"remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|replac(?:es|ed|ing))\b"
        ),
    ),
    (
        Kind.CHANGE,
        (
            r"(?<!-)\b(?:deploy(?:s|ed|ing|ments? (?:of|to|start|began|begin|finish|complet|went|goes|ran|run|succe|was|is))?|"
            r"releas(?:ed|es|ing)|releases? (?:of |\d|v\d|went|goes|start)|releas(?:e|es)\b(?= \w*\d)|"
            r"merg(?:e|ed|es|ing)|upgrad(?:ed|es|ing)|upgrade\b|updat(?:ed|es|ing)|"
            r"migrat(?:ed|es|ing)|migrations?|roll(?:ed|s|ing)? ?out|config\w* chang\w*|appl(?:ied|ies|ying)|"
            r"cron(?: ?jobs?)?\b|(?:start|began|finish|trigger|kick)\w* (?:off )?(?:the |an? )?(?:deploy\w*|release|upgrade|migration|roll-?out)|"
            r"(?:pipeline|maintenance|job|terraform|helm)\b[^.]{0,20}\b(?:start|began|begin|ran|runs|trigger|appl|upgrad|finish|complet)\w*|"
            r"(?:terraform|helm) (?:apply|upgrade|release)|maintenance(?= window)|"
            r"push(?:es|ed|ing)|commit(?:s|ted)?|rename[sd]?|renaming|bump(?:ed|s|ing)|"
            r"(?:we(?:'re| are)|(?:is|are|now) (?:running|on)) (?:now )?(?:on )?[`']?v?\d[\w.-]*[`']? now|(?:is|are|now) (?:out|live)(?= (?:now|on|in|to)\b|[.,;:!]|$)|"
            r"lower(?:s|ed)|rais(?:es|ed) (?:the )?(?:limit|priority)|(?:modification|edit)s? (?:finish|appl)\w*|"
            r"feature flag (?:turned|switched|enabled|set|flipped)|feature flag\b(?! evaluation)|"
            r"v?\d[\w.]* to (?:production|prod|live|staging) (?:finish|complet|succe|done|deploy)\w*|"
            r"shift(?:s|ed|ing)?|switch(?:ed|ing) (?:to|over)|scheduled)\b"
        ),
    ),
    (
        Kind.SYMPTOM,
        (
            r"\b(?:fail(?:s|ed|ing|ure|ures)?|errors?|down|outage|got affected|(?:was|were|is|are|be) (?:also )?(?:affect|impact)(?:ed|ing)|"
            r"unaware|inaccessible|lose|no (?:logs?|one was able|access|response)|mismatch\w*|(?:Node)?NotReady|"
            r"leads? to \d{3}|not (?:\w+ )?(?:right|available|reachable|accessible|possible|healthy|ready|happening|show\w*|see|return\w*|receiv\w*|deliver\w*)|unavailab\w+|unreachable|timeouts?|"
            r"timed? ?out|timing out|slow\w*|latency|degrad\w+|crash\w*|broken|breaks?|breaking|stuck|"
            r"50[0-9]s?|5xx|expire[sd]?|stop(?:s|ped) (?:working|responding|shipping|sending)|missing|"
            r"lost|loss|drop(?:s|ped|ping)?|backlog\w*|overload\w*|saturat\w+|refus\w+|unable|cannot|"
            r"can ?no(?:t| more)|can't|could ?n[o']t|not (?:work\w*|start\w*|respond\w*|load\w*|being)|"
            r"aren't (?:working|starting)|\w+n[o']?t (?:work|start|load|boot|open|render|respond|connect|resolve|deploy|build|scale)\w*|NotReady|OOM\w*|exhaust\w*|goes"
            r" dark|offline|pending|disrupt\w*|flap\w*|hang(?:s|ing)?|hung|wrong|busted|borked|wedged|hosed|weird|elevated|spik(?:e[sd]?|ing)|died|dying|pegged|maxed|through the roof|any(?:one|body) else (?:being|seeing|noticing|experiencing|losing|stuck|unable|not able|timing)|starts? amplifying|"
            r"flood\w*|reaches 0|(?:cpu|mem\w*|ram|disk|heap|pool|volume|load|i/?o|usage)\b[^.;]{0,20}\bat (?:9\d|100)(?= ?%)|looks? (?:off|odd|strange|empty)|(?:see|seeing|have|having|hit|hitting|gett?ing|notic\w+) (?:\w+ ){0,4}(?:issues?|problems?|trouble))\b"
        ),
    ),
    (
        Kind.HYPOTHESIS,
        (
            r"\b(?:suspect\w*|theori[sz]\w*|hypothes\w*|maybe|perhaps|probably|might be|could be|i think|"
            r"we think|possibl[ey]|believe\w*|seems? (?:to|like)|looks like|conclude\w*|rule[ds]? out|"
            r"identif\w+|root cause|traced|discover\w*|figured? out|points? out|turned out|realiz\w+|"
            r"realis\w+|determin\w+)\b"
        ),
    ),
)
_COMPILED: Final = tuple((kind, late(pattern, _I)) for kind, pattern in _CUES)
_SHORT: Final = 200
_AMONG: Final = Among([pattern for _, pattern in _COMPILED])
_QUESTION = late(r"^[^.!]{3,}\?\s*$")
_CHATTER = late(
    r"^\W*(?:lol|haha\w*|thanks?|thx|ty|ok(?:ay)?|cool|nice|great|hi|hello|hey|morning|yes|yep|no(?=\W*$)|"
    r"nope|\+1|:\w+:|👍|dope|ugh)\b",
    _I,
)
_ONE_WISH: Final = 240
_WISH = late(
    r"^\W*(?:\[[ x]\]\s*)?(?:todo\b|fix (?:the|all|any|every|[A-Z]\w+)\b|enhance|pin (?:the|all)|attempt to make|better|add|implement|improve|ensure|document|consider|assess|review|"
    r"discuss|look into|make sure|set ?up|enable|spike|prevent|be more|agree on|clarify|automate|"
    r"require|requiring|monitor|write|define|introduce|reflect|evaluate|migrate all|increase the|"
    r"create (?:a|an|alerts?|dashboards?|guidance|pingdom)|update the (?:user|docs?|runbook|guide))\b"
    r"|\b(?:would|could|might) have\b|\bin this incident however\b|\bincreased? risk\b|\bif possible\b"
    r"|\b(?:we|this|it) (?:will (?:keep|never|always)|would be)\b|\bsaved us\b"
    r"|\b(?:ideally|going forward|in (?:the )?future|next time|even better)\b"
    r"|\b(?:should|needs? to|ought to|must) (?:\w+ ){0,2}(?:be|have|not be|always|never)\b"
    r"|\b(?:alert|alerting|dashboard|page|monitoring) needs?\b|\bwe (?:should|need to|could|must)\b",
    _I,
)
_NEGATED = late(
    r"\b(?:not|n't|never|no|without|fail\w* to|didn't|doesn't|hasn't|isn't|aren't|un(?:able|til))\b"
    r"[^.;,]{0,30}$",
    _I,
)
_POSITIVE = frozenset(
    {Kind.DECLARED, Kind.RESOLVED, Kind.ALL_CLEAR, Kind.MITIGATION_WORKED, Kind.RECOVERY}
)
_SIGNALS = frozenset({Kind.ALERT, Kind.PAGE})
#: Kinds whose cues are hardly ever wrong, so that no other voice overrules them.
CERTAIN: Final = frozenset({Kind.PAGE, Kind.QUESTION, Kind.RESOLVED, Kind.ALL_CLEAR})
_PENDING = late(
    r"\b(?:deploy\w*|release|roll-?out|migration)\b[^.]{0,60}\b(?:requested|queued|in[ _]progress|"
    r"waiting for|awaiting|to be approved)\b",
    _I,
)
_UNTOLD = late(
    r"\b(?:nobody|no one|no-one|none of us|forgot\w*|never|not|n't|without)\b[^.;,]{0,30}$", _I
)
_UNTOLD_AFTER = late(
    r"[^.;,]{0,30}?\b(?:was|is|were|has|had|been)?\s?(?:never|not|n't|nothing)\b", _I
)
_FOUND_OUT = late(
    r"\b(?:tracked down to|conclude[sd]?\b|(?:we|i|team) (?:now )?(?:suspect|think|believe)|points? out"
    r"|turn(?:s|ed) out|traced (?:it |this )?to|possible (?:root )?cause|root cause (?:is|was|might))",
    _I,
)
_DENIED = late(r"\b(?:never|not|n't|hasn't|hadn't)\b[^.;,]{0,12}$", _I)
_NOT_LOOKING = late(r"(?:\b(?:never|not|nobody|no one)|n['\u2019]t)\b[^.;,]{0,12}$", _I)
_NOT_DONE = late(r"\s?(?:had|has|have|was|were|is)(?: not|n't| never)\b", _I)
_AHEAD = late(
    r"\b(?:will|would|may|might|when|before|to be|going to|risk\w*|help(?:s|ing)? with \w+,?)\b[^.;]{0,25}$",
    _I,
)
_ASKED = late(
    r"\b(?:please|pls|(?:can|could|would|will|need|want|ask(?:ed|ing)?) (?:you|u|someone|somebody|anyone|"
    r"anybody))\b[^.;,]{0,20}$",
    _I,
)
_NONE = late(r"\b(?:no|not an?|without(?: an?| any)?|never an?) $", _I)
#: So many letters beside a cue may turn its meaning, and so many of a text are looked at for cues.
_NEAR, _MOST = 300, 16_384
_RANK: Final[dict[Kind, int]] = {kind: at for at, (kind, _) in enumerate(_CUES)}


def kinds(text: str) -> tuple[Kind, ...]:
    """Return the kinds that the wording tells of, the surest first; `note` where it tells none."""
    return _again(text) if len(text) <= _SHORT else _told(text)


@lru_cache(maxsize=4096)
def _again(text: str) -> tuple[Kind, ...]:
    """Return the kinds of a short text; bots say the same ones over and over."""
    return _told(text)


def _before(text: str, match: re.Match[str]) -> str:
    """Return the words just before a match."""
    return text[max(match.start() - _NEAR, 0) : match.start()]


def _told(text: str) -> tuple[Kind, ...]:
    text = text[:_MOST]
    if len(text) < _ONE_WISH and _WISH.search(text):
        return (Kind.QUESTION,) if _QUESTION.match(text.strip()) else (Kind.NOTE,)
    found: list[Kind] = []
    could = _AMONG(text)
    for at, (kind, pattern) in enumerate(_COMPILED):
        match = pattern.search(text) if could >> at & 1 else None
        while match and kind in _SIGNALS and _NONE.search(_before(text, match)):
            match = pattern.search(text, match.end())
        while match and _denied(kind, text, match):
            match = pattern.search(text, match.end())
        while match and kind in _POSITIVE and _NEGATED.search(_before(text, match)):
            match = pattern.search(text, match.end())
        if match:
            found.append(kind)
    if Kind.HYPOTHESIS in found and _FOUND_OUT.search(text):
        found.sort(key=lambda kind: kind is not Kind.HYPOTHESIS)
    if Kind.RECOVERY in found and Kind.SYMPTOM in found and Kind.RESOLVED not in found:
        found.sort(key=lambda kind: (kind is Kind.SYMPTOM, _RANK[kind]))
    if _QUESTION.match(text.strip()):
        return (Kind.QUESTION, *found[:2]) if found else (Kind.QUESTION,)
    if not found and (_CHATTER.match(text) or len(text.strip()) < 4):
        return (Kind.CHATTER,)
    return tuple(found[:3]) or (Kind.NOTE,)


def _denied(kind: Kind, text: str, match: re.Match[str]) -> bool:
    """Say whether the words around a cue deny it, or tell of it as something still to come."""
    before, after = _before(text, match), text[match.end() : match.end() + _NEAR]
    if kind is Kind.ACKNOWLEDGED:
        return _ASKED.search(before) is not None or _NOT_LOOKING.search(before) is not None
    if kind is Kind.CUSTOMER_UPDATE:
        return bool(_UNTOLD.search(before) or _UNTOLD_AFTER.match(after))
    if kind is Kind.CHANGE:
        told = _COMPILED[_RANK[Kind.CUSTOMER_UPDATE]][1].search(text)
        near = told is not None and match[0].lower().startswith("updat")
        return near or bool(
            _PENDING.search(text) or _DENIED.search(before) or _AHEAD.search(before)
        )
    if kind is Kind.MITIGATION_TRIED:
        return bool(_NOT_DONE.match(after) or _DENIED.search(before) or _AHEAD.search(before))
    return False


def kind(text: str) -> Kind:
    """Return the one kind that fits the wording best."""
    return kinds(text)[0]
