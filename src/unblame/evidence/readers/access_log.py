"""Access logs of nginx and Apache (common and combined) and their like.

nginx stamps the end of a request, Apache its start (nginx.org/en/docs/http/ngx_http_log_module.html,
httpd.apache.org/docs/2.4/mod/mod_log_config.html). Addresses and users are left out of templates.
"""

import re

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.log import Line, read_log
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_LINE = re.compile(
    r"(?:\S+ )?[\w.:-]+(?:, [\w.:]+)* \S+ (?:\S+|\"[^\"]*\") "
    r"\[(\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2}(?:\.\d+)? [+-]\d{4})\] "
    r"\"(?:([A-Z]{3,10}) ([^\s\"]++)[^\"]*+|(?:[^\"\\]++|\\.)*+)\" (\d{3})\b"
)
_ERROR_LINE = re.compile(
    r"(\d{4}/\d{2}/\d{2} \d{2}:\d{2}:\d{2}) \[(\w+)\] \d+#\d+: (?:\*\d+ )?(.*?)(?:, client: .*)?$"
)
_ID = re.compile(r"/(?=[^/]*\d|[^/]{25,})[^/]+")


class AccessLogReader:
    """Reads access logs, and the error log of nginx."""

    name = "access_log"
    rotates = True
    about = About(
        title="nginx, Apache: access logs (common, combined) and nginx error logs",
        export=(
            "copy /var/log/nginx/access.log or /var/log/apache2/access.log, rotated and gzipped ones too"
        ),
        zone="the offset in each line; nginx stamps the end of a request, Apache its start; its error log states no zone and needs --tz",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="documentation alone: nginx.org/en/docs/http/ngx_http_log_module.html, httpd.apache.org/docs/2.4/mod/mod_log_config.html",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely the lines are requests with their status."""
        lines = [line for line in head.text.splitlines() if line.strip()][:50]
        seen = sum(split(line) is not None for line in lines)
        if not seen:
            return 0.0
        return 0.9 if seen * 2 >= len(lines) else 0.3

    def split(self, line: str) -> Line | None:
        """Return the stamp, level and message of one line, or None where it has no time."""
        return split(line)

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes in requests by path and class of status."""
        return read_log(source, zones, split, alike)


def split(line: str) -> Line | None:
    """Return the stamp, level and request of one line; the request without query and ids."""
    match = _LINE.match(line)
    if match is None:
        error = _ERROR_LINE.match(line)
        return Line(error[1].replace("/", "-"), error[2], error[3]) if error else None
    stamp, method, target, status = match.groups()
    kind = status[0] + "xx"
    level = "error" if kind == "5xx" else "warn" if kind == "4xx" else "info"
    if method is None:
        return Line(stamp, level, f"(no request) answered {kind}")
    path = target.partition("?")[0]
    if "://" in path:
        path = "/" + path.split("/", 3)[-1] if path.count("/") > 2 else "/"
    parts = _ID.sub("/*", path[:200]).split("/")
    shown = "/".join(parts[:5]) + ("/…" if len(parts) > 5 else "")
    return Line(stamp, level, f"{method} {shown} answered {kind}")


def alike(line: str, same: str) -> str:
    """Keep the first digit of the status; what stands after it decides nothing."""
    at = line.find('" ') + 2
    if at < 2 or not line[at : at + 3].isdigit():
        return same
    return f"{same[:at]}{line[at]}11"
