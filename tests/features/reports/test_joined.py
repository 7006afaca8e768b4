"""A spring as it is lived: booked, answered, held and noted in conversation, and the figures that come of it."""

import datetime as dt
import io
from collections.abc import AsyncIterator
from typing import Any

import openpyxl
import pytest

from bot.core.ports import Store
from bot.core.turn import Message
from tests.conversation import read
from tests.features.bodies.conftest import FILLINGS
from tests.world import ADDRESS, World, living

SPRING = (
    ("21 januari", dt.datetime(2027, 1, 21, 10, 30, tzinfo=dt.UTC), "alla var med"),
    ("18 februari", dt.datetime(2027, 2, 18, 10, 30, tzinfo=dt.UTC), "alla utom Tyresö"),
    ("18 mars", dt.datetime(2027, 3, 18, 10, 30, tzinfo=dt.UTC), "Tyresö hade ersättare"),
    ("22 april", dt.datetime(2027, 4, 22, 9, 30, tzinfo=dt.UTC), "Tyresö hade förhinder"),
)
"""When each meeting was, a while after it, and what the chair said of it. Only Botkyrka and Tyresö have anybody."""


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    async with living(memory) as alive:
        assert await alive.bot.seating.fill(FILLINGS)
        for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Gunilla Ström"):
            await alive.chat(name).say("hej")
        await alive.in_channel("Per Berg").say("hej")
        for day, _, _ in SPRING:
            chat = alive.secretariat
            await chat.say(f"boka planeringscheferna torsdag {day} 2027 kl 9–11 digitalt")
            await chat.press("Boka")
        await alive.settle()
        yield alive


async def test_a_spring_agrees_with_a_count_made_apart(world: World) -> None:
    for _, after, said in SPRING:
        await world.until(after - dt.timedelta(days=1))
        await world.chat("Mehmet Aydin").say("jag kommer i morgon")
        await world.until(after)
        chair = world.chat("Mehmet Aydin")
        await chair.say(f"närvaron på planeringscheferna i dag: {said}")
        noted = read(chair.last)
        assert "var med" in noted, noted
    told = read(await world.secretariat.say("hur var närvaron i planeringscheferna i år"))
    assert "vid 6 av 8 tillfällen, 75 %, på 4 möten" in told
    assert "Botkyrka | 4 av 4, 100 % | 0 | 0" in told
    assert "Tyresö | 2 av 4, 50 % | 1 | 1" in told
    assert "inte noterad" not in told
    assert "med på 1 av 4 möten, 25 %; ersättaren kom en gång; förhinder en gång; uteblev en gång" in read(
        await world.chat("Per Berg").say("min närvaro")
    )
    assert await _outcomes_in_excel(world) == {
        ("Botkyrka", "ordinarie på plats"): 4,
        ("Tyresö", "ordinarie på plats"): 1,
        ("Tyresö", "ersättare på plats"): 1,
        ("Tyresö", "förhinder"): 1,
        ("Tyresö", "uteblev"): 1,
    }


async def _outcomes_in_excel(world: World) -> dict[tuple[str, str], int]:
    chat = world.secretariat
    reply = await chat.say("rapport för i år")
    assert reply is not None
    card = Message.of(reply).card
    assert card is not None
    url = next(button["url"] for button in card["actions"] if button["title"] == "Öppna i Excel")
    page = next(page for page in world.bot.pages if page.room == "rapporter")
    document = await page.serve(url.removeprefix(f"{ADDRESS}/rapporter/").split("/")[0], world.clock())
    assert document is not None
    sheet = openpyxl.load_workbook(io.BytesIO(document.body))["Platser och möten"]
    rows: list[Any] = list(sheet.iter_rows(min_row=2, values_only=True))
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        if row[8]:
            found[row[3], row[7]] = found.get((row[3], row[7]), 0) + 1
    return found
