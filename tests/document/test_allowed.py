import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.document.allowed import Passage, Undecided, undecided
from unblame.document.candidate import forms
from unblame.document.decision import Choice, Decision, Decisions
from unblame.people import Cast, Member, Roster
from unblame.recognise import Reading
from unblame.testing import FakeReader, a_card, a_mark

SAFE = Choice.SAFE


def asked(text, *decisions, cast=None):
    """Return what is asked about one text, as pairs of string and kind."""
    found = undecided(
        [Passage(where="Public", text=text)], Decisions(decisions=tuple(decisions)), cast
    )
    return [(entry.token, entry.kind) for entry in found]


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry. On 4 March 2026, between 13:02 and 13:59 UTC, about 6 % of payments failed.",
        "The database was slow, so requests to the checkout timed out after 30 seconds.",
        "Amazon S3 and Cloudflare worked; our DNS and TLS settings did not.",
        "Customers in Norway, Sweden and the Netherlands saw errors (HTTP 503) for 2h10m.",
        "A 30-minute rollout of version 4.2.1 reached eu-west-1 on Monday, May 4.",
        "We didn't notice for two hours; it won't happen the same way again.",
        "Latency (p99) rose from 200ms to 4.5s; 1 200 000 requests and/or retries failed.",
        "## What We Do Next\n\n- Test the restore every week\n- Alert on queue length",
        "PostgreSQL, Redis and Kubernetes are known to everybody, as is CVE-2021-44228.",
        "The team used `kubectl logs` and `null`.",
        "GitHub Pages worked in San Francisco, the United States and East Asia.",
        "The Floating Point Unit (FPU) was fine; FPU errors were not seen.",
        "A Distributed Denial of Service attack reached the Content Delivery Network.",
    ],
)
def test_allowed_passes_words_figures_and_famous_names(text):
    assert asked(text) == []


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("Fjordpost", "a name in capitals"),
        ("quistberg", "an unknown word"),
        ("db-eu-7", "a machine name"),
        ("pay.grid.internal", "a host name"),
        ("https://wiki.grid.example/x", "an address"),
        ("10.44.3.17", "an IP address"),
        ("2001:db8:77::3f", "an IP address"),
        ("fe80::1", "an IP address"),
        ("00:1b:44:11:3a:b7", "a device address"),
        ("OPS-311", "a ticket"),
        ("#48213", "a ticket"),
        ("#inc-118", "a channel"),
        ("E48213", "mixed letters and digits"),
        ("employee no. 48213", "a staff number"),
        ("(555) 010-4477", "a phone number"),
        ("/srv/pay/limits.yaml", "a path"),
        ("C:\\pay\\jobs", "a path"),
        ("limits.yaml", "a host name"),
        ("`payments`", "code"),
        ("coupon_total", "a name from the code"),
        ("dropOrders", "a name from the code"),
        ("CheckoutErrorBudgetBurn", "a name in capitals"),
        ("pay-api", "a service name"),
        ("4be1c20", "a digest or id"),
        ("3f2b8c1e-77aa-4c0d-9a11-0b5d2e6f7a88", "a digest or id"),
        ("Zk9QmTr72LxVb03HsYpWd61Nc", "mixed letters and digits"),
        ("QKX", "a short form"),
        ("<!-- ask first -->", "a hidden comment"),
        ("E12", "mixed letters and digits"),
        ("PRX-12345", "a ticket"),
        ("web-prod", "a service name"),
        ("$1,200 million", "an amount of money"),
        ("40 000 kroner", "an amount of money"),
        ("R&#97;gnhild", "hidden signs"),
        ("Rag**nhi**ld", "hidden signs"),
    ],
)
def test_allowed_lists_what_no_list_knows(token, kind):
    assert asked(f"The graph showed {token} twice.") == [(token, kind)]


def test_allowed_lists_people_by_name_and_by_handle():
    asks = asked("Thanks to Ragnhild Bakketun and @osletthaug for the help.")

    assert asks == [("Ragnhild Bakketun", "a person"), ("@osletthaug", "a person")]


