import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.markup import text_of_html
from unblame.evidence.readers.teams import TeamsReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "teams.json"
ANA, BO = Identity(name="Ana Ruiz", id="g1"), Identity(name="Bo Lind", id="g2")


def reading(messages: object, zones: Zones | None = None) -> Reading:
    source = OpenSource(path="x.json", data=json.dumps({"value": messages}).encode())
    return TeamsReader().read(source, zones or Zones())


def test_recognises_its_sample_and_no_mail_of_graph():
    mail = b'{"value":[{"id":"m","createdDateTime":"2026-03-04T05:06:07Z","receivedDateTime":"x","body":{"contentType":"html","content":"x"},"replyTo":[],"chatId":1,"messageType":1}]}'
    discord = b'{"guild":{},"channel":{},"messages":[{"timestampEdited":null,"isPinned":false}]}'

    found = reader_for(Sample.of("export", SAMPLE.read_bytes()))

    assert found is not None
    assert found.name == "teams"
    assert [TeamsReader().recognises(Sample.of("teams.json", o)) for o in (mail, discord)] == [0.0, 0.0]  # fmt: skip


def test_messages_answers_edits_deletions_and_calls_become_records():
    found = TeamsReader().read(OpenSource(path="t.json", file=SAMPLE), Zones())

    assert [
        (r.moment.at, r.text, r.actor, r.section, r.edit_of, r.deleted) for r in found.records
    ] == [
        (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "5xx rising on checkout, Bo Lind please look", ANA, None, None, False),
        (datetime(2026, 3, 4, 5, 6, 41, tzinfo=UTC), "on it", BO, "thread 1772600767000", None, False),
        (datetime(2026, 3, 4, 5, 8, 20, tzinfo=UTC), "A message was edited; the export holds only its last wording", BO, "thread 1772600767000", "19:inc/1772600767000/1772600801000", False),
        (datetime(2026, 3, 4, 5, 12, tzinfo=UTC), "A message was deleted", ANA, None, "19:inc/1772601000000", True),
        (datetime(2026, 3, 4, 5, 11, 40, tzinfo=UTC), "A call started", None, None, None, False),
    ]  # fmt: skip


def test_a_reaction_is_no_edit():
    found = TeamsReader().read(OpenSource(path="t.json", file=SAMPLE), Zones())

    assert found.records[0].known_at is None


def test_hostile_messages_give_warnings_with_places():
    deep = "<div>" * 3000 + "deep" + "<script>steal()</script><img alt='graph'><b>bold"
    good = {"id": 5, "createdDateTime": "2026-03-04T05:06:07Z", "from": [], "mentions": 3,
            "body": {"contentType": "html", "content": deep}, "replies": "none"}  # fmt: skip

    found = reading([{"createdDateTime": None}, {"createdDateTime": "now"}, "text", good])

    assert [one.text for one in found.records] == ["deepgraphbold"]
    assert found.warnings == tuple(
        Warned(where=f"message {n}", what="no time in this record") for n in (1, 2)
    )


def test_stamps_are_utc_whatever_zone_was_given_also_when_clocks_change():
    base = {"messageType": "message", "body": {"contentType": "text", "content": "x"}}
    times = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]

    found = reading([{**base, "createdDateTime": t} for t in times], Zones("Europe/Oslo"))

    assert [(r.moment.at, r.moment.zone_basis) for r in found.records] == [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "stated"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "stated"),
    ]


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    (tmp_path / "one.json").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "two.json").write_bytes(SAMPLE.read_bytes() + b"\n")

    assert [len(event.sources) for event in read([tmp_path]).events] == [2] * 5


def test_html_becomes_words_and_lines():
    html = (
        "<p>one<br>two</p><blockquote>old</blockquote><ul><li>a &amp; b</li></ul><style>x{}</style>"
    )

    assert text_of_html(html) == "one\ntwo\n\nold\n\na & b"
    assert text_of_html(html, quotes=False) == "one\ntwo\n\na & b"
