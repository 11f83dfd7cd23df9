"""Looking only where somebody could be mentioned finds whom a look at everything finds."""

import random

import pytest

from unblame.people import Cast
from unblame.people.excerpt import Excerpt, is_plain
from unblame.people.mention import _looked_up, _resolved
from unblame.people.words import lists

TELLING = (
    "Priya Grant restarted the pod. Later Grant said it was fine.",
    "Signed-off-by: Traffic Cook <cook@corp.example>",
    "Owner: Stack Hunter",
    "Attendees:",
    "- Ana Lopez\n- Jonas",
    "Regards,",
    "Thanks to kstad and Will for the help.",
    "per JL, the disk was full",
    "14:02 kvb: looks broken to me, can you have a look?",
    "Mr Stone called the desk at 555 0134.",
    "`mark` ran ~/deploy.sh as bgrant@web1:~$ on the host",
    "```\nfor x in users\n```",
    "<!-- a note that is long -->",
    "| Who | What |\n|---|---|\n| Grant | wrote the page |",
    "Reviewed by",
    "# Queue",
    "employee number 48213",
    "Chen Wei and Traffic Kafka joined.",
)  # fmt: skip
SHAPES = ("{}", "{}.", "{},", "({})", "**{}**", "{}:", "{}?", "“{}”", "- {}", "{}'s", "| {} |")


def document(seed: int) -> str:
    pick = random.Random(seed)
    words = sorted(word for word in lists().english._stems if is_plain(word))
    names = ("grant", "cook", "hunter", "stack", "will", "traffic", "mark", "may", "stone", "page")

    def paragraph() -> str:
        if pick.random() < 0.15:
            return pick.choice(TELLING)
        chosen = [pick.choice(words if pick.random() < 0.996 else names) for _ in range(24)]
        chosen = [
            word.title() if pick.random() < 0.2 and is_plain(word.title()) else word
            for word in chosen
        ]
        chosen = [pick.choice(SHAPES).format(w) if pick.random() < 0.2 else w for w in chosen]
        chosen.insert(
            pick.randrange(20), pick.choice(("7", "14:02", "2,000", "2024-03-01", "by", "the", "I"))
        )
        return " ".join(chosen)

    return pick.choice(("\n\n", "\n \n", "\r\n\r\n")).join(paragraph() for _ in range(60))


@pytest.mark.parametrize("seed", range(40))
def test_an_excerpt_holds_every_mention(seed):
    text = document(seed)
    cast, other = Cast(), Cast()

    found = _looked_up(text, cast)

    assert [hit for hit, _ in found] == [hit for hit, _ in _resolved(text, other)]
    assert [person.names for person in cast.people] == [person.names for person in other.people]


def test_an_excerpt_leaves_plain_paragraphs_out():
    plain = "The queue held many jobs while the service returned errors."

    excerpt = Excerpt("\n\n".join([plain] * 9 + ["Ana said so."] + [plain] * 9))

    assert excerpt.text.count("queue") == 2
    assert excerpt.whole[excerpt.place(excerpt.text.index("Ana")) :].startswith("Ana said")
