"""Secrets are masked, words about secrets are not. The samples are put together here so that none stands in the tree."""

import pytest

from unblame.people import mask_secrets

KEY = "AKIA" + "IOSFODNN7EXAMPLE"
JWT = "eyJhbGciOi." + "eyJzdWIiOi.abc-def"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("postgres://app:hunter2@db/prod", "postgres://app:[secret]@db/prod"),
        (f"key {KEY} leaked", "key [secret] leaked"),
        (JWT, "[secret]"),
        ("Authorization: Bearer abc.def123456", "Authorization: Bearer [secret]"),
        ("password: hunter2secret", "password: [secret]"),
        ('api_key = "abcdef123456"', 'api_key = "[secret]"'),
        ("curl --password s3cr3tpw", "curl --password [secret]"),
        ("https://x.example/?token=abcd1234&a=b", "https://x.example/?token=[secret]&a=b"),
        ("-----BEGIN " + "RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "[secret]"),
        ("ghp_" + "0123456789abcdef0123456789", "[secret]"),
    ],
)
def test_a_secret_is_masked(text, masked):
    assert mask_secrets(text) == masked
    assert mask_secrets(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "the password was rotated",
        "token: expired",
        "secret rotation failed: timeout",
        "primary_key=1234567",
        "partition key = order_id",
        "max_tokens=4096000",
        "token=$TOKEN",
        "p@ssw0rd policy",
        "api-key missing",
    ],
)
def test_words_about_secrets_stay(text):
    assert mask_secrets(text) == text
