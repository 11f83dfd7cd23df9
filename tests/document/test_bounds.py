import time

import pytest

from unblame.document.listed import listed
from unblame.people import Cast


@pytest.mark.parametrize("token", ["a1" * 40 + "ab", "deadbeef01" * 4 + "ab", "a-1" * 200 + "-ab"])
def test_a_long_token_of_letters_and_digits_is_listed_at_once(token: str) -> None:
    before = time.process_time()

    listed(f"The build {token} was rolled back.", Cast())

    assert time.process_time() - before < 2.0
