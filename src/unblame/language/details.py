"""The facts that a wording carries: times, numbers, units, code, links and names of things.

What an edit may not lose. Two texts are compared by what of this they hold, so that a drop in
blame that came from washing the facts out can be told from one that came from better words.
"""

import re
from collections import Counter
from functools import cache


@cache
def _detail() -> re.Pattern[str]:
    """Compile when first asked: most checks never compare two texts."""
    return re.compile(
        r"""
        (?P<link>https?://[^\s)>\]"']+)
      | `(?P<code>[^`\n]+)`
      | (?P<time>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?Z?|\b\d{1,2}:\d\d(?::\d\d)?)
      | (?P<name>\b[A-Za-z][\w-]*(?:[._/][\w-]+)+\b|\b[a-z]+[A-Z]\w*\b|\b[A-Z][a-z0-9]+[A-Z]\w*\b
               | \b[a-z]+(?:-[a-z]+)*-\d[\w-]*\b|\b[A-Z][A-Z0-9]+-\d+\b)
      | (?P<number>(?<![\w.])\d+(?:[.,]\d+)*(?:\s?(?:%|percent\b|[kMGT]i?B\b|ms\b|minutes?\b|mins?\b
               | hours?\b|hrs?\b|seconds?\b|secs?\b|days?\b|weeks?\b|[smhd]\b))?)
        """,
        re.VERBOSE,
    )


def details(text: str) -> Counter[str]:
    """Return each fact that a text carries, as written but for spacing, and how often."""
    return Counter(
        re.sub(r"\s+", " ", found[found.lastgroup or 0]).rstrip(".,")
        for found in _detail().finditer(text)
    )
