"""Builders and fakes for tests, this project's and those of plug-in authors."""

from unblame.testing.account import an_account

__all__ = ["an_account"]
