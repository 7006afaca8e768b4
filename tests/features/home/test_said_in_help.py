"""Every command that help shows is understood as it stands there, by the feature that declares it.

Some fell through to the reports of earlier years while there was nothing yet to do them to: *min närvaro* and *alla
utom Salem* were answered with facts of 2021.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.app import Bot, new_id
from bot.core.feature import Command, Feature
from bot.core.ports import Store
from bot.core.text import LANGS, Lang
from bot.core.turn import Reply, Role, Scope, Turn
from bot.dispatcher import Dispatcher
from bot.features.bodies.examples import examples_of
from bot.turns import KeptTurns
from tests.conftest import cooperation
from tests.conversation import HOME, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living

WHO = {
    Role.OUTSIDER: ("Nils Ingenstans", "elsewhere"),
    Role.MEMBER: ("Åsa Öberg", HOME),
    Role.CHAIR: ("Mehmet Aydin", HOME),
    Role.SECRETARIAT: ("Gunilla Ström", HOME),
}
STAGES = ("nothing", "seats", "a meeting ahead", "a meeting held")
OVER = dt.datetime(2026, 11, 27, 9, tzinfo=dt.UTC)
REPORTS_KNOW = frozenset(
    {"lineup", "decisions", "referral-outcome", "referral-status", "referral-town", "referrals-answered"}
)
"""Questions of what the reports of earlier years tell too, and answer while nothing has been written down since."""


async def prepare(world: World, stage: str) -> None:
    if stage != "nothing":
        assert await world.bot.seating.fill(FILLINGS)
    for name, tenant in WHO.values():
        await world.chat(name, tenant).say("hej")
    if stage == "a meeting ahead":
        await world.book("boka planeringscheferna tors v 3 kl 9–11 på Tyresö slott")
    if stage == "a meeting held":
        await world.book("boka planeringscheferna på torsdag kl 9–11 på Tyresö slott")
        await world.until(OVER)


def overheard(bot: Bot, store: Store, heard: list[str]) -> Bot:
    """Return the bot, telling whose command answered."""

    def noting(feature: Feature, command: Command[Any]) -> Command[Any]:
        async def run(turn: Turn, meant: object) -> Reply | None:
            if reply := await command.run(turn, meant):
                heard.append(feature.name)
            return reply

        asked: Callable[[Turn, Any], Awaitable[Reply | None]] = run
        return replace(command, run=asked)

    features = [replace(each, commands=tuple(noting(each, own) for own in each.commands)) for each in bot.features]
    return replace(bot, dispatcher=Dispatcher(features, KeptTurns(store), bot.people.meet, new_id))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("stage", STAGES)
async def test_what_help_shows_is_answered_by_its_own_feature(memory: Store, stage: str, lang: Lang) -> None:
    async with living(memory) as world:
        await prepare(world, stage)
        heard: list[str] = []
        bot = overheard(world.bot, memory, heard)
        wrong = []
        for role, (name, tenant) in WHO.items():
            if role is Role.CHAIR and stage == "nothing":
                continue
            chat = replace(world.chat(name, tenant), bot=bot, locale="sv-SE" if lang == "sv" else "en-GB")
            for feature in world.bot.features:
                for command in feature.commands:
                    shown = command.shown and role in command.who and Scope.PERSONAL in command.where
                    if not shown or command.name in REPORTS_KNOW:
                        continue
                    if role is Role.OUTSIDER and feature.name == "referrals":
                        # Outsiders ask of referrals as of anything else that the reports tell.
                        continue
                    heard.clear()
                    said = command.say(lang, **examples_of(cooperation(), lang)).replace("*", "")
                    reply = read(await chat.say(said))
                    if heard != [feature.name]:
                        wrong.append((role.value, command.name, said, heard, reply[:100]))
                    await chat.say("avbryt")
                    await chat.say("svenska" if lang == "sv" else "english")
        assert wrong == []
