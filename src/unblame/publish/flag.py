"""The flags of the timeline picture: one a milestone, each with its own shape, none overlapping."""

from datetime import timedelta

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from unblame.document.clockface import Clockface
from unblame.document.plainwords import MILESTONES
from unblame.model import Confidence, MilestoneName, Postmortem
from unblame.publish.scale import Scale

ROW, CHAR = 24, 7.1
_SAME = timedelta(minutes=1)
SHAPES = {
    MilestoneName.TRIGGER: "M0-6 6 5H-6Z",
    MilestoneName.IMPACT_START: "M-5-5H5V5H-5Z",
    MilestoneName.SIGNALLED: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    MilestoneName.DETECTED: "M0-7 7 0 0 7-7 0Z",
    MilestoneName.ACKNOWLEDGED: "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0",
    MilestoneName.DECLARED: "M-5-6 6-2-5 2V7H-6V-6Z",
    MilestoneName.DIAGNOSED: "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
    MilestoneName.MITIGATED: "M0 6 6-5H-6Z",
    MilestoneName.RESOLVED: "M-6 0-3.5-2.5-1.5-.5 4-6 6.5-3.5-1.5 4.5Z",
    MilestoneName.ALL_CLEAR: "M0-7 2-2 7-2 3 1.5 4.5 6.5 0 3.5-4.5 6.5-3 1.5-7-2-2-2Z",
}


class Flag(Struct, frozen=True, kw_only=True):
    """One milestone's label: where it points, which row it stands in, and how wide it is."""

    x: float
    row: int
    width: float
    label: str
    shape: str
    unsure: bool
    known: str
    bounds: tuple[float, float] | None = None


def glyph(name: MilestoneName) -> Markup:
    """Return a milestone's shape as a small inline picture beside its name."""
    return Markup(
        '<svg class="glyph" viewBox="-8 -8 16 16" aria-hidden="true"><path d="{}"/></svg>'
    ).format(SHAPES[name])


def marks(postmortem: Postmortem) -> dict[str, list[MilestoneName]]:
    """Return for each event the milestones that were reached with it, to the minute."""
    found: dict[str, list[MilestoneName]] = {}
    times = {event.id or event.key: event.at for event in postmortem.events}
    for name in MilestoneName:
        milestone = postmortem.milestones.get(name)
        if milestone is None or milestone.at is None:
            continue
        met = [
            id_
            for id_ in milestone.events
            if (at := times.get(id_)) and abs(at - milestone.at) < _SAME
        ]
        if met:
            found.setdefault(met[0], []).append(name)
    return found


def place(flags: list[Flag]) -> list[Flag]:
    """Return the flags in rows such that no label meets another or is crossed by its pole.

    A label reaches to the right of its pole, so each stands above all that begin under it.
    """
    placed: list[Flag] = []
    for flag in sorted(flags, key=lambda flag: -flag.x):
        under = [other.row for other in placed if other.x < flag.x + flag.width]
        row = max(under, default=-1) + 1
        placed.insert(0, replace(flag, row=row))
    return placed


def flags_of(postmortem: Postmortem, scale: Scale) -> list[Flag]:
    """Return a flag for each milestone that has an instant, not yet placed in rows."""
    face = Clockface(postmortem.incident.zone)
    start = postmortem.milestones.get(MilestoneName.IMPACT_START)
    day = face.day(start.at) if start and start.at else ""
    flags = []
    for name in reversed(MilestoneName):
        milestone = postmortem.milestones.get(name)
        if milestone is None or milestone.at is None:
            continue
        elsewhen = (
            f" {face.day(milestone.at)[:-5]}," if day and face.day(milestone.at) != day else ""
        )
        label = f"{MILESTONES[name]}{elsewhen} {face.time(milestone.at)[:5]}"
        bounds = None
        if milestone.earliest and milestone.latest:
            low, high = scale.x(milestone.earliest), scale.x(milestone.latest)
            bounds = (low, high) if high - low > 3 else None
        flags.append(
            Flag(
                x=scale.x(milestone.at),
                row=0,
                width=len(label) * CHAR + 30,
                label=label,
                shape=SHAPES[name],
                unsure=milestone.confidence is Confidence.LOW,
                known=f"{MILESTONES[name]}: {face.full(milestone.at)}. {milestone.reason}".strip(),
                bounds=bounds,
            )
        )
    return flags


def flags_svg(flags: list[Flag], axis: float) -> Markup:
    """Return the flags as SVG, their poles standing on the axis."""
    parts = []
    for flag in flags:
        y = axis - 24 - ROW * flag.row
        dash = Markup(' stroke-dasharray="3 3"') if flag.unsure else ""
        bounds = (
            Markup('<line class="bounds" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"/>').format(
                *flag.bounds, axis, axis
            )
            if flag.bounds
            else ""
        )
        parts.append(
            Markup(
                '<g class="flag"><title>{known}</title>{bounds}'
                '<line class="pole" x1="{x:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{axis}"{dash}/>'
                '<path class="shape" transform="translate({sx:.1f} {y:.1f})" d="{shape}"/>'
                '<text x="{tx:.1f}" y="{ty:.1f}">{label}</text></g>'
            ).format(
                known=flag.known,
                bounds=bounds,
                x=flag.x,
                y=y,
                axis=axis,
                dash=dash,
                sx=flag.x + 8,
                shape=flag.shape,
                tx=flag.x + 20,
                ty=y + 4.5,
                label=flag.label,
            )
        )
    return Markup("").join(parts)
