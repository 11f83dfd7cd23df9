"""The timeline as one SVG: milestones, events, impact and durations, readable without colour."""

from collections.abc import Iterator
from datetime import datetime

from markupsafe import Markup

from unblame.document.clockface import Clockface, span
from unblame.document.plainwords import DURATIONS, MILESTONES
from unblame.model import MilestoneName, Postmortem
from unblame.publish.flag import CHAR, ROW, Flag, flags_of, flags_svg, place
from unblame.publish.scale import Scale

WIDTH, LEFT, RIGHT = 1040, 24, 880
BAND = 30
_ENDS = {
    "ttd": (MilestoneName.IMPACT_START, MilestoneName.DETECTED),
    "tta": (MilestoneName.DETECTED, MilestoneName.ACKNOWLEDGED),
    "ttm": (MilestoneName.IMPACT_START, MilestoneName.MITIGATED),
    "ttr": (MilestoneName.IMPACT_START, MilestoneName.RESOLVED),
}


def picture(postmortem: Postmortem) -> Markup:
    """Return the SVG, or nothing where fewer than two instants are known."""
    instants = _instants(postmortem)
    if len(set(instants)) < 2:
        return Markup("")
    scale, flags = _fitted(postmortem, instants)
    axis = 20 + ROW * (max((flag.row for flag in flags), default=0) + 1) + 18
    bands = list(_bands(postmortem, scale, axis + 50))
    height = axis + 50 + BAND * len(bands) + 6
    body = [
        flags_svg(flags, axis),
        _axis_svg(scale, axis, Clockface(postmortem.incident.zone)),
        _events_svg(postmortem, scale, axis),
        *bands,
    ]
    title, told = _told(postmortem)
    return Markup(
        '<svg class="timeline" viewBox="0 0 {w} {h}" role="img" aria-labelledby="tl-t tl-d"'
        ' xmlns="http://www.w3.org/2000/svg"><title id="tl-t">{title}</title>'
        '<desc id="tl-d">{told}</desc>{defs}{body}</svg>'
    ).format(w=WIDTH, h=height, title=title, told=told, defs=_PATTERNS, body=Markup("").join(body))


def _fitted(postmortem: Postmortem, instants: list[datetime]) -> tuple[Scale, list[Flag]]:
    """Return the widest scale on which every flag's label ends inside the picture."""
    right = float(RIGHT)
    while True:
        scale = Scale(instants, LEFT, right)
        flags = flags_of(postmortem, scale)
        over = max((flag.x + flag.width - WIDTH for flag in flags), default=0)
        if over <= 0 or right < WIDTH / 2:
            return scale, place(flags)
        right -= over


def _instants(postmortem: Postmortem) -> list[datetime]:
    milestones = [m.at for m in postmortem.milestones.values() if m.at]
    bounds = [b for i in postmortem.intervals for b in (i.from_, i.until) if b]
    main = milestones + bounds
    events = [event.at for event in postmortem.events if event.at]
    if not main:
        return events
    pad = (max(main) - min(main)) / 4
    return main + [at for at in events if min(main) - pad <= at <= max(main) + pad]


def _axis_svg(scale: Scale, axis: float, face: Clockface) -> Markup:
    parts = [
        Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            LEFT, scale.right, axis, axis
        )
    ]
    days: set[str] = set()
    for x, at in scale.ticks(72):
        label, day = face.time(at)[:5], face.day(at)
        if days and day not in days:
            label = day.rpartition(" ")[0]
        days.add(day)
        parts.append(
            Markup(
                '<line class="tick" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>'
                '<text class="tick-label" x="{0:.1f}" y="{3}">{4}</text>'
            ).format(x, axis, axis + 16, axis + 30, label)
        )
    for start, end, seconds in scale.folds:
        middle = (start + end) / 2
        parts.append(
            Markup(
                '<g class="fold"><rect x="{:.1f}" y="{}" width="{:.1f}" height="8"/>'
                '<path d="M{:.1f} {}l5 -12M{:.1f} {}l5 -12"/>'
                '<text class="tick-label" x="{:.1f}" y="{}">{}</text></g>'
            ).format(
                middle - 4,
                axis - 4,
                8,
                middle - 6,
                axis + 6,
                middle + 1,
                axis + 6,
                middle,
                axis + 30,
                span(seconds),
            )
        )
    parts.append(
        Markup('<text class="unit" x="{}" y="{}">{}</text>').format(
            scale.right + 14, axis + 5, face.zone
        )
    )
    return Markup("").join(parts)


