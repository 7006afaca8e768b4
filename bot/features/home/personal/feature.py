"""What is kept about a person, told and erased on their word; what has been kept for long enough goes every night."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from bot.core.feature import Command, Feature, Press, Routine
from bot.core.holding import Holding
from bot.core.page import JSON_TYPE, Addresses, Document, Page
from bot.core.ports import NewId, Store
from bot.core.recurrence import Rule
from bot.core.swedish.letters import plain
from bot.core.turn import Reply, Scope, Turn
from bot.features.home.personal import cards, texts
from bot.features.home.personal.holdings import HOLDINGS
from bot.features.home.personal.service import WIPE, Privacy

ROOM: Final = "om-dig"
RETENTION: Final = "personal-retention"
NIGHTLY: Final = Routine(RETENTION, Rule("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(2, 30)))

_TELL = re.compile(
    r"(?:hej )?(?:vad|vilka uppgifter) (?:allt )?(?:vet|har|sparar|lagrar|minns) (?:du|ni|boten)"
    r"(?: sparat| lagrat)? om mig"
    r"|(?:visa|ge mig|hämta) (?:allt )?(?:du har |ni har )?(?:mina (?:person)?uppgifter|om mig)"
    r"|registerutdrag|mina personuppgifter|what do you (?:know|have|keep|store) (?:about|on) me"
    r"|(?:show|give) me (?:my (?:personal )?data|what you (?:know|have) about me)|my (?:personal )?data"
)
_FORGET = re.compile(
    r"(?:snälla )?(?:glöm|radera|ta bort) (?:mig|allt om mig|mina (?:person)?uppgifter)"
    r"|jag vill bli (?:glömd|raderad|bortglömd)"
    r"|(?:please )?(?:forget|erase|delete) (?:me|my (?:personal )?data|everything about me)"
)


def _asks_to_be_told(said: str) -> bool | None:
    return True if len(said) < 100 and _TELL.fullmatch(plain(said)) else None


def _asks_to_be_forgotten(said: str) -> bool | None:
    return True if len(said) < 100 and _FORGET.fullmatch(plain(said)) else None


def build_personal(store: Store, addresses: Addresses, new_id: NewId, holdings: Sequence[Holding]) -> Feature:
    """Return the feature; `holdings` are those of all other features."""
    own, *rest = HOLDINGS
    privacy = Privacy(store, (own, *holdings, *rest), new_id)
    asking = _Asking(privacy, addresses)
    return Feature(
        name="personal",
        commands=(
            Command("tell-personal", texts.SAY_TELL, texts.ABOUT_TELL, _asks_to_be_told, asking.tell),
            Command("forget-personal", texts.SAY_FORGET, texts.ABOUT_FORGET, _asks_to_be_forgotten, asking.ask),
        ),
        presses=(
            Press(cards.AskForget, asking.ask),
            Press(cards.ForgetMe, asking.forget),
            Press(cards.LeaveMe, asking.leave),
        ),
        use_cases={RETENTION: privacy.expire},
        routines=(NIGHTLY,),
        errands={WIPE: privacy.wipe},
        holdings=HOLDINGS,
        pages=(Page(ROOM, asking.serve),),
    )


class _Asking:
    """What people ask of what is kept about them, in their own chat alone."""

    def __init__(self, privacy: Privacy, addresses: Addresses) -> None:
        self._privacy = privacy
        self._addresses = addresses

    async def tell(self, turn: Turn, _: object) -> Reply:
        """Show all of it."""
        if turn.conversation.scope is not Scope.PERSONAL:
            return Reply(text=texts.ONLY_IN_PRIVATE(turn.lang))
        told = await self._privacy.tell(await self._privacy.subject(turn))
        if not told:
            return Reply(text=texts.NOTHING(turn.lang))
        url = ""
        if self._addresses.base:
            url = self._addresses.of(ROOM, await self._privacy.open_file(turn), texts.FILE_NAME(turn.lang))
        return Reply(card=cards.told_card(told, url, turn.lang))

    async def ask(self, turn: Turn, _: object) -> Reply:
        """Ask whether they mean it, with what goes and what stays."""
        if turn.conversation.scope is not Scope.PERSONAL:
            return Reply(text=texts.ONLY_IN_PRIVATE(turn.lang))
        found = await self._privacy.preview(await self._privacy.subject(turn), turn.at)
        return Reply(card=cards.ask_card(found, turn.lang))

    async def forget(self, turn: Turn, _: cards.ForgetMe) -> Reply:
        """Do it."""
        if turn.conversation.scope is not Scope.PERSONAL:
            return Reply(text=texts.ONLY_IN_PRIVATE(turn.lang))
        found = await self._privacy.forget(await self._privacy.subject(turn), turn.at)
        return Reply(card=cards.done_card(found, turn.lang), replaces=True)

    async def leave(self, turn: Turn, _: cards.LeaveMe) -> Reply:
        """Leave everything as it is."""
        return Reply(text=texts.LEFT(turn.lang), replaces=True)

    async def serve(self, key: str, now: dt.datetime) -> Document | None:
        """Return the file that lies under an address."""
        found = await self._privacy.file(key, now)
        return Document(texts.FILE_NAME(found[0]), JSON_TYPE, found[1]) if found else None
