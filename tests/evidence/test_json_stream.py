import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unblame.evidence import json_stream
from unblame.evidence.form import OpenSource
from unblame.evidence.json_stream import JsonStream
from unblame.model import Warning as Warned

ROWS = [{"id": "1", "x": "a]}"}, {"id": "2", "Records": [{"id": "inner"}]}, {"id": "3"}]


def taken(text: str | bytes):
    data = text if isinstance(text, bytes) else text.encode()
    stream = JsonStream(OpenSource(path="x.json", data=data), "Records")
    return list(stream), stream.warnings


@pytest.mark.parametrize("chunk", [7, 40, 1 << 20])
@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{"Records": ROWS}]),
        json.dumps({"Records": ROWS}, indent=2).encode("utf-16"),
        json.dumps({"NextToken": "[", "n": {"Records": []}, "Records": ROWS, "more": [{"a": 1}]}),
        "\n".join(json.dumps(row) for row in (ROWS[0], ROWS[2])),
        json.dumps({"Records": ROWS[:2], "t": None}) + "\n" + json.dumps({"Records": ROWS[2:]}),
    ],
)
def test_objects_are_found_in_every_wrapping_whatever_the_chunk(monkeypatch, chunk, text):
    monkeypatch.setattr(json_stream, "_CHUNK", chunk)

    found, warnings = taken(text)

    assert [one["id"] for one in found] == [
        row["id"] for row in ROWS if len(found) == 3 or row["id"] != "2"
    ]
    assert warnings == []


def test_of_a_cut_array_what_stands_before_the_cut_is_given():
    found, warnings = taken(json.dumps({"Records": ROWS})[:-8])

    assert [one["id"] for one in found] == ["1", "2"]
    assert warnings == [Warned(where="entry 3", what="broken or cut short from here")]


def test_of_broken_lines_all_others_are_given():
    found, warnings = taken('{"id": "1"}\n{"id": "2}\n{"id" 3}\n{"id": "4"}\n')

    assert [one["id"] for one in found] == ["1", "4"]
    assert warnings == [
        Warned(where="entry 2", what="broken JSON"),
        Warned(where="entry 3", what="broken JSON"),
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "{", "[{", '{"Records": [', ""])
def test_what_never_ends_is_given_up(text):
    found, warnings = taken(text)

    assert found == []
    assert len(warnings) == (text != "")


TEXT = st.text('ab"\\\\]}é\\n', max_size=4)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.dictionaries(TEXT, TEXT | st.integers(-9, 9), max_size=3), max_size=4))
def test_what_json_writes_is_found_again(rows):
    assert taken(json.dumps({"Records": rows}))[0] == rows
