"""How evidence words a cause, a gap, a task, and the headings under which each stands."""

import re

from unblame.text import late

CAUSE = late(
    r"\b(because|due to|caused (by|a|an|the)|causing|root[- ]causes?|triggered (by|a|an|the)|"
    r"as a result of|result(ed|ing) (in|from)|led to|which meant|meaning that|contribut(ed|ing) to|"
    r"contributing factors?|the reason|reasons? (for|was|is)|turned out|since the|tracked down to|"
    r"owing to|thanks to|stemm(ed|ing) from|introduced (by|in|a)|prevent(ed|ing) .{1,40} from|"
    r"underlying (issue|cause|problem)|the (issue|problem|cause) (was|is|were|being)|culprit|"
    r"failed because|created conditions|broke\b|made (things|it) worse|"
    r"(changes|changed|alters|altered|flips|flipped) the default|"
    r"issue (was|is) (with|that|caused)|so that no|,\s+so|leading to|as no\b|as the\b)",
    re.IGNORECASE,
)
GAP = late(
    r"\b(no|not|but|never|nobody|no one|nothing|lack(s|ed|ing)?( of)?|missing|without|"
    r"insufficient|poor|only|unable|unclear|"
    r"too (few|many|late|long|slow|small|much|high|low)|did not|didn.t|was not|wasn.t|were not|cannot|"
    r"could not|couldn.t|difficult|hard to|single|old|stale|took (a while|too|longer|\d+)|"
    r"(room|scope) for improvement|drown(ing|ed|s)?)\b",
    re.IGNORECASE,
)
ACTIONS = late(
    r"\b(actions?|follow[- ]?ups?|to[- ]?dos?|next steps|remediation|improvements?|prevent|tasks|"
    r"recommendations?|plan)\b|actionable",
    re.IGNORECASE,
)
CAUSES = late(
    r"root[- ]cause|\bcauses?\b|contribut|\bfactors?\b|\btrigger|\bwhy\b|identified", re.IGNORECASE
)
WRONG = late(
    r"went (wrong|badly|poorly)|go (wrong|badly|poorly|better)|gone better|weakness|didn.t work|"
    r"did not work|problems?\b|could be better|challenges|surpris|where did .* (wrong|unlucky)",
    re.IGNORECASE,
)
WELL = late(
    r"went well|go well|lucky|luck\b|what worked|thanks|attendee|participant|stats|"
    r"references?|glossary|links|contact|appendix",
    re.IGNORECASE,
)
ACCOUNT = late(
    r"summary|overview|resolution|detection|context|impact|conclusion|lessons?|"
    r"learn|description|background|analysis|what happened|details|incident",
    re.IGNORECASE,
)
UNSURE = late(
    r"\?\s*$|\b(maybe|perhaps|wonder|could be|might be|not sure|possibly|suspect|"
    r"theori[sz]ed?|presum)",
    re.IGNORECASE,
)
TASK = late(
    r"\b(resolved|fixed|repaired|restored|mitigated) by\b|\bnot affected\b|action items?\b|"
    r"\bactionable|\bTODO\b|^\W*(?:still |left |remaining )*(?:to[- ]do|to be done|open)\W*:|^\W*(status: \w+ )?(add|create|investigate|link|please|note:|make sure|ensure|"
    r"consider|fix|implement|improve|document|update|remove|revisit|review|set up|write)\b|\?\s*$|"
    r"^(he|she|sorry|thanks|idea:)\b|\bshould (not|have|be|also|probably|investigate|consider)\b|^if that\b",
    re.IGNORECASE,
)
#: A record of a machine rather than somebody's words: `by=deployer reason="hold" zone=a`.
RECORD = late(r"(?:(?<!\S)[\w.-]+=(?:\"[^\"]*\"|\S+).*?){2}")
TRIGGER = late(
    r"root[- ]cause|triggered by|\btrigger\b|introduced (by|in)|caused by", re.IGNORECASE
)
AMPLIFY = late(
    r"cascad|amplif|made (things|it|matters) worse|further complicat|exacerbat|"
    r"prolong|compound",
    re.IGNORECASE,
)
UNKNOWN = late(
    r"\b(?:(?:do|did|does) not|don.t|didn.t) know (?:who|where|how|which)\b", re.IGNORECASE
)
EDITED = late(r"^\[edited\]\s*")
SENTENCE = late(r"(?<=[a-z0-9)`%]{3}[.!?])\s+(?=[A-Za-z`\"])")
ABSENT = late(
    r"^\W*(\[.\]\s*)?(we should |need to )?(add|create|set up|introduce|implement|"
    r"extend|improve|write|build|document|make|update the [\w ]*(guide|docs?|documentation))\b",
    re.IGNORECASE,
)
REPORT = late(
    r"\b(?:mails?|e-?mails?|tickets?|calls?|callers?|complaints?|reports?|messages?|customers?|users?|shoppers?|"
    r"hauliers?|members?|clients?) (?:to|from|in|at|on) (?:#|the )?(?:customers?@?|support|help ?desk|users?|line\b)|"
    r"\b(?:customers?|users?|shoppers?|clients?|members?) (?:report|call|complain|write|wrote|say|told)\w*\b",
    re.IGNORECASE,
)
_UPDATE = late(
    r"\bstatus ?page (?:was|is|has|stayed|got)\b|\b(?:customer|status|public) (?:updates?|notices?|statements?)\b|"
    r"\b(?:customers?|users?) (?:were|was|are|have) (?:not|never) (?:been )?(?:told|informed|notified|warned)\b|"
    r"\b(?:told|informed|wrote to) (?:the )?(?:customers?|users?)\b",
    re.IGNORECASE,
)
_DENIAL = late(
    r"\b(?:never|not|no|nobody|no one|none|without|nothing|forgotten|missing)\b|n't\b",
    re.IGNORECASE,
)


def denied_update(text: str) -> str | None:
    """Return the clause that says that no word went to customers, if one does."""
    for clause in re.split(r"(?<=[.!?:;,])\s+", text):
        if _UPDATE.search(clause) and _DENIAL.search(clause):
            return clause.strip(" ,;:.")
    return None
