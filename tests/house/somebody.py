"""Somebody of whom everything is kept that can be kept: a document in each collection that can name a person.

What is planted is dated `DAY`, so that it can be measured when it goes.
"""

import datetime as dt
import functools
import gc
import importlib
import pkgutil
from dataclasses import fields, is_dataclass
from typing import Any, Final

import bot
import dialogs
from bot.core.calendar import local_day
from bot.core.errands import ERRANDS, Errand
from bot.core.holding import Subject
from bot.core.journal import JOURNAL, Entry
from bot.core.outbox import OUTBOX, OutboxRow
from bot.core.outbox import State as Sending
from bot.core.ports import ADDRESSES, Address, Collection, Store, Transaction
from bot.core.text import Text
from bot.core.timers import set_timer
from bot.core.turn import Message
from bot.features.activities.model import ACTIVITIES, Activity, Status
from bot.features.bodies.history import Tenure
from bot.features.bodies.model import MEMBERS, Member
from bot.features.bodies.seats import CHANGES, CONTACTS, PRESIDIUMS, SEATS, Contact, Line, Post, Presidium, Seat
from bot.features.bodies.seats import Change as SeatChange
from bot.features.bodies.teams import TEAMS, Team
from bot.features.broadcasts.model import BROADCASTS, DELIVERIES, Audience, Broadcast, Delivery, Group, Part, place_of
from bot.features.broadcasts.model import State as Sent
from bot.features.decisions.model import NOTES, Kind, Note
from bot.features.home.personal.service import DISCLOSURES, Disclosure
from bot.features.home.service import WELCOMES, Welcome
from bot.features.home.standing import DIGESTS, Digest
from bot.features.knowledge.questions import (
    LAST_QUESTIONS,
    LEARNED,
    PASSED,
    VERDICTS,
    LastQuestion,
    LearnedFact,
    PassedQuestion,
    Verdict,
)
from bot.features.meetings.attendance import ROLL_CALLS, Attendance, Noting, Outcome, RollCall, roll_call_key
from bot.features.meetings.calendars.service import SUBSCRIPTIONS, Subscription
from bot.features.meetings.model import (
    MEETING_CHANGES,
    MEETINGS,
    RSVPS,
    Event,
    Guest,
    Meeting,
    MeetingChange,
    Rsvp,
    Says,
    What,
    rsvp_key,
)
from bot.features.meetings.reminders.ladder import HANDLED, LADDERS, Handled, Ladder
from bot.features.meetings.reminders.preferences import PREFERENCES, Preference, Wants
from bot.features.newcomers.gatherings import INVITATIONS, Invitation
from bot.features.newcomers.introducing import INTRODUCTIONS, Introduction
from bot.features.newcomers.model import (
    CLAIMS,
    DEPARTURES,
    LETTERS,
    NEWCOMERS,
    Answer,
    Arrival,
    Claim,
    Departure,
    Letter,
    Newcomer,
)
from bot.features.newcomers.pairing import PAIRINGS, Pairing
from bot.features.newcomers.presence import PRESENCES, Presence
from bot.features.quiz.model import SITTINGS, Sitting
from bot.features.quiz.service import FORGET
from bot.features.referrals.draft import DRAFTS, Content, Draft, draft_key
from bot.features.referrals.meaning import PENDING, Pending
from bot.features.referrals.model import (
    REFERRALS,
    RESPONSES,
    Position,
    Referral,
    ReferralResponse,
    Remark,
    Said,
    response_key,
)
from bot.features.referrals.model import Says as Answers
from dialogs.assent import ASKED
from dialogs.assent import Asked as AskedByCard
from dialogs.newcomer import TALKS, Talk
from dialogs.planning import PLANS, Plan
from dialogs.referring import INTAKES, Intake

DAY: Final = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
NAME: Final = "Zaida Quistgaard"
EMAIL: Final = "zaida.quistgaard@example.org"
MEMBER: Final = "5a1da000-0000-4000-8000-000000000001"
CONTACT: Final = "c0c0zaida"
TEAMS_ID: Final = "29:zaida"
CHAT: Final = "a:zaida-chat"
SUBJECT: Final = Subject(MEMBER, CONTACT, (NAME,), (EMAIL,), (TEAMS_ID,))
TRACES: Final = (NAME, EMAIL, MEMBER, CONTACT, TEAMS_ID, CHAT)
"""What nothing may hold when everything of theirs is gone."""

_ON: Final = local_day(DAY)
_HOUR: Final = dt.timedelta(hours=1)
_SEAT: Final = ("planeringschefer", "0140")
_TENURE: Final = Tenure(CONTACT, dt.date(2025, 1, 1), _ON)
_MEETING: Final = ("m1", *_SEAT)


@functools.cache
def collections() -> dict[str, Collection[Any]]:
    """Return every collection that is declared anywhere, by its name."""
    for package in (bot, dialogs):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    every = [each for each in gc.get_objects() if isinstance(each, Collection) and is_dataclass(each.type)]
    # Tests of the store declare collections of their own.
    return {each.name: each for each in every if each.type.__module__.startswith(("bot.", "dialogs."))}


