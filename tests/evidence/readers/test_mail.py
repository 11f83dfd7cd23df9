from datetime import UTC, datetime, timedelta
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.mail_body import without_quotes
from unblame.evidence.readers.mail import MailReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
ANA = Identity(name="Ana Ruiz", email="ana@norvane.example")
BO = Identity(name="Bo Lind", email="bo@norvane.example")
BOT = Identity(name="Watchtower", email="alerts@norvane.example", bot=True)


def reading(text: str | bytes, zones: Zones | None = None) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return MailReader().read(OpenSource(path="x.eml", data=data), zones or Zones())


def a_mail(date: str, body: str = "x", **headers: str) -> str:
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    return f"From: Ana Ruiz <ana@norvane.example>\nDate: {date}\n{more}\n{body}\n"


def test_recognises_its_samples_and_no_neighbour():
    others = [
        b"From here on all was fine: date and subject were known.\n",
        b"date: 2026-03-04\nfrom: ana\n",
        b"# Post-mortem\n\nFrom: the team\nDate: 2026-03-04\n",
        b"Mar  4 05:06:07 mx postfix: From: <a@b>\n" * 3,
    ]

    found = [
        reader_for(Sample.of("x", (SAMPLES / name).read_bytes()))
        for name in ("mail.eml", "mail.mbox")
    ]

    assert [one.name for one in found if one is not None] == ["mail", "mail"]
    assert [MailReader().recognises(Sample.of("x.eml", other)) for other in others] == [0.0] * 4


def test_a_mailbox_becomes_what_each_mail_adds():
    found = MailReader().read(OpenSource(path="m", file=SAMPLES / "mail.mbox"), Zones())

    assert [
        (r.moment.at, r.moment.zone_basis, r.text, r.actor, r.section, r.kind, r.place)
        for r in found.records
    ] == [
        (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "offset", "Checkout is down\nCheckout returns 5xx since about six.\nFrom what I see it is all regions.", ANA, None, Kind.NOTE, "mail 1"),
        (datetime(2026, 3, 4, 5, 10, tzinfo=UTC), "utc_by_spec", "Rolling back – two minutes.", BO, "thread <1@norvane.example>", Kind.NOTE, "mail 2"),
        (datetime(2026, 3, 4, 5, 20, tzinfo=UTC), "offset", "[RESOLVED] Http5xx\nratio under 1 %", BOT, None, Kind.RECOVERY, "mail 3"),
    ]  # fmt: skip
    assert found.warnings == ()


def test_a_single_mail_keeps_its_words_and_names_its_files_and_a_slow_server():
    found = MailReader().read(OpenSource(path="m", file=SAMPLES / "mail.eml"), Zones())

    assert [one.text for one in found.records] == [
        "Kunden können nicht zahlen\nZahlungen hängen.\n[file: graph.png]"
    ]
    assert [one.known_at - one.moment.at for one in found.records] == [timedelta(minutes=30)]
    assert found.warnings == (
        Warned(
            where="mail 1",
            what="the server received it 30 minutes after the time that the sender's clock states",
        ),
    )


def test_a_quoted_mail_that_was_not_given_is_told():
    found = reading(
        a_mail("Wed, 4 Mar 2026 05:06:07 +0000", "yes\n> is it down?", In_Reply_To="<0@x>")
    )

    assert [one.text for one in found.records] == ["yes"]
    assert [w.where for w in found.warnings] == ["mail 1"]


def test_hostile_mails_give_warnings_with_places():
    box = (
        b"From a@b Wed Mar  4 05:06:07 2026\nFrom: \xff\xfe <a@b\nDate: soon\nContent-Type: text/plain; charset=nonsense\n\nkept \xe9\n\n"
        b"From a@b Wed Mar  4 05:06:07 2026\nFrom: =?x?b?!!?= <c@d.example>\nDate: Wed, 99 Mar 2026 05:06:07 +9999\n"
        b"Subject: =?utf-8?b?//?=\nContent-Type: multipart/mixed\n\nno boundary\n\n"
        b"From a@b Wed Mar  4 05:06:07 2026\nFrom: e@f.example\nDate: Wed, 4 Mar 2026 05:06:07 +0000\nContent-Type: text/plain\n"
        b"Content-Transfer-Encoding: base64\n\n!!!! not base64 !!!!\n"
    )

    found = reading(box)

    assert found.records[0].text == "kept é"
    assert [one.moment.at for one in found.records][:1] == [None]
    assert [(w.where, w.what) for w in found.warnings] == [
        ("mail 1", "no time in this record"),
        ("mail 2", "no time in this record"),
    ]


def test_the_zone_is_that_of_the_date_and_none_is_made_up():
    dates = [
        "Sun, 25 Oct 2026 02:30:00 +0200", "Sun, 25 Oct 2026 02:30:00 +0100", "Sun, 25 Oct 2026 02:30:00 -0000",
        "Sun, 25 Oct 2026 02:30:00", "Sun, 25 Oct 2026 02:30:00 IST",
    ]  # fmt: skip

    found = [reading(a_mail(date)).records[0].moment for date in dates]
    oslo = reading(a_mail(dates[3]), Zones("Europe/Oslo")).records[0].moment

    assert [(one.at, one.zone_basis) for one in found] == [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "offset"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "offset"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "utc_by_spec"),
        (None, "none"),
        (None, "none"),
    ]
    assert (oslo.at, oslo.zone_basis) == (None, "assumed:Europe/Oslo")


def test_the_same_mail_in_two_mailboxes_is_one(tmp_path: Path):
    data = (SAMPLES / "mail.mbox").read_bytes()
    (tmp_path / "ana.mbox").write_bytes(data)
    (tmp_path / "bo.mbox").write_bytes(data + b"\n")

    found = read([tmp_path])

    assert [(len(e.sources), e.actor) for e in found.events] == [
        (2, "Responder A"),
        (2, "Responder B"),
        (2, "Watchtower"),
    ]
    assert all(item.warnings == () for item in found.items)


def test_quotes_and_signatures_go_and_forwarded_text_stays():
    inline = "> is it down?\nyes, since six\n> and now?\nrolling back\n-- \nAna"
    outlook = "On it.\n\nFrom: Ana Ruiz\nSent: Wednesday, 4 March 2026 05:06\nTo: Bo\nSubject: down\n\nold"
    forwarded = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Kim\nDate: Wed\n\nit is down"
    )

    assert without_quotes(inline) == ("yes, since six\nrolling back", True)
    assert without_quotes(outlook) == ("On it.", True)
    assert without_quotes(forwarded) == (forwarded, False)


def test_a_box_saved_as_utf_16_is_read_as_it_was():
    text = (SAMPLES / "mail.mbox").read_bytes().decode(errors="replace")

    assert reading(text.encode("utf-16")) == reading(text)
