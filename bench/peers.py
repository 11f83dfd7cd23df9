"""Side by side in one run: what Unblame and its peers catch of blame and of names, and how fast.

Peers are proselint, alex, write-good, spaCy's and Presidio's person finders. None of them is a
dependency: the bench is told where they are, and says which ones it left out.
"""
