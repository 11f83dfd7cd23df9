"""What is doubtful about the clocks of the sources; each such clock is a question."""

from collections.abc import Iterable

from unblame.model import EvidenceItem, Question
from unblame.timeline.question import question


def clock_questions(items: Iterable[EvidenceItem]) -> tuple[Question, ...]:
    """Return a question for each clock that seems off and on which nobody has decided."""
    return tuple(_asked(item) for item in items if _doubtful(item))


def _doubtful(item: EvidenceItem) -> bool:
    clock = item.clock
    return clock is not None and clock.offset_s != 0 and not clock.basis.startswith("told")


def _asked(item: EvidenceItem) -> Question:
    assert item.clock is not None
    clock = item.clock
    off, way = span(abs(clock.offset_s)), "ahead" if clock.offset_s > 0 else "behind"
    done = "its times were set right by that" if clock.applied else "its times are as read"
    return question(
        "events",
        f"clock {item.path}",
        f"Does the clock of {item.id} ({item.path}) run {off} {way}?",
        f"{clock.anchors} {clock.basis} say so, within {span(clock.plus_minus_s)}; {done}. "
        f"`--clock {item.path}={offset(clock.offset_s)}` settles it, "
        f"`--clock {item.path}=0` keeps the times as read.",
    )


def span(seconds: float) -> str:
    """Return a stretch of time in its two largest units, like `4m12s`."""
    whole = round(seconds)
    parts = (
        (whole // 86400, "d"),
        (whole % 86400 // 3600, "h"),
        (whole % 3600 // 60, "m"),
        (whole % 60, "s"),
    )
    shown = [f"{much}{unit}" for much, unit in parts if much]
    return "".join(shown) or "0s"


def offset(seconds: float) -> str:
    """Return an offset as `--clock` takes it, like `+4m12s`."""
    return ("-" if seconds < 0 else "+") + span(abs(seconds))
