"""Whoever a sentence names, it reads the same: 720 invented people of sixty traditions."""

from collections import Counter
from pathlib import Path

import pytest

from unblame.language import check
from unblame.people import Cast
from unblame.testing import people_of

PEOPLE = people_of(Path(__file__).parent / "names" / "traditions.txt")
FRAMES = [
    "{} pushed the bad config.",
    "The table was dropped by {}.",
    "Thanks to {}, it was found.",
    "{}'s mistake broke login.",
    "10:31 {} restarts the ingress controllers one at a time.",
    "{} did not notice the alert.",
    "We asked {} to look at the graph.",
    "Incident commander: {}",
    "Escalated to {} at 03:10.",
    "| 10:02 | {} | restarted the pod |",
    "Nobody told {} about the freeze.",
    "11:05 {} joins the call and takes over.",
    "{} forgot to renew the certificate.",
    "At 10:02 {} was paged.",
]
BLAMING = [FRAMES[0], FRAMES[3], FRAMES[5], FRAMES[12]]
EACH = 4


def test_there_are_many_people_of_many_traditions():
    assert (len(PEOPLE), len({tradition for tradition, _ in PEOPLE})) == (720, 60)


def test_every_tradition_is_found_alike():
    asked, found = Counter(), Counter()
    for number, (tradition, name) in enumerate(PEOPLE):
        for frame in (FRAMES[(number + step) % len(FRAMES)] for step in range(EACH)):
            asked[tradition] += 1
            found[tradition] += Cast().replace(frame.format(name)) == frame.format("Responder A")

    assert {t: found[t] / asked[t] for t in asked if found[t] < 0.93 * asked[t]} == {}
    assert found.total() >= 0.99 * asked.total()


@pytest.mark.parametrize("number", range(len(BLAMING)))
def test_a_name_changes_no_finding(number):
    names = [name for _, name in PEOPLE[number :: len(BLAMING)]]

    findings = Counter(
        tuple(finding.rule for finding in check(BLAMING[number].format(name))) for name in names
    )

    assert findings.most_common(1)[0][1] >= 0.99 * len(names), findings
