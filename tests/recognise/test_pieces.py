"""Text to pieces: places stay true whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from unblame.recognise.pieces import Case, Vocabulary, is_latin

LETTERS = [mark + chr(n) for n in range(ord("a"), ord("z") + 1) for mark in ("", "##")]
WORDS = ("deploy", "##ed", "roll", "##back", "the", "jose")
VOCABULARY = Vocabulary(["<s>", "<pad>", "</s>", "[UNK]", *LETTERS, *WORDS])
START, END, UNKNOWN = 0, 2, 3
ANY_TEXT = st.text(st.characters()) | st.text("aeé ñ日ก.\u0301\u200d😀\x00\n'’-_@9", max_size=60)


def named(text: str) -> list[str]:
    listed = ["<s>", "<pad>", "</s>", "[UNK]", *LETTERS, *WORDS]
    return [listed[number] for number in VOCABULARY.cut(text, 128).ids]


def test_the_longest_piece_is_taken_first():
    assert named("Deployed rollback") == ["<s>", "deploy", "##ed", "roll", "##back", "</s>"]


def test_accents_and_case_fall_away_but_the_case_is_told():
    cut = VOCABULARY.cut("José THE the dEploy A 9", 128)

    assert named("José")[1:-1] == ["jose"]
    assert cut.cases[1:-1] == [
        Case.TITLE,
        Case.UPPER,
        Case.LOWER,
        Case.MIXED,
        Case.TITLE,
        Case.NONE,
    ]


def test_an_ideograph_is_a_word_and_so_is_a_sign():
    assert VOCABULARY.cut("the 日本!", 128).spans == [(0, 3), (4, 5), (5, 6), (6, 7)]


def test_a_word_too_long_to_be_one_is_unknown():
    assert VOCABULARY.cut("a" * 101, 128).ids == [START, UNKNOWN, END]


def test_what_is_known_is_the_share_of_words_in_latin_letters():
    assert VOCABULARY.cut("the Zürich, 14:02", 128).known == 1
    assert VOCABULARY.cut("the the ระบบ ล่ม", 128).known <= 0.5
    assert VOCABULARY.cut("🎉 14:02", 128).known == 0


def test_latin_letters_are_those_with_accents_too():
    assert [is_latin(sign) for sign in "aßłŐＡ"] == [True] * 5
    assert [is_latin(sign) for sign in "дก日ع\ud800"] == [False] * 5


@given(ANY_TEXT, st.integers(4, 40))
def test_places_are_in_the_text_in_order_and_cover_all_that_shows(text, limit):
    cut = VOCABULARY.cut(text, limit)

    assert len(cut.ids) == len(cut.cases) <= limit
    assert (cut.ids[0], cut.ids[-1]) == (START, END)
    assert len(cut.first) == len(cut.spans)
    assert cut.first == sorted(set(cut.first))
    assert all(1 <= at < len(cut.ids) - 1 for at in cut.first)
    ends = [0, *(end for _, end in cut.spans)]
    starts = [start for start, _ in cut.spans]
    assert all(end <= start for end, start in zip(ends, starts, strict=False))
    assert all(start < end <= len(text) for start, end in cut.spans)
    assert not any(text[end:start].strip() for end, start in zip(ends, starts, strict=False)), (
        "nothing but blanks lies between words"
    )


@given(ANY_TEXT, st.integers(0, 30))
def test_cutting_from_a_word_on_is_cutting_the_rest(text, at):
    whole = VOCABULARY.cut(text, 4000)
    if at >= len(whole.spans):
        return
    rest = VOCABULARY.cut(text, 4000, whole.spans[at][0])

    assert rest.spans == whole.spans[at:]
    assert rest.ids[1:] == whole.ids[whole.first[at] :]
