"""How things stand with the bodies: seats that nobody holds, and people whom nothing reaches in Teams."""

import datetime as dt
from typing import Final

from bot.core.calendar import local_day
from bot.core.overview import Focus, Overview, Section
from bot.core.ports import ADDRESSES, Store, Transaction
from bot.core.text import escape
from bot.core.turn import Turn
from bot.features.bodies import texts
from bot.features.bodies.cards import capital, past_day, where
from bot.features.bodies.history import tenure_on
from bot.features.bodies.record import contact_in, read_board
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import Contact, Post

VACANT_PLACE: Final = 50
UNREACHED_PLACE: Final = 60


def build_overview(store: Store, seating: Seating) -> Overview:
    """Return what is declared of it, for all, for one body or for one municipality."""
    return _Look(store, seating).overview


class _Look:
    def __init__(self, store: Store, seating: Seating) -> None:
        self._store = store
        self._seating = seating
        self._towns = {each.code: each.name for each in seating.cooperation.municipalities}

    async def overview(self, turn: Turn, focus: Focus) -> list[Section]:
        found = [
            Section(texts.OVERVIEW_VACANT(turn.lang), tuple(await self._vacant(turn, focus)), VACANT_PLACE),
            Section(texts.OVERVIEW_UNREACHED(turn.lang), tuple(await self._unreached(turn, focus)), UNREACHED_PLACE),
        ]
        return [section for section in found if section.rows]

    async def _vacant(self, turn: Turn, focus: Focus) -> list[str]:
        body = self._seating.body(focus.body) if focus.body else None
        found = await self._seating.vacancies(local_day(turn.at), body, focus.municipality)
        # A seat with a holder and no stand-in is nothing to worry about every week.
        return [
            capital(where(each.body, each.municipality, each.post, turn.lang))
            + (f" {texts.SINCE(turn.lang, date=past_day(each.since, turn.lang, turn.at))}" if each.since else "")
            for each in found
            if each.post is Post.HOLDER
        ]

    async def _unreached(self, turn: Turn, focus: Focus) -> list[str]:
        lang = turn.lang
        lost, never = await self._store.run(lambda tx: _out_of_reach(tx, focus, local_day(turn.at)))
        rows = []
        for each in lost:
            name, town = escape(each.name), self._towns.get(each.municipality)
            row = texts.UNREACHED_ROW(lang, name=name, town=town) if town else texts.UNREACHED_ROW_NAME(lang, name=name)
            rows.append(row)
        if never:
            rows.append(texts.NEVER_MET_ONE(lang) if never == 1 else texts.NEVER_MET(lang, count=never))
        return rows


async def _out_of_reach(tx: Transaction, focus: Focus, day: dt.date) -> tuple[list[Contact], int]:
    """Return the holders of seats whom the bot could write to and no longer can, and how many it never could."""
    lost: dict[str, Contact] = {}
    never: set[str] = set()
    board = await read_board(tx, focus.body)
    for line in board.lines():
        if line.post is not Post.HOLDER or focus.municipality not in {"", line.municipality}:
            continue
        contact = await contact_in(tx, tenure_on(line.history, day))
        if contact is None:
            continue
        address = await tx.get(ADDRESSES, f"person:{contact.member}") if contact.member else None
        if address is None:
            never.add(contact.id)
        elif address.value.unreachable:
            lost[contact.id] = contact
    return list(lost.values()), len(never)
