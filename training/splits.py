"""Which briefs of the corpus are never trained on."""

#: Everything is chosen by these.
CHOOSING = ("b05", "b14", "b27", "b38", "b49", "b66")
#: These are read once, at the end.
PROVING = ("b09", "b21", "b33", "b44", "b58", "b70")
