"""Mail: one message (.eml) or a mailbox (mbox), with quoted replies left out.

Forms: RFC 5322, RFC 2045 and RFC 4155. `Date` is the sender's clock; the newest `Received` is the
server's. `-0000` says that the time is UTC and the sender's zone unknown.
"""

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message as Mail
from email.parser import BytesParser
from io import BytesIO
from typing import BinaryIO, Final

from unblame.evidence.about import About
from unblame.evidence.chat import Ids, Message, records_of
from unblame.evidence.form import OpenSource, Sample, encoding_of
from unblame.evidence.mail_body import body_of, decoded
from unblame.evidence.mail_head import author_of, dated, received, receivers
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Moment, Warning

_MOST: Final = 50_000
_LARGEST: Final = 8 * 1024 * 1024
_LINE: Final = 65_536
_HEADERS: Final = frozenset(
    ["from", "to", "cc", "date", "subject", "message-id", "received", "mime-version", "reply-to",
     "content-type", "return-path", "delivered-to", "in-reply-to", "references", "sender"]
)  # fmt: skip
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):(?:\s|$)")
#: A header whose parameters go on for longer than any mail program writes them.
_ENDLESS = re.compile(
    rb"(?im)^(content-(?:type|disposition):(?:[^\n]|\n[ \t]){4000})(?:[^\n]|\n[ \t])++"
)
_POSTMARK = re.compile(rb"From \S+.{0,80}\d\d:\d\d")
_ID = re.compile(r"<[^<>\s]{1,300}>")
_AGAIN = re.compile(
    r"\s*(?:(?:re|aw|sv|antw|vs|ref|fwd?|wg|vb|tr)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
_BAD = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MessageError,
)
_APART: Final = 600.0


