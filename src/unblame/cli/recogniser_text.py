"""The recogniser's card and one of its readings, as a person sees them in a terminal."""

from collections.abc import Iterator
from pathlib import Path

from unblame.cli.display import visible
from unblame.cli.screen import style
from unblame.language import UnknownRule
from unblame.language.registry import find
from unblame.recognise import STRANGE, Card, Mark, Reading, Scored

WIDE = 12
#: Characters of a sentence, and of a stretch of it, that are shown at most.
LONGEST, LONGEST_QUOTED = 600, 120


def card_lines(card: Card, folder: Path) -> Iterator[str]:
    """Yield what is installed, whether it is whole, its thresholds and its figures."""
    yield style(f"{card.name} {card.version}", bold=True) + "  whole, runs on this machine alone"
    yield _row("folder", str(folder))
    for name, digest in card.digests.items():
        size = (folder / name).stat().st_size / 1e6
        yield _row(name, f"{size:.1f} MB  sha256 {digest}")
    yield _row(
        "blame",
        f"found from {card.warn:.2f} on, a note from {card.note:.2f} on,"
        f" rules that are not certain a note below {card.clear:.2f}",
    )
    yield _row("people", f"named from {card.people:.2f} on")
    yield _row("kinds", f"told from {card.kind:.2f} on, factors from {card.factor:.2f} on")
    for what, figure in card.figures.items():
        yield _row(what, figure)


def reading_lines(card: Card, sentence: str, reading: Reading) -> Iterator[str]:
    """Yield the sentence with its marks, then each chance with what it means."""
    yield _marked(sentence, reading)
    if reading.known < STRANGE:
        yield "Not read: it is not in letters that the recogniser learnt from. Rules alone judge it."
        return
    yield _row(
        "blame", f"{_bar(reading.blame)} {reading.blame:.2f}  {_verdict(card, reading.blame)}"
    )
    yield _row("kinds", ", ".join(map(_kind, reading.kinds)) or "—")
    yield _row("people", ", ".join(_quoted(sentence, mark) for mark in reading.people) or "—")
    yield _row("span", _quoted(sentence, reading.span) if reading.span else "—")
    frame = (f"{part} {_quoted(sentence, mark)}" for part, mark in reading.frame.items())
    yield _row("frame", ", ".join(frame) or "—")
    yield _row("weighed", ", ".join(_quoted(sentence, mark) for mark in reading.weighed) or "—")
    yield _row("event", ", ".join(f"{one.name} {one.score:.2f}" for one in reading.events))
    factor = reading.factor
    yield _row(
        "factor", f"{factor.category} {factor.subtype} {factor.score:.2f}" if factor else "—"
    )


def _row(label: str, text: str) -> str:
    return f"  {label:<{WIDE - 1}} {text}"


def _bar(chance: float, wide: int = 20) -> str:
    full = round(chance * wide)
    return style("█" * full, fg="yellow") + "·" * (wide - full)


def _verdict(card: Card, chance: float) -> str:
    if chance >= card.warn:
        return style("reads as blame", bold=True)
    if chance >= card.note:
        return "worth a note"
    if chance < card.clear:
        return "no blame: rules that are not certain count as notes"
    return "undecided: the rules' answer holds"


def _kind(kind: Scored) -> str:
    try:
        name = find(kind.name).name
    except UnknownRule:
        name = ""
    return f"{kind.name} {name} {kind.score:.2f}"


def _quoted(sentence: str, mark: Mark) -> str:
    said = visible(sentence[mark.start : mark.end])
    if len(said) > LONGEST_QUOTED:
        half = LONGEST_QUOTED // 2
        said = f"{said[:half].rstrip()} … {said[-half:].lstrip()}"
    return f"“{said}” {mark.score:.2f}"


def _marked(sentence: str, reading: Reading) -> str:
    """Return the sentence with people in one colour and the words that weighed in another.

    Of a very long one it is the stretch around the words that weighed.
    """
    start, end = _stretch(sentence, reading)
    shown, at = "… " if start else "", start
    marks = [(mark, "cyan") for mark in reading.people]
    marks += [(mark, "yellow") for mark in reading.weighed]
    for mark, colour in sorted(marks, key=lambda one: one[0].start):
        if mark.start < at or mark.end > end:
            continue
        shown += visible(sentence[at : mark.start])
        shown += style(visible(sentence[mark.start : mark.end]), fg=colour, bold=True)
        at = mark.end
    left = len(sentence) - end
    return shown + visible(sentence[at:end]) + (f" … ({left:,} more characters)" if left else "")


def _stretch(sentence: str, reading: Reading) -> tuple[int, int]:
    """Return from where to where a sentence is shown, cut between words."""
    if len(sentence) <= LONGEST:
        return 0, len(sentence)
    marks = (*reading.weighed, *reading.people)
    first = min((mark.start for mark in marks), default=0)
    start = sentence.rfind(" ", 0, max(first - 100, 0)) + 1
    end = min(start + LONGEST, len(sentence))
    cut = sentence.rfind(" ", start, end) if end < len(sentence) else end
    return start, cut if cut > start else end
