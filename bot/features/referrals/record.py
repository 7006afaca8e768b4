"""How referrals are read and written within a transaction, and told in the channels."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.journal import Entry, in_both, write_down
from bot.core.outbox import OUTBOX
from bot.core.page import Addresses
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.text import Lang, Text
from bot.core.turn import Message, Reply, Turn
from bot.features.bodies.channels import channel_of
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder
from bot.features.bodies.reach import lang_of, way_to
from bot.features.bodies.record import contact_in
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import SEATS, Contact, Seat, seats_of
from bot.features.broadcasts.model import Audience, Group, Part
from bot.features.broadcasts.sending import Sending
from bot.features.meetings.model import MEETINGS
from bot.features.meetings.model import State as MeetingState
from bot.features.referrals import cards
from bot.features.referrals.model import (
    REFERRALS,
    RESPONSES,
    Referral,
    Round,
    Row,
    State,
    response_key,
)
from bot.features.referrals.timetable import ORDER, Sitting, Step, Timetable, held, plan


@dataclass(frozen=True, slots=True)
class Ground:
    """What referrals stand on. `posted` is called when something was put in the outbox."""

    store: Store
    seating: Seating
    broadcasts: Sending
    new_id: NewId
    posted: Callable[[], None]
    secretariat: frozenset[str]
    addresses: Addresses
    finder: Finder

    @property
    def lang(self) -> Lang:
        """The language of the channels."""
        return self.seating.cooperation.language

    def body(self, key: str) -> Body | None:
        """Return a body by its id, None when the data has it no more."""
        return next((body for body in self.seating.cooperation.bodies if body.id == key), None)

    def of_kind(self, kind: str) -> Body | None:
        """Return the first body of a kind, such as the committee."""
        return next((body for body in self.seating.cooperation.bodies if body.kind == kind), None)


def about_referral(key: str) -> str:
    """Return what messages, timers and the journal name that belong to a referral."""
    return f"referral:{key}"


def both(text: Text, **values: object) -> Text:
    """Return a text with its placeholders filled in both languages; what is filled in may hold braces."""
    return in_both(lambda lang: text(lang, **values))


async def write(
    tx: Transaction, ground: Ground, referral: Referral, now: dt.datetime, turn: Turn | None, said: Text
) -> None:
    """Write down in the journal what was done to a referral; with no turn the bot did it at its time."""
    by, by_name = (turn.person.id, turn.person.name) if turn else ("", "")
    await write_down(tx, ground.new_id, Entry(about_referral(referral.id), now, by, by_name, said))


# Reading


async def round_of(tx: Transaction, ground: Ground, referral: Referral, day: dt.date) -> Round | None:
    """Return a referral with its municipalities as they are on a day; None when the data knows its body no more."""
    lead = ground.body(referral.lead)
    if lead is None:
        return None
    rows = []
    for code in seats_of(lead, ground.seating.cooperation):
        holder, stand_in = await seated(tx, lead.id, code, day)
        kept = await tx.get(RESPONSES, response_key(referral.id, code))
        rows.append(Row(ground.seating.municipality(code), holder, stand_in, kept.value if kept else None))
    return Round(referral, lead, tuple(rows))


async def seated(tx: Transaction, body: str, code: str, day: dt.date) -> tuple[Contact | None, Contact | None]:
    """Return who holds a seat on a day and who stands in."""
    seat = await tx.get(SEATS, Seat(body, code).id)
    if seat is None:
        return None, None
    return (
        await contact_in(tx, tenure_on(seat.value.holder, day)),
        await contact_in(tx, tenure_on(seat.value.stand_in, day)),
    )


async def towns_of(tx: Transaction, ground: Ground, referral: Referral, person: str, day: dt.date) -> list[str]:
    """Return the codes of the municipalities for which a person may answer: by a seat in the lead body or the group."""
    found: list[str] = []
    for key in filter(None, (referral.lead, referral.group)):
        body = ground.body(key)
        for code in seats_of(body, ground.seating.cooperation) if body else ():
            people = await seated(tx, key, code, day)
            if code not in found and any(each and each.member == person for each in people):
                found.append(code)
    return found


async def with_state(tx: Transaction, *states: State) -> list[Referral]:
    """Return the referrals in some states, those that fall due first before others."""
    found = [kept.value for state in states for kept in await tx.find(REFERRALS, state=state)]
    return sorted(found, key=lambda each: (each.due_on, each.registered_at))


# Timetables


async def timetable_of(
    tx: Transaction, ground: Ground, referral: Referral, today: dt.date, *, anew: bool = False
) -> Timetable:
    """Return the timetable as it comes to with the meetings there are now; what has been stays."""
    bodies = {
        Step.LEAD: ground.body(referral.lead),
        Step.PREPARE: ground.of_kind("management_group"),
        Step.DECIDE: ground.of_kind("committee"),
    }
    later = [bodies[Step.PREPARE], bodies[Step.DECIDE]]
    # A body that leads takes its step once, and one that there is not takes none.
    steps = [
        step
        for step in ORDER
        if step not in bodies or (bodies[step] and not (step is Step.LEAD and bodies[step] in later))
    ]
    end = dt.datetime.combine(referral.due_on + dt.timedelta(days=1), dt.time(), dt.UTC)
    start = dt.datetime.combine(today - dt.timedelta(days=1), dt.time(), dt.UTC)
    sittings: dict[Step, list[Sitting]] = {}
    for kept in await tx.between(MEETINGS, "starts_at", start, end):
        for step, body in bodies.items():
            if body and body.id in kept.value.bodies and kept.value.state is not MeetingState.CANCELLED:
                sittings.setdefault(step, []).append(Sitting(kept.id, local_day(kept.value.starts_at)))
    texts_on = referral.texts_on if referral.texts_on and today <= referral.texts_on < referral.due_on else None
    return plan(referral.due_on, today, sittings, held(referral.timetable, today, texts_on, anew=anew), steps)


# Telling


async def tell_channels(tx: Transaction, ground: Ground, referral: Referral, now: dt.datetime) -> list[Body]:
    """Let the cards in the channels say how it stands, and post those that are missing.

    Returns:
        The bodies that should have it and whose channel is not known.
    """
    found = await round_of(tx, ground, referral, local_day(now))
    if found is None or referral.state is State.REGISTERED:
        return []
    rows = [kept for kept in await tx.find(OUTBOX, about=about_referral(referral.id)) if kept.value.does == "send"]
    missing = []
    for key in dict.fromkeys(filter(None, (referral.lead, referral.group, *referral.audience))):
        body = ground.body(key)
        if body is None:
            continue
        name = f"referral:{referral.id}:{key}:"
        standing = [
            kept
            for kept in rows
            if kept.id.startswith(name) and kept.value.state is not outbox.State.CANCELLED and not kept.value.withdrawn
        ]
        answers = key in {referral.lead, referral.group}
        message = Message.of(Reply(card=cards.channel_card(found, ground.lang, now, answers=answers)))
        if standing:
            if await _latest(tx, standing[-1]) != message:
                await outbox.edit(tx, standing[-1].id, message, now)
        elif referral.state is not State.WITHDRAWN:
            address = await channel_of(tx, ground.finder, body)
            if address is None:
                missing.append(body)
                continue
            number = sum(kept.id.startswith(name) for kept in rows) + 1
            await outbox.post(
                tx,
                to=address.id,
                message=message,
                not_before=now,
                dedupe_key=f"{name}{number}",
                about=about_referral(referral.id),
                if_unsure="not",
                marks_late=False,
                lang=ground.lang,
            )
    return missing


async def _latest(tx: Transaction, kept: Kept[outbox.OutboxRow]) -> Message:
    """Return what a message says now, with the changes that are on their way."""
    changes = [each.value for each in await tx.find(OUTBOX, changes=kept.id) if each.value.does == "update"]
    return changes[-1].message if changes else kept.value.message


async def say_in_channel(
    tx: Transaction, ground: Ground, referral: Referral, text: str, key: str, now: dt.datetime
) -> None:
    """Post a short message in the lead body's channel, if it has one."""
    body = ground.body(referral.lead)
    address = await channel_of(tx, ground.finder, body) if body else None
    if address is None:
        return
    await outbox.post(
        tx,
        to=address.id,
        message=Message(text=text, summary=text[:200]),
        not_before=now,
        dedupe_key=f"referral-word:{referral.id}:{key}",
        about=f"{about_referral(referral.id)}:words",
        lang=ground.lang,
    )


