"""The last days: moved in words, not moved, and to days when offices are closed."""

import pytest

from tests.features.referrals.conftest import Office


@pytest.mark.parametrize(
    "denied",
    [
        "länsplanens svarsdag är inte flyttad",
        "länsplanens svarsdag är inte flyttad till 3 april",
        "svarsdagen för länsplanen har inte flyttats",
        "flytta inte svarsdagen för länsplanen",
    ],
)
async def test_a_moving_that_is_denied_moved_the_day(office: Office, denied: str) -> None:
    """ "är inte flyttad till 3 april" moved it to 3 April."""
    await office.register()
    before = await office.referral()
    said = await office.say("Gunilla Ström", denied)
    assert said == (
        "Då flyttar jag inget. Länsplan för regional transportinfrastruktur: sista svarsdag är måndag 15 mars (v. 11)."
    )
    assert await office.referral() == before


@pytest.mark.parametrize("when", ["hösten", "april", "i vår", "slutet av april", "efter sommaren", "nästa år"])
async def test_a_season_was_made_into_a_day(office: Office, when: str) -> None:
    """ "flyttad till hösten" moved it to 30 November."""
    await office.register()
    before = await office.referral()
    assert "Vilken dag?" in await office.say("Gunilla Ström", f"länsplanens svarsdag är flyttad till {when}")
    assert await office.referral() == before


@pytest.mark.parametrize(
    "said",
    [
        "flytta svarsdatumet för länsplanen till 1 april",
        "sista datum för länsplanen är flyttat till 1 april",
        "sista svarsdatum för länsplanen är flyttat till 1 april",
        "flytta svarsdagen för länsplanen till 1 april",
        "sista datum för länsplanen är 1 april",
        "länsplanen har fått nytt svarsdatum: 1 april",
    ],
)
async def test_a_date_to_answer_is_a_day_to_answer(office: Office, said: str) -> None:
    """Only "svarsdag" was understood, not "svarsdatum" or "sista datum"."""
    await office.register()
    assert "Flyttat" in await office.say("Gunilla Ström", said)
    assert (await office.referral()).due_on.isoformat() == "2027-04-01"


@pytest.mark.parametrize(
    ("when", "day"),
    [("lördag 3 april", "2027-04-03"), ("6 juni", "2027-06-06"), ("midsommarafton", "2027-06-25")],
)
async def test_a_last_day_when_offices_are_closed_is_told_of(office: Office, when: str, day: str) -> None:
    """A red day that was named, "midsommarafton", was taken for the name of a referral."""
    await office.register()
    said = await office.say("Gunilla Ström", f"länsplanens svarsdag är flyttad till {when}")
    assert "Sista svarsdag är ingen arbetsdag på kontoren, så svaret skickas före." in said
    assert (await office.referral()).due_on.isoformat() == day


@pytest.mark.parametrize(("when", "day"), [("lördag 6 februari", "2027-02-06"), ("nyårsdagen", "2027-01-01")])
async def test_a_last_day_for_the_texts_when_offices_are_closed_was_kept_without_a_word(
    office: Office, when: str, day: str
) -> None:
    await office.register()
    said = await office.say("Gunilla Ström", f"flytta sista dag för kommunernas texter på länsplanen till {when}")
    assert "Sista dag för kommunernas svar är ingen arbetsdag på kontoren." in said
    assert (await office.referral()).deadline.isoformat() == day
    said = await office.say("Gunilla Ström", "flytta sista dag för kommunernas texter på länsplanen till 5 februari")
    assert "ingen arbetsdag" not in said
