"""The checked-in schema is the one the record has."""

from pathlib import Path

from unblame.model.schema_file import main, schema_text

ROOT = Path(__file__).parents[2]


def test_the_checked_in_schema_is_current():
    assert main(["--check"], ROOT) == 0


def test_a_stale_schema_is_told(tmp_path, capsys):
    assert main(["--check"], tmp_path) == 1
    assert "is stale" in capsys.readouterr().err


def test_the_schema_is_written_where_it_is_missing(tmp_path):
    main([], tmp_path)

    assert (tmp_path / "schema/unblame.postmortem-1.json").read_text() == schema_text()