@pytest.mark.parametrize(
    "text",
    [
        "Grace opened the graph.",
        "Hunter's graph showed it.",
        "We saw that April looked at it.",
        "The page went to Jordan.",
        "Ng was asked.",
    ],
)
def test_allowed_lists_names_that_are_words_where_a_person_stands(text):
    assert len(asked(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It was put back in May.",
        "By April 4 all was well.",
        "Hope is no plan.",
        "Will this happen again?",
        "The region in Sydney was down.",
    ],
)
def test_allowed_passes_words_that_are_names_where_a_word_stands(text):
    assert [token for token, _ in asked(text) if token != "Hope"] == []


@pytest.mark.parametrize(
    "token",
    [
        "orders-db-r2",
        "cache-api-b",
        "prod-web",
        "db-primary-b",
        "payments-canary",
        "orders-blue",
        "order-intake",
        "queue-worker",
        "main-db",
        "Orders-DB",
        "k8s-prod",
        "stage-checkout",
        "orders-db/prod-web",
    ],
)
def test_allowed_lists_hosts_and_services_made_of_ordinary_words(token):
    assert [found for found, _ in asked(f"The graph of {token} rose.")] == [token]


@pytest.mark.parametrize(
    "word",
    [
        "read-only",
        "on-call",
        "error-rate",
        "third-party",
        "high-availability",
        "service-to-service",
        "server-side",
        "cache-related",
        "non-production",
        "long-running",
        "cluster-wide",
        "follow-ups",
        "end-of-life",
        "blue-green",
        "30-minute",
        "mid-2001",
        "north-eastern",
    ],
)
def test_allowed_passes_ordinary_words_with_hyphens(word):
    assert asked(f"The {word} graph rose.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rose and a responder helped.", ["Rose"]),
        ("A responder and Rose helped.", ["Rose"]),
        ("Responder B, Mark and Hope helped.", ["Mark", "Hope"]),
        ("Rose and Itai helped.", ["Rose", "Itai"]),
        ("Rose and Mark test it.", ["Rose", "Mark"]),
        ("Hope and the on-call engineer looked.", ["Hope"]),
        ("Will, with the whole team, looked.", ["Will"]),
        ("- Mark\n- Grace", ["Mark", "Grace"]),
        ("1. Mark\n2. Grace (on call)", ["Mark", "Grace"]),
        ("Fixed by: Mark\nReviewer: Rose", ["Mark", "Rose"]),
        ("ROBIN BANKS restarted it.", ["ROBIN BANKS"]),
        ("ROBIN BANKS RESTARTED IT.", ["ROBIN BANKS"]),
        ("JEAN DUPONT restarted it.", ["JEAN DUPONT"]),
        ("Rose and Mark. Grace was first.", ["Rose", "Mark", "Grace"]),
    ],
)
def test_allowed_lists_a_plain_word_where_only_a_name_stands(text, names):
    assert asked(text) == [(name, "a person") for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "MARK AS READ",
        "Use `kubelet`, `no-cache`, `.csv` and `Cargo.toml`; but I’d say I'm sure.",
        "The United Kingdom was slow on Jan 14 and Dec-3.</li>",
        "Severity: Major",
        "- Paris\n- London\n- March",
        "It was slow in May and June, in Python and Ruby.",
        "Kraków, Åre, Zürich, Malmo and Tromsø were slow, as was all of Türkiye.",
    ],
)
def test_allowed_passes_words_that_stand_as_no_name_does(text):
    assert asked(text) == []


@pytest.mark.parametrize(
    "token",
    ["gra\u202efdb", "s\u200bunniva", "\u0440\u0430ym\u0435nts", "p\u00aday", "\uff57eb"],
)
def test_allowed_lists_hidden_signs_and_mixed_scripts(token):
    asks = asked(f"The graph of {token} rose.")

    assert [kind in {"hidden signs", "mixed scripts"} for _, kind in asks] == [True]


def test_allowed_spells_out_signs_that_nobody_sees():
    (entry,) = undecided([Passage(where="Public", text="The graph of gra\u202efdb rose.")])

    assert "«gra<U+202E>fdb»" in entry.context


