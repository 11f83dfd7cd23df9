"""With the recogniser too everybody is found and read alike: 720 invented people of sixty traditions."""

from collections import Counter
from pathlib import Path

from unblame.language import check
from unblame.people import Cast, mentions
from unblame.testing import people_of

PEOPLE = people_of(Path(__file__).parent / "names" / "traditions.txt")
FRAMES = [
    "In the end it was up to {} and a borrowed laptop.",
    "10:14 {}: errors are down to 2 %, watching",
    "The change had been approved by {} on Friday.",
    "{} did not notice the alert.",
    "| 10:02 | {} | restarted the pod |",
    "Nobody told {} about the freeze.",
    "{} was the only one with access to the panel.",
    "A call to {} at 03:10 went to voicemail.",
]
BLAMING = "{} should have read the page before the script ran."
EACH = 2


def test_every_tradition_is_found_alike_with_the_recogniser(recogniser):
    asked, found = Counter(), Counter()
    for number, (tradition, name) in enumerate(PEOPLE):
        for frame in (FRAMES[(number + step) % len(FRAMES)] for step in range(EACH)):
            asked[tradition] += 1
            told = mentions(frame.format(name), Cast(reader=recogniser))
            found[tradition] += any(it.sure and it.text == name for it in told)

    assert {t: found[t] / asked[t] for t in asked if found[t] < 0.93 * asked[t]} == {}


def test_a_name_changes_no_verdict_with_the_recogniser(recogniser):
    verdicts = Counter(
        tuple(it.rule for it in check(BLAMING.format(name), cast=Cast(reader=recogniser)))
        for _, name in PEOPLE[::7]
    )

    assert verdicts.most_common(1)[0][1] >= 0.95 * verdicts.total(), verdicts
