"""What is asked of referrals."""

from tests.features.referrals.conftest import Office


async def test_open_referrals_are_asked_for_before_there_is_any(office: Office) -> None:
    """On an empty store the question went to the library, which said "Det står inte"."""
    assert await office.say("Gunilla Ström", "vilka remisser är öppna") == "Ingen remiss är öppen just nu."
    assert "2021" in await office.say("Gunilla Ström", "vilka remisser svarade vi på 2021?")
