"""Whether a string of a telling form, such as a path or a number, may be shown all the same."""

import re
from collections.abc import Callable

from unblame.document.safe import Safe

_VALUES = frozenset(["true", "false", "null", "none", "yes", "no"])
_ONLY_SIGNS = re.compile(r"[\d .,%:<>=+-]*")
_FLAG = re.compile(r"--?[a-z]+(?:-[a-z]+)*")
_EXTENSION = re.compile(r"\*?\.[a-z]{2,4}")
_ODD_PART = re.compile(r"[\d._]")


def _harmless_path(text: str, known: Safe) -> bool:
    parts = [part for part in re.split(r"[/\\]", text) if part]
    if text[0] == "/" and len(parts) == 1 and known.ordinary(parts[0]):
        return True
    if text[0] in "/~.\\" or ":" in text[:2]:
        return False
    return all(
        part.isdigit()
        or known.figure(part)
        or known.compound(part.casefold())
        or ("-" not in part and known.plain(part) and not _ODD_PART.search(part))
        for part in parts
    )


def _harmless_address(text: str, known: Safe) -> bool:
    host = re.sub(r"^[a-z]+://|^www\.|[/?#:].*", "", text)
    return any(host == site or host.endswith("." + site) for site in known.sites)


def _harmless_number(text: str, known: Safe) -> bool:
    digits = sum(sign.isdigit() for sign in text)
    return text[0] not in "+(" and (digits < 7 or known.figure(text))


def _harmless_code(text: str, known: Safe) -> bool:
    """Return whether code is a figure, a plain value, or a famous command with plain words."""
    low = text.strip("`").strip().casefold()
    if low in _VALUES or known.figure(low) or low in known.acronyms | known.commands:
        return True
    if low in known.public_files or _EXTENSION.fullmatch(low):
        return True
    first, *rest = low.split()
    famous = bool(rest) and first in known.public | known.commands
    return bool(_ONLY_SIGNS.fullmatch(low)) or (
        famous and all(_FLAG.fullmatch(word) or known.ordinary(word.strip("<>")) for word in rest)
    )


def _harmless_mixture(text: str, known: Safe) -> bool:
    return known.figure(text) or known.counted(text)


#: By kind of form, who says that it is harmless.
JUDGES: dict[str, Callable[[str, Safe], bool]] = {
    "a path": _harmless_path,
    "an address": _harmless_address,
    "an emoji": lambda text, known: all(map(known.known, re.findall(r"[a-z]+", text))),
    "a phone number": _harmless_number,
    "a long number": lambda text, known: known.figure(text),
    "code": _harmless_code,
    "a host name": lambda text, known: known.dotted(text),
    "mixed letters and digits": _harmless_mixture,
    "a ticket": _harmless_mixture,
    "a secret-like string": lambda text, known: known.plain(text),
}
