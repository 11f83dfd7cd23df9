"""People in no list, told by the sentence; and services and companies that read much like them."""

import pytest

from unblame.people import Cast, mentions

PEOPLE = [
    ("10:31 Oyunaa drains the second node.", "10:31 Responder A drains the second node."),
    ("Oyunaa could not log in to the console.", "Responder A could not log in to the console."),
    ("Oyunaa did not see the page.", "Responder A did not see the page."),
    ("11:07 Jun joins the call.", "11:07 Responder A joins the call."),
    (
        "Liv ran the failover at 21:00 as agreed.",
        "Responder A ran the failover at 21:00 as agreed.",
    ),
    ("Remove Keoni's root access.", "Remove Responder A's root access."),
    ("Rule removed (by Moreira), traffic gone.", "Rule removed (by Responder A), traffic gone."),
    ("The alert was muted by Keoni.", "The alert was muted by Responder A."),
    ("The log says rkowal pasted the token.", "The log says Responder A pasted the token."),
    ("kaveh typo'd the region", "Responder A typo'd the region"),
    ("tgranlund did not receive the page.", "Responder A did not receive the page."),
    ("14:02 kvb: looks broken to me", "14:02 Responder A: looks broken to me"),
    ("Do Quyen restarted the broker.", "Responder A restarted the broker."),
    ("Long Tran approved the change.", "Responder A approved the change."),
    ("09:49 Mark lowers the priority.", "09:49 Responder A lowers the priority."),
    ("Leila and kstadt investigate.", "Responder A and Responder B investigate."),
]

LOOK_ALIKES = [
    "Globex decided to fail over. Contoso restarted the session.",
    "10:31 Kafka rebalances the partitions. 10:32 Jenkins restarts the agent.",
    "- Checkout restarts the workers.\n- Restart the pods.",
    "10:09 Nodepool scales the group. 10:10 Upstream closes the connection.",
    "Celery could not reach Redis. etcd did not receive heartbeats.",
    "haproxy didn't see the backend. The log says nginx closed the connection.",
    "Revoke Stripe's write access. Google's calendar was down.",
    "Volume removed (by Terraform), quota set (by default).",
    "14:02 sshd: closed\n14:02 error: timeout\n14:03 haproxy: down\n14:04 status: green",
    "The worm spread: Melissa worm signatures were old.",
    "Do Kafka brokers retry? Long queries were killed. My Replica was behind.",
    "1 Jun was quiet. Since Jun we moved. 05 Jun 2026.",
    "10:00 Mark builds as green. 10:01 Will restart the queue. 10:05 Chase logs from the host.",
    "12:29 chatbot joins the channel and restarts the job.",
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_what_only_people_do_shows_a_person(text, expected):
    assert Cast().replace(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_services_and_companies_stay(text):
    assert [mention.text for mention in mentions(text) if mention.sure] == []


def test_a_word_written_small_after_an_article_is_a_noun():
    text = "14:41 Flurbs patched the version. Later a flurbs was found."

    assert mentions(text) == []


def test_what_was_not_done_is_no_deed_of_the_word_before():
    assert mentions("- Priority-classes not implemented on the workers") == []
