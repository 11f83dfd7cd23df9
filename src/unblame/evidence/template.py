"""The template of a log line: what stays when its numbers, ids, addresses and quotes are masked.

A template is a pure function of the line, so that chunks of a log condense to the same result in
any order.
"""

import re
from functools import lru_cache
from string import ascii_letters

MASK = "*"
LONGEST = 160
_QUOTED = re.compile(r"""(?<!\w)(?:"[^"]*"|'[^']*')(?!\w)""")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_HEX = re.compile(
    r"\b(?:[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
    r"|[0-9a-f]{8,}|[0-9A-F]{8,}|(?=[a-f]*\d)[0-9a-f]{7})\b"
)
_NUMBERED = re.compile(r"(?<![\w.:-])([A-Za-z_./:-]*+)\d[\w.:%-]*+")
_KEPT = re.compile(r"(?:v\d+(?:\.\d+)*|[1-5]xx)[.:%-]*")
_ID = re.compile(r"[0-9a-f]{8,}|\d[\d.:]*")
_DIGITS = {ord(digit): "1" for digit in "023456789"}
_SAME = bytes.maketrans(b"023456789", b"111111111")
_LONG = re.compile(r"1(?<![v.]1)[0-9a-f-]{6,}")
_LEAD = re.compile(r"[A-Za-z]+\*")
_VERSION = re.compile(r"v\d+(?:\.\d+)*|\dxx")
_REPEATED = re.compile(r"\*(?:[ ,;|]+\*)+")

_SEVERE = re.compile(
    r"\b(?:fatal|critical|emerg(?:ency)?|panic|segfault|errors?|err|exceptions?|failed|failure|"
    r"fails|traceback|refused|rejected|timed? ?out|timeouts?|unavailable|oom|out of memory|denied|"
    r"crash(?:ed|loop\w*)?|aborted|unreachable|cannot|could not|no route)\b"
    r"|\w(?:Error|Exception)\b",
    re.IGNORECASE,
)
_WARNING = re.compile(
    r"\b(?:warn(?:ing)?|slow|retry(?:ing)?|degraded|throttl\w+|dropped)\b", re.IGNORECASE
)
_LEVELS = {
    "emerg": "error",
    "emergency": "error",
    "alert": "error",
    "crit": "error",
    "critical": "error",
    "fatal": "error",
    "panic": "error",
    "dpanic": "error",
    "severe": "error",
    "err": "error",
    "error": "error",
    "e": "error",
    "f": "error",
    "w": "warn",
    "warn": "warn",
    "warning": "warn",
    "notice": "info",
    "i": "info",
    "info": "info",
    "information": "info",
    "informational": "info",
    "log": "info",
    "debug": "debug",
    "d": "debug",
    "trace": "debug",
    "verbose": "debug",
    "fine": "debug",
}


def same_digits(text: str) -> str:
    """Return the text with every digit a 1: it is as long, and still valid JSON where it was."""
    if text.isascii():
        return text.encode().translate(_SAME).decode()
    return text.translate(_DIGITS)


def without_ids(same: str) -> str:
    """Return a text whose digits are the same with long numbers and ids masked from their first digit."""
    return _LONG.sub(MASK, same)


def with_versions(text: str, same: str) -> str:
    """Put the numbers of versions and status classes (`v482`, `5xx`) back among the same digits."""
    if "v1" not in same and "1xx" not in same:
        return same
    parts: list[str] = []
    end = 0
    for found in _VERSION.finditer(text):
        parts += (same[end : found.start()], found[0])
        end = found.end()
    return "".join((*parts, same[end:]))


def alike(text: str) -> str:
    """Return the text with its digits the same, but for versions and status classes."""
    return with_versions(text, same_digits(text))


def template(text: str) -> str:
    """Return the template of one message, at most 160 characters long."""
    return template_of(alike(text[: 4 * LONGEST]))


def template_of(text: str) -> str:
    """Return the template of a message whose digits are the same already."""
    text = _LEAD.sub(MASK, without_ids(text[: 4 * LONGEST]))
    if '"' in text or "'" in text:
        text = _QUOTED.sub(MASK, text)
    words = [
        word if word.isalpha() else MASK if _ID.fullmatch(word) else _masked(word)
        for word in text.split()
    ]
    masked = " ".join(words)
    if masked.count(MASK) > 1:
        masked = _REPEATED.sub(MASK, masked)
    return masked[:LONGEST]


@lru_cache(maxsize=32_768)
def _masked(word: str) -> str:
    if "@" in word:
        word = _MAIL.sub(MASK, word)
    if len(word) >= 7:
        word = _HEX.sub(MASK, word)
    return _NUMBERED.sub(_mask, word)


def _mask(found: re.Match[str]) -> str:
    # A function is three times as fast here as a template string.
    lead = found[1].rstrip(ascii_letters)
    varies = found[0][len(lead) :]
    if varies[0] == "v" or "xx" in varies:
        return found[0] if _KEPT.fullmatch(varies) else lead + MASK
    return lead + MASK


def coarse(masked: str, words: int) -> str:
    """Return the first words of a template; shortening twice is shortening once to the fewer."""
    return " ".join(masked.split()[:words])


def level(stated: object, text: str) -> str:
    """Return error, warn, info or debug: as stated, else by the words of the message.

    Numbers are those of pino and bunyan (10 to 60) or of syslog (0 to 7).
    """
    if isinstance(stated, str) and not (stated.isdecimal() and len(stated) < 10):
        return _LEVELS.get(stated.strip().casefold()) or _by_words(text)
    if isinstance(stated, (int, str)) and not isinstance(stated, bool):
        return _by_number(int(stated))
    return _by_words(text)


def _by_number(number: int) -> str:
    if number <= 7:
        return "error" if number <= 3 else "warn" if number == 4 else "info"
    return "error" if number >= 50 else "warn" if number >= 40 else "info"


def _by_words(text: str) -> str:
    if _SEVERE.search(text):
        return "error"
    return "warn" if _WARNING.search(text) else "info"
