import json
from datetime import UTC, datetime

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.prometheus import PrometheusReader
from unblame.evidence.times import Zones

READER = PrometheusReader()
START = 1_772_600_400  # 2026-03-04 05:00 UTC


def answer(*series: tuple[dict[str, str], list]) -> str:
    result = [{"metric": metric, "values": values} for metric, values in series]
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": result}})


def points(*runs: tuple[int, float]) -> list:
    values = [value for count, value in runs for _ in range(count)]
    return [[START + 60 * n, str(value + 0.01 * value * (n % 3))] for n, value in enumerate(values)]


def found(text: str):
    reading = READER.read(OpenSource(path="p.json", data=text.encode()), Zones())
    return [
        (c.template, f"{c.moment.at:%H:%M}", f"{c.until:%H:%M}" if c.until else None, c.place)
        for c in reading.changes
    ]


ERRORS = {"__name__": "error_ratio", "service": "pay", "instance": "10.0.0.1:9090"}


def test_recognises_range_queries_and_none_of_their_neighbours():
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (answer((ERRORS, points((5, 1)))), '{"alerts":[]}', '{"data":[]}', "", "a,b\n")
    ]

    assert said == [0.95, 0.0, 0.0, 0.0, 0.0]


def test_a_jump_is_one_change_that_ends_where_the_level_is_back():
    text = answer((ERRORS, points((40, 0.2), (20, 14.0), (40, 0.2))))

    assert found(text) == [('error_ratio{service="pay"}', "05:40", "06:00", "series 1, point 41")]


def test_a_steady_series_and_a_spike_of_one_point_are_no_changes():
    assert found(answer((ERRORS, points((60, 5.0))))) == []


def test_a_counter_is_read_as_its_rate():
    total, values = 0.0, []
    for n in range(100):
        total += 600.0 if 40 <= n < 60 else 60.0
        values.append([START + 60 * n, str(total)])

    (change,) = found(answer(({"__name__": "errors_total"}, values)))

    assert change[:3] == ("errors_total a second", "05:40", "06:00")


def test_a_gap_is_a_silence():
    values = [one for n, one in enumerate(points((100, 5.0))) if not 40 <= n < 60]

    (change,) = found(answer((ERRORS, values)))

    assert change[:3] == ('error_ratio{service="pay"} (no points)', "05:39", "06:00")


def test_hostile_points_give_a_warning_with_its_place_and_the_rest_is_read():
    bad = [[True], None, ["x", "y"], [START, {}], [START, "NaN"], [START, "+Inf"]]
    text = answer((ERRORS, [*bad, *points((40, 0.2), (20, 14.0))]))

    reading = READER.read(OpenSource(path="p.json", data=text.encode()), Zones())

    assert [w.where for w in reading.warnings][-1:] == ["series 1"]
    assert [c.moment.at for c in reading.changes] == [datetime(2026, 3, 4, 5, 40, tzinfo=UTC)]


def test_the_night_of_a_clock_change_needs_no_zone():
    values = [[1_792_886_400 + 60 * n, "1" if n < 60 else "9"] for n in range(120)]

    reading = READER.read(
        OpenSource(path="p", data=answer((ERRORS, values)).encode()), Zones(default="Europe/Oslo")
    )

    assert [c.moment.zone_basis for c in reading.changes] == ["epoch"]


@pytest.mark.parametrize("far", [1e160, 1e300, 1.7e308])
def test_a_series_that_jumps_beyond_what_can_be_squared_is_still_read(far):
    values = [[START + 60 * n, repr(1e-9 if n < 40 else far)] for n in range(80)]
    values[60][1] = repr(-far)

    reading = READER.read(OpenSource(path="p", data=answer((ERRORS, values)).encode()), Zones())

    assert all(change.count >= 0 for change in reading.changes)
    assert all(warning.where and warning.what for warning in reading.warnings)
