"""The whole suite runs on rules alone, as without the recogniser; a test that wants it says so."""

import os

import pytest

from unblame.recognise import Reader, installed

os.environ["UNBLAME_RECOGNISER"] = "off"


@pytest.fixture(scope="session")
def recogniser() -> Reader:
    """The recogniser that is installed; what it says may differ by .05 from machine to machine."""
    folder = installed()
    if folder is None:
        pytest.skip("no weights are installed (make installs them from ./recogniser)")
    return Reader(folder, complain=pytest.fail)
