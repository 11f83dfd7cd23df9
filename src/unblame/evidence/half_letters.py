"""JSON in which half of a letter stands (a cut emoji): that half becomes U+FFFD, the rest is read."""

import re

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a whole letter in two halves
    r"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    r"|\\.",
    re.DOTALL,
)


def holds_halves(text: str) -> bool:
    """Say whether JSON text may hold halves of letters."""
    return _HALF.search(text) is not None


def without_halves(text: str) -> str:
    r"""Return JSON text with each half of a letter (`\ud83d` alone) as U+FFFD."""
    return _ESCAPE.sub(lambda found: "\\ufffd" if found[1] else found[0], text)
