import pytest

from unblame.timeline import signal


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (signal.CLOSED, text)
        for text in (
            "Incident closed", "we consider the issue fixed", "Resolved.", "outage is over",
            "declared over", "calling it done", "confirmed by two customers", "Verified all",
            "marked as resolved", "closing the incident", "resolving now.",
        )
    ]
    + [
        (signal.STARTS, text)
        for text in ("outage begins", "impact began", "the fault occurs", "start of incident")
    ]
    + [
        (signal.NOT_YET_KNOWN, text)
        for text in ("nobody noticed", "No one knew", "none of us saw it", "still undetected")
    ],
)  # fmt: skip
def test_the_words_that_a_pattern_needs_stand_in_what_it_finds(pattern, text: str):
    assert pattern.search(text)
    assert any(word in text.lower() for word in signal.NEEDED[id(pattern)])
