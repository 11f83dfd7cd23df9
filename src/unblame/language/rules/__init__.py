"""One pattern a file; a rule is found by being here."""
