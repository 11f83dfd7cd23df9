"""Closed-class words: the ones that a sentence hangs on, whatever it is about."""

from unblame.language.lexicon import words

BE = words("closed", "be")
HAVE = words("closed", "have")
DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
MODAL = words("closed", "modal")
FUSED = frozenset(["should've", "could've", "would've"])
NOT = words("closed", "not")
ADVERBS = words("closed", "adverbs")
PREPOSITIONS = words("closed", "prepositions")
BOUNDARIES = words("closed", "boundaries")
QUANTIFIERS = words("closed", "quantifiers")
INDEFINITE = words("closed", "indefinite")
DETERMINERS = words("closed", "determiners")
ING_NOUNS = frozenset(
    ["thing", "things", "nothing", "something", "everything", "morning", "evening", "string"]
)
