"""Answers of Prometheus to range queries, and of what speaks its API: Mimir, Thanos, VictoriaMetrics.

Form: `/api/v1/query_range`, prometheus.io/docs/prometheus/latest/querying/api/ (resultType matrix).
"""

from datetime import UTC, datetime
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import dict_of, has_keys, open_json
from unblame.evidence.metric import MOST_POINTS, Series, metric_changes
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones
from unblame.model import Warning

_TECHNICAL = ("__name__", "instance", "job", "pod", "endpoint", "prometheus", "replica")


class PrometheusReader:
    """Reads the series of range queries."""

    name = "prometheus"
    about = About(
        title="Prometheus: answers to range queries (and Mimir, Thanos, VictoriaMetrics)",
        export='curl -G "$PROM/api/v1/query_range" -d query=… -d start=… -d end=… -d step=30s',
        zone="Unix times in seconds; nothing is assumed",
        edits="a series is never edited; the same file given twice is read once, by its digest",
        built_from="documentation alone: prometheus.io/docs/prometheus/latest/querying/api",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely this is the answer to a range query."""
        if not has_keys(head, "resultType") or '"matrix"' not in head.text[:4096]:
            return 0.0
        return 0.95 if has_keys(head, "metric", "values") == 2 or has_keys(head, "result") else 0.3

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 -- the form of readers
        """Return the changes of all series."""
        found, warnings = _all(source)
        times = [at for series in found for at, _ in series.points]
        covers = (_instant(min(times)), _instant(max(times))) if times else None
        return Reading(
            changes=metric_changes(found),
            covers=covers,
            counted=len(times),
            warnings=tuple(warnings),
        )

    def series(self, source: OpenSource, zones: Zones) -> list[Series]:  # noqa: ARG002 -- as above
        """Return all series with their points."""
        return _all(source)[0]


def _all(source: OpenSource) -> tuple[list[Series], list[Warning]]:
    opened = open_json(source)
    warnings = list(opened.warnings)
    found: list[Series] = []
    for value in opened.values:
        answer = dict_of(value)
        result = dict_of(answer.get("data", answer)).get("result")
        for one in result if isinstance(result, list) else ():
            found.append(_series(dict_of(one), f"series {len(found) + 1}", warnings))
    return found, warnings


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _series(one: dict[str, Any], place: str, warnings: list[Warning]) -> Series:
    points: list[tuple[float, float]] = []
    broken = 0
    values = one.get("values")
    for pair in values if isinstance(values, list) else ():
        point = _point(pair)
        if point is None:
            broken += 1
        elif len(points) < MOST_POINTS:
            points.append(point)
    if broken:
        warnings.append(Warning(where=place, what=f"{broken} points are no pair of time and value"))
    return Series(_name(dict_of(one.get("metric"))), points, place)


def _point(pair: object) -> tuple[float, float] | None:
    if not isinstance(pair, list) or len(pair) != 2:
        return None
    try:
        at, value = float(pair[0]), float(pair[1])
    except (TypeError, ValueError):
        return None
    return (at, value) if 0 < at < 1e11 else None


def _name(labels: dict[str, Any]) -> str:
    name = str(labels.get("__name__") or "value")
    told = [f'{key}="{value}"' for key, value in sorted(labels.items()) if key not in _TECHNICAL]
    return f"{name}{{{', '.join(told)}}}" if told else name
