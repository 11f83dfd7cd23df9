"""Builders and fakes for tests, this project's and those of plug-in authors."""

from unblame.testing.account import an_account
from unblame.testing.reader import FakeReader, a_card, a_mark
from unblame.testing.traditions import people_of

__all__ = ["FakeReader", "a_card", "a_mark", "an_account", "people_of"]
