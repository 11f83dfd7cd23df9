"""Requests that a receiver of webhooks kept: their bodies are read as the tool's own."""

import base64
import json
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest

from unblame.evidence import read
from unblame.evidence.captures import bodies, is_capture

SAMPLES = Path(__file__).parent / "readers" / "samples"
HOOKS = [
    json.loads(line) for line in (SAMPLES / "opsgenie.webhooks.jsonl").read_text().splitlines()
]
HEADERS = {"content-type": ["application/json"], "user-agent": ["Opsgenie"]}


def kept(body: object, **more: object) -> dict[str, object]:
    return {"method": "POST", "headers": HEADERS, "created_at": "2026-03-04 05:06:11", **more, "body": body}  # fmt: skip


TEXTS = [json.dumps(hook) for hook in HOOKS]
FORMS = {
    "objects": json.dumps([kept(hook) for hook in HOOKS]),
    "texts": json.dumps({"data": [kept(text) for text in TEXTS], "total": 3}),
    "lines": "\n".join(json.dumps(kept(text)) for text in TEXTS),
    "forms": json.dumps([kept(f"payload={quote(text)}") for text in TEXTS]),
    "gateway": "\n".join(
        json.dumps({"httpMethod": "POST", "headers": HEADERS, "isBase64Encoded": True, "body": base64.b64encode(text.encode()).decode()})
        for text in TEXTS
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_bodies_are_read_in_every_form_and_the_digest_is_that_of_the_file(
    tmp_path: Path, form: str
):
    (tmp_path / "capture.json").write_text(FORMS[form])

    found = read([tmp_path])

    (item,) = found.items
    assert (item.reader, item.events) == ("opsgenie", 3)
    assert item.sha256 == sha256(FORMS[form].encode()).hexdigest()
    assert [one.place for event in found.events for one in event.sources] == ["alert 1791"] * 3


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([kept({"hello": "world"})]),
        json.dumps([kept("no json")]),
        json.dumps({"headers": {}, "method": "GET"}),
        json.dumps({"request": {"headers": [], "method": "POST", "body": "{}"}}),
    ],
)
def test_what_holds_no_delivery_of_a_known_tool_stays_as_it_is(tmp_path: Path, text: str):
    (tmp_path / "capture.json").write_text(text)

    assert [item.reader for item in read([tmp_path]).items if item.reader == "opsgenie"] == []


def test_a_body_that_is_broken_keeps_its_line():
    assert bodies(json.dumps([kept("{"), kept({"a": 1})]).encode()) == b'null\n{"a": 1}\n'


@pytest.mark.parametrize(
    "data", [b"", b"[", b'{"headers":', b'{"headers": {}}' * 3, b"[" * 5000 + b'"headers":', b'\xff{"headers":1}']
)  # fmt: skip
def test_broken_captures_are_none(data: bytes):
    assert is_capture(data) is False
    assert bodies(data) == b""
