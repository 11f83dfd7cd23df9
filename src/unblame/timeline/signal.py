"""What the wording of a dated line says about a milestone, beyond its kind."""

import re
from functools import lru_cache
from typing import Final

_I = re.IGNORECASE

STARTS: Final = re.compile(
    r"(?<!response to )(?<!response to the )\b(?:outage|impact|incident|problem|issue|disruption|degradation|downtime|failure|attack|exploit|breach)\b"
    r"(?: is| was| has)? (?:start(?:ed|s)?|beg[aiu]ns?|occur\w*)\b|\bstart of (?:the )?(?:[\w.-]+ )?(?:incident|outage|"
    r"impact|problem)|\bfault occurs?\b|\boutage begins?\b",
    _I,
)
BEGAN_FAILING: Final = re.compile(
    r"\b(?:beg[aiu]ns?|start(?:s|ed)?) (?:to fail|failing|erroring|timing out|"
    r"rebooting|crashing|crash-?looping|restarting (?:repeatedly|over)|returning (?:errors?|5\d\d))",
    _I,
)
NOTICED: Final = re.compile(
    r"\b(?:notic(?:es|ed|e)|detect(?:s|ed|ion)?|observ(?:es|ed|e)|discover(?:s|ed)?|spot(?:s|ted)?|"
    r"reali[sz](?:es|ed|ation|e)|(?:points?|pointed) out|witness\w*|(?:saw|see|sees) that|aware|"
    r"(?:is|are|was|were) (?:informed|notified|alerted|told)|notified by|found out|incident (?:is |was )?identified|(?:comes?|came|brought) to (?:our|the team's) attention|"
    r"rais(?:ed|es) (?:\w+ ){0,2}(?:tickets?|requests?|complaints?|cases?)|(?:ticket|complaint|report|call|message)s? (?:is |was )?received|"
    r"first (?:notice|report|alert|sign)|(?:flagg?|rais|report)(?:s|ed|es) (?:an? |the )?(?:\w+ )?(?:issue|problem|outage|bug|error|failure|concern)s?|"
    r"notif(?:ies|ied|ying) (?:us|of|about|an? |the (?:\w+ )?(?:team|ops|on-?call))|reports?(?=:)|(?:was|were|is|are) reported|(?:problem|issue|bug|"
    r"ticket) (?:was |is )?(?:reported|opened|raised)|(?:gets?|got) (?:an? |the )?(?:alert|page|"
    r"notification|call)|hear reports?|reports? of|"
    r"reports? (?:in \S+ )?that(?![^.]{0,80}\b(?:pass\w*|succe\w+|complet\w+|fixed|resolved|restored|recovered|fine|ok)\b)|asks? why|"
    r"anyone (?:else )?(?:seeing|noticing|having))\b",
    _I,
)
HELD_FOR: Final = re.compile(
    r"\bfor (?:the (?:last|past) |more than |over |at least |longer than )?(\d+ ?(?:m|min|mins|minutes?|s|sec|seconds?|h|hours?)\b)",
    _I,
)
BACK_IN_PART: Final = re.compile(
    r"\b(?:partial(?:ly)?|partly|mostly|some(?: of)?(?: the)?|half(?: of)?(?: the)?|most(?: of)?(?: the)?|one of(?: the)?|"
    r"(?:\d+|one|two|three|four|five) of(?: the)? (?:\d+|two|three|four|five|six))\b[^.;,]{0,30}\b(?:recover(?:ed|s|ing)|restored|"
    r"(?:is|are|was|were) back|up again|works? again|(?:is|are) working|resolved)\b"
    r"|\b(?:error rate|failure rate|failures|errors|latency|backlog|queue)\b[^.;,]{0,20}\b(?:dropp(?:ed|ing)|(?:is |goes |going )?down|falling|fell|"
    r"decreas\w+|improv\w+|draining|shrinking)\b(?! to (?:zero|0|normal|baseline))",
    _I,
)
MEANT_TO_FIX: Final = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|in case|to see if|try(?:ing)?|tries|tried|attempt\w*|in order)\b[^.;]{0,80}\b(?:fix|help|solv|resolv|"
    r"mitigat|repair)\w*",
    _I,
)
REPORTED: Final = re.compile(
    r"\b(?:issues?|tickets?|bugs?|cases?)[/# ]*(?:[A-Z]+-)?\d+ (?:is|was|has been|gets?|got) (?:opened|filed|raised|created|reported)\b"
    r"|\breporting (?:that|an?|the|failures?|errors?|problems?)\b",
    _I,
)
NOT_NOTICED: Final = re.compile(
    r"\b(?:unaware|went unnoticed|not (?:been )?(?:noticed|detected|aware)|ignored"
    r"|unknown at the time|alerting|alert (?:rule|threshold)s? (?:added|changed))\b",
    _I,
)
NOT_YET_KNOWN: Final = re.compile(
    r"\b(?:nobody|no one|no-one|none of us)\b[^.;?!]{0,30}\b(?:knows?|knew|notic\w*|reads?|saw|sees|"
    r"looked|aware)\b|\b(?:still )?(?:unnoticed|undetected)\b|\bunaware\b",
    _I,
)
TOOK_UP: Final = re.compile(
    r"\back(?:s|ed|nowledge[ds]?)?\b(?! (?:that|this is))|\b(?:currently|now|actively) investigating\b|"
    r"\b(?:starts?|started|begins?|began) looking\b(?! for)|"
    r"\binvestigations?,? (?:was |is |has |have |been |were )*(?:started|starts?|launched|began|begins?|initiated|commenced"
    r"|opened)\b|\b(?:start|starts|started|began|begins?|launch\w*|initiat\w+|beginning) (?:to |an? |the |our |initial |in-depth |deeper? |full |detailed )*"
    r"(?:investigat\w*|tackl\w*|triag\w*|debug\w*|troubleshoot\w*|diagnos\w*|look(?:ing)? into)"
    r"|\b(?:looking into|looks into|on it\b|i'?ll (?:take|look)|taking a look|i'?m looking)"
    r"|\brespond(?:s|ed|ing)? to (?:the |an? |these )?(?:\w+ )?(?:alerts?|alarms?|pages?)\b"
    r"|\bmultiple respond\w+ react|\bpicks? (?:it|this) up|\bpicked up by\b|\bteam (?:responds|engaged|assembled|activated)"
    r"|\b(?:on-?call|engineers?|responders?|ops)(?: \w+)? (?:is |are |was |were )?engaged\b|\bjoin(?:s|ed) the (?:incident |bridge )?(?:call|bridge|incident)\b",
    _I,
)
NARROWER: Final = re.compile(
    r"\binvestigat\w* (?:if|whether|where|why|on (?:the )?missing|a possible|the possib\w+|using)\b"
    r"|\bdeep dive\b|\bwill (?:start|begin)\b|\bcontinu\w+ investigat|\bfurther investigat|\bplan\w* to"
    r"|\blooking into (?:using|how|alternatives)",
    _I,
)
CLOSED: Final = re.compile(
    r"\bincident (?:is |was |has been |now |officially |as )*(?:closed|resolved|over|done|ended|"
    r"repaired)|\b(?:INC|INCIDENT|SEV|PIR)-?\d+ (?:is |was |has been |now |officially )*(?:closed|resolved|over|done)\b"
    r"|\b(?:resolved?|closed?|closing) the incident|\bconsider\w* (?:the )?(?:incident|issue|"
    r"outage) (?:to be )?(?:done|over|closed|resolved|fixed)|\(resolved\)|\boutage (?:is )?(?:over|"
    r"ends?|ended|closed|resolved)\b|\bincident (?:ends?|ended)\b|\b(?:full|complete|successful|final) resolution\b|\bresolution (?:is |was |has been )?(?:confirmed|verified)|\bend of (?:the )?(?:[\w.-]+ )?(?:incident|outage)\b|\bdeclared (?:over|closed|resolved)\b|^(?!\W*\[)\W*resolved\b|\bresolving(?: now| this)?[.!]|\bcall(?:ing)? (?:this|it) (?:resolved|closed|done)\b|(?<!\[)\bconfirmed (?:by|the incident was resolved)"
    r"|\bconfirm\w* (?:that )?(?:\w+ ){0,5}(?:resolved|healthy|restored|fixed)\b|\bmarked (?:as )?"
    r"resolved|\ball issues (?:are|were)? ?(?:now )?resolved|\bverified all\b|"
    r"\bhad resolved the issue|\bbreakages are now resolved|\bresolved and all\b|\bstatus: resolved",
    _I,
)
SHUT: Final = re.compile(
    r"(?<!before )(?<!when )(?<!not )(?<!are )\bclos(?:ing|ed) (?:(?:this|it)(?: one)?(?: out| up| now)?|the (?:ticket|issue|bridge|call|incident)"
    r"|[A-Z]{2,9}-\d+)(?=[.!,;:)]|$| now\b| from my side\b)|\bclosed (?:out )?from (?:my|our) side\b"
    r"|\b(?:let'?s|we can|i'?ll|i will) (?:close|call) (?:this|it)\b(?! (?:when|once|if|after|until|tomorrow|in the|a )\b)"
    r"|^\W*(?:ticket|case|incident|issue) closed\b|\bstatus (?:was )?(?:changed|set|updated|moved) (?:from \w+ )?to resolved\b"
    r"|\bresolved incident #?\w*\d|(?:^|[,.;] )(?:i'?m )?closing(?: (?:now|up|out))?\W*$",
    _I,
)
BACK: Final = re.compile(
    r"\b(?:back to normal|returns? to normal|returned to normal|returns to normal|normal again|"
    r"(?<!team )(?:is|are|was|were|came|comes?|brough\w*|all \w+) back\b|(?<!team is )(?<!team was )back (?:up|online)|(?:is|are|was|were|came|comes?|back) up again|"
    r"(?:fully |service |services |functionality |was |were |is |are )restored|restor(?:es|ing) |"
    r"operational|fully (?:available|accessible|functional|online|up)|(?:hub|server|service|site|cluster|node|pod|host|"
    r"instance|database|website|app|api) (?:is|was|comes|came) up\b(?! to\b)|recovers?\b|recovered|recovery:|fixes things|is fixed|was fixed|normali[sz]ed|health ?-?checks? (?:are |were |is )?(?:now |all )?(?:pass(?:ing|ed)?|green|ok)|"
    r"returns? to (?:baseline|green|healthy)|returned to (?:baseline|green|healthy)|100 ?% (?:available|back|online|operational|restored)|"
    r"(?:systems?|services?|everything|all) stable|shows? recovery|(?:customer |user )?impact (?:ends?|ended|is over|over)|backlog (?:is |was )?(?:cleared|drained|empty)|problem was resolved|"
    r"this resolved|\(resolved\)|issue (?:is |was )?resolved|alerts? resolved|resolves? itself|"
    r"self-heal\w*|working (?:again|correctly|fine|as expected)|verified working|everything (?:is )?"
    r"work\w*|works? again|healthy|(?:is|are|was|were|again|now) functional|up and running|(?:problems?|errors?) (?:are |is |have |all )?(?:gone|disappear\w*"
    r"|stopped|cleared)|no longer (?:receive|see|fail|get)\w*|indeed good|running with correct|"
    r"(?:success|confirmation|check|request|order|availabilit)\w*[^.]{0,20}at 100 ?%|good on (?:both|all)|(?:error rate|errors|latency|success rate) (?:is |are )?"
    r"(?:back|normal)|(?:pass\w*|through|flow\w*|good|green|ok|fine|load\w*|serv\w*|respond\w*|sign\w*|"
    r"succeed\w*|complet\w*|deliver\w*|accept\w*|mov\w*|produc\w*(?: \w+)?|progress\w*|sync\w*|c[ao]me in|full|visible|complete) again|"
    r"fix (?:has been |was |is )?(?:implemented|deployed|applied|rolled out|released)|"
    r"back to (?:baseline|normal)|problem (?:is |was )?(?:solved|fixed|gone)|no (?:more|further) "
    r"(?:errors|issues|alerts|problems)|all (?:pods|services|systems|nodes|jobs|checks|tests|sites|apps|"
    r"hosts|instances) (?:are |were )?(?:now )?(?:running|up|green|ok|available|ready|passing)|"
    r"(?:service|site|cluster|access|api|application|system|website)s? (?:is|are|was|were) (?:now )?"
    r"(?:available|accessible|reachable|stable|green|ok)|(?:running|available|accessible|reachable|"
    r"stable|online|usable) again|queue (?:is |was )?(?:empty|drained|cleared)|traffic (?:is |was )?"
    r"(?:flowing|normal)|(?:has|have) caught up|(?:traffic|processing|service|operations?|deliver\w*|"
    r"launches|builds|jobs) resum\w+|"
    r"verified [^.]{0,40}\bworking|start(?:ed|s)? (?:shipping|loading|working(?! (?:on|to|with)\b)|responding|succeeding) |success back|is (?:now )?fine|"
    r"metrics are available|possible to load|available again|can (?:now )?[a-z]+ again|under control|mitigated|"
    r"to an end|outage (?:ends?|ended|over)|services? (?:were|are) operational|"
    r"performance has steadied|repaired|stabili[sz]ed|are now (?:working|resolved))",
    _I,
)
SAID_BACK: Final = re.compile(
    r"\b(?:roll-?back|revert|restart|reboot|fail-?over|hot-?fix|fix|patch|workaround|it|that|this) (?:has |seems to have |"
    r"finally )?(?:worked|helped|fixed it|did (?:it|the trick))\b"
    r"|\b(?:go(?:es|ing)?|went|com(?:es?|ing)|get(?:s|ting)?) (?:back )?through (?:again|now|on both|on all|everywhere)\b"
    r"|\b(?:all|everything|things?|it|we|they|that|prod|\w+s) (?:is |are |looks? |seems? |should be )?(?:all |to be )?(?:good|fine|sane|right|normal|correct|"
    r"in|ok(?:ay)?|happy|green|stable|clear|healthy) (?:again|now)\b|\b(?:it'?s|we'?re|that'?s) (?:all )?(?:good|fine|green|stable)"
    r"(?: again| now|[.!,]|$)|^\W*all (?:good|green|clear)(?: now| again|[.!,]|$)"
    r"|^\W*(?:it )?(?:worked|works)[.!,]|^\W*(?:all )?caught up\b|\b(?:is|are) (?:there|visible|complete|available|reachable|usable|in) again\b"
    r"|\b(?:rates?|lag|load|latency|cpu|usage|depth) (?:is |are )?(?:back |down )?(?:at |to )?(?:normal|0(?![.\d])|zero|baseline)\b"
    r"|\b(?:errors?|alerts?|failures?|5\d\ds?|timeouts?|latency|queue|backlog) (?:is |are |has |have |all |now )*(?:cleared|gone|"
    r"stopped|subsided|drained|recovered|back to|down to (?:zero|0|normal|baseline))\b"
    r"|\b(?:metrics?|graphs?|dashboards?|numbers?|rates?|latency|logs?|ones?|everything|it|things|prod|site|times?) (?:is |are |looks? )"
    r"(?:all )?(?:good|right|correct|fine|ok|normal|healthy)\b|^(?:it|that|everything|all|[\w-]+) works(?: now| again| fine)?[.!,]|\b(?:calm|quiet|happy) (?:again|now)\b|\b(?:went|go|goes) through\b(?! (?:the|all|every|my|our|a|an)\b)"
    r"|\blooks? (?:good|fine|sane|ok|normal|healthy|right|better) (?:again|now|to me)\b|\b(?:everything|all) (?:is |are )?(?:back )?up\b"
    r"|(?-i:^\W*(?:OK|UP) ?[:-])"
    r"|\bback to (?:green|zero|0|normal|usual)\b|\bno (?:more |new |further )?(?:errors?|failures?|5\d\ds?|alerts?|timeouts?) "
    r"(?:since|for \w+ min\w*|in the last|any ?more|now)\b|\b(?:quiet|clean|stable) (?:since|for) (?:\w+ )?\w+"
    r"|\bcan (?:\w+ )?(?:log ?in|sign in|check ?out|connect|deploy|order|pay|access \w+|see \w+|use \w+) again\b"
    r"|\bconfirm\w* (?:it'?s )?(?:fixed|working|good|ok)\b|\bconfirm\w* (?:that )?(?:\w+ ){1,2}works?\b",
    _I,
)
REVIEWED: Final = re.compile(r"\b(?:PRs?|diffs?|pull request|merge request|review|lgtm)\b", _I)
SHOULD_BE: Final = re.compile(
    r"\bshould (?:all )?be (?:all )?(?:good|fine|right|correct|ok(?:ay)?|back|working|fixed|stable|healthy|sorted|resolved)\b(?: \w+){0,2} now\b"
    r"|\b(?:things|everything|it|that|we) should (?:all )?be (?:good|fine|ok(?:ay)?|back|fixed)\b(?! (?:if|when|once|after|to)\b)",
    _I,
)
DOUBTED: Final = re.compile(
    r"\b(?:not|n't|never) (?:\w+ )?(?:convinced|sure|certain|clear|confident)\b|\bunsure\b|\bdoubt\w*\b",
    _I,
)
SAME_HERE: Final = re.compile(
    r"^\W*same\b|\b(?:mine|here|us) too\b|^\W*me\W*$|\bi see (?:it|that|the same)\b|\b(?:same here|me too|same (?:issue|problem|errors?|thing)|also (?:seeing|getting|having|hitting)|seeing (?:it|that|this|them|"
    r"the same)|having (?:\w+ )?(?:issues?|problems?|trouble)|i can (?:confirm|reproduce)|confirm(?:ed|ing)\b(?! (?:fixed|working|good|ok|back)))",
    _I,
)
HAPPENS_AGAIN: Final = re.compile(
    r"\bhappen(?:s|ed|ing)? again\b|\b(?:did|does|has)(?: not|n't) (?:help|work|fix|change)\w*|\bno (?:change|luck|joy|effect|improvement)\b|\b(?:it|this|that|they|we|users?|customers?)(?:'s|'re| is| are)? (?:failing|broken|crashing|down|dying|fails|"
    r"dies|crashes|hanging|hangs) again\b",
    _I,
)
ONLY_WARNS: Final = re.compile(
    r"\b(?:severity|priority|level)\W{1,3}(?:warn(?:ing)?|info(?:rmational)?|notice|minor|low|p[345])\b",
    _I,
)
RETURNED: Final = re.compile(
    r"\b(?:it|this|that|problem|issue|lag|backlog|errors?|alerts?|timeouts?)(?:'s| is| are) back\b"
    r"(?! (?:up|to|on|online|in|down|under|at|below|and running)\b)",
    _I,
)
WORSENS: Final = re.compile(
    r"(?<!no longer )(?<!stopped )(?<!not )\b(?:climb|grow|ris|spik|fail|pil|erro?r|crash)ing\b", _I
)
RESTORING: Final = re.compile(r"\b(?:restoring|recovering|bringing)\b", _I)
BOT_FIRING: Final = re.compile(r"^\W*(?:firing|triggered)\b", _I)
BOT_RESOLVED: Final = re.compile(r"^\W*\[resolved\b", _I)
STILL: Final = re.compile(r"\bstill\b", _I)
STILL_OURS: Final = re.compile(
    r"\b(?:i|i'?m|we|we'?re|you|users?|customers?|clients?|everyone)\b[^.;]{0,25}\bstill\b"
    r"|\bstill (?:seeing|getting|failing|broken|happening|erroring|timing out|have|having|not)\b",
    _I,
)
PARTLY: Final = re.compile(
    r"\bstill (?:occur\w*|fail\w*|present)\b|\bbut not all\b|\bsome (?:checks|hosts|pods|of|users|nodes|vm|instances)\b|\bpartial(?:ly)?\b"
    r"|\bexpected to (?:recover|be|come|improve)\b|\bappears? to have\b|\bshould (?:recover|be)\b|\bnot (?:yet |fully )?(?:back|recover\w*|restored|fixed"
    r"|resolved|working|healthy|operational)|n't (?:\w+ )?(?:recover|back|work|resolve|fix|boot)\w*"
    r"|\buntil\b[^.]*\b(?:recover|restored|back)|\b(?:could|would|might|may|will|to) (?:be )?(?:fix|"
    r"resolve|restore|recover)\w*|\bfailed to\b|\bwithout success|\btry(?:ing)? to\b|\bwaiting for\b"
    r"|\battempt\w* to\b|\bwants? to\b|\bplan(?:s|ned)? to\b|\bdoes not win\b|\bto see if\b"
    r"|\ball (?:seems|looks) (?:fine|good) (?:so far|at first)"
    r"|\b(?!(?:inc|incident|sev|pir)-)[a-z]{2,10}-\d+ (?:is |was |has been |now )+(?:resolved|closed|over|done)\b",
    _I,
)
WORSE_AGAIN: Final = re.compile(
    r"\b(?:again|still|persist\w*|once more|recur\w*|re-?occur\w*|doesn't recover|did not help|"
    r"another (?:outage|wave|spike)|reopen\w*|relaps\w*|back down|breaks things|issue found persisted|"
    r"missing some|continues? to (?:fail|flap|see)|still see)\b",
    _I,
)
BROKE: Final = re.compile(
    r"\b(?:fail(?:s|ed|ing|ures?)?|(?<!taken )(?<!took )down|outage|unavailab\w+|unreachable|timeouts?|timed? out|broken|"
    r"breaks?|crash\w*|stuck|50[0-9]s?|5xx|errors?|exceptions?|expire[sd]?|stop(?:s|ped)? (?:working|responding|replying|"
    r"answering|accepting|serving|processing|shipping|sending)|goes dark|lost|reaches 0|slow\w*|degrad\w+|unschedulable|offline|saturat\w+|"
    r"dropp?(?:s|ed|ing)?|flood\w*|overload\w*|refus\w+|unresponsive|aren't working|not working|"
    r"going wrong|wrong|can ?no(?:t| more)|disrupt\w*|begins? to drop|(?:starts?|started|begins?|began) to (?:rise|climb|increase|spike|degrade|grow)|exploited|hacked|compromised|ceas(?:e|es|ed)|unable to|growing|piling up|climb(?:s|ing|ed)|spik(?:es|ed|ing)|out of memory|oom\w*|red)\b",
    _I,
)
IS_DOWN: Final = re.compile(
    r"\b(?:is|are|was|were|went|goes|now|completely|hard|fully) (?:\w+ )?(?:down|offline|unavailable|unreachable|inaccessible)\b",
    _I,
)
LOG_BROKE: Final = re.compile(
    r"fail|error|refus|reject|denied|time[ds]?[ _-]?out|exception|5xx|unavailab|unreachable|crash|"
    r"expired|lost|\bclosed\b|broken|overload|out of memory|\boom\b|\b(?:too )?late\b|overdue|delayed|"
    r"backlog|starv",
    _I,
)
LOG_CALM: Final = re.compile(r"^(?:info|debug|trace|notice):", _I)
FINISHED: Final = re.compile(r"\b(?:finish|succe(?:ed|ss)|complet|done\b)", _I)
TRY_AGAIN: Final = re.compile(
    r"\b(?:try|tries|tried|send|submit|look|check)\b[^.;]{0,30}\bagain\b", _I
)
AUTOMATIC: Final = re.compile(
    r"\bautomatic(?:ally)?\b|\bthrough the API\b|\bauto-?(?:resolve|acknowledge|close)[ds]?\b|\balert cleared\b",
    _I,
)
NOT_DECLARED: Final = re.compile(
    r"\b(?:not|never|without|no need to|n't|instead of)\b[^.;]{0,20}\bdeclar|\bnot an incident\b"
    r"|\b(?:do|should|shall|can|must) we (?:\w+ )?declar",
    _I,
)
NEAR_MISS: Final = re.compile(r"\bnear[- ]miss(?:es)?\b|\bclose call\b", _I)
NOBODY_HURT: Final = re.compile(
    r"\b(?:no|nobody|none|no one)\b[^.;]{0,40}\b(?:hurt|harm\w*|affected|impacted|locked out|lost|noticed)\b"
    r"|\b(?:never|not) (?:reached|went to|in|on|touched) (?:production|prod|users|customers)\b"
    r"|\bno (?:user|customer|client|patient|production)?\s*(?:impact|harm)\b",
    _I,
)
TICKET_CLOSED: Final = re.compile(
    r"\bstatus changed from (?!(?:resolved|done|closed|completed?)\b)[\w ]+ to "
    r"(?:resolved|done|closed|completed?)\b",
    _I,
)
ALERT_OVER: Final = re.compile(
    r"^\W*(?:resolved|Resolved|RESOLVED)\W+(?:#\d+|\w*[a-z][A-Z]\w*|\S+[-_]\S+ )"
)
FIX: Final = re.compile(
    r"\b(?:roll(?:ed|s|ing)?[- ]?back|revert(?:ed|s)?|(?<!\d )restart(?:ed|s)?|redeploy\w*|re-?creates?d?|"
    r"replac(?:ed|es)|push(?:es|ed)|deploy(?:s|ed) (?:a |the )?(?:fix|hotfix|patch|new|revert)|"
    r"merged|patched|block(?:ed|s) requests|disabl(?:ed|es)|re-?enabl\w*|reattach\w*|renew\w*|fix(?:ed)?)\b",
    _I,
)
SETTLED: Final = re.compile(
    r"\b(?:nothing (?:for (?:you|us)|to (?:do|see))|false alarm|already (?:solved|fixed|sorted|done)|"
    r"no action (?:is )?needed|not related|unrelated)\b",
    _I,
)
CUSTOMERS_MISS: Final = re.compile(
    r"\b(?:customers?|clients?|users?|merchants?|schools?|readers?|guests?|patients?|shops?|callers?)\b"
    r"[^.;?!]{0,60}\b(?:without|no|not|cannot|can't|missing|refused|fail\w*|late|waiting)\b",
    _I,
)
UPSTREAM: Final = re.compile(
    r"\b(?:vendor|provider|facility|aws|gcp|azure|cloudflare|upstream)\b", _I
)

