"""What it costs to check text that nobody wrote by hand."""

import time
from collections.abc import Callable

import pytest

from unblame.language import blameless, check, fix

BUDGET_S = 3.0  # of the processor; each of these texts takes a tenth of it
HOSTILE = [
    "a",
    " ",
    "!",
    ".",
    "-",
    "@",
    "(",
    "[",
    "<a>",
    "`",
    "“",
    '"',
    "*a",
    "| a ",
    "<!-- ",
    "> ",
    "a, ",
    "and ",
    "of the ",
    "did not ",
    "should have ",
    "if only ",
    "root cause ",
    "human error ",
    "they failed to ",
    "the on-call engineer ",
    "e\u0301",
]
CROWDED = [
    "because Ann forgot it ",
    "Ann failed to restart the queue, ",
    "Priya forgot to renew the certificate and ",
    "| Ann forgot it | Bo ignored it |\n",
    "ops failed to start it; ",
]


def seconds(run: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    run(text)
    return time.process_time() - before


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("kind", ["markdown", "mrkdwn"])
def test_no_run_of_one_piece_takes_long(unit: str, kind: str) -> None:
    text = (unit * 10_000)[:10_000]

    assert seconds(lambda given: check(given, kind=kind), text) < BUDGET_S


@pytest.mark.parametrize("unit", CROWDED)
def test_a_text_of_nothing_but_findings_is_checked_in_time(unit: str) -> None:
    assert seconds(check, (unit * 4_000)[:4_000]) < BUDGET_S


@pytest.mark.parametrize("unit", CROWDED)
def test_a_text_of_nothing_but_findings_is_reworded_in_time(unit: str) -> None:
    assert seconds(lambda text: fix(text, unsafe=True), (unit * 600)[:600]) < BUDGET_S
    assert seconds(blameless, (unit * 600)[:600]) < BUDGET_S


def test_a_crowded_sentence_keeps_its_findings_and_gets_no_wording() -> None:
    found = check("Ann forgot it, " * 20)

    assert len(found) >= 20
    assert {one.rewrite for one in found if one.family == "blame"} == {None}
