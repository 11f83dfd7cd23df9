"""`python -m unblame` is the same program as `unblame`."""

from unblame.cli import main

main()
