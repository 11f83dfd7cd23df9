"""A text gets only the wordings that its first check shows."""

from msgspec.structs import replace

from unblame.language import Finding, check, fixed

FOUND = check("Obviously the disk was full.", kind="plain")[0]


def finding(text: str, word: str, instead: str) -> Finding:
    start = text.index(word)
    end = start + len(word)
    return replace(FOUND, start=start, end=end, text=word, rewrite=instead)


def test_a_wording_that_would_wake_another_is_not_made() -> None:
    swaps = {"one": "two", "two": "three", "left": "right"}

    def find(text: str) -> list[Finding]:
        return [finding(text, word, new) for word, new in swaps.items() if word in text.split()]

    assert fixed("one stays . left goes", find) == "one stays . right goes"


def test_what_was_shown_is_made_in_turn() -> None:
    def find(text: str) -> list[Finding]:
        return [finding(text, word, "x") for word in ("one", "two") if word in text]

    assert fixed("one and two", find) == "x and x"
