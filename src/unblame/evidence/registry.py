"""Finds the readers: those in `readers/`, and those of other packages (group `unblame.readers`)."""

import importlib
import inspect
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from unblame.evidence import readers as shipped
from unblame.evidence.form import Reader, Sample

GROUP = "unblame.readers"


@cache
def shipped_readers() -> tuple[Reader, ...]:
    """Return one instance of every reader in `readers/`, sorted by name."""
    found: dict[str, Reader] = {}
    for info in pkgutil.iter_modules(shipped.__path__):
        module = importlib.import_module(f"{shipped.__name__}.{info.name}")
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if name.endswith("Reader") and kind.__module__ == module.__name__:
                made: Any = kind()
                found[made.name] = made
    return tuple(found[name] for name in sorted(found))


@cache
def readers() -> tuple[Reader, ...]:
    """Return one instance of every reader, those of other packages too, sorted by name."""
    found = {reader.name: reader for reader in shipped_readers()}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, point.load()())
    return tuple(found[name] for name in sorted(found))


def reader_for(sample: Sample) -> Reader | None:
    """Return the reader that recognises the sample best, or None where none does."""
    best: Reader | None = None
    score = 0.0
    for reader in readers():
        sure = reader.recognises(sample)
        if sure > score:
            best, score = reader, sure
    return best
