"""The record as JSON, and the JSON Schema (2020-12) that is generated from it."""

from typing import Any

import msgspec

from unblame.model.postmortem import SCHEMA, Postmortem


class NotARecord(ValueError):
    """The JSON is not a post-mortem record; the message says where and what to do."""


def to_json(postmortem: Postmortem, *, indent: int = 2) -> str:
    """Return the record as JSON text ending in a newline."""
    return msgspec.json.format(msgspec.json.encode(postmortem), indent=indent).decode() + "\n"


def from_json(text: str | bytes) -> Postmortem:
    """Return the record held in JSON text.

    Raises NotARecord where the text is no JSON, has another schema, or lacks a required part.
    """
    try:
        postmortem = msgspec.json.decode(text, type=Postmortem)
    except msgspec.DecodeError as error:
        raise NotARecord(f"not a post-mortem record: {error}") from error
    if postmortem.schema != SCHEMA:
        raise NotARecord(f"the schema is {postmortem.schema!r}; this version reads {SCHEMA!r}")
    return postmortem


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:unblame:postmortem:1",
        "title": "Unblame post-mortem record",
        **msgspec.json.schema(Postmortem),
    }
