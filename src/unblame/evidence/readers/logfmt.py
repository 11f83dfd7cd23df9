"""Logs of `key=value` pairs: logrus, Go's slog, Prometheus, Grafana, Heroku (brandur.org/logfmt)."""

import re

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.log import Line, digits_alike, read_log
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_PAIR = re.compile(r'(?:^|\s)([A-Za-z_@][\w.@-]{0,40})=("(?:[^"\\]|\\.)*+"|[^\s"]*+)')
_TIME = ("ts", "time", "timestamp", "t", "@timestamp", "datetime")
_LEVEL = ("level", "lvl", "severity")
_TEXT = ("msg", "message", "event")
_ERROR = ("err", "error")


class LogfmtReader:
    """Reads logfmt."""

    name = "logfmt"
    rotates = True
    about = About(
        title="any logfmt log: lines of key=value pairs",
        export=("copy the log as it is"),
        zone="as stated in the line; a stamp without a zone needs --tz",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="common use: brandur.org/logfmt",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely the lines are pairs, with a time each."""
        if "=" not in head.text:
            return 0.0
        lines = [line for line in head.text.splitlines() if line.strip()][:50]
        seen = sum(split(line) is not None for line in lines)
        if seen < 2:
            return 0.0
        return 0.7 if seen * 10 >= len(lines) * 6 else 0.2

    def split(self, line: str) -> Line | None:
        """Return the stamp, level and message of one line, or None where it has no time."""
        return split(line)

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its lines where they are few."""
        return read_log(source, zones, split, digits_alike)


def split(line: str) -> Line | None:
    """Return the stamp, level and message of one line, or None."""
    values = {key: _plain(value) for key, value in _PAIR.findall(line)}
    stamp = _first(values, _TIME)
    if stamp is None or not stamp[0].isdigit() or len(values) < 2:
        return None
    text, error = _first(values, _TEXT), _first(values, _ERROR)
    if error and error != text:
        text = f"{text}: {error}" if text else error
    if text is None:
        skipped = {*_TIME, *_LEVEL}
        text = " ".join(f"{key}={value}" for key, value in values.items() if key not in skipped)
    return Line(stamp, _first(values, _LEVEL), text)


def _first(values: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((values[key] for key in keys if values.get(key)), None)


def _plain(value: str) -> str:
    if value.startswith('"'):
        return value[1:-1].replace('\\"', '"').replace("\\n", " ")
    return value
