"""One target a file; a file here is found by its name."""
