from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.html import HtmlReader
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones
from unblame.model import Kind

PAGE = (
    "<!DOCTYPE html><html><head><title>Oven</title><script>'2026-01-01 10:00 UTC deploy'</script></head>"
    "<body><h1>Cold oven, 4 March 2026</h1>\n<ul><li>10:00 UTC An <b>alert</b> fires</li>\n"
    "<li>10:30 UTC The oven is back</li></ul>\n<p>The outage began at 09:58 UTC &amp; was short.</p></body></html>"
)


def the_reading(text: str, *, zones: Zones | None = None) -> Reading:
    source = OpenSource(path="oven.html", data=text.encode())
    return HtmlReader().read(source, zones or Zones())


def sure(text: str) -> float:
    return HtmlReader().recognises(Sample.of("x.txt", text.encode()))


def test_recognises_pages_and_parts_of_pages_and_no_mark_up_in_text_or_other_formats():
    assert sure(PAGE) == 0.6
    assert sure("<!-- saved -->\n<html><body>Oven</body></html>") == 0.6
    assert sure("<h1>Oven</h1><p>It was cold.</p>") == 0.5
    assert sure("title: Oven\n\n" + "<p>It was cold.</p>\n" * 5) == 0.35
    assert sure("# Oven\n\nIt was <b>cold</b> and a <p>tag</p> stood here.") == 0.0
    assert sure('<?xml version="1.0"?><feed></feed>') == 0.0
    assert sure('{"html": "<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p>"}') == 0.0


def test_items_and_cells_with_a_time_become_records_and_scripts_do_not():
    reading = the_reading(PAGE)

    assert [
        (f"{one.moment.at:%d %H:%M}", one.kind, one.text, one.place) for one in reading.records
    ] == [
        ("04 10:00", Kind.ALERT, "An alert fires", "line 2"),
        ("04 10:30", Kind.RECOVERY, "The oven is back", "line 3"),
    ]
    assert [one.label for one in reading.statements] == ["prose: outage started at"]


def test_a_time_without_zone_takes_the_one_given_and_stays_open_without():
    text = "<h1>Cold oven, 4 March 2026</h1><ul><li>10:00 It is cold</li></ul>"

    assert the_reading(text).records[0].moment.at is None
    assert the_reading(text, zones=Zones("UTC")).records[0].moment.zone_basis == "assumed:UTC"


def test_broken_pages_are_read_as_far_as_they_go():
    for text in (
        "<html><body><ul><li>10:00 UTC unclosed",
        "<html>" + "<div>" * 5_000 + "10:00 UTC deep",
        "<html><!-- never closed <p>10:00</p>",
        "<html><table><tr><td>10:00<td>",
        "<html>&#x110000;&unknown;&#0;</html>",
    ):
        assert isinstance(the_reading(text), Reading)
