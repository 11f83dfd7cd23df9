"""What it costs to look for people in text that nobody wrote by hand."""

import time

import pytest

from unblame.people import mask_secrets, mentions

SIZE = 16_000
BUDGET_S = 2.0  # of the processor; this much text takes a twentieth of it
HOSTILE = [
    "a",
    "A",
    "1",
    " ",
    ".",
    "-",
    "@",
    "|",
    "`",
    "<a|",
    "<@U0",
    "a@a.",
    "a.a-",
    "@ann ",
    "Ann-",
    "Aa ",
    "Ann Lee Ann, ",
    "Ann X. Lee ",
    "Ann and ",
    "van der ",
    "Ann (",
    "Ann: a\n",
    "10:00 Ann: a\n",
    "| a | b |\n",
    "[a](b) ",
    "“a” ",
    "+1 555-",
    "AKIA",
    "password=",
    "Author: Ann <a@b.co>\n",
    "e\u0301",
    "\u200b",
    "\u0430a",
    "漢",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_run_of_one_piece_takes_long(unit: str) -> None:
    text = (unit * SIZE)[:SIZE]
    before = time.process_time()

    mentions(text)
    mask_secrets(text)

    assert time.process_time() - before < BUDGET_S