def field_names(collection: Collection[Any]) -> set[str]:
    """Return the names of the fields of a collection's documents."""
    return {field.name for field in fields(collection.type)}


async def plant(store: Store) -> None:
    """Keep everything about them."""
    for work in (_known, _seated, _met, _newly_come, _asked, _referred, _wrote):
        await store.run(work)


async def left_in(tx: Transaction) -> frozenset[str]:
    """Return the names of the collections that hold something of theirs, in a document or in its id."""
    found = set()
    for collection in collections().values():
        async for kept in tx.all(collection):
            whole = f"{kept.id} {kept.value!r}"
            if any(trace in whole for trace in TRACES):
                found.add(collection.name)
    return frozenset(found)


async def _known(tx: Transaction) -> None:
    await tx.add(MEMBERS, MEMBER, Member(MEMBER, TEAMS_ID, NAME, "home", "sv-SE"))
    mine = Address(f"person:{MEMBER}", "https://teams", "home", CHAT, TEAMS_ID, name=NAME, seen_at=DAY)
    await tx.add(ADDRESSES, mine.id, mine)
    await tx.add(WELCOMES, CHAT, Welcome(CHAT, DAY))
    await tx.add(DIGESTS, MEMBER, Digest(MEMBER, DAY))
    await tx.add(PREFERENCES, MEMBER, Preference(MEMBER, Wants.FEWER, DAY))
    await tx.add(SUBSCRIPTIONS, "key", Subscription(f"person:{MEMBER}", "sv", DAY, DAY))
    await tx.add(DISCLOSURES, "file", Disclosure(MEMBER, "sv", DAY + dt.timedelta(days=1)))
    await tx.add(SITTINGS, MEMBER, Sitting("try", DAY, DAY, bodies=("planeringschefer",)))
    await set_timer(tx, key=f"quiz:{MEMBER}", runs=FORGET, at=DAY + dt.timedelta(days=1), about=f"quiz:{MEMBER}")
    await tx.add(ERRANDS, "e", Errand("newcomers-look", "team:t1", DAY))
    await tx.add(TEAMS, "t1", Team("t1", "Planeringschefer", "19:plan", "https://teams", body="planeringschefer"))


async def _seated(tx: Transaction) -> None:
    posts = ("planeringschefer/0140/holder", "planeringschefer//chair")
    await tx.add(CONTACTS, CONTACT, Contact(CONTACT, NAME, "zaida quistgaard", EMAIL, "0140", MEMBER, posts))
    await tx.add(SEATS, "planeringschefer/0140", Seat(*_SEAT, holder=(_TENURE,)))
    await tx.add(PRESIDIUMS, "planeringschefer", Presidium("planeringschefer", chair=(_TENURE,)))
    line = Line(*_SEAT, Post.HOLDER, (_TENURE,))
    await tx.add(CHANGES, "change", SeatChange("change", MEMBER, NAME, DAY, (), (line,)))


async def _met(tx: Transaction) -> None:
    booked = Event(What.BOOKED, NAME, DAY, DAY)
    meeting = Meeting("m1", ("planeringschefer",), DAY, DAY + _HOUR, guests=(Guest(NAME, "Region"),), history=(booked,))
    await tx.add(MEETINGS, "m1", meeting)
    await tx.add(MEETING_CHANGES, "mc", MeetingChange("mc", MEMBER, NAME, DAY, (), (meeting,)))
    await tx.add(RSVPS, rsvp_key(*_MEETING), Rsvp(*_MEETING, Says.ATTENDING, DAY, MEMBER, NAME, DAY))
    noting = Noting(Outcome.ABSENT, False, CONTACT, MEMBER, NAME, DAY)
    came = Attendance(
        *_MEETING, Outcome.PRESENT_HOLDER, MEMBER, NAME, DAY, person=CONTACT, person_name=NAME, before=(noting,)
    )
    roll = RollCall("m1", "planeringschefer", DAY, (came,), (Guest(NAME),), MEMBER, NAME, DAY)
    await tx.add(ROLL_CALLS, roll_call_key("m1", "planeringschefer"), roll)
    await tx.add(LADDERS, "planeringschefer", Ladder((), MEMBER, NAME, DAY))
    await tx.add(HANDLED, "handled", Handled("send", MEMBER, DAY, stopped=True))
    await tx.add(ASKED, f"{CHAT}|{MEMBER}", AskedByCard(MEMBER, (("Spara", NAME), ("Avbryt", "")), DAY))
    await tx.add(PLANS, f"{CHAT}|{MEMBER}", Plan("plan", DAY, guests=(Guest(NAME),)))


