from unblame.actions.template import Filled, fill


def test_fill_drops_an_optional_clause_whose_slot_is_unknown() -> None:
    template = "Alert< {team}> when {thing} fails< for {minutes} min>"

    assert fill(template, {"thing": "x", "minutes": "5"}) == Filled(
        text="Alert when x fails for 5 min"
    )


def test_fill_names_what_is_missing_outside_optional_clauses() -> None:
    filled = fill("Cap {thing} at {limit}", {"thing": "x"}, "[ask Q1]")

    assert filled == Filled(text="Cap x at [ask Q1]", missing=("limit",))


def test_fill_says_once_that_values_are_proposed() -> None:
    values = {"rate": "14.4 (proposed)", "long": "1 h (proposed)"}

    assert (
        fill("Page at {rate} over {long}", values).text == "Page at 14.4 over 1 h (values proposed)"
    )
