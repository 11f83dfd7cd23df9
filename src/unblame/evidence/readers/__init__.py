"""One file a format. Knows: one format each. Takes: a source. Gives: a `Reading`."""
