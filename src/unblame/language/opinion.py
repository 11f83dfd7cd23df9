"""What the recogniser's reading of a sentence changes in what the rules noticed there.

The recogniser proposes and the rules explain. Between its thresholds the rules' answer holds, and so
does a level that the house has chosen, and what a rule that is certain has noticed.
"""

from msgspec.structs import replace

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.settings import Settings

Found = list[tuple[Rule, Hit]]
READ = "UB199"  # what the recogniser finds alone
RAISED = "{}; the recogniser reads blame in this sentence"
LOWERED = "{}; the recogniser reads no blame in this sentence"


def weighed(account: Account, settings: Settings, found: Found) -> Found:
    """Return the hits of one sentence as they stand beside its reading."""
    card = account.reader.card if account.reader else None
    if card is None or not any(rule.family is Family.BLAME for rule, _ in found):
        return found
    reading = account.reading
    if reading is None:
        return found
    if reading.blame >= card.note:
        found = [one for each in found for one in _wanted(settings, each)]
        kinds = [kind.name for kind in reading.kinds]
        return _proposed(settings, found, kinds, raises=reading.blame >= card.warn)
    return [_lowered(one) for one in found] if reading.blame < card.clear else found


def _wanted(settings: Settings, one: tuple[Rule, Hit]) -> Found:
    """Give what the recogniser finds alone no other treatment than the house gives the nearest rule."""
    rule, hit = one
    if rule.code != READ or not hit.also:
        return [one]
    nearest = hit.also[0]
    if nearest in settings.ignore:
        return []
    also = tuple(code for code in hit.also if code not in settings.ignore)
    own = settings.level(rule, hit)
    level = min(own, settings.levels.get(nearest, own), key=lambda level: level.rank)
    return [(rule, replace(hit, also=also, level=level))]


def _proposed(settings: Settings, found: Found, kinds: list[str], *, raises: bool) -> Found:
    """Leave out what the recogniser finds alone where a rule can explain it."""
    told = [one for one in found if one[0].family is Family.BLAME and one[0].code != READ]
    if not told:
        return found
    rest = [one for one in found if one[0].code != READ]
    loud = [one for one in told if settings.level(*one).rank > 0]
    if loud and raises:
        chief = min(loud, key=lambda one: (-settings.level(*one).rank, _nearness(one, kinds)))
        return [_with_kinds(one, settings, kinds) if one is chief else one for one in rest]
    if loud or not raises:
        return rest
    free = [one for one in told if one[0].code not in settings.levels]
    if not free:
        return found
    chief = min(free, key=lambda one: _nearness(one, kinds))
    return [_raised(one) if one is chief else one for one in rest]


def _nearness(one: tuple[Rule, Hit], kinds: list[str]) -> int:
    code = one[0].code
    return kinds.index(code) if code in kinds else len(kinds)


def _with_kinds(one: tuple[Rule, Hit], settings: Settings, kinds: list[str]) -> tuple[Rule, Hit]:
    rule, hit = one
    also = (kind for kind in kinds if kind not in settings.ignore)
    return rule, replace(hit, also=(*hit.also, *also))


def _raised(one: tuple[Rule, Hit]) -> tuple[Rule, Hit]:
    rule, hit = one
    return rule, replace(hit, level=Level.WARN, message=RAISED.format(hit.message))


def _lowered(one: tuple[Rule, Hit]) -> tuple[Rule, Hit]:
    """Make a note of a hit that is not certain; its wording would mend what is no blame."""
    rule, hit = one
    certain = rule.certain if hit.certain is None else hit.certain
    if rule.family is not Family.BLAME or certain:
        return one
    return rule, replace(hit, level=Level.NOTE, message=LOWERED.format(hit.message), rewrite=None)
