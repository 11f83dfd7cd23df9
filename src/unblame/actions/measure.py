"""Measures: what a text says will be seen, in slots, and the text that says it from slots."""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from unblame.model import Measure, MeasureState
from unblame.text import late

_NUMBER = r"[-+]?\d(?:[\d\u00a0 ,']*\d)?(?:\.\d+)?"
_UNIT = (
    r"(?:%|percent|per cent|ms|milliseconds?|s|sec|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|"
    r"weeks?|months?|[kMG]i?B|rows?|x|times|pages?|alerts?|tickets?|requests?|errors?|bypass grants?)"
)
_COMPARATOR = late(
    rf"(?P<word><=|>=|==|\u2264|\u2265|<|>|=|\bat most\b|\bat least\b|\bno more than\b|\bno fewer than\b|"
    rf"\bolder than\b|\blonger than\b|\bhigher than\b|\blower than\b|\bunder\b|\bbelow\b|\bless than\b|\bfewer than\b|\bover\b|\babove\b|\bmore than\b|\bwithin\b|"
    rf"\bexits?\b|\bequals\b)\s*~?\s*(?P<number>{_NUMBER}|\w+ of (?={_NUMBER})|zero\b)"
    rf"\s*(?P<unit>{_UNIT}(?![\w]))?(?P<of>\s+of\s+[\d,]+)?",
    re.IGNORECASE,
)
_THRESHOLD = late(
    rf"\b(?P<verb>alert|page|warn|fire)s?\b(?P<what>[^;]*?)\s(?:at|from|beyond)\s+(?P<number>{_NUMBER})"
    rf"\s*(?P<unit>{_UNIT}(?![\w]))",
    re.IGNORECASE,
)
_AHEAD = late(
    rf"\b(?P<verb>alert|page|warn|fire|renew|rotate)s?\b[^;]*?\s(?P<number>{_NUMBER})\s*"
    rf"(?P<unit>{_UNIT}(?![\w]))\s+(?P<what>before (?:the )?[\w-]+(?: [\w-]+)?)",
    re.IGNORECASE,
)
_WORDS = {
    "\u2264": "<=", "\u2265": ">=", "=": "==", "at most": "<=", "no more than": "<=",
    "within": "<=", "under": "<", "below": "<", "less than": "<", "fewer than": "<",
    "at least": ">=", "no fewer than": ">=", "over": ">", "above": ">", "more than": ">",
    "older than": ">", "longer than": ">", "higher than": ">", "lower than": "<",
    "exit": "==", "exits": "==", "equals": "==",
}  # fmt: skip
_COUNT = late(
    r"\b(?P<number>0|zero|no)\s+(?P<unit>(?:[a-z][\w-]*\s+){1,3}?)"
    r"(?=without|per|in\b|over|of\b|for)",
    re.IGNORECASE,
)
_OF = late(r"\b(?P<k>\d+) of (?:all )?(?P<n>\d+)\b")
_BASELINE = late(
    r"\((?:from|baseline|now|was)[:\s]+([^()]+)\)|\bbaseline[:\s]+([^;,()]+)|"
    r"\bdown from ([^;,()]+)|\(proposed[^()]*;\s*from ([^()]+)\)",
    re.IGNORECASE,
)
_WINDOW = late(
    r"\b(?:for|over|in|during|within|per|across|each|every)\s+(?:the\s+)?(?:next\s+|last\s+)?"
    r"((?:\d+\s*(?:d|days?|weeks?|months?|quarters?|h|hours?|min|minutes?|drills?|runs?|renewals?|"
    r"incidents?|cycles?|releases?)\b)|(?:week|month|quarter|day|release|incident)\b)|"
    r"\b(next \d+(?: \w+)?|\d+ of \d+ (?:weeks|runs|days|drills|months)|\d+ ?d\b|"
    r"(?:median of )?\d+ (?:drills?|runs?|days|rehearsals?|renewals?|cycles?|seeds?)|"
    r"(?:one|1) (?:run|replay|rehearsal|game day|drill)|weekly|daily|monthly|nightly|"
    r"fire-?drill|15-min fault injection)",
    re.IGNORECASE,
)
_SOURCE = late(
    r"\b(?:source|counted by|counted at|as seen (?:in|by)|measured (?:in|by|at)|according to|from the|"
    r"in the)[:\s]+((?:[\w`./-]+\s?){1,5}?)(?=[;,.()]|$)|"
    r"(`[^`]+`)|"
    r"\b((?:[\w-]+\s){0,2}(?:log|export|report|query|history|record|records|dashboard|tracker|"
    r"metric store|probe|gate|drills?|restore|job exit|ci))\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = late(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY = late(
    r"\b(\d{1,2})\.?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"(?:\s+(\d{4}))?\b",
    re.IGNORECASE,
)
_PREDICATE = late(
    r"\b(is |are |gets? )?(reject(s|ed)|block(s|ed)|refus(es|ed)|den(ies|ied)|fail(s)?|exits?)\b"
    r".*\b(when|without|unless|if)\b",
    re.IGNORECASE,
)
LONGEST_READ = 1000
ASKS = {
    "metric": "Which number shows that it worked?",
    "comparator": "At most, at least or exactly which value?",
    "target": "Which value would satisfy you, and what was it in this incident?",
    "window": "Over how many days, drills or runs is it watched?",
    "source": "Which log, query or report holds the number?",
    "verify_on": "On which date does someone look?",
}


