"""What in a text may say who, where or what inside: found by its form, whoever it belongs to.

Nothing here knows what is safe; every string that has the form is given, once a place.
"""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from unblame.people.secrets import MASK
from unblame.text import late


class Candidate(Struct, frozen=True, kw_only=True):
    """One string that may identify: where it stands in the text, and what it looks like."""

    start: int
    end: int
    text: str
    kind: str


_BIDI = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_UNSEEN = "\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u180e\U000e0000-\U000e007f"
_EMAIL = r"(?<![\w.%+'-])[\w.%+'-]{1,80}@[\w-]+(?:\.[\w-]+)+"
_HEX = "[0-9a-fA-F]"

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a hidden comment", late(r"<!--.*?(?:-->|\Z)", re.DOTALL)),
    (
        "hidden signs",
        late(rf"(?<![\w.@-])[\w.@-]{{0,40}}[{_BIDI}{_UNSEEN}][\w.@{_BIDI}{_UNSEEN}-]{{0,80}}"),
    ),
    (
        "hidden signs",
        late(
            r"(?<!\w)\w{0,40}(?:&(?!(?:amp|lt|gt|quot|nbsp|#39);)#?\w{1,12};\w{0,40})+|(?<!\w)[^\W\d_]{1,40}\*+[^\W\d_]{1,40}\*+\w{1,40}"
        ),
    ),
    ("a masked secret", late(re.escape(MASK))),
    (
        "an address",
        late(
            r"\b[a-z][a-z0-9+.-]{1,14}://[^\s<>\"')\]|]+|\bwww\.[^\s<>\"')\]]+|(?<![^\s<>\"'()])[^\s<>\"'()]*%[0-9A-F]{2}[^\s<>\"'()]*",
            re.IGNORECASE,
        ),
    ),
    ("an email address", late(rf"(?:mailto:)?{_EMAIL}")),
    ("a chat id", late(r"<[@#!][A-Z0-9][^<>\s]*>")),
    (
        "a block of code",
        late(r"^[ \t>]*(```|~~~)[^\n]*\n.*?(?:^[ \t>]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE),
    ),
    ("code", late(r"``[^`]+``|`[^`\n]+`")),
    (
        "a digest or id",
        late(
            rf"\b{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}\b|\bsha(?:1|256|512):{_HEX}{{7,}}\b"
            r"|(?<![\w-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}(?![\w-])"
        ),
    ),
    ("a device address", late(rf"\b(?:{_HEX}{{2}}[:-]){{5}}{_HEX}{{2}}\b")),
    (
        "an IP address",
        late(
            rf"(?<![\w:.])(?:(?:{_HEX}{{1,4}}:){{4,7}}{_HEX}{{1,4}}|(?:{_HEX}{{1,4}}:){{1,6}}:(?:{_HEX}{{1,4}}(?::{_HEX}{{1,4}})*)?|::{_HEX}{{1,4}}(?::{_HEX}{{1,4}})*)(?:/\d{{1,3}})?(?![\w:])"
        ),
    ),
    ("an IP address", late(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}|:\d{2,5})?(?![\w.]*\d)")),
    ("", late(r"</[a-z][a-z0-9]{0,9}>")),  # an end tag of a page
    (
        "a path",
        late(
            r"(?<![\w/.:\\])(?:~|[A-Za-z]:|\.{1,2})?[/\\]{1,3}[\w.@%+-]+(?:[/\\][\w.@%+=-]*)*|(?<![\w/.:@-])[\w.@-]+(?:/[\w.@+-]+)+/?"
        ),
    ),
    (
        "",  # a day, a time, a zone of a cloud: seen by everybody
        late(
            r"(?<![\w-])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[- ]\d{1,2}(?![\w:-])|"
            r"\b\d{4}[-/.]\d\d?[-/.]\d\d?(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w-])"
            r"|(?<![\w./])\d\d?[./]\d\d?[./](?:\d\d)?\d\d(?![\w/.]*\d)"
            r"|\b\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?:[AaPp][Mm]|Z|[+-]\d\d:?\d\d)?(?![\w:])"
            r"|(?i:\b(?:us|eu|ap|sa|ca|me|af|il|cn|asia|europe|northamerica|southamerica|australia)"
            r"-(?:gov-)?(?:north|south|east|west|central)+-?\d[a-z]?\b)"
        ),
    ),
    ("an emoji", late(r"(?<![\w:]):[a-z0-9+][a-z0-9_+-]+:(?![\w:])")),
    ("a chat handle", late(r"(?<![\w/.])@[\w][\w.-]*\w")),
    ("a channel", late(r"(?<![\w/&])#[^\W\d][\w-]+")),
    ("a ticket", late(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")),
    (
        "a ticket",
        late(
            r"(?<![\w/&])[#!]\d{2,}\b|\b(?:PR|MR|CL|GH|issue|ticket|case|bug|pull request|incident)[ \t]+(?:no\.? ?|number )?[#!]?\d{2,}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "a staff number",
        late(
            r"\b(?:employee|staff|badge|personnel|user|customer|account)[ \t]+(?:no\.?|number|id|#)[ \t]*[:#]?[ \t]*[A-Z]{0,4}-?\d{3,}\b|\b(?:employee|badge)[ \t]+[A-Z]{0,4}-?\d{3,}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "an amount of money",
        late(
            r"(?:[$€£¥]|\b(?:USD|EUR|GBP|NOK|SEK|DKK)) ?\d[\d.,]*(?: ?(?:k|m|bn|million|billion)\b)?"
            r"|\b\d{1,3}(?:[ .,]?\d{3})*(?:[.,]\d+)? ?(?:(?:k|m|bn|million|billion) )?(?:USD|EUR|GBP|NOK|SEK|DKK|dollars|euros|pounds|kroner)\b"
        ),
    ),
    (
        "a phone number",
        late(
            r"(?<![\w+.:-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{2,5}(?:[ .-]\d{2,5}){1,5}(?![\w:%]|[.,-]\d)|(?<!\w)\+\d{7,15}\b"
        ),
    ),
    (
        "a host name",
        late(
            r"(?<![\w@-])(?<!\w\.)[A-Za-z0-9](?:[\w-]*\w)?(?:\.[A-Za-z0-9](?:[\w-]*\w)?)+(?![\w-])"
        ),
    ),
    (
        "a name from the code",
        late(
            r"(?<![\w-])\w*[^\W_]_+[^\W_]\w*(?:-[\w-]*\w)?|(?<!\w)\$\{?\w+\}?|(?<![\w-])--?[a-z][\w-]*=\S+"
        ),
    ),
    (
        "mixed letters and digits",
        late(r"(?<![\w.-])(?=[\w-]*\d)(?=[\w-]*[^\W\d_])\w(?:[\w-]*\w)?(?![\w])"),
    ),
    ("a long number", late(r"(?<![\w.,:+-])\d{7,}(?![\w:]|[.,]\d)")),
    (
        "a secret-like string",
        late(r"(?<![\w/+=-])(?=[\w/+-]*\d)(?=[\w/+-]*[a-z])(?=[\w/+-]*[A-Z])[\w/+-]{20,}={0,2}"),
    ),
)


def forms(text: str) -> Iterator[Candidate]:
    """Give each string whose form may identify, the surest form first; none overlaps another."""
    taken = bytearray(len(text))
    for kind, form in FORMS:
        for match in form.finditer(text):
            start = match.start()
            end = start + len(match[0].rstrip(".,;:!?") or match[0])
            if start < end and taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                yield Candidate(start=start, end=end, text=text[start:end], kind=kind)


def mixed(word: str) -> bool:
    """Return whether a word is written in letters of two scripts that look alike."""
    if word.isascii():
        return False
    scripts = {unicodedata.name(sign, "?").split(" ")[0] for sign in word if sign.isalpha()}
    return len(
        scripts
        & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL"}
    ) > 1 or bool(scripts & {"FULLWIDTH", "MATHEMATICAL"})
