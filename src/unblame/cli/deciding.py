"""Decisions about the public edition: from settings, the private file, options, or asked one by one."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

import click
from msgspec import Struct

from unblame.cli import files, screen
from unblame.document import Edition
from unblame.document.allowed import Undecided
from unblame.document.decision import Choice, Decision, Decisions, from_text, key, to_text
from unblame.people import mask_secrets

HOW = (
    'Decide each with --safe WORD, --replace "WORD=other words" or --leave-out WORD; '
    "on a terminal --decide asks one by one."
)
_LONGEST = 60
KEYS = "  s safe · r replace · l leave out · Enter later · u undo · q stop"


class Given(Struct, frozen=True, kw_only=True):
    """What the command line decides, before it is known to fit the document."""

    safe: tuple[str, ...] = ()
    replace: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    forget: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    keep_in: tuple[str, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return (
            *(_decided(word, Choice.SAFE) for word in self.safe),
            *(_decided(word, Choice.LEAVE_OUT) for word in self.leave_out),
            *map(_replacement, self.replace),
        )

    def onto(self, decisions: Decisions) -> Decisions:
        """Return the decisions with those of the command line."""
        for token in self.forget:
            if decisions.drop(token) == decisions:
                known = [decision.token for decision in decisions.decisions]
                raise screen.CannotDo(f"Nothing is decided about {token!r}.{_near(token, known)}")
            decisions = decisions.drop(token)
        for decision in self.decisions:
            decisions = decisions.take(decision)
        return decisions.letting_in(*self.show).keeping_in(*self.keep_in)


def _decided(word: str, choice: Choice) -> Decision:
    if not key(word):
        raise screen.CannotDo(f"{word!r} holds no word to decide about.")
    if mask_secrets(word) != word:
        raise screen.CannotDo("A key or password is not decided about: mask it and revoke it.")
    return Decision(token=word.strip(), choice=choice)


def _replacement(pair: str) -> Decision:
    word, equals, words = pair.partition("=")
    if not equals or not word.strip() or not words.strip():
        raise screen.CannotDo(f'--replace takes "WORD=other words", not {pair!r}.')
    decision = _decided(word, Choice.REPLACE)
    return Decision(token=decision.token, choice=Choice.REPLACE, words=words.strip())


def place_of(document: Path) -> Path:
    """Return the place of the private file of decisions beside a document."""
    return document.with_name(document.name + ".public.json")


def kept(document: Path) -> Decisions:
    """Return the decisions kept beside a document; raises CannotDo where they cannot be used."""
    place = place_of(document)
    if not place.exists():
        return Decisions()
    try:
        return from_text(files.read_text(place, "The decisions"))
    except ValueError as error:
        raise screen.CannotDo(
            f"The decisions {place} cannot be used: {error}. Mend the file, or move it away to"
            " decide anew. Nothing was published."
        ) from error


def keep(document: Path, decisions: Decisions) -> str | None:
    """Write the decisions to the private file beside the document; return what to warn of, if new."""
    place = place_of(document)
    new = not place.exists()
    files.write_text(place, to_text(decisions), private=True)
    return files.keep_out_of_git(place) if new else None


def settled_words(decisions: Decisions, words: tuple[str, ...]) -> Decisions:
    """Return decisions with the words that the settings call safe, where nothing else was decided."""
    house = Decisions(
        decisions=tuple(Decision(token=word, choice=Choice.SAFE) for word in words if key(word))
    )
    for decision in decisions.decisions:
        house = house.take(decision)
    return house.letting_in(*decisions.show)


def refuse_unfit(given: Given, made: Edition) -> None:
    """Raise where the command line decides about what is not there, or what cannot be safe."""
    locked = {key(entry.token): entry.locked for entry in made.undecided if entry.locked}
    for word in given.safe:
        if key(word) in locked:
            raise screen.CannotDo(f"{word!r} cannot be declared safe: {locked[key(word)]}.")
    asked = {key(decision.token) for decision in given.decisions}
    tokens = [entry.token for entry in made.undecided]
    for stray in made.strays:
        if key(stray) in asked:
            raise screen.CannotDo(
                f"{stray!r} stands nowhere in what the public edition would show; nothing was"
                f" decided.{_near(stray, tokens)}"
            )
    for refusal in made.refused:
        if refusal.what in given.show:
            raise screen.CannotDo(f"{refusal.why}.")


def _near(token: str, known: list[str]) -> str:
    near = get_close_matches(token, known, n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""


def listing(undecided: tuple[Undecided, ...]) -> list[str]:
    """Return the strings to decide as lines, each with its place and the words around it."""
    wide = min(32, max(len(_shown(entry.token)) for entry in undecided))
    return [
        f"  {_shown(entry.token):<{wide}}  {entry.kind}, {entry.place}{_times(entry.count)}: {entry.context}"
        + (f"\n  {'':<{wide}}  not to be declared safe: {entry.locked}" if entry.locked else "")
        for entry in undecided
    ]


def _shown(token: str) -> str:
    from unblame.document.allowed import shown

    line = shown(" ".join(token.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _times(count: int) -> str:
    return f" and {count - 1} more" if count > 1 else ""


class Asking:
    """Asks about one string after the other; every answer is kept at once and can be undone."""

    def __init__(
        self,
        decisions: Decisions,
        make: Callable[[Decisions], Edition],
        keep_them: Callable[[Decisions], str | None],
    ) -> None:
        self.decisions, self._make, self._keep = decisions, make, keep_them
        self.made = make(decisions)
        self._before: list[tuple[Decisions, frozenset[str]]] = []
        self._later: frozenset[str] = frozenset()
        self._warnings: list[str] = []

    def run(self) -> Edition:
        """Ask until everything is decided or put off, and return the edition as it then is."""
        click.echo(KEYS, err=True)
        try:
            while self._goes_on():
                pass
        except (click.Abort, EOFError):
            click.echo("", err=True)
        screen.warn(self._warnings)
        return self.made

    def _goes_on(self) -> bool:
        """Ask about the next string, or once more at the end; return whether there is more to do."""
        entry = self._next()
        if entry:
            self._show(entry)
            return self._answer(entry)
        said = _prompt("\nThat was the last one. Enter goes on, u takes the last answer back ›")
        if said.lower() in {"u", "undo"}:
            self._undo()
            return True
        return False

    def _next(self) -> Undecided | None:
        return next((e for e in self.made.undecided if key(e.token) not in self._later), None)

    def _show(self, entry: Undecided) -> None:
        left = sum(key(e.token) not in self._later for e in self.made.undecided)
        lines = [
            f"\n{_shown(entry.token)}: {entry.kind}, {entry.place}{_times(entry.count)} ({left} left)",
            f"  {entry.context}",
            f"  suggestion: {entry.suggestion}",
        ]
        if entry.locked:
            lines.append(f"  not to be declared safe: {entry.locked}")
        click.echo("\n".join(lines), err=True)

    def _answer(self, entry: Undecided) -> bool:
        """Take one answer; return False where the person wants to stop."""
        said = _prompt("  [s r l u q] ›")
        letter, _, rest = said.partition(" ")
        match letter.lower():
            case "q" | "quit":
                return False
            case "u" | "undo":
                self._undo()
            case "":
                self._put_off(entry)
            case "s" | "safe" if not entry.locked:
                self._take(Decision(token=entry.token, choice=Choice.SAFE))
            case "s" | "safe":
                click.echo(f"  This cannot be declared safe: {entry.locked}.", err=True)
            case "r" | "replace":
                if words := rest.strip() or _prompt("  with ›"):
                    self._take(Decision(token=entry.token, choice=Choice.REPLACE, words=words))
            case "l" | "leave":
                self._take(Decision(token=entry.token, choice=Choice.LEAVE_OUT))
            case _:
                click.echo(KEYS, err=True)
        return True

    def _take(self, decision: Decision) -> None:
        self._remember()
        self._set(self.decisions.take(decision))

    def _put_off(self, entry: Undecided) -> None:
        self._remember()
        self._later |= {key(entry.token)}

    def _remember(self) -> None:
        self._before.append((self.decisions, self._later))

    def _undo(self) -> None:
        if not self._before:
            click.echo("  There is nothing to undo.", err=True)
            return
        decisions, self._later = self._before.pop()
        self._set(decisions)

    def _set(self, decisions: Decisions) -> None:
        if decisions != self.decisions and (warning := self._keep(decisions)):
            self._warnings.append(warning)  # said at the end: here it would break a question's line
        self.decisions = decisions
        self.made = self._make(decisions)


def _prompt(sign: str) -> str:
    said: str = click.prompt(sign, default="", show_default=False, prompt_suffix=" ", err=True)
    return said.strip()
