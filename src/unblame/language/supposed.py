"""A whole sentence told anew: what was wished, judged or not known, as what was or was not done."""

import re
from collections.abc import Iterator

from unblame.language.act import Told
from unblame.language.clause import Clause
from unblame.language.grammar import Account
from unblame.language.lexicon import verb_forms
from unblame.language.phrase import noun_phrase, object_tokens, plural
from unblame.language.retell import retold
from unblame.language.token import Token, opens
from unblame.language.who import HUMAN
from unblame.text import late

_UNAWARE = late(
    r"(?:completely |totally |fully |blissfully |clearly )?(unaware|not aware|unfamiliar|not familiar)$"
)
_THAT = late(
    r"(?:completely |totally |fully )?(?:unaware|not (?:fully )?aware) (that|how|whether) "
)
_OF = late(
    r"(?:completely |totally |fully )?(?:unaware|unfamiliar|not (?:fully )?(?:aware|familiar)) (?:of|with) "
)
_WOULD = late(
    r"^(?:(?:so |and |but )?(?:this|that|it|the|we|all|none of this|most of this|much of this)\b[^,;:]{0,50}? (?:would|could|might)(?:n't| not| never)?"
    r"(?: \w+ly)? have (?:[^,;:]{0,40})),? if\s+$"
)
_OUTCOME = late(
    r"^,? (?:this|that|it|the|we|all|none|most|much|he|she|they)\b[^,;:]{0,60}? (?:would|could|might)(?:n't| not| never)?(?: \w+ly)? (?:have |be |not )[^,;:.]{0,60}(?=[.!]?\s*$)"
)
_VERDICT_TO = late(
    r"^\W*((?:it (?:is|was) |that was |what )?(?:an? |the )?(?:\w+ly |very )?(?:[\w-]+ )?(?:mistake|error|decision|idea|choice|call|move|foolish|stupid|careless|reckless|"
    r"irresponsible|wrong|negligent|sloppy|dumb|unwise|naive)(?: (?:of|by|from) (?:[\w-]+ ){1,4}?)?) ?(?<= )(not )?to (?=\w)"
)
Change = tuple[int, int, str]


def upper(account: Account, start: int, text: str) -> str:
    capital = opens(account.masked, start) and account.text[start : start + 1].isupper()
    return text[:1].upper() + text[1:] if capital else text


def ignorance(account: Account, start: int, end: int) -> Iterator[Change]:
    """`We were unaware of the new limit` becomes `The new limit was not known`."""
    for clause in account.clauses:
        if clause.lemma != "be" or clause.who not in HUMAN or clause.relative or clause.inherited:
            continue
        if clause.subject is None or clause.start >= end or start >= clause.end + 40:
            continue
        rest = account.low[clause.end :].lstrip()
        shift = len(account.low) - len(rest)
        if clause.negated:
            rest, shift = f"not {rest}", shift - 4
        be = "is" if {"is", "are", "isn't", "aren't"} & set(clause.words) else "was"
        that, of = _THAT.match(rest), _OF.match(rest)
        if that:
            text = f"it {be} not known {that[1]} "
            yield clause.start, shift + that.end(), upper(account, clause.start, text)
        elif of:
            offset = shift + of.end()
            found = _noun_at(clause, offset)
            phrase = noun_phrase(account.text, found)
            if phrase is not None:
                be = {"is": "are", "was": "were"}[be] if plural(found) else be
                text = f"{phrase} {be} not known"
                yield clause.start, found[-1].end, upper(account, clause.start, text)


def _noun_at(clause: Clause, offset: int) -> tuple[Token, ...]:
    before = [index for index, token in enumerate(clause.account.tokens) if token.end <= offset]
    return object_tokens(clause, before[-1]) if before else ()


def wished(account: Account, _start: int, _end: int) -> Iterator[Change]:
    """Tell `This would not have happened if Dana had tested it` as `It was not tested`."""
    for clause in account.clauses:
        had = {"had", "hadn't", "he'd", "she'd"} & set(clause.words) or clause.before.endswith(
            "had"
        )
        if clause.who not in HUMAN or not had or clause.subject is None:
            continue
        told = _undone(clause)
        if told is None:
            continue
        before, after = account.low[: clause.start], account.text[told.end :]
        main = _WOULD.search(before)
        if main and not re.search(r"[\d`]", main[0]):
            lead = len(before) - len(before.lstrip())
            yield lead, told.end, upper(account, lead, told.text)
        opening = re.match(r"\W*(?:if |had )?$", before)
        outcome = re.search(r",.*$", after)
        if (
            opening
            and outcome
            and _OUTCOME.match(outcome[0].lower())
            and not re.search(r"[\d`]", outcome[0])
        ):
            lead = len(before) - len(before.lstrip())
            stop = told.end + outcome.start() + len(_OUTCOME.match(outcome[0].lower())[0])  # type: ignore[index]
            kept = after[: outcome.start()]
            yield lead, stop, upper(account, lead, told.text + kept)


def it_was_to(account: Account, _start: int, _end: int) -> Iterator[Change]:
    """Tell `It was a bad decision to run the job at noon` as `The job was run at noon`."""
    found = _VERDICT_TO.search(account.low)
    if found is None:
        return
    at = [index for index, token in enumerate(account.tokens) if token.start >= found.end()]
    if not at:
        return
    verb = account.tokens[at[0]].low
    if verb not in verb_forms():
        return
    act = Clause(account, at[0], at[0], verb, "past")
    told = retold(act, at[0], verb, negate=bool(found[2]))
    if told is not None and verb_forms().get(verb, ("", "base"))[1] in {
        "base",
        "past",
        "participle",
    }:
        yield found.start(1), told.end, upper(account, found.start(1), told.text)


def _undone(clause: Clause) -> Told | None:
    if clause.passive or clause.lemma in {"be", "have"}:
        return None
    return retold(clause, clause.last, clause.lemma, negate=not clause.negated, simple=True)