async def tell_secretariat(
    tx: Transaction,
    ground: Ground,
    key: str,
    about: str,
    now: dt.datetime,
    say: Callable[[Lang], Reply],
    but: str = "",
) -> None:
    """Tell everybody at the secretariat who can be reached, `but` one person."""
    for person in sorted(ground.secretariat - {but}):
        if not await way_to(tx, person):
            continue
        lang = await lang_of(tx, person, ground.lang)
        await outbox.post(
            tx,
            to=f"person:{person}",
            message=Message.of(say(lang)),
            not_before=now,
            dedupe_key=f"{key}:{person}",
            about=about,
            lang=lang,
        )


async def tell_offices(
    tx: Transaction, ground: Ground, found: Round, key: str, messages: Mapping[Lang, Message], turn: Turn
) -> None:
    """Send the municipalities' offices what concerns them, as a broadcast of the feature's own."""
    only = tuple(row.municipality.code for row in found.rows)
    await ground.broadcasts.announce(
        tx,
        key=f"offices-{found.referral.id}-{key}",
        audience=Audience((Part(Group.OFFICES, only=only),)),
        messages=messages,
        at=turn.at,
        now=turn.at,
        about=about_referral(found.referral.id),
        by=turn.person.id,
        by_name=turn.person.name,
    )
