"""Builders and fakes for tests, this project's and those of plug-in authors."""

from unblame.testing.account import an_account
from unblame.testing.reader import FakeReader, a_card, a_mark

__all__ = ["FakeReader", "a_card", "a_mark", "an_account"]
