"""What officers say of a referral in passing, of two at once, and how the secretariat moves one by a span."""

import pytest

from bot.features.referrals.model import Position, Says
from tests.features.referrals.conftest import LANSPLAN, Office

CYKELPLAN = LANSPLAN.replace("Länsplan för regional transportinfrastruktur", "Cykelplan för länet").replace(
    "/123", "/124"
)


@pytest.mark.parametrize(
    "said",
    [
        "vi tycker att länsplanen borde ta med spår till Tyresö",
        "Tyresö vill att länsplanen tar med spårväg",
        "vi önskar spårväg i länsplanen",
        "vi saknar cykelvägar i länsplanen",
        "vårt svar på länsplanen: mer spår",
    ],
)
async def test_a_wish_is_a_remark(office: Office, said: str) -> None:
    """They were neither a question nor a command, and lost; "med spår" was taken for the name of a referral."""
    await office.register()
    assert "Tyresö lämnar synpunkter på helheten" in await office.say("Per Berg", said)
    (remark,) = (await office.response("0138")).remarks
    assert remark.position is Position.REMARKS
    assert "spår" in remark.text or "cykelvägar" in remark.text


@pytest.mark.parametrize(
    "said",
    [
        "länsplanen borde ta med spårvägen",
        "länsplanen är bra",
        "länsplanen ser bra ut för vår del",
        "vi hoppar över länsplanen",
        "vi kör på samma som Haninge på länsplanen",
    ],
)
async def test_what_may_be_an_answer_is_asked_about(office: Office, said: str) -> None:
    await office.register()
    asked = await office.say("Per Berg", said)
    assert "inte säker på vad Tyresö svarar, så inget är noterat" in asked
    assert "[Inget att erinra]" in asked


@pytest.mark.parametrize(
    "said",
    ["vi vill ha länken till länsplanen", "vi vill ta upp länsplanen på mötet", "vi önskar hjälp med länsplanen"],
)
async def test_a_wish_about_the_round_is_no_remark(office: Office, said: str) -> None:
    await office.register()
    assert "Noterat" not in await office.say("Per Berg", said)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("vi avstår från länsplanen och cykelplanen", Says.ABSTAINS),
        ("vi har inget att erinra på vare sig länsplanen eller cykelplanen", Says.NOTHING),
        ("vi tillstyrker både länsplanen och cykelplanen", Says.CONTRIBUTES),
    ],
)
async def test_one_answer_to_two_referrals(office: Office, said: str, says: Says) -> None:
    """It was asked which of the two was meant."""
    await office.register()
    await office.register(CYKELPLAN)
    told = await office.say("Per Berg", said)
    assert "Noterat om Länsplan för regional transportinfrastruktur: Tyresö" in told
    assert "Noterat om Cykelplan för länet: Tyresö" in told
    assert (await office.response("0138")).says is says


async def test_a_title_with_och_in_it_is_one_referral(office: Office) -> None:
    await office.register(
        LANSPLAN.replace("Länsplan för regional transportinfrastruktur", "Plan för vatten och avlopp")
    )
    told = await office.say("Per Berg", "vi avstår från planen för vatten och avlopp")
    assert told.count("Noterat om Plan för vatten och avlopp") == 1


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("länsplanen är flyttad en vecka", "2027-03-22"),
        ("länsplanens svarsdag är framflyttad två veckor", "2027-03-29"),
        ("flytta länsplanens sista dag 3 dagar tidigare", "2027-03-12"),
        ("regionen har gett oss en veckas anstånd med länsplanen", "2027-03-22"),
        ("skjut fram länsplanen till 20 april", "2027-04-20"),
        ("the county plan TRV 2026/123 is extended by one month", "2027-04-15"),
    ],
)
async def test_a_last_day_moves_by_a_span(office: Office, said: str, day: str) -> None:
    """ "flyttad en vecka" was not understood, and "svarsdagen flyttas en vecka" asked which day."""
    await office.register()
    await office.say("Gunilla Ström", said)
    assert (await office.referral()).due_on.isoformat() == day


async def test_the_municipalities_day_moves_by_a_span(office: Office) -> None:
    await office.register()
    assert (await office.referral()).deadline.isoformat() == "2027-02-22"
    await office.say("Gunilla Ström", "kommunernas sista dag på länsplanen flyttas två dagar")
    assert (await office.referral()).deadline.isoformat() == "2027-02-24"


@pytest.mark.parametrize("said", ["flytta planeringschefernas möte en vecka", "flytta planeringscheferna en vecka"])
async def test_a_meeting_that_is_moved_by_a_span_is_no_referral(office: Office, said: str) -> None:
    await office.register()
    before = await office.referral()
    await office.say("Gunilla Ström", said)
    assert await office.referral() == before
