"""An action punishes or retrains a person.

What it notices
---------------
`Retrain X`, `talk to the engineer responsible`, `remove her access`, `written warning`, `hold …
accountable`. It blocks under a heading of actions.

Why it matters
--------------
Correcting a person leaves the tool, the display and the default as they were; the next person meets them.

Say instead
-----------
What the tool permits, shows or defaults to: `The tool refuses production targets without a change
ticket; verified by a test.`

When to leave it
----------------
Controls that apply to everyone, models that are trained, penalties of a retry, `accountable owner`.

Source
------
Lunney, Lueder and Beyer, Postmortem Action Items; VA action hierarchy.
"""

import re
from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word
from unblame.language.lexicon import systems, words
from unblame.language.people_words import speaks
from unblame.language.rewrite import ASK_CONTROL
from unblame.text import late

MESSAGE = "this action changes a person, and leaves what the tool permits as it was"
MODELS = r"(?!(?:the |a |our )?(?:\w+ ){0,2}(?:model|classifier|detector|network|recogni[sz]er|forecaster)s?\b)"
FIXED = late(
    r"\b(?:written|verbal|final|formal) warnings?\b(?! (?:log|banner|message))|"
    r"\bperformance (?:review|improvement plan)s?\b|"
    r"\bheads? (?:should|must|will|need to|have to) roll\b|\bhold\b(?! (?:us|ourselves|me)\b).{1,40}\baccountable\b|\bheld accountable\b|"
    r"\b(?:talk|speak) (?:to|with) (?:the )?(?:\w+ )?(?:\w+ )?(?:responsible|who (?:did|made|ran|pushed|broke))|"
    r"(?<!more )(?<!very )(?<!well )\b(?:disciplin(?:e|ed|ary (?:action|measures?|proceedings?|hearing|warning))|reprimand\w*|(?<=be )punished|(?<=was )punished|(?<=were )punished|(?<=been )punished|punishment(?= (?:for|is|was|must|should)\b)|punish(?:ed|es|ing)?(?= (?:him|her|them|those|whoever|anyone|the|our|an? (?:engineer|developer|operator|employee|person))\b)|sanctioned)\b(?! of)|"
    r"\b(?:remove|revoke|restrict|suspend) (?:his|her|their|your) (?:\w+ ){0,2}(?:access|rights|permissions?)\b|"
    r"\b(?:been|was|were) (?:spoken|talked) to\b|\bface consequences\b"
)
RIGHTS = (
    r"(?:access|rights?|permissions?|privileges?|admin|root|sudo|keys?|duties|commit bit|role)\b"
)
TAKEN = late(
    r"\b(?:Revoke|Remove|Withdraw|Pull|Strip|Suspend|Restrict|Rescind|revoke|remove|withdraw|pull|strip|suspend|restrict|rescind|revoking|removing) "
    rf"([A-ZÀ-Ž][\w-]+)['’]s (?:[\w-]+ ){{0,3}}?{RIGHTS}"
)
PUNISHED = (
    r"\btake away [\w-]+(?: [\w-]+)? from (?:<one>|<group>)|"
    r"\b(?:take|taken|took|keep|remove) (?:<one>) off (?:the )?(?:on-call|rota|roster|project|pager)\b"
    r"|\b(?:formal|serious|stern|quiet) (?:talk|word|chat|conversation) with (?:<who>|his|her|their)\b|"
    rf"\b(?:his|her|<one>'s) (?:[\w-]+ ){{0,3}}?{RIGHTS} (?:should|must|will|to|has to|have to|need to|shall) be (?:revoked|removed|withdrawn|suspended|restricted|taken away|pulled)\b|"
    rf"\b(?:revoked?|removed?|withdraw|withdrew|pull(?:ed)?|strip(?:ped)?|suspend(?:ed)?|restrict(?:ed)?|rescind(?:ed)?|revoking|removing|take away|took away) "
    rf"(?:<one>'s|his|her) (?:[\w-]+ ){{0,3}}?{RIGHTS}"
    r"|\b(?:will|must|should|to|has to|have to|have been|has been|was|were|been|gets?|being) (?:be |been |get )?sent (?:back )?(?:on|to|for) (?:an? |the )?(?:[\w-]+ ){0,4}?"
    r"(?:courses?|training|refresher|retraining|re-training|class|workshop)\b(?! (?:environment|cluster|data|set|pipeline|job|queue|server|run|service|bucket))"
    r"|\b(?:note|letter|e-?mail|report|word|memo) (?:\w+ ){0,2}?(?:to|with) (?:his|her|their|<one>'s) (?:line )?manager"
    r"|\b(?:his|her|their|<one>'s) (?:line )?managers? (?:will|must|should|has to|has been|have been|was|were) (?:be )?(?:told|informed|notified)"
    r"|\b(?:be|get|been|is|are) named (?:and shamed|in (?:the|a|our|every|next) (?:\w+ ){0,2}?(?:report|meeting|all-hands|newsletter|channel|review|list))"
    r"|\bnam(?:e|ing) and sham(?:e|ing)\b|\bwall of shame\b|\b(?:<one>|those who|anyone who) (?:[^.;]{0,40} )?(?:be|been|is|are) (?:banned|barred|suspended|kept away|taken off) "
    r"(?:from|on-call|the rota|the project)"
)
PERSON_MEANT = r"(?:the |any |this |that )?(?:person|people|engineer|developer|employee|individual|operator|admin|contractor|author|staff member|member of staff|team member|responder|technician|one|ones|those|colleague|parties|party|staff|whoever)s?"
ANSWER = (
    rf"\b(?:had|have|having) (?:had )?a (?:\w+ )?word with (?:<one>|{PERSON_MEANT}|him|her|them)\b"
    r"|\b(?:<one>) (?:is|will|are|was) (?:no longer|not) (?:be )?(?:allowed|permitted|trusted) (?:to|with|near|anywhere)\b"
    r"|\b(?:his|her|their|<one>'s) contracts? (?:will|has|have|was|is) (?:not |been )?(?:be )?(?:renewed|terminated|ended|cancelled)\b|\b(?:held|hold|holding) to account\b|"
    rf"\b(?:action|measures|steps|consequences|sanctions) (?:has been |have been |was |were |will be |is being |are being )?(?:taken |imposed |considered )?(?:(?<=taken )(?:with|for|on)|against|towards) (?:{PERSON_MEANT}|<one>|<group>)\b"
    rf"|\b{PERSON_MEANT} (?:who (?:\w+ ){{1,4}}?|responsible |concerned |in question |involved |at fault )(?:has been |have been |was |were |will be |must be |should be |is |gets? |got )?(?:to |be )?"
    r"(?:\w+ly )?(?:understands? the consequences|spoken to|talked to|dealt with|let go|fired|dismissed|removed from|moved off|disciplined|reprimanded|held|made aware of|retrained|warned|suspended|no longer (?:with|work|employ)\w*)"
    rf"|\b(?:<one>|<group>|{PERSON_MEANT} (?:who [^,;.]{{1,30}}|responsible|concerned)) (?:will |must |should |has to |is going to |to |may )?(?:have )?(?:lose|loses|forfeits?) (?:\w+ )?(?:[\w-]+ ){{0,2}}?(?:access|rights?|privileges?|permissions?|bonus|commit bit)\b"
    r"|\b(?:<one>) (?:was|were|(?:has|have|had) (?:\w+ )?been|is|(?:will|should|must|would|could|can|may)(?:n't| not)? be|got|gets) (?:\w+ )?(?:let go|fired|sacked|dismissed|demoted|written up|put on (?:a |an )?(?:pip|notice|leave|performance)|taken off|removed from (?:the )?(?:rota|on-call|team|project)|no longer with (?:us|the company)|parted ways)\b"
    r"|\b(?:send|sent|sending) (?:<who>|the (?:whole|entire) team) (?:back )?(?:on|to|for) (?:an? |the )?(?:[\w-]+ ){0,3}?(?:courses?|training|refresher|school|workshop)\b"
    rf"|\b(?:fire|sack|demote|dismiss|discipline|reprimand|retrain|re-train|coach) (?:<one>|{PERSON_MEANT} (?:who|responsible|concerned|involved))\b"
    rf"|\b(?:<one>|<group>|{PERSON_MEANT}(?: involved| concerned| responsible)?|all \w+) (?:needs?|must|should|has to|have to|will|is to|are to|to) (?:\w+ )?(?:be )?(?:get |undergo |receive |attend |take |re-?take |repeat |redo |complete |sit )?(?:\w+ )?(?:re-?training|re-?trained|a refresher|refresher|coaching|re-?certif\w+)\b"
)
DISMISSED = (
    r"\b(?:sacked|fired|dismissed|demoted|suspended|disciplined|reprimanded) (?:the |our |their |its |his |an? )(?:[\w-]+ ){0,2}?(?:admin|administrator|engineer|developer|employee|manager|operator|contractor|director|cto|cio|ceo|intern|technician|pilot|sysadmin|worker|guy|staff|team)s?\b"
    r"|\b(?:employee|engineer|developer|admin|manager|contractor|person|individual|operator|technician|cto|cio|ceo)s? (?:responsible |involved |in question |concerned )?(?:has |have )?(?:since )?left the (?:company|firm|organi[sz]ation|business)\b"
    r"|\b(?:lost|lose|loses|losing) (?:his|her|their) jobs?\b|\b(?:<one>|<group>) (?:was|were|has been|have been|had been|will be|got) (?:\w+ly )?(?:given|issued|handed) (?:an? )?(?:\w+ )?(?:warning|reprimand|dressing[- ]down|talking[- ]to|ultimatum)\b"
    r"|\b(?:would|'d) have (?:fired|sacked) (?:<who>|you|whoever|that|the)\b|\b(?:<group>|both [\w-]+|(?:two|three|four|several) [\w-]+|(?:\w+ )?(?:executives|managers|directors|engineers|pilots|operators)) (?:was|were|have been|had been|got) (?:\w+ly )?(?:fired|sacked|dismissed|suspended from duty|demoted|let go|disciplined)\b"
    r"|\b(?:<one>|<group>) (?:will |must |should |has to |have to |needs? to |had to |was made to )+(?:repeat|redo|retake|re-take) (?:the |his |her |their )?(?:\w+ )?(?:certification|training|course|exam|induction)\b"
)
DEALT_WITH = (
    r"\b(?:<one>|employee|(?:his|her|their) (?:boss|manager)) (?:was|were|has been|have been|had been|is|got|will be) (?:\w+ly |immediately |later |then |promptly )?(?:suspended|terminated|disciplined|reassigned|relieved of|removed from (?:his|her|their|the) (?:post|position|job|role|duties)|placed on (?:\w+ )?leave|stripped of|shown the door|escorted|sued|prosecuted|arrested|charged with|fined)\b"
    r"|\b(?:he|she|<name>|the (?:[\w-]+ )?(?:engineer|developer|admin|employee|contractor|person)) (?:is|does|are|was|has)(?: not|n't)? ?(?:no longer |not |any longer )?(?:works?|working|worked|employed|been employed|with) (?:here|for us|us|for the company|the company|at the company)(?: any ?more| any longer)?\b"
    r"|\b(?:he|she|<name>) no longer works? (?:here|for us|for the company|at the company|with us)\b|\b(?:going|have|need|want|looking|about) to (?:be )?(?:hir(?:e|ing)|find(?:ing)?|get(?:ting)?) a (?:new|better|real|competent|proper) (?:[\w/-]+ )?(?:admin|sysadmin|engineer|dba|developer|devops|operator|team)\b"
    r"|\bso (?:that )?i can (?:yell|shout|scream|swear) at\b|\b(?:should|must|ought to|deserves? to|needs? to|would|'d) (?:all )?be (?:fired|sacked|shot|hanged|flogged|jailed|in jail|locked up|sued|prosecuted|banned from|ashamed|kicked out)\b|\b(?:fire|sack|hang|shoot) (?:them|him|her|'em|whoever|everyone|the (?:guy|idiot|person|manager|lot))\b"
)
DENIED = late(r"\b(?:no|not|never|nobody|without|nor|instead of|rather than) (?:\w+ ){0,3}$")
RETRAIN = late(
    rf"(?:^|[.:;\]*]\s*|\b(?:must|should|to|will|and|please) )(?:re-?train|coach|train(?= (?:all|every|our)\b)) {MODELS}(?=\w)"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each punitive or retraining action; under actions it blocks."""
    level = (
        Level.BLOCK if account.under("action", "follow-up", "follow up", "remediation") else None
    )
    for found in account.finds(FIXED):
        if DENIED.search(account.low[: found.start()]):
            continue
        yield Hit(
            start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_CONTROL, level=level
        )
    for found in [
        *speaks(account, PUNISHED),
        *speaks(account, ANSWER),
        *speaks(account, DEALT_WITH),
        *speaks(account, DISMISSED),
    ]:
        before = account.low[: found.start()].split()
        sent = "sent" in found[0] and before and before[-1] in systems() | {"model"}
        if not sent and not DENIED.search(account.low[: found.start()]):
            yield Hit(
                start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_CONTROL, level=level
            )
    machines = words("systems", "system") | words("systems", "named")
    for found in TAKEN.finditer(account.text):
        if found[1].lower() not in machines and not account.people:
            yield Hit(
                start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_CONTROL, level=level
            )
    for found in account.finds(RETRAIN):
        if _a_person(account, found.end()):
            yield Hit(
                start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_CONTROL, level=level
            )


def _a_person(account: Account, start: int) -> bool:
    """Whether a person, a role, a group or a name follows."""
    rest = re.sub(r"^(?:the|our|all|every|an?) ", "", account.low[start:])
    first = re.match(r"[\w'-]+", rest)
    if first is None:
        return False
    people = words("roles", "role") | words("roles", "team") | {"whoever", "him", "her", "them"}
    named = account.text[start : start + 1].isupper() or account.text[start] == "@"
    return named or bool(re.match(rf"(?:[\w-]+ )?{any_word(people)}\b", rest))


RULE = Rule(
    code="UB115",
    name="punishment",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "suspended",
        "terminated",
        "jobs",
        "left the",
        "job",
        "repeat",
        "redo",
        "retake",
        "given a",
        "issued a",
        "reassign",
        "relieved",
        "placed on",
        "shown the door",
        "escorted",
        "sued",
        "prosecut",
        "arrest",
        "fined",
        "no longer",
        "hir",
        "a new ",
        "a better ",
        "a real ",
        "a competent",
        "yell",
        "ashamed",
        "hang",
        "shot",
        "shoot",
        "jail",
        "a word with",
        "allowed",
        "permitted",
        "trusted",
        "contract",
        "to account",
        " roll",
        " off ",
        "action",
        "measures",
        "steps",
        "dealt",
        "let go",
        "fired",
        "dismiss",
        "lose",
        "lost",
        "forfeit",
        "demote",
        "sack",
        "written up",
        "no longer with",
        "parted ways",
        "refresher",
        "recertif",
        "re-certif",
        "made aware",
        "warn",
        "formal",
        "serious",
        "stern",
        "quiet",
        "revok",
        "remov",
        "withdr",
        "pull",
        "strip",
        "suspend",
        "restrict",
        "rescind",
        "take away",
        "sent ",
        "manager",
        "named",
        "naming",
        "name and",
        "shame",
        "banned",
        "barred",
        "kept away",
        "taken off",
        "train",
        "talk to",
        "speak to",
        "spoken to",
        "talked to",
        "speak with",
        "access",
        "warning",
        "performance",
        "accountab",
        "disciplin",
        "fire",
        "reprimand",
        "coach",
        "consequence",
        "punish",
        "sanction",
        "pip",
        "counsel",
    ),
    flag=(
        "He no longer works here.",
        "The engineer responsible has been spoken to.",
        "Yusuf will lose his deploy rights.",
        "Retrain Jonas on deployment.",
        "Talk to the engineer responsible.",
        "Remove her production access.",
        "Written warning.",
        "Add to performance review.",
        "Hold the author accountable.",
        "Discipline the operator.",
    ),
    ok=(
        "He no longer works on this service, so the runbook had no owner.",
        "The form warns the operator about the wrong region.",
        "Remove standing production access for all roles; use 1-hour grants.",
        "Retrain the fraud model.",
        "Train the classifier weekly.",
        "Add a rehearsal environment and run one drill per quarter.",
        "The retry penalty was raised to 2x.",
        "accountable owner: payments team",
        "A post-mortem is not a disciplinary record.",
        "Nobody is punished for an honest report.",
    ),
    find=find,
    ask=ASK_CONTROL,
)
