import pytest

from unblame.evidence.spoken import spoken


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("about ten past two", ("~02:10", "~14:10")),
        ("half past three", ("03:30", "15:30")),
        ("a quarter to five in the afternoon", ("16:45",)),
        ("twenty to six am", ("05:40",)),
        ("5 minutes past 9 pm", ("21:05",)),
        ("five to noon", ("11:55",)),
        ("five to midnight", ("23:55",)),
        ("around noon UTC", ("~12:00 UTC",)),
        ("midnight", ("00:00",)),
        ("ten past twelve", ("00:10", "12:10")),
        ("eleven o'clock", ("11:00", "23:00")),
        ("2026-03-04 half past three UTC", ("2026-03-04 03:30 UTC", "2026-03-04 15:30 UTC")),
        ("14:02", ()),
        ("two to three pods failed", ()),
        ("nobody knows", ()),
    ],
)
def test_spoken_times_are_read(said: str, meant: tuple[str, ...]):
    assert spoken(said) == meant
