import pytest

from unblame.evidence.template import LONGEST, coarse, level, template


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("order placed in 257 ms", "order placed in * ms"),
        ("amount mismatch: due 0 expected 799", "amount mismatch: due * expected *"),
        ("order o-1f9c02 gone", "order o-* gone"),
        ("GET /orders/123/items/77", "GET /orders/*/items/*"),
        ("from 203.0.113.7:443 to db-3", "from * to db-*"),
        ("id=deadbeef job 9b2f1c0e-77aa-4a51-9b0c-2f1e5a77b0aa", "id=* job *"),
        ("user \"ana r\" said 'no', don't ask", "user * said *, don't ask"),
        ("mail to ana@x.example", "mail to *"),
        ("starting checkout-api v482", "starting checkout-api v482"),
        ("GET /pay answered 5xx", "GET /pay answered 5xx"),
        ("a 1, 2, 3 b", "a * b"),
        ("tabs\tand   spaces", "tabs and spaces"),
        ("", ""),
    ],
)
def test_what_varies_is_masked(text, masked):
    assert template(text) == masked


def test_a_template_is_its_own_template():
    masked = template("order o-1f9c02 of 'ana' from 203.0.113.7 took 3 ms")

    assert template(masked) == masked


def test_a_template_of_a_huge_line_is_short_and_quickly_made():
    assert len(template("a_" * 1_000_000)) <= LONGEST


@pytest.mark.parametrize(
    ("stated", "text", "found"),
    [
        ("ERROR", "", "error"),
        ("Warning", "", "warn"),
        (50, "", "error"),
        (40, "", "warn"),
        (30, "", "info"),
        ("3", "", "error"),
        ("6", "", "info"),
        (None, "connection refused", "error"),
        (None, "NullPointerException in x", "error"),
        (None, "slow answer", "warn"),
        (None, "served", "info"),
        ("stdout", "all fine", "info"),
    ],
)
def test_the_level_is_as_stated_else_by_the_words(stated, text, found):
    assert level(stated, text) == found


def test_shortening_twice_is_shortening_once():
    assert coarse(coarse("a b c d e", 3), 1) == coarse("a b c d e", 1) == "a"


@pytest.mark.parametrize("stated", ["9" * 5000, "²", "٣"])
def test_a_level_of_odd_digits_is_told_without_raising(stated):
    assert level(stated, "all is well") == ("error" if stated == "٣" else "info")
