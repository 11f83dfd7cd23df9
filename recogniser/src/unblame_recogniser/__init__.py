"""The weights of Unblame's recogniser; `unblame.recognise` reads them."""