async def _newly_come(tx: Transaction) -> None:
    arrivals = (Arrival("planeringschefer", _ON),)
    come = Newcomer(MEMBER, TEAMS_ID, NAME, arrivals, "0140", DAY, DAY, title="Chef", wishes="Spår", told=("hej",))
    await tx.add(NEWCOMERS, MEMBER, come)
    await tx.add(TALKS, MEMBER, Talk(MEMBER, DAY, words=f"{NAME} är ny"))
    await tx.add(INTRODUCTIONS, MEMBER, Introduction(MEMBER, "planeringschefer", f"{NAME} är ny", DAY))
    await tx.add(LETTERS, "letter", Letter(MEMBER, "planeringschefer", Message(text=NAME)))
    await tx.add(INVITATIONS, "inv", Invitation("m1", MEMBER, NAME, DAY))
    await tx.add(PAIRINGS, "as new", Pairing(MEMBER, "other", "0140", "0138", "planeringschefer", DAY, Answer.YES))
    buddy = Pairing("other", MEMBER, "0138", "0140", "planeringschefer", DAY, Answer.YES, NAME)
    await tx.add(PAIRINGS, "as buddy", buddy)
    await tx.add(PRESENCES, "t1|zaida", Presence("t1", MEMBER, TEAMS_ID, NAME, "home", EMAIL, DAY, gone_at=DAY))
    claim = Claim(MEMBER, NAME, *_SEAT, Post.HOLDER, _ON, DAY, answer=Answer.YES, by_name=NAME, answered_at=DAY)
    await tx.add(CLAIMS, "claim", claim)
    left = Departure(MEMBER, CONTACT, NAME, "planeringschefer", _ON, DAY, Answer.YES, NAME, DAY)
    await tx.add(DEPARTURES, "departure", left)


async def _asked(tx: Transaction) -> None:
    question = f"Vad säger {NAME}?"
    await tx.add(LAST_QUESTIONS, "a hash", LastQuestion(question, question, "sv", DAY))
    await tx.add(VERDICTS, "v", Verdict(question, "sv", ("fact",), True, DAY))
    passed = PassedQuestion(
        "1", question, "sv", DAY, "", "answered", MEMBER, NAME, TEAMS_ID, f"person:{MEMBER}", key=MEMBER,
        shown_to=(MEMBER,), reply=f"{NAME}: ja", settled_by=MEMBER, settled_by_name=NAME, settled_at=DAY,
    )  # fmt: skip
    await tx.add(PASSED, "1", passed)
    await tx.add(LEARNED, "1", LearnedFact("1", "Vad kostar det?", "Inget.", "sv", "kansliet", DAY, MEMBER))


async def _referred(tx: Transaction) -> None:
    referral = Referral(
        "r1", "Länsplan", "Region", _ON, "planeringschefer", MEMBER, NAME, DAY, decided_by_name=NAME, decided_on=_ON
    )
    await tx.add(REFERRALS, "r1", referral)
    remark = Remark("", Position.SUPPORTS, "Vi tillstyrker.", NAME, DAY)
    before = Said(Answers.RECEIVED, (remark,), NAME, DAY)
    said = ReferralResponse("r1", "0140", Answers.CONTRIBUTES, MEMBER, NAME, DAY, (remark,), history=(before,))
    await tx.add(RESPONSES, response_key("r1", "0140"), said)
    content = Content("Samarbetet", "Länsplan", "Region", "", _ON, _ON, 8, (), (), (), (), (), ())
    await tx.add(DRAFTS, draft_key("r1", 1), Draft("k", "r1", 1, MEMBER, NAME, DAY, content))
    await tx.add(PENDING, "p", Pending(f"{NAME} hälsar", MEMBER, DAY))
    await tx.add(INTAKES, f"{CHAT}|{MEMBER}", Intake("intake", DAY, about=f"Skriv till {NAME}"))
    done = Status("2026-4", "Klart.", MEMBER, NAME, DAY)
    await tx.add(ACTIVITIES, "1", Activity("1", "Spår", CONTACT, NAME, MEMBER, DAY, statuses=(done,)))
    await tx.add(NOTES, "n", Note("n", Kind.DECISION, _ON, "Beslut", MEMBER, NAME, DAY))


async def _wrote(tx: Transaction) -> None:
    words = Message(text=f"Hej {NAME}", mentions=((TEAMS_ID, NAME),))
    row = OutboxRow(
        f"person:{MEMBER}", words, DAY, None, "row", state=Sending.SENT, settled_at=DAY, conversation_id=CHAT
    )
    await tx.add(OUTBOX, "row", row)
    audience = Audience((Part(Group.PERSON, person=CONTACT),), but_people=(CONTACT,))
    sent = Broadcast("b1", "1", MEMBER, NAME, DAY, audience, words, words, NAME, state=Sent.SENT, ended_by_name=NAME)
    await tx.add(BROADCASTS, "b1", sent)
    got = Delivery("b1", place_of("b1", 0), "row", f"person:{MEMBER}", NAME, "sv", EMAIL, "0140", CONTACT)
    await tx.add(DELIVERIES, "d", got)
    await tx.add(JOURNAL, "j", Entry("meeting:m1", DAY, MEMBER, NAME, Text("bokade mötet", "booked the meeting")))
