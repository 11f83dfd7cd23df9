import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from unblame.document.edition import edition
from unblame.model import Decision, Incident, Postmortem, Section
from unblame.publish import recognise, render, sheet_html
from unblame.testing import an_account
from unblame.testing.moments import START

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "col"}
EMPTY = Postmortem(incident=Incident(id="INC-7", product="Search"), drafted_at=START)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.ids, self.links, self.tags = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if values.get("id") else []
        self.links += [values["href"]] if values.get("href") else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def read(page):
    reader = Reader()
    reader.feed(page)
    return reader


def pages():
    account = an_account()
    return [
        render(account, "html"),
        render(EMPTY, "html"),
        render(account, "html", edition=edition(account, "readout")),
        render(account, "html", edition=edition(account, "public")),
        render(EMPTY, "html", edition=edition(EMPTY, "public")),
        sheet_html(account),
        sheet_html(EMPTY),
    ]


@pytest.mark.parametrize("page", pages())
def test_page_is_well_formed_with_one_id_each_and_no_dead_link(page):
    reader = read(page)

    assert (reader.open, reader.wrong) == ([], [])
    assert len(reader.ids) == len(set(reader.ids))
    dead = {link for link in reader.links if link.startswith("#") and link[1:] not in reader.ids}
    assert dead == set()


@pytest.mark.parametrize("page", pages())
def test_page_reaches_for_nothing_outside(page):
    reader = read(page)

    assert [tag for tag, values in reader.tags if tag in {"script", "link", "img", "iframe"}] == []
    assert [values for _, values in reader.tags if values.get("src")] == []
    assert not re.search(r"url\((?!#)|@import", page)


@pytest.mark.parametrize("page", pages())
def test_page_has_a_language_a_main_landmark_and_a_way_past_the_top(page):
    tags = read(page).tags

    assert [values["lang"] for tag, values in tags if tag == "html"] == ["en"]
    assert [values["id"] for tag, values in tags if tag == "main"] == ["main"]
    assert [values["href"] for tag, values in tags if values.get("class") == "skip"] == ["#main"]
    assert sum(tag == "h1" for tag, _ in tags) == 1


def test_page_says_to_whom_each_table_header_belongs():
    tags = read(render(an_account(), "html")).tags

    assert [values for tag, values in tags if tag == "th" and not values.get("scope")] == []


def test_page_has_the_action_table_of_the_document():
    page = render(an_account(), "html")

    table = page[page.index('class="actions"') :]
    assert re.findall(r'<th scope="col"[^>]*>(\w+)', table)[:5] == [
        "Action", "Category", "Owner", "Due", "Measurable",
    ]  # fmt: skip


def test_page_says_calmly_what_the_record_does_not():
    page = render(EMPTY, "html")

    assert page.count('<span class="absent">not in the record</span>') >= 4


def test_page_does_not_run_what_the_evidence_says():
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    account = an_account(
        incident=Incident(id=attack, product=attack),
        summary=f"{attack} [link](javascript:alert(1)) ![pixel](https://example.com/p.png)",
        sections=(Section(heading=attack, markdown=f"# Big\n\n{attack}"),),
    )

    page = render(account, "html")

    reader = read(page)
    assert [tag for tag, _ in reader.tags if tag in {"script", "img"}] == []
    assert [link for link in reader.links if link.startswith("javascript")] == []
    assert "<h3>Big</h3>" in page


def test_page_is_recognised_and_another_is_not():
    page = render(an_account(), "html")

    assert recognise(page) == "INC-42"
    assert recognise("<!doctype html><html><head><title>Mine</title></head></html>") is None
    quoted = page[page.index("<meta name") : page.index("<title>")]
    assert recognise(f"<!doctype html><html><head></head><body>{quoted}</body></html>") is None


def test_public_page_carries_no_incident_id_and_no_people():
    account = an_account()

    page = render(account, "html", edition=edition(account, "public"))

    assert [
        word for word in ("INC-42", "Responder", "Robin", "SEV2", "OPS-311") if word in page
    ] == []
    assert recognise(page).startswith("public-")


def test_page_is_the_same_twice():
    assert render(an_account(), "html") == render(an_account(), "html")


def luminance(colour):
    full = colour * 2 if len(colour) == 3 else colour
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "faint", "accent", "warm"])
def test_text_stands_out_from_the_paper(mode, ink):
    style = render(EMPTY, "html")
    roots = re.findall(r":root\{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+):#([0-9a-f]+)", roots[mode == "dark"]))

    for ground in ("paper", "card"):
        pale, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (pale + 0.05) / (dark + 0.05) >= 4.5


def test_page_leads_from_a_blank_to_its_question():
    six = replace(an_account().six_months, statement="What now differs: [ask Q2].")

    page = render(an_account(six_months=six), "html")

    assert 'What now differs: <a href="#Q2" rel="noopener noreferrer">open question Q2</a>.' in page


def test_the_page_shows_what_the_review_decided():
    decision = Decision(
        at=an_account().drafted_at,
        by="facilitator",
        on="milestones.detected",
        was="13:10",
        now="13:14",
        reason="the page was muted",
    )

    page = render(an_account(decisions=(decision,)), "html")

    assert "Decisions of the review" in page
    assert "13:10 became 13:14. the page was muted" in page
    assert "Decisions of the review" not in render(an_account(), "html")


def test_the_largest_share_that_the_record_tells_stands_beside_the_length():
    account = an_account()
    told = replace(account.impact.computed, share=0.31)

    page = render(replace(account, impact=replace(account.impact, computed=told)), "html")

    assert "57 min, up to 31 % affected" in page
