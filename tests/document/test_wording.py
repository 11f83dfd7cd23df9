import pytest

from unblame.document.decision import Choice, Decision, Decisions, from_text, key, to_text
from unblame.document.wording import put


def decided(*triples):
    return Decisions(
        decisions=tuple(Decision(token=t, choice=Choice(c), words=w) for t, c, w in triples)
    )


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The graph of Brisling rose.", "our queue", "The graph of our queue rose."),
        ("Brisling was slow.", "our queue", "Our queue was slow."),
        ("The Brisling was slow.", "the queue", "The queue was slow."),
        ("It was BRISLING's turn.", "our queue", "It was our queue's turn."),
        ("Two Brislings stopped.", "queues", "Two queues stopped."),
        ("Brislingen is another word.", "our queue", "Brislingen is another word."),
        ("- Brisling grew\n- brisling fell", "our queue", "- Our queue grew\n- Our queue fell"),
    ],
)
def test_put_replaces_every_form_and_fits_the_sentence(text, words, wanted):
    assert put(text, decided(("Brisling", "replace", words))) == (wanted, ())


def test_put_leaves_out_the_sentence_and_says_so():
    text = "Paying failed. The provider Brisling was asked. It works again."

    left = put(text, decided(("Brisling", "leave_out", None)))

    assert left == ("Paying failed. It works again.", ("Brisling",))


def test_put_leaves_out_an_item_whole():
    text = "What we do:\n\n- Test the restore\n- Leave Brisling\n"

    assert put(text, decided(("Brisling", "leave_out", None)))[0] == (
        "What we do:\n\n- Test the restore"
    )


def test_put_leaves_a_table_whole():
    table = "| what | how |\n| --- | --- |\n| Brisling | slow |\n"

    assert put(table, decided(("Brisling", "leave_out", None)))[0] == (
        "| what | how |\n| --- | --- |\n| — | slow |"
    )


def test_put_takes_the_longest_string_first():
    both = decided(("Brisling", "replace", "our queue"), ("Brisling Nord", "replace", "the north"))

    assert put("Brisling Nord and Brisling fell.", both)[0] == "The north and our queue fell."


def test_decisions_survive_their_text_form():
    made = decided(("Brisling", "replace", "our queue"), ("Fjordpost", "safe", None))

    assert from_text(to_text(made.letting_in("E4"))) == made.letting_in("E4")


def test_a_later_decision_takes_the_place_of_an_earlier_one():
    made = decided(("Brisling", "safe", None))
    changed = made.take(Decision(token="BRISLING's", choice=Choice.LEAVE_OUT))

    assert [d.choice for d in changed.decisions] == [Choice.LEAVE_OUT]
    assert changed.drop("brisling") == Decisions()


@pytest.mark.parametrize(
    "token", ["Brisling", "BRISLING", "“Brisling”", "Brisling's", " brisling "]
)
def test_key_is_one_for_every_form(token):
    assert key(token) == "brisling"