def parse_measure(text: str, *, year: int | None = None) -> Measure:
    """Return the slots that a measure's text states, and whether they make it measurable.

    All of metric, comparator, number, window, source and date: measurable; metric, comparator and
    number: partial. A predicate that can be watched (`merge is rejected when ...`) counts as the
    first three. `year` completes a date such as `14 March` that states none.
    """
    written, text = text, " ".join(text[:LONGEST_READ].split())
    found = _compared(text) or _counted(text) or _threshold(text) or _predicate(text)
    values: dict[str, str | None] = dict(found or {})
    values["baseline"] = _first(_BASELINE, text)
    values["window"] = _first(_WINDOW, text)
    if (
        values["window"]
        and _AHEAD.search(text)
        and values["window"].startswith(values["target"] or "-")
    ):
        values["window"] = None
    rest = _without(text, values.get("metric"))
    values["source"] = _first(_SOURCE, rest) or _first(_SOURCE, text)
    verify_on = verify_date(text, year)
    measure = Measure(text=written, verify_on=verify_on, **values)  # type: ignore[arg-type]
    return _with_state(measure, dated=verify_on is not None or _names_day(text))


def render(slots: dict[str, str], verify_on: date | None) -> str:
    """Return the text of a measure from its slots; baseline in brackets after the target."""
    sign = {"<=": "\u2264", ">=": "\u2265", "==": "="}.get(slots["comparator"], slots["comparator"])
    unit = f" {slots['unit']}" if slots.get("unit") else ""
    notes = [slots["note"]] if slots.get("note") else []
    if slots.get("baseline"):
        notes.append(f"from {slots['baseline']}")
    note = f" ({'; '.join(notes)})" if notes else ""
    parts = [
        f"{slots['metric'][:1].upper()}{slots['metric'][1:]} {sign} {slots['target']}{unit}{note}"
    ]
    parts += [slots[key] for key in ("window", "source") if slots.get(key)]
    if verify_on is not None:
        parts.append(f"verified {verify_on.isoformat()}")
    return "; ".join(parts)


def verify_on(rule: str, due: date) -> date | None:
    """Return the date that a rule such as `D+30d` or `D+2\u00d7cadence` (a quarter) counts from `due`."""
    match = re.fullmatch(r"D(?:\+(?:(\d+)d|(\d*)\u00d7?cadence))?", rule.strip())
    if match is None:
        return None
    days, cadences = match.groups()
    if days is not None:
        return due + timedelta(days=int(days))
    return due + timedelta(days=91 * int(cadences or 1)) if cadences is not None else due


def missing_slots(measure: Measure) -> list[str]:
    """Return the slots of a measure that its text leaves open, in the order they are asked."""
    return [name for name in ASKS if getattr(measure, name) is None]


def verify_date(text: str, year: int | None = None) -> date | None:
    """Return the last date that the text states, if its year is known."""
    found = [date(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text) if _real(y, m, d)]
    for match in _DAY.finditer(text):
        day, month, stated = match.groups()
        number = str(_MONTHS.index(month.lower()) + 1)
        of_year = stated or (str(year) if year else None)
        if of_year and _real(of_year, number, day):
            found.append(date(int(of_year), int(number), int(day)))
    return max(found) if found else None


def _names_day(text: str) -> bool:
    return _DAY.search(text) is not None


def _compared(text: str) -> dict[str, str] | None:
    match = _COMPARATOR.search(text)
    if match is None:
        return None
    metric = _metric(text[: match.start()]) or _metric(text[match.end() :])
    word = match["word"].lower()
    number = match["number"].strip() + (match["of"] or "")
    return _slots(metric, _WORDS.get(word, word), number, match["unit"])


def _counted(text: str) -> dict[str, str] | None:
    match = _COUNT.search(text)
    if match is not None:
        return _slots(match["unit"].strip(), "==", "0", None)
    match = _OF.search(text)
    if match is not None:
        return _slots(_metric(text[: match.start()]), "==", match.group(), None)
    return None


def _threshold(text: str) -> dict[str, str] | None:
    """Read `alert at 3 % for 5 minutes` and `warn 21 days before expiry`."""
    ahead = _AHEAD.search(text)
    if ahead is not None:
        metric = f"{ahead['verb'].lower()} {ahead['what']}"
        return _slots(metric, ">=", ahead["number"].strip(), ahead["unit"])
    match = _THRESHOLD.search(text)
    if match is None:
        return None
    metric = f"{match['verb'].lower()}{match['what']}".strip()
    return _slots(metric, ">=", match["number"].strip(), match["unit"])


def _predicate(text: str) -> dict[str, str] | None:
    return _slots(text.rstrip("."), "==", "true", None) if _PREDICATE.search(text) else None


def _slots(metric: str | None, comparator: str, target: str, unit: str | None) -> dict[str, str]:
    slots = {"metric": metric, "comparator": comparator, "target": target, "unit": unit}
    return {name: value for name, value in slots.items() if value}


def _metric(text: str) -> str | None:
    text = re.split(r"[;:]\s|\.\s", text)[-1].strip(" ,;:.(")
    return text if re.search(r"[A-Za-z]{2}", text) else None


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    if match is None:
        return None
    found = next((group for group in match.groups() if group), match.group())
    return found.strip(" .,;") or None


def _without(text: str, metric: str | None) -> str:
    return text.replace(metric, " ", 1) if metric and "`" not in metric else text


def _with_state(measure: Measure, *, dated: bool) -> Measure:
    core = bool(measure.metric and measure.comparator and measure.target)
    blank = "[ask " in measure.text
    watched = dated or _PREDICATE.search(measure.text) is not None
    if core and not blank and measure.window and measure.source and watched:
        return replace(measure, state=MeasureState.MEASURABLE)
    return replace(measure, state=MeasureState.PARTIAL if core else MeasureState.NOT_MEASURABLE)


def _real(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
