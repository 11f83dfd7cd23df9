"""How evidence words an action: its headings, labels, owner, due date, ticket, and what is only talk."""

import re

from unblame.actions.day import DAY, WEEKDAY
from unblame.text import late

HEADING = late(
    r"^\W*(\d+\.?\s*)?(post-?mortem |incident |review |proposed |open |immediate |short-term |long-term |"
    r"corrective |preventive |preventative |technical |process |documentation |detection |mitigation |"
    r"prevention )*(actions?|action items?|actionables?|follow[- ]?ups?|to[- ]?dos?|next steps?|"
    r"remediations?|improvements?|corrective measures|action plan|tasks|recommendations)\b"
    r"(?!.*(taken|timeline|log\b|history))",
    re.IGNORECASE,
)
SAID = late(
    r"(?:^|[\s>*_\[])(?P<label>action items?|actions?|AI|todo|to-do|follow[- ]?up|idea|proposal|"
    r"suggestion|what (?:should|could) happen)\s*[:\]]\W*(?P<what>[^\n]{8,})",
    re.IGNORECASE,
)
PROSE = late(
    r"^\W*(?P<label>action items?|idea|proposal|what (?:should|could) happen)\s*:\s*(?P<what>.{8,})",
    re.IGNORECASE,
)
LIST = late(r",\s+(?:and\s+)?")
LABEL = late(r"^(action items?|actions?|todo|follow[- ]?ups?)\b", re.IGNORECASE)
OWNER = late(
    r"[\s\u2014\u2013(|,;-]*\b(?:owner|owned by|assignee|assigned to|responsible|driver|dri)\s*[:=]?\s*"
    r"(?P<owner>@?[\w-]+(?: [\w-]+){0,2}?)(?=\s*(?:[,;.|()\u2014\u2013]|\bdue\b|\bby\b|$))",
    re.IGNORECASE,
)
ASSIGNED = late(
    r"^(?:\W*)(?P<owner>(?:[A-Z][\w]* )?[Rr]esponder [A-Z]{1,2})\s*(?:[:\u2014-]|to\b|will\b)\s+"
)
TRAILING = late(
    r"\s*(?:[(\u2014\u2013:]|\s-|->|\u2192)\s*(?P<owner>(?:[A-Z][\w]* )?[Rr]esponder [A-Z]{1,2})\)?\s*\.?$"
)
#: Where an act ends by asking for anybody who takes it.
UNOWNED = late(
    r"\s*[(,;:\u2014\u2013-]+\s*(?:(?:yes|yeah|ok(?:ay)?|agreed|sure|good|and)\b,?\s*)*"
    r"(?:somebody|someone|anybody|anyone|who(?: (?:takes?|does|will do|wants) (?:it|this|that))?|owner|tbd|tba|open|"
    r"no(?:body| one| owner)(?: yet)?|to be decided)\s*[?!)]*\s*\.?$",
    re.IGNORECASE,
)
FINISHED = late(r"(?:done|finished|completed?|fixed|merged|shipped|live)", re.IGNORECASE)
TAKES = late(
    r"(?P<owner>(?:[A-Z]\w* )?[Rr]esponder [A-Z]{1,2}) (?:said \w+ (?:would|will)|will|would|wants to|takes?|offered to)"
    r" ?(?:take|own|do|drive)? (?P<thing>(?:the |an? )?[^(.,]{4,60}?)"
    r"(?:\s*\((?:by|due|until) (?P<due>[^)]+)\)|[.,]|$)"
)
TEAM = late(r"\s*\((?P<owner>(?:[A-Z][\w-]*|[a-z]+) [Tt]eam)\)\s*\.?$")
HANDLE = late(r"(?:^\W*|[\s(\u2014\u2013-]+)@(?P<owner>[A-Za-z][\w./-]*\w)\)?\s*[:.]?(?=$|\s)")
ASIDE = late(r"\s*(?:\((?P<inside>[^()]{4,80})\)|\s[\u2014\u2013-]\s(?P<after>[^()]{4,80}))\s*\.?$")
NAMED = late(
    r"^(?:(?:owner|owned by|assigned to|assignee)\W*)?(?P<owner>(?:[A-Z]\w* )?[Rr]esponder [A-Z]{1,2}|@[\w./-]+|"
    r"[A-Za-z][\w-]*(?: [\w-]+)? team|[a-z][\w]*-(?:team|[a-z]+))$",
    re.IGNORECASE,
)
DUE = late(
    r"[\s\u2014\u2013(|,;-]*\b(?:due|deadline|by|before|until|till)(?: on)?\s*[:=]?\s*"
    rf"(?P<due>{DAY})\)?",
    re.IGNORECASE,
)
DUE_WEEKDAY = late(
    rf"[\s\u2014\u2013(|,;-]*\b(?:due|by|before|until|till)(?: on)?\s*:?\s*(?P<due>{WEEKDAY})\b\)?",
    re.IGNORECASE,
)
TICKET = late(
    r"\b([A-Z][A-Z0-9]{1,9}-\d+)\b|(?<![\w/])(T\d{5,7})\b|(?<=[\s(])(#\d{2,7})\b|"
    r"https?://\S*/(?:issues|pull|browse|ticket)s?/([\w-]+)"
)
DONE = late(
    r"^\W*\[[xX]\]|\b(done|completed?|fixed|merged|shipped|already (done|in place))\b[.)\s]*$|"
    r"^\W*(done|completed)\b|\b(has|have) (already )?been (done|documented|fixed|added|merged|implemented)\b|"
    r"\u2705|~~",
    re.IGNORECASE,
)
MEASURE = late(
    r"[\s\u2014\u2013(|;-]*\b(?:measure|measurable|measured by|success|verified by|metric)"
    r"\s*[:=]\s*(?P<measure>[^|]+)$",
    re.IGNORECASE,
)
MARKS = late(r"^\s*(?:[-*+\u2022]|\d+[.)])?\s*(?:\[[ xX]\]\s*)?|\*\*|__|~~")
LINK = late(r"\[([^\]]+)\]\([^)]*\)")
POINTER = late(
    r"\s*\(?\[(?:[^\]]*\]\[[^\]]*|(?:github )?(?:issue|pr|pull request|ticket|task|#?[\w-]*\d+)\]\([^)]*\))\]?\)?",
    re.IGNORECASE,
)
LEAD = late(
    r"^(?:(?:we|the team) (?:should|could|can|need to|must|will|want to|have to|have|has|are going to)\s+)?"
    r"(?:(?:creat(?:e|ed)|add(?:ed)?|rais(?:e|ed)|open(?:ed)?) an? (?:backlog )?(?:ticket|task|issue|story) (?:to|for)\s+|"
    r"(?:need|needs) to\s+|to\s+)?",
    re.IGNORECASE,
)
TALK = late(
    r"^(?:this|these|those|that|it|there|in this|every|if human|we are|i |the team|team (?:discussed|agreed)|"
    r"got |is |are |was |were |any other|such|however|add (?:the|these|links?)\b.*(?:tags?\b|to these|information)|"
    r"create a list of|for example|(?:review|follow-?up|post-?mortem)? ?(?:actions?|action items?|tasks?)$|"
    r"(?:done|completed) in\b|\[)",
    re.IGNORECASE,
)
NOTHING = late(
    r"^\W*(none|n/?a|tbd|todo|nothing|note\b|please|see\b|the following|owner|action|due|"
    r"status)\W*|[:?]\s*$",
    re.IGNORECASE,
)
QUESTION = late(r"\?\s*$")
