"""Weights that are not whole are refused, and the message says what was met and what to do."""

import json
import sys

import pytest

from unblame.recognise import installed, weights
from unblame.recognise.weights import CARD, Unusable, read, read_card


def change(folder, **fields):
    card = json.loads((folder / CARD).read_text())
    (folder / CARD).write_text(json.dumps({**card, **fields}))


def refusal(folder) -> str:
    with pytest.raises(Unusable) as refused:
        read(folder)
    message = str(refused.value)
    assert message.endswith("pip install 'unblame[recogniser]'")
    return message


def test_weights_that_are_whole_are_read(broken):
    found = read(broken)

    assert (found.card.name, found.card.warn, found.folder) == ("tiny", 0.8, broken)
    assert found.digest == found.card.digests["model.onnx"]
    assert found.pieces()[-1] == "the"


def test_a_changed_network_is_refused(broken):
    with (broken / "model.onnx").open("ab") as file:
        file.write(b"\0")

    assert refusal(broken).startswith("model.onnx of the recogniser is not the file its card tells")


def test_a_missing_file_is_named(broken):
    (broken / "vocab.txt").unlink()

    assert f"cannot be read: {broken / 'vocab.txt'}: No such file" in refusal(broken)


def test_a_missing_card_is_named(tmp_path):
    assert f"{tmp_path / CARD}: No such file" in refusal(tmp_path)


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"form": "one"}', b'{"form": 1}', b"\xff\xfe{\x00"]
)
def test_an_unreadable_card_is_refused(broken, text):
    (broken / CARD).write_bytes(text)

    assert "card is not as expected" in refusal(broken)


def test_a_newer_form_is_refused_whatever_else_its_card_holds(broken):
    (broken / CARD).write_text('{"form": 2, "shards": ["a", "b"]}')

    assert "has form 2 and this version of unblame reads form 1" in refusal(broken)


def test_an_unknown_field_means_another_version(broken):
    change(broken, shards=3)

    assert "unknown field `shards`" in refusal(broken)


def test_a_network_without_a_digest_is_refused(broken):
    change(broken, digests={})

    assert "gives no digest" in refusal(broken)


def test_a_file_outside_the_folder_is_refused(broken):
    card = read_card(broken)
    change(broken, digests={**card.digests, "../other": "0"})

    assert "names a file outside its folder: '../other'" in refusal(broken)


def test_none_is_installed_where_the_package_is_missing_or_empty(monkeypatch, tmp_path):
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_of_weights")
    assert installed() is None

    (tmp_path / "empty_weights").mkdir()
    (tmp_path / "empty_weights" / "__init__.py").write_text("")
    monkeypatch.setattr(weights, "PACKAGE", "empty_weights")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert installed() is None

    (tmp_path / "empty_weights" / CARD).write_text("{}")
    assert installed() == tmp_path / "empty_weights"
