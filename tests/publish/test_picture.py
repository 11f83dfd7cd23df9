import re
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from unblame.model import Interval
from unblame.publish.flag import Flag, marks, place
from unblame.publish.picture import picture
from unblame.publish.scale import Scale
from unblame.testing import an_account
from unblame.testing.moments import a_milestone, at

T0 = datetime(2026, 3, 4, tzinfo=UTC)


def flag(x, width):
    return Flag(x=x, row=0, width=width, label="", shape="", unsure=False, known="")


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(20, 200)), max_size=12))
def test_place_lets_no_label_meet_another_or_a_pole(drawn):
    placed = place([flag(x, width) for x, width in drawn])

    for one, other in combinations(placed, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert one.row != other.row or apart
        for low, high in ((one, other), (other, one)):
            crossed = low.x < high.x < low.x + low.width and high.row > low.row
            assert not crossed


@given(st.lists(st.integers(0, 10_000_000), min_size=2, max_size=20, unique=True))
def test_scale_keeps_the_order_and_the_edges(seconds):
    instants = [T0 + timedelta(seconds=s) for s in sorted(seconds)]

    scale = Scale(instants, 10, 900)

    xs = [scale.x(at) for at in instants]
    assert xs == sorted(xs)
    assert all(10 - 1e-6 <= x <= 900 + 1e-6 for x in xs)


def test_scale_folds_a_long_quiet_stretch():
    instants = [T0, *(T0 + timedelta(hours=40, minutes=m) for m in range(0, 60, 10))]

    scale = Scale(instants, 0, 1000)

    ((start, end, seconds),) = scale.folds
    assert (start, round(end), seconds) == (0, 100, 40 * 3600)


def test_scale_ticks_are_round_and_apart():
    ticks = Scale([T0 + timedelta(minutes=3), T0 + timedelta(minutes=97)], 0, 900).ticks(72)

    assert all(at.minute % 10 == 0 for _, at in ticks)
    assert all(b - a >= 60 for (a, _), (b, _) in pairwise(ticks))


def test_picture_is_well_formed_and_told_in_words():
    root = ET.fromstring(picture(an_account()))

    title, described = root[0], root[1]
    assert title.text == "Timeline of INC-42"
    assert "Detected 4 March 2026, 14:21" in described.text
    assert "time to mitigate 57 min" in described.text


def test_picture_draws_each_event_and_each_relapse():
    account = an_account(intervals=(
        Interval(id="I1", from_=at(0), until=at(20)), Interval(id="I2", from_=at(40), until=None),
    ))  # fmt: skip

    svg = str(picture(account))

    assert svg.count('class="event"') == len(account.events)
    assert svg.count("band-impact") == 2


def test_picture_escapes_what_the_record_says():
    account = an_account(milestones=an_account().milestones | {
        "detected": a_milestone(5, '</svg><script>alert("x")</script>', "E3")
    })  # fmt: skip

    svg = str(picture(account))

    assert "<script" not in svg
    ET.fromstring(svg)


def test_picture_of_one_instant_is_empty():
    assert picture(an_account(events=(), intervals=(), milestones={})) == ""


def test_picture_marks_do_not_rest_on_colour():
    svg = str(picture(an_account()))

    assert set(re.findall(r'fill="url\(#(p-\w+)\)"', svg)) == {
        "p-impact", "p-ttd", "p-tta", "p-ttm", "p-ttr",
    }  # fmt: skip


def test_picture_ends_every_label_inside_itself():
    last = a_milestone(20 * 60 + 700, "The watch ended.", "E14")
    account = an_account(milestones=an_account().milestones | {"all_clear": last})

    svg = str(picture(account))

    labels = re.findall(r'<text x="([\d.]+)" y="[\d.]+">([^<]+)</text></g>', svg)
    assert all(float(x) + len(label) * 7.1 <= 1040 for x, label in labels)


def test_marks_stand_only_where_event_and_milestone_meet():
    off = a_milestone(30, "Read out of the logs.", "E12")
    account = an_account(milestones={"mitigated": off, "detected": a_milestone(19, "", "E4")})

    assert marks(account) == {"E4": ["detected"]}
