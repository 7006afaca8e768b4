"""Newcomers and leavers: noticed, seated with a press, and empty seats chased."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from bot.core.calendar import local_day
from bot.core.feature import Feature, Press, Routine, Subject
from bot.core.overview import Focus, Section
from bot.core.recurrence import Rule
from bot.core.text import escape
from bot.core.turn import Kind, Reply, Scope, Turn
from bot.features.bodies import texts as body_texts
from bot.features.bodies.cards import capital, named, past_day
from bot.features.bodies.changes import MAY_CHANGE
from bot.features.bodies.proposals import Changed, NotAllowed
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import CannotSeat
from bot.features.meetings.cards import written
from bot.features.newcomers import cards, texts
from bot.features.newcomers.claims import REMIND_CLAIM, Claims, NoSuchClaim
from bot.features.newcomers.gatherings import INVITE, IntroductionMeetings
from bot.features.newcomers.holdings import Forget, build_holdings
from bot.features.newcomers.introducing import NEXT_BUDDY, Buddies
from bot.features.newcomers.leaving import (
    CHASE,
    CHASE_LATER,
    REMIND_DEPARTURE,
    SETTLE_DEPARTURE,
    Leaving,
    NoSuchDeparture,
)
from bot.features.newcomers.letters import REACH, Letters
from bot.features.newcomers.noticing import COMPARE, LEFT, NIGHTLY, Noticing
from bot.features.newcomers.onboarding import SEND, Onboarding

EVERY_NIGHT: Final = Rule("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(3, 20))
EVERY_MORNING: Final = Rule("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(9, 5))
FIRST_MONDAY: Final = Rule("FREQ=MONTHLY;BYDAY=1MO", dt.date(2026, 1, 1), dt.time(9))
A_DAY_SECONDS: Final = 86_400.0
LONGEST_KEY: Final = 100


@dataclass(frozen=True, slots=True)
class Parts:
    """What the feature is made of."""

    letters: Letters
    noticing: Noticing
    claims: Claims
    leaving: Leaving
    onboarding: Onboarding
    buddies: Buddies
    gatherings: IntroductionMeetings


def build_newcomers(parts: Parts, seating: Seating, forget_talk: Forget) -> Feature:
    """Return the feature; it must be asked about events before those that end a turn.

    `forget_talk` forgets the conversation with somebody, which is kept elsewhere.
    """
    seating.tell(parts.claims.seats_changed)
    seating.tell(parts.leaving.seats_changed)
    seating.tell(parts.noticing.seats_changed)
    deciding, standing = _Deciding(parts, seating), _Standing(parts, seating)

    async def came(turn: Turn) -> None:
        await parts.noticing.added(turn)

    async def went(turn: Turn) -> None:
        await parts.noticing.removed(turn)

    async def installed(turn: Turn) -> None:
        if turn.conversation.scope is Scope.PERSONAL:
            await parts.noticing.met(turn)

    return Feature(
        name="newcomers",
        subject=Subject.SEATS,
        presses=(
            Press(cards.AnswerClaim, deciding.claim, MAY_CHANGE),
            Press(cards.AnswerDeparture, deciding.departure, MAY_CHANGE),
            Press(cards.AnswerBuddy, deciding.buddy),
            Press(cards.AnswerGathering, deciding.gathering),
        ),
        events={Kind.ADDED: came, Kind.REMOVED: went, Kind.INSTALLED: installed},
        use_cases={
            REACH: parts.letters.reach,
            LEFT: parts.noticing.left,
            NIGHTLY: parts.noticing.nightly,
            REMIND_CLAIM: parts.claims.remind,
            REMIND_DEPARTURE: parts.leaving.remind,
            CHASE: parts.leaving.chase,
            CHASE_LATER: parts.leaving.chase_now,
            NEXT_BUDDY: parts.buddies.next,
            INVITE: parts.gatherings.invite,
        },
        routines=(
            Routine(NIGHTLY, EVERY_NIGHT, A_DAY_SECONDS),
            Routine(CHASE, FIRST_MONDAY, 7 * A_DAY_SECONDS),
            Routine(INVITE, EVERY_MORNING, A_DAY_SECONDS / 2),
        ),
        errands={
            COMPARE: parts.noticing.compare,
            SETTLE_DEPARTURE: parts.leaving.settle,
            SEND: parts.onboarding.send,
        },
        overview=standing.overview,
        holdings=build_holdings(forget_talk),
    )


class _Deciding:
    """What the chair and the secretariat press."""

    def __init__(self, parts: Parts, seating: Seating) -> None:
        self._claims = parts.claims
        self._leaving = parts.leaving
        self._buddies = parts.buddies
        self._gatherings = parts.gatherings
        self._seating = seating

    async def gathering(self, turn: Turn, press: cards.AnswerGathering) -> Reply:
        """Come to an introduction meeting, or not."""
        meeting = await self._gatherings.answer(turn, press.meeting[:LONGEST_KEY], comes=press.comes)
        if meeting is None:
            return Reply(text=texts.GATHERING_GONE(turn.lang))
        text = texts.GATHERING_COMES if press.comes else texts.GATHERING_COMES_NOT
        return Reply(text=text(turn.lang, when=written(meeting, turn.lang, turn.at)))

    async def buddy(self, turn: Turn, press: cards.AnswerBuddy) -> Reply:
        """Be a newcomer's buddy, or not."""
        found = await self._buddies.answer(turn, press.key[:LONGEST_KEY], yes=press.yes)
        if found is None:
            return Reply(text=texts.BUDDY_GONE(turn.lang))
        return Reply(card=cards.buddy_done_card(*found, turn.lang), replaces=True)

    async def claim(self, turn: Turn, press: cards.AnswerClaim) -> Reply:
        if not 0 < len(press.key) <= LONGEST_KEY:
            return Reply(text=texts.CLAIM_GONE(turn.lang))
        try:
            claim = await self._claims.answer(turn, press.key, yes=press.yes)
        except NoSuchClaim:
            return Reply(text=texts.CLAIM_GONE(turn.lang), replaces=True)
        except NotAllowed as refused:
            return _refused(turn, refused)
        except Changed:
            return await self._claims.card(press.key, turn)
        except CannotSeat as fault:
            contact = await self._seating.contact(fault.edit.person)
            name = escape(contact.name) if contact else ""
            body = named(self._seating.body(fault.edit.body), turn.lang)
            return Reply(text=texts.CLAIM_CANNOT(turn.lang, name=name, body=body))
        body_, town = self._claims.place_of(claim)
        return Reply(card=cards.claim_done_card(claim, body_, town, None, turn.lang), replaces=True)

    async def departure(self, turn: Turn, press: cards.AnswerDeparture) -> Reply:
        if not 0 < len(press.key) <= LONGEST_KEY:
            return Reply(text=texts.DEPARTURE_GONE(turn.lang))
        try:
            left = await self._leaving.answer(turn, press.key, yes=press.yes)
        except NoSuchDeparture:
            return Reply(text=texts.DEPARTURE_GONE(turn.lang), replaces=True)
        except NotAllowed as refused:
            return _refused(turn, refused)
        except Changed:
            return Reply(text=body_texts.CHANGED_MEANWHILE(turn.lang))
        body = self._seating.body(left.departure.body)
        card = cards.departed_card(left, body, self._leaving.towns, turn.lang, turn.at)
        return Reply(card=card, replaces=True)


