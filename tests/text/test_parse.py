"""Blocks and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.text import exempt_spans, line_column, parse, sentences, splice

DOCUMENT = """---
title: x
---
# Timeline

Wrapped at
fourteen. Then `a.b C` and <https://x.example/a>.

> A quote
> of two lines.

- [ ] first
  wrapped
- second

| Action | Owner |
|---|---|
| Reject a \\| b | Storage |

```sh
rm -rf x
```
<!-- a note -->
"""


def test_markdown_gives_every_kind_of_block_in_order():
    blocks = parse(DOCUMENT).blocks

    assert [(b.kind, b.line) for b in blocks] == [
        ("front_matter", 1),
        ("heading", 4),
        ("paragraph", 6),
        ("quote", 9),
        ("item", 12),
        ("item", 14),
        ("cell", 16),
        ("cell", 16),
        ("cell", 18),
        ("cell", 18),
        ("code", 20),
        ("comment", 23),
    ]


def test_cells_know_their_column_and_row():
    cells = [b for b in parse(DOCUMENT).blocks if b.kind == "cell"]

    assert [(c.text, c.column, c.row) for c in cells[2:]] == [
        ("Reject a \\| b", "Action", 1),
        ("Storage", "Owner", 1),
    ]


def test_sections_are_the_path_of_headings_above():
    blocks = parse("# A\n\n## B\n\nx\n\n# C\n\ny\n").blocks

    assert [b.section for b in blocks] == [(), ("A",), ("A", "B"), (), ("C",)]


def test_inline_code_and_addresses_are_exempt_spans():
    paragraph = parse(DOCUMENT).blocks[2]

    assert [DOCUMENT[a:b] for a, b in paragraph.exempt] == ["`a.b C`", "<https://x.example/a>"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_offsets_hold_with_crlf_and_a_byte_order_mark(start, end):
    text = start + DOCUMENT.replace("\n", end)

    blocks = parse(text).blocks

    assert [b.kind for b in blocks] == [b.kind for b in parse(DOCUMENT).blocks]
    assert all(len(b.text) == b.end - b.start for b in blocks)
    assert [text[b.start : b.end] for b in blocks if b.kind == "cell"][2] == "Reject a \\| b"


@pytest.mark.parametrize("kind", ["markdown", "plain", "html", "mrkdwn"])
@given(text=st.text(alphabet="ab.*-|>`<#[]() \n\r\t1:", max_size=80))
def test_every_block_and_sentence_lies_in_the_text(kind, text):
    for block in parse(text, kind).blocks:
        assert 0 <= block.start <= block.end <= len(text)
        assert len(block.text) == block.end - block.start
        for sentence in sentences(block):
            assert block.start <= sentence.start < sentence.end <= block.end
            assert len(sentence.text) == sentence.end - sentence.start


def test_plain_text_joins_wrapped_lines_and_parts_list_lines():
    text = (
        "The pool was exhausted and every request after that waited\nfor a slot.\n\n"
        "10:02 alert\n10:04 page\n- an item\n"
    )

    assert [(b.kind, b.text) for b in parse(text, "plain").blocks] == [
        ("paragraph", "The pool was exhausted and every request after that waited\nfor a slot."),
        ("paragraph", "10:02 alert"),
        ("paragraph", "10:04 page"),
        ("item", "an item"),
    ]


def test_html_blanks_inline_tags_and_skips_scripts():
    text = "<h1>Outage</h1><p>It was <b>down</b>.</p><script>x</script>"

    assert [(b.kind, b.text, b.section) for b in parse(text, "html").blocks] == [
        ("heading", "Outage", ()),
        ("paragraph", "It was    down    .", ("Outage",)),
        ("code", "<script>x</script>", ("Outage",)),
    ]


def test_mrkdwn_links_are_exempt():
    text = "see <https://x.example|the page> now"

    (block,) = parse(text, "mrkdwn").blocks

    assert [text[a:b] for a, b in block.exempt] == ["<https://x.example|"]


def test_an_unknown_kind_is_named():
    with pytest.raises(ValueError, match="no such kind of text: 'word'"):
        parse("x", "word")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It broke at 14.02. Then v4.2 came.", ["It broke at 14.02.", "Then v4.2 came."]),
        ("Use a cache, e.g. Redis, i.e. memory.", ["Use a cache, e.g. Redis, i.e. memory."]),
        ("Dr. Okafor and J. Lind agreed. Done!", ["Dr. Okafor and J. Lind agreed.", "Done!"]),
        (
            "Pods, nodes, etc. failed. etcd was fine.",
            ["Pods, nodes, etc. failed.", "etcd was fine."],
        ),
        ("Why? Nobody knew… and so on.", ["Why?", "Nobody knew… and so on."]),
        ("**10:02** a\n**10:04** b", ["**10:02** a", "**10:04** b"]),
        ("One line\nwraps here.", ["One line wraps here."]),
    ],
)
def test_sentences_end_where_they_end(text, expected):
    (block,) = parse(text).blocks

    assert [sentence.text for sentence in sentences(block)] == expected


def test_line_and_column_count_code_points_from_one():
    text = "\ufeffæ😀b\r\nxy\rz"

    places = [line_column(text, offset) for offset in (1, 3, 6, 7, 9)]

    assert places == [(1, 1), (1, 3), (2, 1), (2, 2), (3, 1)]


def test_splice_changes_only_its_spans():
    assert splice("one two three", [(4, 7, "2"), (0, 3, "1")]) == "1 2 three"
    with pytest.raises(ValueError, match="overlaps"):
        splice("one two", [(0, 4, "x"), (3, 5, "y")])


def test_comments_that_are_never_closed_cost_no_more_than_their_length():
    assert exempt_spans("<!--" * 200_000) == ()
    assert exempt_spans("a [b](") == ()
    assert exempt_spans("<!-- a --> <!-- b") == ((0, 10),)
