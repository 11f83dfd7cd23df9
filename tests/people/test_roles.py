"""People told by the role, the column or the greeting beside them."""

import pytest

from unblame.people import Cast, mentions

PEOPLE = [
    ("Incident commander: Rob Shepherd", "Incident commander: Responder A"),
    ("**Incident Commander:** Mark Shepherd", "**Incident Commander:** Responder A"),
    ("Comms lead - Petra Novakova", "Comms lead - Responder A"),
    ("IC: Zsofka", "IC: Responder A"),
    ("on call: mark", "on call: Responder A"),
    ("Author(s): Karim Benali, Xolani", "Author(s): Responder A, Responder B"),
    ("Reporter: mehdi.alaoui", "Reporter: Responder A"),
    (
        "Attendees: Ana Lead, Yusuf and Chen Wei",
        "Attendees: Responder A, Responder B and Responder C",
    ),
    (
        "Participants\n\n- Dmitri Volkov\n- Akua Mensah",
        "Participants\n\n- Responder A\n- Responder B",
    ),
    ("Our engineer Zsofka restored it.", "Our engineer Responder A restored it."),
    ("Zsofka (comms lead) wrote it.", "Responder A (comms lead) wrote it."),
    ("| Scribe | Bo |", "| Scribe | Responder A |"),
    (
        "| Time | Who | What |\n|---|---|---|\n| 10:02 | zsofka | restarted the pod |",
        "| Time | Who | What |\n|---|---|---|\n| 10:02 | Responder A | restarted the pod |",
    ),
    (
        "| Name | Role |\n|:--|--|\n| Mark Page | DBA |\n| Xolani | SRE |",
        "| Name | Role |\n|:--|--|\n| Responder A | DBA |\n| Responder B | SRE |",
    ),
    ("Hi Rob Shepherd,", "Hi Responder A,"),
    ("Thanks Ana", "Thanks Responder A"),
    ("cc Ana Lead", "cc Responder A"),
    ("Best regards,\nZsofka", "Best regards,\nResponder A"),
    ("Zsofka, could you look?", "Responder A, could you look?"),
    ("Mark Shepherd", "Responder A"),
]

LOOK_ALIKES = [
    "Incident commander: SRE on-call",
    "Owner: Platform team",
    "Author: unknown",
    "| When | On-call | What |\n|---|---|---|\n| 10:02 | Database on-call | Page acknowledged |",
    "| Name | Value |\n|---|---|\n| Zephyrine | 3 |",
    "Primary: Frankfurt. Backup: failed.",
    "Hi team, thanks all. Thanks Cloudflare!",
    "Thanks for the help. cc Legal",
    "Reported by: Customer Support",
    "Furthermore, when a deployment depends on it, write it down.",
    "Grace Period",
    "urllib3.MaxRetryError: HTTPSConnectionPool(host='x.example', port=443)",
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_who_stands_beside_a_role_is_a_person(text, expected):
    assert Cast().replace(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_is_no_name_stays_beside_a_role(text):
    assert [mention.text for mention in mentions(text) if mention.sure] == []


@pytest.mark.parametrize(
    "text", ["A responder: Portal is down.", "by a responder: urgent, we cannot send"]
)
def test_a_role_with_an_article_speaks_and_labels_nobody(text):
    assert mentions(text) == []


@pytest.mark.parametrize(
    "text",
    ["Monitor: read.shop.example", "Opened from the channel inc-pay by Payments responder C."],
)
def test_a_host_and_the_letter_of_a_pseudonym_are_nobody(text):
    assert mentions(text) == []