def _events_svg(postmortem: Postmortem, scale: Scale, axis: float) -> Markup:
    instants = _instants(postmortem)
    first, last = min(instants), max(instants)
    tick = Markup(
        '<a href="#{id}" tabindex="-1"><line class="event" x1="{x:.1f}" x2="{x:.1f}"'
        ' y1="{a}" y2="{b}"><title>{id} {text}</title></line></a>'
    )
    return Markup("").join(
        tick.format(
            id=event.id or event.key,
            x=scale.x(event.at),
            a=axis - 7,
            b=axis + 7,
            text=event.text[:120],
        )
        for event in postmortem.events
        if event.at and first <= event.at <= last
    )


def _bands(postmortem: Postmortem, scale: Scale, top: float) -> Iterator[Markup]:
    y = top
    spans = [
        (scale.x(i.from_), scale.x(i.until) if i.until else scale.right)
        for i in postmortem.intervals
        if i.from_
    ]
    if spans:
        computed = postmortem.impact.computed.duration_s
        length = f" {span(computed)}" if computed is not None else ""
        yield _band(spans, y, "impact", f"Customer impact{length}")
        y += BAND
    for key, (start_name, end_name) in _ENDS.items():
        start, end = (postmortem.milestones.get(name) for name in (start_name, end_name))
        duration = postmortem.durations.get(key)
        if not (
            start and start.at and end and end.at and duration and duration.seconds is not None
        ):
            continue
        xs = sorted((scale.x(start.at), scale.x(end.at)))
        label = f"{key.upper()} {span(duration.seconds)}"
        yield _band([(xs[0], xs[1])], y, key, label, DURATIONS[key])
        y += BAND


def _band(
    spans: list[tuple[float, float]], y: float, name: str, label: str, told: str = ""
) -> Markup:
    boxes = Markup("").join(
        Markup(
            '<rect class="band-back" x="{x:.1f}" y="{y}" width="{w:.1f}" height="18" rx="3"/>'
            '<rect class="band band-{n}" x="{x:.1f}" y="{y}" width="{w:.1f}" height="18" rx="3"'
            ' fill="url(#p-{n})"/>'
        ).format(x=a, y=y, w=max(b - a, 3), n=name)
        for a, b in spans
    )
    edge = max(b for _, b in spans) + 10
    if edge + len(label) * CHAR > WIDTH:
        edge = min(a for a, _ in spans) + 10
        back = Markup(
            '<rect class="label-back" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="16" rx="3"/>'
        ).format(edge - 5, y + 1, len(label) * CHAR + 10)
    else:
        back = Markup("")
    return Markup(
        '<g class="row"><title>{told}</title>{boxes}{back}'
        '<text class="band-label" x="{x:.1f}" y="{y}">{label}</text></g>'
    ).format(told=told or label, boxes=boxes, back=back, x=edge, y=y + 13.5, label=label)


def _told(postmortem: Postmortem) -> tuple[str, str]:
    """Return title and description: what the picture shows, for those who do not see it."""
    face = Clockface(postmortem.incident.zone)
    said = [
        f"{MILESTONES[name]} {face.full(found.at)}"
        for name in MilestoneName
        if (found := postmortem.milestones.get(name)) and found.at
    ]
    lengths = [
        f"{DURATIONS[key].lower()} {span(length.seconds)}"
        for key in DURATIONS
        if (length := postmortem.durations.get(key)) and length.seconds is not None
    ]
    count = len(postmortem.events)
    title = f"Timeline of {postmortem.incident.id}"
    return title, ". ".join([*said, *lengths, f"{count} events, listed below"]) + "."


_PATTERNS = Markup(
    "<defs>"
    '<pattern id="p-impact" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><path d="M0 0V6" class="hatch hatch-strong"/></pattern>'
    '<pattern id="p-ttd" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<circle cx="3.5" cy="3.5" r="1.1" class="dot"/></pattern>'
    '<pattern id="p-tta" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path d="M3 0V6" class="hatch"/></pattern>'
    '<pattern id="p-ttm" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(-45)"><path d="M0 0V7" class="hatch"/></pattern>'
    '<pattern id="p-ttr" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path d="M0 3H6" class="hatch"/></pattern>'
    "</defs>"
)
