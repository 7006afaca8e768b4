"""A cooperation in which some seats are filled, and the people who sit there."""

import datetime as dt
from dataclasses import dataclass

import pytest

from bot.app import Bot
from bot.features.bodies.seats import Filling, Post
from tests.conversation import Chat, person

NEW_YEAR = dt.date(2026, 1, 1)

FILLINGS = (
    Filling("planeringschefer", "0138", Post.HOLDER, "Per Berg", NEW_YEAR, email="per.berg@example.org"),
    Filling("planeringschefer", "0138", Post.STAND_IN, "Åsa Öberg", NEW_YEAR),
    Filling("planeringschefer", "0127", Post.HOLDER, "Mehmet Aydin", dt.date(2024, 3, 1)),
    Filling("planeringschefer", "0128", Post.HOLDER, "Anders Viklund", dt.date(2025, 1, 1), dt.date(2026, 9, 13)),
    Filling("planeringschefer", "", Post.CHAIR, "Mehmet Aydin", NEW_YEAR, home="0127"),
    Filling("planeringschefer", "", Post.VICE_CHAIR, "Per Berg", NEW_YEAR, home="0138"),
    Filling("klimatstrateger", "0136", Post.HOLDER, "Lovisa Brandt", NEW_YEAR),
    Filling("klimatstrateger", "0128", Post.HOLDER, "Karin Holmlund", NEW_YEAR),
    Filling("klimatstrateger", "", Post.CHAIR, "Lovisa Brandt", NEW_YEAR, home="0136"),
)


@dataclass
class House:
    """The bot, and a chat for each who has something to say."""

    bot: Bot

    def chat(self, name: str, tenant: str = "home") -> Chat:
        return Chat(self.bot, who=person(name, tenant))

    @property
    def secretariat(self) -> Chat:
        return self.chat("Gunilla Ström")

    @property
    def chair(self) -> Chat:
        return self.chat("Mehmet Aydin")

    @property
    def member(self) -> Chat:
        return self.chat("Åsa Öberg")

    @property
    def guest(self) -> Chat:
        return self.chat("Karin Holmlund", tenant="elsewhere")

    @property
    def outsider(self) -> Chat:
        return self.chat("Nils Ingenstans", tenant="elsewhere")


@pytest.fixture
async def house(bot: Bot) -> House:
    """The bot with some seats filled."""
    await bot.seating.lay_out()
    assert await bot.seating.fill(FILLINGS)
    return House(bot)
