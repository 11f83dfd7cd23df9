"""The door for a terminal.

Knows options, files and the screen; takes a command line; gives one call to the core and its result.
"""

from unblame.cli.program import main

__all__ = ["main"]
