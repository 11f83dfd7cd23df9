"""A text while it is being written reads the same as the text checked whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.language import check
from unblame.language.live import LiveText
from unblame.people import Cast

DOCUMENT = """---
title: Notes
---
# Queue outage

Ana Lopez forgot the flag. The deploy should have been tested by ops.

Thanks to kstad, the queue drained. @kstad merged it, and Ana was careless.

| Time | What | Owner |
|---|---|---|
| 09:12 | Jonas Weber broke the build | Jonas |

<!-- unblame: ignore UB107 a quotation from the call -->
Ana was careless.

- He did not verify the target cluster.
- He did not verify the target cluster.

```
jonas@web1:~$ restart
```

> "You always break staging," said Ana.

## Actions

1. Be more careful next time.
"""
PIECES = (
    "", " ", "\n", "\n\n", "a", "Ana", "kstad", "#", "*", "`", "```\n", "|", "> ", "- ", "@jo ",
    "<!--", "-->", "\n---\n", "Jonas forgot it. ", "should have", "'", '"', "=", "\n===\n", "[a]: b",
    "<b>", "    ", "\t", "é", "😀", "\r\n", "\r", "Bob", "by ",
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, 700), st.integers(0, 30), st.sampled_from(PIECES)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(EDITS, st.sampled_from(("markdown", "plain", "mrkdwn", "html")))
def test_live_text_finds_what_a_whole_check_finds(edits, kind):
    live, text = LiveText(kind=kind), DOCUMENT
    live.update(text)

    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]

        assert live.update(text) == check(text, kind=kind)


def test_live_text_leaves_the_cast_as_it_was():
    cast = Cast()

    LiveText(cast=cast).update("Ana Lopez forgot the flag.")

    assert cast.people == []