def _refused(turn: Turn, refused: NotAllowed) -> Reply:
    lang = turn.lang
    name = escape(refused.chair.name) if refused.chair else ""
    chair = body_texts.CHAIR_NAMED(lang, name=name) if name else body_texts.THE_CHAIR(lang)
    return Reply(text=body_texts.ONLY_CHAIR(lang, body=named(refused.body, lang), chair=chair))


class _Standing:
    """How things stand: newcomers without a seat, and leavers nobody has answered for."""

    def __init__(self, parts: Parts, seating: Seating) -> None:
        self._parts = parts
        self._seating = seating

    async def overview(self, turn: Turn, focus: Focus) -> list[Section]:
        """Tell what waits; who claims a seat and who may have left is for those who decide alone."""
        found: list[Section] = []
        if turn.role in MAY_CHANGE:
            found += [await self._claims(turn, focus), await self._departures(turn, focus)]
            found.append(await self._introductions(turn, focus))
        return [section for section in found if section.rows]

    async def _claims(self, turn: Turn, focus: Focus) -> Section:
        rows = []
        for claim in await self._parts.claims.waiting(focus.body, focus.municipality):
            body, town = self._parts.claims.place_of(claim)
            if await self._seating.may_change(turn, body):
                rows.append(
                    texts.CLAIM_ROW(
                        turn.lang,
                        name=escape(claim.name),
                        town=town.name,
                        body=named(body, turn.lang),
                        date=past_day(local_day(claim.asked_at), turn.lang, turn.at),
                    )
                )
        rows += await self._unseated(turn, focus)
        return Section(texts.CLAIMS_TITLE(turn.lang), tuple(rows), place=20)

    async def _departures(self, turn: Turn, focus: Focus) -> Section:
        rows = []
        for departure in await self._parts.leaving.waiting(focus.body) if not focus.municipality else ():
            body = self._seating.body(departure.body)
            if await self._seating.may_change(turn, body):
                rows.append(
                    texts.DEPARTURE_ROW(
                        turn.lang,
                        name=escape(departure.name),
                        body=named(body, turn.lang),
                        date=past_day(departure.last_on, turn.lang, turn.at),
                    )
                )
        return Section(texts.DEPARTURES_TITLE(turn.lang), tuple(rows), place=21)

    async def _introductions(self, turn: Turn, focus: Focus) -> Section:
        rows = []
        for meeting, invited in await self._parts.gatherings.ahead(turn.at) if not focus.municipality else ():
            if focus.body and focus.body not in meeting.bodies:
                continue
            said = [each.comes for each in invited]
            rows.append(
                texts.GATHERING_ROW(
                    turn.lang,
                    when=capital(written(meeting, turn.lang, turn.at)),
                    yes=said.count(True),
                    no=said.count(False),
                    silent=said.count(None),
                )
            )
        return Section(texts.GATHERING_TITLE(turn.lang), tuple(rows), place=40)

    async def _unseated(self, turn: Turn, focus: Focus) -> list[str]:
        """Return the newcomers who have neither a seat nor a question about one."""
        rows = []
        for newcomer, body_id, on in await self._parts.claims.unseated(local_day(turn.at)):
            body = self._seating.body(body_id)
            fits = focus.body in {"", body_id} and focus.municipality in {"", newcomer.municipality}
            if fits and newcomer.name and await self._seating.may_change(turn, body):
                date = past_day(on, turn.lang, turn.at)
                name = escape(newcomer.name)
                rows.append(texts.UNSEATED_ROW(turn.lang, name=name, body=named(body, turn.lang), date=date))
        return rows
