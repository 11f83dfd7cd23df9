import pytest

from unblame.actions.lines import Line
from unblame.actions.slots import Value, find_value, values_in


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("alert_name", "[FIRING:1] QuoteErrorsHigh (quote-api production)", "QuoteErrorsHigh"),
        ("service", "Rollback of checkout-api to v481 started", "checkout-api"),
        ("config_key", "`rates.retry.max_attempts` 6 -> 1", "rates.retry.max_attempts"),
        ("config_artifact", "the threshold stands in checkout-alerts.yaml", "checkout-alerts.yaml"),
        ("certificate", "the certificate on `api.partner.example` ran out", "api.partner.example"),
        ("endpoint", "x509: expired at ledger.internal:8443", "ledger.internal:8443"),
        ("flag", "feature flag `new-totals` went to 100 %", "new-totals"),
        ("runbook", "followed runbooks/quotes.md", "runbooks/quotes.md"),
        ("command", "ran 'nsctl drain --pool general' from context", "nsctl drain --pool general"),
        ("call_edge", "retries quote-api -> rates-db", "quote-api -> rates-db"),
        ("package", "Bump the client from 5.1.0 to 5.2.1", "client"),
        ("service", "we deployed a follow-up", None),
    ],
)
def test_slot_takes_the_thing_as_it_is_written(slot: str, text: str, value: str | None) -> None:
    assert next(iter(values_in(slot, text)), None) == value


def test_a_wide_slot_takes_what_most_lines_name() -> None:
    lines = [Line(text=f"deploy of {name} 1.0") for name in ("mail-api", "quote-api", "quote-api")]

    found = find_value("service", [], lines, {})

    assert found == Value(text="quote-api", line=lines[1])


def test_a_narrow_slot_stays_empty_without_the_factors_own_lines() -> None:
    assert find_value("config_key", [], [Line(text="`a.retry.max` 6 -> 1")], {}) is None


def test_a_person_never_fills_a_slot() -> None:
    assert values_in("runbook", 'runbook "Responder A"') == []
