import io
import sys
from datetime import UTC, datetime

import pytest

from unblame.cli.parquet import as_parquet
from unblame.cli.screen import CannotDo
from unblame.model import Event

AT = datetime(2026, 3, 4, 5, 6, 7, 123000, tzinfo=UTC)
EVENTS = (Event(key="a" * 16, text="served", at=AT), Event(key="b" * 16, text="no time"))


def test_events_come_back_out_of_the_file_with_their_times():
    arro3 = pytest.importorskip("arro3.io")

    table = arro3.read_parquet(io.BytesIO(as_parquet(EVENTS, {"a" * 16: "E1"}))).read_all()

    assert table.column("at").to_pylist() == [AT, None]
    assert table.column("id").to_pylist() == ["E1", None]
    assert table.column("text").to_pylist() == ["served", "no time"]


def test_without_the_library_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "arro3", None)
    monkeypatch.setitem(sys.modules, "arro3.core", None)

    with pytest.raises(CannotDo, match=r"unblame\[parquet\]"):
        as_parquet(EVENTS, {})
