"""How the recogniser is made: from the corpus and an open encoder to the weights in `recogniser/`."""