class MailReader:
    """Reads mails by thread; of a reply only what it adds."""

    name = "mail"
    decodes = True
    about = About(
        title="Mail: single messages (.eml) and mailboxes (mbox)",
        export=(
            "save the mails as .eml, or the folder as mbox (Thunderbird, Apple Mail, Google Takeout)\n"
            "Outlook: drag the mails into a folder of a client that saves .eml; .msg and .pst are not read"
        ),
        zone="the offset in Date, which is the sender's clock; -0000 is UTC; where the server's Received differs by more than ten minutes, a warning says so, and one received later is known from then on",
        edits="a mail is never edited; quoted replies and signatures are left out, forwarded text is kept; Message-ID is the id, so a mail in two mailboxes is one",
        built_from="standard: RFC 5322, RFC 2045, RFC 4155",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this begins as a mailbox or with the headers of a mail."""
        text = head.text.lstrip("\ufeff\r\n")
        marked = text.startswith("From ")
        lines = text.splitlines()[1 if marked else 0 : 200]
        found: set[str] = set()
        for line in lines:
            if not line.strip():
                break
            header = _HEADER.match(line)
            if header is not None:
                found.add(header[1].lower())
            elif line[:1] not in (" ", "\t", ">"):
                return 0.0
        known = len(found & _HEADERS)
        dated = "from" in found and ("date" in found or "received" in found)
        if marked and known >= 2:
            return 1.0
        mime = found & {"message-id", "mime-version", "received", "content-type", "return-path"}
        return (
            0.95 if dated and known >= 3 and mime else 0.6 if dated and "subject" in found else 0.0
        )

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return each mail as a record, and everybody who wrote or was written to by name."""
        box = _Box(zones)
        for number, raw, cut in _split(source):
            box.take(number, raw, cut=cut)
        return box.reading()


class _Box:
    def __init__(self, zones: Zones) -> None:
        self.zones = zones
        self.ids = Ids()
        self.messages: list[Message] = []
        self.people: list[Identity] = []
        self.warnings: list[Warning] = []
        self.known: set[str] = set()
        self.roots: dict[str, str] = {}
        self.subjects: dict[str, str] = {}
        self.quoting: list[tuple[str, str]] = []

    def take(self, number: int, raw: bytes, *, cut: bool) -> None:
        place = f"mail {number}"
        if cut:
            self._warn(place, "larger than is read; its end (an attachment?) was left out")
        raw, endless = _ENDLESS.subn(rb"\1", raw)
        if endless:
            self._warn(place, "a header without end; its first 4,000 letters were read")
        try:
            mail = BytesParser().parsebytes(raw)
            self._mail(mail, place)
        except _BAD as error:
            self._warn(place, f"could not be read ({type(error).__name__})")

    def reading(self) -> Reading:
        missing = [place for place, answered in self.quoting if answered not in self.known]
        if missing:
            what = f"quotes a mail that was not given; the quotation was left out ({len(missing)} in all)"
            self._warn(missing[0], what)
        records: list[Record] = []
        for one in self.messages:
            records += records_of(one)
        people = [one.actor for one in records if one.actor is not None]
        return Reading(
            records=tuple(records),
            identities=tuple(dict.fromkeys([*people, *self.people])),
            warnings=tuple(self.warnings),
        )

    def _mail(self, mail: Mail, place: str) -> None:
        moment = self._moment(mail, place)
        if moment is None:
            self._warn(place, "no time in this record")
            moment = Moment()
        author = author_of(mail)
        subject = " ".join(decoded(mail.get("Subject")).split())
        body = body_of(mail)
        ident = next(iter(_ID.findall(decoded(mail.get("Message-ID")))), "")
        answered = _ID.findall(decoded(mail.get("References"))) or _ID.findall(
            decoded(mail.get("In-Reply-To"))
        )
        if ident in self.known:
            return
        root = self.roots.get(answered[0], answered[0]) if answered else ident
        topic = _AGAIN.sub("", subject)
        news = topic != self.subjects.setdefault(root or ident, topic) or not answered
        text = "\n".join(part for part in (subject if news else "", body.text) if part)
        if ident:
            self.known.add(ident)
            self.roots[ident] = root
        if body.quoted and answered:
            self.quoting.append((place, answered[-1]))
        if body.problem:
            self._warn(place, body.problem)
        self.people += receivers(mail)
        who = (author.email or author.name or "") if author is not None else ""
        self.messages.append(
            Message(
                moment=moment,
                text=text,
                id=ident or self.ids.of(moment, who, text),
                place=place,
                author=author,
                thread=root if root != ident else None,
                reached=self._reached(mail, moment),
            )
        )

    def _moment(self, mail: Mail, place: str) -> Moment | None:
        written = " ".join(decoded(mail.get("Date")).split())
        moment = dated(written, self.zones)
        served = received(mail)
        if moment is None or moment.at is None:
            return dated(served, self.zones) or moment if served else moment
        there = dated(served, Zones()) if served else None
        if there is not None and there.at is not None:
            late = (there.at - moment.at).total_seconds()
            if abs(late) > _APART:
                side = "after" if late > 0 else "before"
                what = f"the server received it {abs(late) / 60:.0f} minutes {side} the time that the sender's clock states"
                self._warn(place, what)
        return moment

    def _reached(self, mail: Mail, moment: Moment) -> Moment | None:
        """Return when the server received a mail, where that was long after it was written."""
        served = received(mail)
        there = dated(served, Zones()) if served else None
        if there is None or there.at is None or moment.at is None:
            return None
        return there if (there.at - moment.at).total_seconds() > _APART else None

    def _warn(self, where: str, what: str) -> None:
        self.warnings.append(Warning(where=where, what=what))


def _bytes_of(source: OpenSource) -> BinaryIO:
    """Return the stream of the source, in the letters of one byte that mail is made of."""
    encoding = encoding_of(source.sample().head)
    if encoding != "utf-16":
        stream = source.stream()
        stream.read(3 if encoding == "utf-8-sig" else 0)
        return stream
    return BytesIO(source.text().encode("utf-8", "replace"))


def _split(source: OpenSource) -> Iterator[tuple[int, bytes, bool]]:
    """Yield (number, bytes, whether it was cut) of each mail, in bounded memory."""
    with _bytes_of(source) as stream:
        number, size, blank, dropped = 1, 0, True, False
        held: list[bytes] = []
        while line := stream.readline(_LINE):
            if not held and not line.strip():
                continue
            if blank and _POSTMARK.match(line):
                if held:
                    yield number, b"".join(held), dropped
                    number += 1
                if number > _MOST:
                    return
                held, size, dropped = [], 0, False
                blank = False
                continue
            blank = not line.strip()
            size += len(line)
            if size > _LARGEST:
                dropped = True
                continue
            held.append(line[1:] if re.match(rb">+From ", line) else line)
        if any(line.strip() for line in held):
            yield number, b"".join(held), dropped