FOUND: Final = re.compile(
    r"\bfound (?:it|something|the|that|out)\b|\bfound[.!]?$|\bfinds\b|\bcause (?:is|was|found|"
    r"identified)\b|\bturns out\b|\b(?:identif(?:y|ies|ied)|diagnosed|traced|pinpointed) (?!how)",
    _I,
)
AGAIN: Final = re.compile(r"\b(?:again|back|recovered|restored|resolved)\b", _I)
FORMALLY: Final = re.compile(
    r"\bafter (?:observ|monitor|watch)\w*|"
    r"\bincident\b[^.]{0,30}\b(?:closed|resolved|done|over|ended)\b",
    _I,
)
FIXED_AGAIN: Final = re.compile(r"\bresolved the issue\b|\bback to normal\b", _I)
NEEDED: Final = {
    id(STARTS): ("start", "begin", "began", "begun", "occur"),
    id(CLOSED): (
        "incident", "consider", "resol", "outage", "declared", "call", "confirm", "verified",
        "closed", "over", "done", "closing", "resolution",
    ),
    id(NOT_YET_KNOWN): (
        "nobody", "no one", "no-one", "none of us", "unnoticed", "undetected", "unaware",
    ),
}  # fmt: skip
"""Words of which one must stand in a text for a costly pattern to be found there."""
_NEGATED = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|without|why|when|until|if)\b[^.;,]{0,25}$|n't [^.;,]{0,25}$"
    r"|\bto (?:ensure|make sure|verify|check|see|confirm|test)\b[^.;,]{0,30}$",
    _I,
)


@lru_cache(maxsize=1 << 16)
def is_said_back(text: str) -> bool:
    """Say whether a message tells in a chat's words that it is back, and does not deny it."""
    if REVIEWED.search(text):
        return False
    return any(not _NEGATED.search(text[: one.start()]) for one in SAID_BACK.finditer(text))


@lru_cache(maxsize=1 << 16)
def is_back(text: str) -> bool:
    """Say whether a text tells of a recovery that is not denied in the same breath."""
    if BROKE.search(text) and re.search(
        r"\b(?:fail\w*|broken|slow\w*|down|wrong)\b[^.]{0,12}\bagain\b", text, _I
    ):
        return bool(FIXED_AGAIN.search(text))
    return any(not _NEGATED.search(text[: match.start()]) for match in BACK.finditer(text))
