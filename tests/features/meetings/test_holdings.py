"""What meetings keep about people: told, erased and in time forgotten, while the meetings stay."""

import datetime as dt
from functools import partial

import pytest

from bot.core.holding import Holding, Subject
from bot.core.ports import Transaction
from bot.features.meetings.holdings import HOLDINGS
from bot.features.meetings.model import MEETINGS, RSVPS, Guest, Rsvp
from bot.features.meetings.reminders.ladder import HANDLED
from bot.features.meetings.reminders.preferences import HOLDING as PREFERENCES
from tests.conversation import NOW, person, read
from tests.features.meetings.conftest import Hall

LATER = NOW + dt.timedelta(days=4 * 365)


def subject(name: str) -> Subject:
    return Subject(person(name).id, "", (name,))


def holding(name: str) -> Holding:
    return next(each for each in (*HOLDINGS, PREFERENCES) if each.name == name)


async def _expire(held: Holding, at: dt.datetime, tx: Transaction) -> int:
    assert held.expire is not None
    return await held.expire(tx, at)


async def lived(hall: Hall) -> None:
    """Book a meeting with a guest by name, let a seat answer and choose fewer reminders."""
    chat = hall.secretariat
    await chat.say("boka planeringscheferna 21 januari 9-11 på Tyresö slott, gäst Anna Ek från Trafikverket")
    await chat.press("Boka")
    await hall.in_channel("Per Berg").press_on(await hall.invitation(), "Kommer")
    await hall.chat("Per Berg").say("färre påminnelser")


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("meeting-answers", "Per Berg"),
        ("meeting-plans", "Gunilla Ström"),
        ("meeting-guests", "Anna Ek"),
        ("reminder-preferences", "Per Berg"),
    ],
)
async def test_told_and_erased(hall: Hall, name: str, who: str) -> None:
    await lived(hall)
    held = holding(name)
    assert await hall.store.run(lambda tx: held.tell(tx, subject("Nils Ingenstans"))) == []
    assert len(await hall.store.run(lambda tx: held.tell(tx, subject(who)))) == 1
    assert (await hall.store.run(lambda tx: held.erase(tx, subject(who), NOW))).erased
    assert await hall.store.run(lambda tx: held.tell(tx, subject(who))) == []
    assert "Kommer: Tyresö" in str((await hall.invitation())["fallbackText"])
    assert "torsdag 21 januari" in read(await hall.member.say("när är nästa möte?"))


async def test_forgotten_in_time(hall: Hall) -> None:
    await lived(hall)
    for held in HOLDINGS:
        for at, goes in ((NOW, False), (LATER, True), (LATER, False)):
            assert bool(await hall.store.run(partial(_expire, held, at))) == goes

    async def left(tx: Transaction) -> tuple[list[Rsvp], tuple[Guest, ...]]:
        meeting = await anext(kept.value async for kept in tx.all(MEETINGS))
        assert [event.by_name for event in meeting.history] == [""]
        return [kept.value async for kept in tx.all(RSVPS)], meeting.guests

    answers, guests = await hall.store.run(left)
    assert [(each.by, each.by_name, each.says.value) for each in answers] == [("", "", "attending")]
    assert guests == (Guest(organisation="Trafikverket"),)


@pytest.mark.parametrize("erases", [True, False])
async def test_who_stopped_a_send_is_forgotten_too(hall: Hall, erases: bool) -> None:
    await lived(hall)
    chat = hall.secretariat
    await chat.say("nästa utskick")
    await chat.press("Stoppa", chosen="1")
    assert await hall.store.run(lambda tx: tx.count(HANDLED)) == 1
    held = holding("meeting-plans")
    if erases:
        await hall.store.run(lambda tx: held.erase(tx, subject("Gunilla Ström"), NOW))
    else:
        await hall.store.run(partial(_expire, held, LATER))
    assert await hall.store.run(lambda tx: tx.count(HANDLED)) == 0


async def test_a_card_says_somebody_when_it_is_no_longer_kept_who(hall: Hall) -> None:
    await lived(hall)
    chat = hall.secretariat
    await chat.say("flytta planeringscheferna 21 januari till 28 januari kl 13")
    await chat.press("Flytta")
    assert "Gunilla Ström flyttade mötet" in str((await hall.invitation())["fallbackText"])
    held = holding("meeting-plans")
    await hall.store.run(lambda tx: held.erase(tx, subject("Gunilla Ström"), NOW))
    await hall.in_channel("Per Berg").press_on(await hall.invitation(), "Förhinder")
    told = str((await hall.invitation())["fallbackText"])
    assert "Någon flyttade mötet" in told
    assert "Gunilla" not in told
