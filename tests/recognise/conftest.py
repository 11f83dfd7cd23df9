"""A network of a table (see make_tiny.py), so that the tests need no trained weights."""

from pathlib import Path
from shutil import copytree

import pytest

TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def tiny() -> Path:
    """The folder of a recogniser that knows nine words; what runs it has to be installed."""
    pytest.importorskip("onnxruntime")
    return TINY


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of that folder, for a test to break."""
    return copytree(TINY, tmp_path / "weights")
