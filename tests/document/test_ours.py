import pytest

from unblame.document import edition, is_ours, sheet, write
from unblame.document.public import public_id
from unblame.testing import an_account


@pytest.mark.parametrize("incident", ["INC-42", "ops #7; é -->"])
def test_own_texts_are_known_by_what_they_are_and_of_which_incident(incident):
    account = an_account()
    account = type(account)(
        **{name: getattr(account, name) for name in account.__struct_fields__}
        | {"incident": type(account.incident)(id=incident, product="Checkout")}
    )

    assert is_ours(write(account)) == ("document", incident)
    assert is_ours(edition(account, "team").text) == ("edition", incident)
    assert is_ours(edition(account, "readout").text) == ("edition", incident)
    assert is_ours(edition(account, "public").text) == ("edition", public_id(account))
    assert is_ours(sheet(account)) == ("sheet", incident)


def test_a_broken_document_is_still_a_document():
    text = write(an_account()).replace("---\n# ", "  : [\n---\n# ", 1)

    assert is_ours(text) == ("document", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Notes\n",
        "---\nlayout: post\n---\nschema: unblame.postmortem/1\n",
        "---\ntitle: 'half\n---\n",
        "<!-- unblame: ignore UB101 quoted -->\n# Notes\n",
        "# Notes\n<!-- unblame: team edition; of INC-42; content 0123456789ab -->\n",
    ],
)
def test_a_strangers_text_is_not_ours(text):
    assert is_ours(text) is None


def test_two_editions_of_one_account_have_one_digest_and_a_changed_one_another():
    first = edition(an_account(), "team").text.splitlines()[0]

    assert first == edition(an_account(), "team").text.splitlines()[0]
    assert first != edition(an_account(summary="Other."), "team").text.splitlines()[0]
