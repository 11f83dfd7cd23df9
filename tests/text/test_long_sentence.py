from unblame.text import parse, sentences


def test_a_sentence_that_never_ends_is_parted_at_its_spaces() -> None:
    text = "the queue grew, " * 400
    (block,) = parse(text, "plain").blocks

    parts = sentences(block)

    assert all(len(part.text) <= 600 for part in parts)
    assert all(text[part.start : part.end] == part.text for part in parts)
    assert " ".join(part.text for part in parts) == text.strip()


def test_no_sentence_ends_inside_inline_code() -> None:
    (block,) = parse("Write `It failed. It was late.` there. And then?", "markdown").blocks

    assert [part.text for part in sentences(block)] == [
        "Write `It failed. It was late.` there.",
        "And then?",
    ]
