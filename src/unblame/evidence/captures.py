"""Captured deliveries of webhooks: the bodies out of what a receiver kept of each request.

A receiver (webhook.site, a request bin, an inspecting tunnel, a function behind a gateway) keeps method,
headers and body of each request, the body as JSON, as text, or as a form with a `payload`.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

_MOST = 32 << 20
_HOLDERS = ("data", "requests", "events", "items", "deliveries")
_BODIES = ("body", "content", "rawBody", "raw_body", "payload")
_METHODS = ("method", "httpMethod", "request_method")
_HINT = re.compile(rb'"headers"\s*:')
_DECODER = json.JSONDecoder()
_BAD = (ValueError, RecursionError)


class TooLarge(ValueError):
    """A capture larger than is read; the message says how large one may be."""


def is_capture(head: bytes) -> bool:
    """Say whether the bytes begin as captured requests that hold bodies of JSON."""
    if head[:1] not in b"{[" or _HINT.search(head) is None:
        return False
    first = next(_first(head.decode("utf-8", "replace")), None)
    return first is not None and _body(first) is not None


def bodies(data: bytes) -> bytes:
    """Return the body of each request on a line of its own, `null` where it is no JSON."""
    if len(data) > _MOST:
        raise TooLarge(
            f"a capture of more than {_MOST >> 20} MB; give the part around the incident"
        )
    lines = [json.dumps(_body(one)) for one in _requests(data.decode("utf-8", "replace"))]
    return "".join(f"{line}\n" for line in lines).encode()


def _first(text: str) -> Iterator[dict[str, Any]]:
    """Yield the first request, although the text may be cut after it."""
    begin = text.find("{")
    while 0 <= begin < 2000:
        try:
            value, _ = _DECODER.raw_decode(text, begin)
        except _BAD:
            begin = text.find("{", begin + 1)
            continue
        for one in _in(value):
            if _is_request(one):
                yield one
                return
        begin = text.find("{", begin + 1)


def _requests(text: str) -> Iterator[dict[str, Any]]:
    for piece in (text,) if _parsed(text) is not None else text.splitlines():
        yield from filter(_is_request, _in(_parsed(piece)))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except _BAD:
        return None


def _in(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))
    elif isinstance(value, dict):
        held = next((value[key] for key in _HOLDERS if isinstance(value.get(key), list)), None)
        yield from _in(held) if held is not None and not _is_request(value) else (value,)


def _is_request(one: dict[str, Any]) -> bool:
    return (
        isinstance(one.get("headers"), dict | list)
        and any(key in one for key in _BODIES)
        and (any(isinstance(one.get(key), str) for key in _METHODS) or "requestContext" in one)
    )


def _body(one: dict[str, Any]) -> dict[str, Any] | list[Any] | None:
    held = next((one[key] for key in _BODIES if one.get(key)), None)
    if isinstance(held, str):
        held = _read(held, encoded=one.get("isBase64Encoded") is True)
    return held if isinstance(held, dict | list) else None


def _read(text: str, *, encoded: bool) -> Any:
    try:
        if encoded:
            text = base64.b64decode(text, validate=True).decode("utf-8", "replace")
        if text.startswith("payload="):
            text = parse_qs(text, max_num_fields=100).get("payload", [""])[0]
        return json.loads(text)
    except (*_BAD, binascii.Error):
        return None
