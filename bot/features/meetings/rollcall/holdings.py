"""What attendance keeps about people: who came, which guests, and who noted it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from bot.core.calendar import local_day
from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Kept, Transaction
from bot.core.texts import GROUND_INTEREST
from bot.features.meetings.attendance import ROLL_CALLS, Attendance, Noting, RollCall
from bot.features.meetings.model import Guest, guests_without
from bot.features.meetings.rollcall import texts

NAMES_KEPT_FOR: Final = dt.timedelta(days=3 * 365)
"""How long it is kept who came: the report of a year compares it with the year before, and is corrected and decided in
the year after. What became of each municipality's seat stays, without names."""
AT_ONCE: Final = 200

IsThem = Callable[[str, str], bool]
"""Tells by an id (of a contact or a person) and a name whether it is somebody who is to be forgotten."""


def without(roll_call: RollCall, them: IsThem) -> RollCall:
    """Return a roll call that does not name some people; what became of the seats stays as it is."""
    if them(roll_call.noted_by, roll_call.noted_by_name):
        roll_call = replace(roll_call, noted_by="", noted_by_name="")
    guests = tuple(
        Guest(organisation=guest.organisation) if guest.name and them("", guest.name) else guest
        for guest in roll_call.guests
    )
    return replace(
        roll_call,
        seats=tuple(_seat_without(each, them) for each in roll_call.seats),
        guests=tuple(guest for guest in dict.fromkeys(guests) if guest.name or guest.organisation),
    )


def _seat_without(each: Attendance, them: IsThem) -> Attendance:
    if them(each.person, each.person_name):
        each = replace(each, person="", person_name="")
    if them(each.noted_by, each.noted_by_name):
        each = replace(each, noted_by="", noted_by_name="")
    return replace(each, before=tuple(_noting_without(noting, them) for noting in each.before))


def _noting_without(noting: Noting, them: IsThem) -> Noting:
    if them(noting.person, ""):
        noting = replace(noting, person="")
    return replace(noting, by="", by_name="") if them(noting.by, noting.by_name) else noting


def _is(subject: Subject) -> IsThem:
    ids = {each for each in (subject.member, subject.contact) if each}
    return lambda key, name: key in ids if key else name in subject.names


def _erased(roll_call: RollCall, subject: Subject) -> RollCall:
    bare = without(roll_call, _is(subject))
    return replace(bare, guests=guests_without(bare.guests, subject.names))


async def _those_of(tx: Transaction, subject: Subject) -> list[Kept[RollCall]]:
    return [kept async for kept in tx.all(ROLL_CALLS) if _erased(kept.value, subject) != kept.value]


async def _tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    them, found = _is(subject), []
    for kept in await _those_of(tx, subject):
        roll = kept.value
        told: dict[str, Any] = {"organ": roll.body, "möte": local_day(roll.held_at).isoformat()}
        came = [each for each in roll.seats if them(each.person, each.person_name)]
        if came:
            told["kom för"] = [each.municipality for each in came]
        if guests_without(roll.guests, subject.names) != roll.guests:
            told["gäst"] = True
        noted = [each.municipality for each in roll.seats if them(each.noted_by, each.noted_by_name)]
        if noted or them(roll.noted_by, roll.noted_by_name):
            told["noterade"] = noted
        found.append(told)
    return found


async def _erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    found = await _those_of(tx, subject)
    for kept in found:
        await tx.put(ROLL_CALLS, kept, _erased(kept.value, subject))
    return Erasure(len(found))


async def _expire(tx: Transaction, now: dt.datetime) -> int:
    old = await tx.between(ROLL_CALLS, "held_at", end=now - NAMES_KEPT_FOR)
    named = [(kept, bare) for kept in old if (bare := without(kept.value, _anybody)) != kept.value][:AT_ONCE]
    for kept, bare in named:
        await tx.put(ROLL_CALLS, kept, bare)
    return len(named)


def _anybody(key: str, name: str) -> bool:
    return bool(key or name)


HOLDING: Final = Holding(
    name="attendance",
    what=texts.HELD,
    why=texts.HELD_WHY,
    ground=GROUND_INTEREST,
    kept_for=texts.HELD_FOR,
    tell=_tell,
    erase=_erase,
    expire=_expire,
)
