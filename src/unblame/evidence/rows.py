"""Reads a table of text as rows with lower-case names."""

import csv
import io
from collections.abc import Iterator


def rows_of(text: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield each row of a CSV or TSV text with its line; the delimiter is read off the header."""
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=header.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey="rest", strict=False)
    try:
        for row in reader:
            fields = {
                str(name).strip().lower(): value
                for name, value in row.items()
                if isinstance(value, str)
            }
            yield fields, f"line {reader.line_num}"
    except csv.Error:
        return
