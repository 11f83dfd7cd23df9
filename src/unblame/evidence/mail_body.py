"""What a mail adds: its text without the mails that it quotes, without signature and attachments."""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.message import Message as Mail

from unblame.evidence.form import decode
from unblame.evidence.markup import text_of_html

_LONGEST = 65_536
_LONGEST_HEADER = 16_384
_MOST_PARTS = 200
_WROTE = re.compile(
    r"(?:On|Am|Le|El|Den|På|Il|Op|Em)\b.{3,200}\b(?:wrote|schrieb|a écrit|escribió|skrev|ha scritto|"
    r"schreef|escreveu)\b.{0,120}:\s*$"
)
_BEGINS = re.compile(r"(?:On|Am|Le|El|Den|På|Il|Op|Em)\b.{3,200}$")
_REST = re.compile(
    r"\s*(?:-{2,}\s*(?:Original Message|Original Appointment|Ursprüngliche Nachricht|Opprinnelig melding|"
    r"Message d'origine|Mensaje original|Oprindelig meddelelse)\s*-{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(r"\*?(?:From|Von|Fra|De|Från)\s?:\*?\s?\S")
_SENT = re.compile(r"\*?(?:Sent|Date|Gesendet|Datum|Sendt|Dato|Envoyé|Enviado|Skickat)\s?:\*?\s?\S")
_FORWARDED = re.compile(
    r"-{5,}\s*(?:Forwarded|Weitergeleitete|Videresendt)\b|Begin forwarded message", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The words of a mail; `quoted` says that it repeated another one."""

    text: str
    quoted: bool = False
    problem: str | None = None


def decoded(value: Header | str | None) -> str:
    """Return a header as text, encoded words decoded; what no charset explains stays as written."""
    if value is None:
        return ""
    written = str(value)[:_LONGEST_HEADER]
    if "=?" not in written:
        return written
    try:
        return str(make_header(decode_header(written)))
    except (LookupError, ValueError, HeaderParseError):
        return written


def body_of(mail: Mail) -> Body:
    """Return the words of a mail: its plain text, else its HTML, and the names of its files."""
    plain: list[str] = []
    html: list[str] = []
    files: list[str] = []
    problem = None
    for number, part in enumerate(mail.walk()):
        if number >= _MOST_PARTS:
            problem = f"more than {_MOST_PARTS} parts; the rest was left out"
            break
        if part.is_multipart():
            continue
        name = part.get_filename()
        kind = part.get_content_type()
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            files.append(f"[file: {decoded(name)}]" if name else "")
        elif kind == "text/html":
            html.append(_text(part))
        else:
            plain.append(_text(part))
    raw = "\n".join(plain).strip()
    quoted_html = not raw and any("<blockquote" in one.lower() for one in html)
    text = raw or "\n".join(text_of_html(one, quotes=False) for one in html)
    own, quoted = without_quotes(text)
    lines = [own, *dict.fromkeys(name for name in files if name)]
    return Body(
        text="\n".join(line for line in lines if line),
        quoted=quoted or quoted_html,
        problem=problem,
    )


def without_quotes(text: str) -> tuple[str, bool]:
    """Return what a mail says itself, and whether it quoted another one.

    Forwarded text stays: nobody else has given it. Lines marked `>` go, wherever they stand; so does
    all below the block that Outlook sets above what is answered.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    quoted = False
    forwarded = False
    for at, line in enumerate(lines):
        forwarded = forwarded or _FORWARDED.match(line.strip()) is not None
        if line.rstrip("\r") in ("-- ", "--") and not forwarded:
            break
        if not forwarded and (_REST.match(line) or _is_outlook(lines, at)):
            quoted = True
            break
        if line.lstrip().startswith(">"):
            quoted = True
            continue
        kept.append(line)
    return _without_leads(kept) if quoted else _tidy(kept), quoted


def _is_outlook(lines: list[str], at: int) -> bool:
    if not _OUTLOOK.match(lines[at].strip()):
        return False
    follow = [line.strip() for line in lines[at + 1 : at + 4] if line.strip()]
    return any(_SENT.match(line) for line in follow)


def _without_leads(kept: list[str]) -> str:
    """Leave out the lines that introduce a quotation, also where one is broken in two."""
    out: list[str] = []
    skip = False
    for at, line in enumerate(kept):
        if skip:
            skip = False
            continue
        bare = line.strip()
        if _WROTE.match(bare):
            continue
        follow = kept[at + 1].strip() if at + 1 < len(kept) else ""
        if _BEGINS.match(bare) and follow and _WROTE.match(f"{bare} {follow}"):
            skip = True
            continue
        out.append(line)
    return _tidy(out)


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _text(part: Mail) -> str:
    """Return a part as text; a charset that is unknown or untrue is no reason to lose it."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    data = data[:_LONGEST]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(part.get_content_charset() or "cp1252", errors="replace")
    except LookupError:
        return decode(data)