def test_allowed_lists_each_string_once_with_its_place_and_count():
    passages = [
        Passage(where="Public", text="Brisling was slow. Brisling's queue grew."),
        Passage(where="action A1", text="Test the BRISLING queue"),
    ]

    assert undecided(passages) == (
        Undecided(
            token="Brisling",
            kind="a name in capitals",
            place="Public",
            context="«Brisling» was slow. Brisling's queue grew.",
            count=3,
            suggestion="safe where customers know it, else replace with what it does",
        ),
    )


def test_allowed_takes_a_decision_for_every_form():
    safe = Decision(token="Brisling", choice=SAFE)

    assert asked("Brisling, BRISLING and the Brislings; Brisling's queue.", safe) == []


def test_allowed_lets_one_safe_word_cover_its_longer_name():
    assert asked("The Brisling Gateway was slow.", Decision(token="Brisling", choice=SAFE)) == []


def test_allowed_takes_a_safe_site_for_what_lies_below_it():
    text = "See https://code.example/fjordpost/pull/7 and https://code.example/other."
    site = Decision(token="code.example/fjordpost", choice=SAFE)

    assert asked(text, site) == [("https://code.example/other", "an address")]


def test_allowed_cuts_a_long_string_in_its_context():
    (entry,) = undecided([Passage(where="Public", text=f"It ran `{'x' * 200}` once.")])

    assert len(entry.context) < 120


def test_allowed_never_takes_a_known_person_for_safe():
    cast = Cast(Roster(members=(Member(name="Robin Vale", handles=("rvale",)),)))
    safe = [Decision(token=token, choice=SAFE) for token in ("Robin Vale", "Vale", "rvale")]
    text = "Robin Vale looked, then Vale asked; see /Users/rvale/notes."

    found = undecided([Passage(where="Public", text=text)], Decisions(decisions=tuple(safe)), cast)

    assert [entry.token for entry in found] == ["Robin Vale", "Vale", "/Users/rvale/notes"]
    assert {entry.locked for entry in found} == {
        "the roster or the people map holds this person; no word list makes a person public"
    }


def test_allowed_takes_a_stranger_for_safe_where_a_person_says_so():
    hopper = Decision(token="Grace Hopper", choice=SAFE)

    assert asked("We thank Grace Hopper for the compiler.", hopper) == []


@pytest.mark.parametrize(
    "piece", ["a", "a-", "1.", "/", "\\", "a_", "@a", "a*", "&a", "%20", "a@", "`"]
)
def test_forms_take_a_long_line_of_anything(piece):
    assert sum(len(found.text) for found in forms(piece * 20_000)) <= len(piece) * 20_000


@given(st.text(max_size=200))
def test_allowed_reads_any_text_and_quotes_it(text):
    for entry in undecided([Passage(where="Public", text=text)]):
        assert entry.token in text
        assert entry.count >= 1


@given(st.sampled_from(["Fjordpost", "db-eu-7", "OPS-311", "quistberg", "10.44.3.17", "pay_limits"]),
       st.sampled_from(["{}", "({})", "“{}”", "**{}**", "- {}", "> {}", "| {} | x |", "{}.", "see {}, then"]))  # fmt: skip
def test_allowed_lists_a_string_whatever_stands_around_it(token, frame):
    assert token in [found for found, _ in asked(frame.format(token))]


def test_a_plain_word_that_the_recogniser_calls_a_person_is_asked_about():
    text = "The restore was finished with the help of Grace and of Kelvin."
    seen = Reading(blame=0.0, people=(a_mark(text, "Grace"), a_mark(text, "Kelvin")))
    words = "Then time was short and the page was empty, said wren."
    guessed = Reading(blame=0.0, perhaps=(a_mark(words, "wren"),))
    reader = FakeReader({text: seen, words: guessed}, card=a_card(nobody=0.1))

    assert asked(f"{text}\n\n{words}\n", cast=Cast(reader=reader)) == [
        ("Grace", "a person"),
        ("Kelvin", "a person"),
        ("wren", "a person"),
    ]
