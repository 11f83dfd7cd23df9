import pytest

from unblame.language import check
from unblame.language.baseline import Baseline, NotABaseline

TEXT = "Ops failed to notice the lag.\n\nThe culprit was found.\n"


def test_what_is_known_is_known_again_after_lines_moved() -> None:
    baseline = Baseline.of(("a.md", one) for one in check(TEXT))

    new, known, stale = baseline.sift("a.md", check("# Title\n\nMore text.\n\n" + TEXT))

    assert (new, [one.rule for one in known], stale) == ([], ["UB106", "UB126"], 0)


def test_a_second_sentence_of_the_same_words_is_new() -> None:
    baseline = Baseline.of(("a.md", one) for one in check(TEXT))

    new, known, stale = baseline.sift("a.md", check(TEXT + "\n" + TEXT))

    assert ([one.line for one in new], len(known), stale) == ([5, 7], 2, 0)


def test_another_file_is_not_known_and_what_is_gone_is_stale() -> None:
    baseline = Baseline.of(("a.md", one) for one in check(TEXT))

    assert [one.rule for one in baseline.sift("b.md", check(TEXT))[0]] == ["UB106", "UB126"]
    assert baseline.sift("a.md", [])[2] == 2


def test_a_baseline_is_read_as_written_and_holds_no_prose() -> None:
    findings = [("b.md", one) for one in check(TEXT)] + [("a.md", one) for one in check(TEXT)]
    text = Baseline.of(findings).text()

    assert Baseline.read(text).text() == text == Baseline.of(reversed(findings)).text()
    assert text.index('"a.md"') < text.index('"b.md"')
    assert not any(word in text for word in ("culprit", "Ops", "lag"))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("{", "this is no JSON"),
        ("[]", "its schema is not"),
        ('{"schema": "unblame.baseline/1"}', "it has no 'files'"),
        ('{"schema": "unblame.baseline/1", "files": {"a": 1}}', "the entry of 'a' is no mapping"),
        ('{"schema": "unblame.baseline/1", "files": {"a": {"UB1": {"x": 0}}}}', "the count 0"),
    ],
)
def test_what_is_no_baseline_says_why(text: str, seen: str) -> None:
    with pytest.raises(NotABaseline, match=seen):
        Baseline.read(text)
