"""Templates: headings, order and slots."""

import pytest

from unblame.document import DocumentError, number, read, update, write
from unblame.testing.builders import an_incident

RECORD = number(an_incident(summary="Checkout failed for 57 minutes."))
HOUSE = """# Incident 17: the mail queue

## Executive summary

Mail was late.

## What happened

It was late.

## Follow-up actions

- none

## Legal note

Ours alone.
"""


def headings(text):
    return [line.lstrip("# ") for line in text.splitlines() if line.startswith("## ")]


def test_the_default_has_the_action_table_exactly():
    assert "\n| Action | Category | Owner | Due | Measurable |\n| --- |" in write(RECORD)


def test_a_template_of_a_user_sets_headings_and_order():
    own = "# {{ title }}\n\n## Doing\n\n{{ actions }}\n\n## In short\n\n{{ summary }}\n"

    text = write(RECORD, own)

    assert headings(text) == ["Doing", "In short"]
    assert read(text) == RECORD


def test_a_post_mortem_of_the_house_serves_as_template():
    text = write(RECORD, HOUSE)

    assert headings(text)[:4] == [
        "Executive summary",
        "What happened",
        "Follow-up actions",
        "Legal note",
    ]
    assert "Mail was late" not in text
    assert "## Executive summary\n\nCheckout failed" in text
    assert read(text).actions == RECORD.actions


def test_a_document_in_the_shape_of_the_house_is_updated_in_that_shape():
    text = write(RECORD, HOUSE)

    assert update(text, an_incident(summary="Checkout failed for 57 minutes.")).text == text


def test_an_unknown_slot_is_named_with_its_place():
    with pytest.raises(DocumentError, match="line 3, column 1: the template has no slot named"):
        write(RECORD, "# {{ title }}\n\n{{ rootcause }}\n")
