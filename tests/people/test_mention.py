"""Which words are people, and which only look like them."""

import pytest

from unblame.people import Cast, load_roster, mentions

PEOPLE = [
    ("Priya pushed the bad config at 14:02.", "Responder A pushed the bad config at 14:02."),
    ("Tomas Lindqvist dropped the orders table.", "Responder A dropped the orders table."),
    (
        "The rollback was started late because Odd was still in another call.",
        "The rollback was started late because Responder A was still in another call.",
    ),
    ("Chase forgot to renew the certificate.", "Responder A forgot to renew the certificate."),
    ("Thanks to Leila, we found it quickly.", "Thanks to Responder A, we found it quickly."),
    (
        "Per conversation with Jonas, all was fine.",
        "Per conversation with Responder A, all was fine.",
    ),
    ("Escalated to Mai at 03:10.", "Escalated to Responder A at 03:10."),
    ("@kstad merged #441", "Responder A merged #441"),
    ("asked r.moreau@corp.example", "asked Responder A"),
    ("done per JL", "done per Responder A"),
    ("U02AB9XYZ restarted it", "Responder A restarted it"),
    ("Signed-off-by: Ana Lopez <ana@corp.example>", "Signed-off-by: Responder A"),
    ("ping ~anna on IRC", "ping Responder A on IRC"),
    ("Jonas's bug took the site down.", "Responder A's bug took the site down."),
    ("Mark pushed the fix.", "Responder A pushed the fix."),
    ("Will was paged and asked Grant.", "Responder A was paged and asked Responder B."),
    ("Ruby Patel reverted the change.", "Responder A reverted the change."),
    ("Sue told Rob that it was stuck.", "Responder A told Responder B that it was stuck."),
    ("amir restarted the job", "Responder A restarted the job"),
    ("thanks priya for the fix", "thanks Responder A for the fix"),
    ("[14:02] Priya: I pushed it", "[14:02] Responder A: I pushed it"),
    ("14:02 <jbond> looks broken", "14:02 Responder A looks broken"),
    ("Dr. Okonkwo approved it.", "Responder A approved it."),
    ("田中さん restarted it", "Responder A restarted it"),
    ("Nadia O'Brien-Smith and J. Kowalski left.", "Responder A and Responder B left."),
    ("Ola van der Berg took over.", "Responder A took over."),
    ("Ana-Maria approved it.", "Responder A approved it."),
    ("Leila/Jonas looked at the graph.", "Responder A/Responder B looked at the graph."),
    ("<@U024BE7LH|ana> can you look?", "Responder A can you look?"),
    ("mail [Ana](mailto:ana@corp.example) now", "mail Responder A now"),
    ("10:20 Bjarnulf Moen (on call) sees it.", "10:20 Responder A (on call) sees it."),
    ("Priya Nair  9:03 AM\nit is down", "Responder A  9:03 AM\nit is down"),
]

LOOK_ALIKES = [
    "Chase bank's API returned 503 for 11 minutes.",
    "Will restart the queue once replicas catch up.",
    "Even after failover, latency stayed high.",
    "Jenkins failed on the second stage.",
    "Mark the job as failed, then grant read access.",
    "Dijkstra's algorithm picked the longer path.",
    "Escalated to the database on-call at 03:10.",
    "@Override",
    "npm install @types/node",
    "@media (max-width: 3px)",
    "@daily cron",
    "user@host in an example with host=localhost",
    "git@github.com:org/repo",
    "mail support@corp.example",
    "p@ssw0rd policy",
    "15@30s",
    "Page acknowledged at 10:02. Patch merged.",
    "In May we moved to Kafka; April 4 was quiet.",
    "Cassandra noticed nothing; Loki dropped logs; Thanos failed.",
    "Grace period expired. Max connections reached 100. Hope is not a strategy.",
    "Hudson pipeline failed. Jasper reports are late. Ruby gems broke.",
    "Bayes filter. Poisson arrivals. Django crashed. Tesla GPUs overheated.",
    "Responder A restarted the pod and Database responder B noticed lag.",
    "Customers noticed errors. Engineers discovered the bug. The release was approved by QA.",
    "Cloudflare confirmed the outage. Google said it was fixed.",
    "Server Brooke went down. Host oscar was rebooted.",
    "per SLA, ping 8.8.8.8",
    "Mark failed jobs as done. Bill the customer again. Sue nobody. Chase down the leak.",
    "Storm hit the data centre. Odd numbers. Art assets failed to load.",
    "`@app.route` and @pytest.fixture",
    "the Alexa skill failed in Paris and Sydney",
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people_become_pseudonyms(text, expected):
    assert Cast().replace(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_stay(text):
    assert [mention.text for mention in mentions(text) if mention.sure] == []


@pytest.mark.parametrize(
    "name", ["Leila", "Tomasz", "Nnamdi", "Yuki", "Øystein", "Mukunda", "Brooke"]
)
@pytest.mark.parametrize(
    "form",
    [
        "{} pushed the bad config.",
        "The table was dropped by {}.",
        "Thanks to {}, it was found.",
        "{}'s change broke login.",
        "At 10:02 the page reached {} and the on-call.",
        "- **10:04** {} restarted the pod",
    ],
)
def test_swapping_one_name_for_another_changes_nothing(form, name):
    assert Cast().replace(form.format(name)) == form.format("Responder A")


def test_a_mention_says_where_how_and_who():
    text = "Then @ana told Priya."

    found = mentions(text)

    assert [(m.text, m.kind, m.basis, m.person, m.pseudonym, m.sure) for m in found] == [
        ("@ana", "handle", "structure", "P1", "Responder A", True),
        ("Priya", "name", "grammar", "P2", "Responder B", True),
    ]
    assert [text[m.start : m.end] for m in found] == ["@ana", "Priya"]


def test_the_roster_decides_names_that_are_words():
    cast = Cast(load_roster("name,handles\nWill Okafor,wokafor\nMark Lind,", ".csv"))

    text = cast.replace("Will restart it. Mark the job as done. Will restarted it. We told Mark.")

    assert text == (
        "Will restart it. Mark the job as done. Responder A restarted it. We told Responder B."
    )


def test_a_name_known_from_one_sentence_holds_in_the_next():
    text = Cast().replace("Faidonas realised it was DNS. Later faidonas and the team left.")

    assert text == "Responder A realised it was DNS. Later Responder A and the team left."


def test_names_in_code_are_left_and_known_handles_are_found():
    cast = Cast()
    cast.meet(handle="kstad", name="Kari Stad")

    text = cast.replace("`@cached` and `kstad`; kstad merged it\n```\n@retry\nKari Stad\n```\n")

    assert (
        text
        == "`@cached` and `Responder A`; Responder A merged it\n```\n@retry\nResponder A\n```\n"
    )


@pytest.mark.parametrize("text", ["A responder: BK-733 opened.", "Owner: PAY-12, then closed"])
def test_the_number_of_a_ticket_is_nobody_where_people_are_named(text):
    assert mentions(text) == []


def test_what_a_service_is_called_is_nobody_and_its_words_are_still_names_elsewhere():
    cast = Cast()
    cast.entitle("Ward and theatre booking")

    found = mentions("Ward and theatre booking was down; Ward restarted it.", cast)

    assert [(one.text, one.start) for one in found] == [("Ward", 35)]


def test_the_name_of_somebody_known_is_theirs_whatever_is_called_so():
    cast = Cast(load_roster("- name: Phoenix\n", ".yaml"))
    cast.entitle("Phoenix")

    assert [one.text for one in mentions("Phoenix restarted it.", cast)] == ["Phoenix"]
