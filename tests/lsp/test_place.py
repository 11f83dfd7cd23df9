import pytest

pytest.importorskip("pygls", reason="needs the extra: pip install 'unblame[lsp]'")

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from unblame.lsp.place import Lines, changed, whole

ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(alphabet="ab é😀\u2028\x0c\r\n", max_size=30)


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_an_offset_comes_back_from_its_place(text, encoding):
    lines = Lines(text, encoding)

    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.offset(lines.position(offset)) == offset


@given(TEXTS, TEXTS, st.data(), st.sampled_from(ENCODINGS))
def test_a_change_of_a_part_replaces_that_part(text, new, data, encoding):
    lines = Lines(text, encoding)
    starts = st.sampled_from(
        [o for o in range(len(text) + 1) if lines.offset(lines.position(o)) == o]
    )
    start, end = sorted((data.draw(starts), data.draw(starts)))

    change = types.TextDocumentContentChangePartial(range=lines.range(start, end), text=new)

    assert changed(text, change, encoding) == text[:start] + new + text[end:]


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_columns_count_units(encoding, column):
    lines = Lines("x\n😀y", encoding)

    assert lines.position(3) == types.Position(line=1, character=column)
    assert lines.offset(types.Position(line=1, character=column)) == 3


def test_a_place_beyond_a_line_or_the_text_is_at_its_end():
    lines = Lines("ab\r\ncd")

    assert lines.offset(types.Position(line=0, character=99)) == 2
    assert lines.offset(types.Position(line=9, character=0)) == 6


def test_a_place_inside_a_character_is_before_it():
    assert Lines("a😀b").offset(types.Position(line=0, character=2)) == 1


def test_halves_of_a_character_are_joined_or_replaced():
    assert whole("a\ud83d\ude00b") == "a😀b"
    assert whole("a\ud83db") == "a\ufffdb"
