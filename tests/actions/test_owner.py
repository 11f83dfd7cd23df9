from unblame.actions.owner import Owner, proposed, stated
from unblame.model import OwnerKind, OwnerStatus


def test_proposed_takes_the_longest_entry_that_fits_the_thing() -> None:
    owners = {
        "*": "all",
        "services/": "platform",
        "services/quote/": "@quotes",
        "rates-db": "rates",
    }

    owner = proposed(["services/quote/retry.yaml"], owners)

    assert owner == Owner(
        name="quotes",
        kind=OwnerKind.TEAM,
        status=OwnerStatus.PROPOSED,
        reason="owners file: `services/quote/`",
    )


def test_proposed_is_missing_where_nothing_points_to_a_team() -> None:
    assert proposed(["rates-db"], {"rates-db-replica": "rates", "*": "all"}) == Owner()


def test_stated_takes_everyone_and_us_for_nobody() -> None:
    assert [stated(name) for name in ("everyone", "us", "TBD", "")] == [Owner()] * 4


def test_stated_tells_person_role_and_team() -> None:
    kinds = [stated(name).kind for name in ("Responder A", "incident commander", "quote-platform")]

    assert kinds == [OwnerKind.PERSON, OwnerKind.ROLE, OwnerKind.TEAM]
