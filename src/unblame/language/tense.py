"""The verb of a wording: its tense, its number and its `not`, as the clause had them."""

from unblame.language.clause import Clause
from unblame.language.lexicon import participle, past, third


def be_for(clause: Clause, many: bool, negate: bool) -> str:
    group = verb_group(clause)
    mark = (" never" if "never" in group else " not") if negate else ""
    if clause.have and not clause.modal:
        past_perfect = bool(group & {"had", "hadn't", "he'd", "she'd", "they'd", "we'd", "i'd"})
        have = "had" if past_perfect else "have" if many else "has"
        return f"{have}{mark} been"
    if present(clause):
        return f"{'are' if many else 'is'}{mark}"
    return f"{'were' if many else 'was'}{mark}"


def tensed(clause: Clause, lemma: str, many: bool) -> str:
    group = verb_group(clause)
    if clause.have and not clause.modal:
        have = "had" if "had" in group else "have" if many else "has"
        return f"{have} {participle(lemma)}"
    if present(clause):
        return lemma if many else third(lemma)
    return past(lemma)


def present(clause: Clause) -> bool:
    if clause.modal or clause.have:
        return False
    group = verb_group(clause)
    if group & {"did", "didn't"}:
        return False
    if group & {"do", "does", "don't", "doesn't"}:
        return True
    return clause.form == "third"


def verb_group(clause: Clause) -> set[str]:
    start = clause.subject[1] + 1 if clause.subject and not clause.inherited else clause.first
    tokens = clause.account.tokens
    return {token.low for token in tokens[max(start, clause.first - 3) : clause.last + 1]}
