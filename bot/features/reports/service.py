"""Loads what the figures are made of, and keeps the addresses under which documents are fetched."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.calendar import STOCKHOLM, local_day
from bot.core.ports import Collection, NewId, Store, Transaction
from bot.core.text import Lang
from bot.features.bodies.model import Body
from bot.features.bodies.record import read_board
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import CONTACTS, FIRST_DAY, LAST_DAY, Contact, Presidium, Seat, seats_of
from bot.features.meetings.attendance import ROLL_CALLS, RollCall
from bot.features.meetings.model import MEETINGS, RSVPS, Meeting, Rsvp
from bot.features.reports.model import (
    YEARS_COMPARED,
    OwnTally,
    Period,
    Register,
    draw_up,
    own_tally,
    period_of,
    year_before,
)
from bot.features.reports.summary import TownYear, Year, town_year, year_of

LINK_LASTS = dt.timedelta(days=30)
"""How long the address of a document works."""


class Kind(StrEnum):
    """What lies under an address."""

    REPORT = "report"
    SPREADSHEET = "spreadsheet"


@dataclass(frozen=True, slots=True)
class ReportLink:
    """An address under which a document of a year is made when it is fetched."""

    kind: Kind
    year: int
    lang: Lang
    expires_at: dt.datetime


REPORT_LINKS: Collection[ReportLink] = Collection("report_links", ReportLink, ordered=("expires_at",))


@dataclass(frozen=True, slots=True)
class Material:
    """All that figures are made of, as it stands in the store: some years' meetings and roll calls, one year's answers.

    `presidiums` are by body.
    """

    seats: Mapping[str, Seat]
    presidiums: Mapping[str, Presidium]
    meetings: tuple[Meeting, ...]
    rsvps: tuple[Rsvp, ...]
    roll_calls: tuple[RollCall, ...]

    def register(self, period: Period, now: dt.datetime) -> Register:
        """Return the register of a period among the years."""
        return draw_up(period, self.meetings, self.seats, self.rsvps, self.roll_calls, now)


class Statistics:
    """The figures of one cooperation."""

    def __init__(self, store: Store, seating: Seating, new_id: NewId) -> None:
        self._store = store
        self._seating = seating
        self._new_id = new_id

    @property
    def seating(self) -> Seating:
        """Who sits where."""
        return self._seating

    async def latest_year(self, now: dt.datetime) -> int | None:
        """Return the last year in which a meeting has been held, None when none has."""
        year = local_day(now).year
        for each in (year, year - 1):
            if await self.any_begun(each, now):
                return each
        found = await self._store.run(lambda tx: tx.between(MEETINGS, "starts_at", None, now))
        over = [local_day(kept.value.starts_at).year for kept in found]
        return max(over) if over else None

    async def any_begun(self, year: int, now: dt.datetime) -> bool:
        """Tell whether a meeting of a year has begun, or was to begin and was cancelled."""
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            return False
        end = min(_new_year(year + 1), now)
        return bool(await self._store.run(lambda tx: tx.between(MEETINGS, "starts_at", _new_year(year), end, limit=1)))

    async def material(self, year: int, *, years_back: int = YEARS_COMPARED) -> Material:
        """Load a year and those before it."""

        async def work(tx: Transaction) -> Material:
            start, end = _new_year(year - years_back), _new_year(year + 1)
            board = await read_board(tx)
            meetings = [kept.value for kept in await tx.between(MEETINGS, "starts_at", start, end)]
            rolls = [kept.value for kept in await tx.between(ROLL_CALLS, "held_at", start, end)]
            rsvps = []
            for meeting in meetings:
                if local_day(meeting.starts_at).year == year:
                    rsvps += [kept.value for kept in await tx.find(RSVPS, meeting=meeting.id)]
            return Material(self._in_order(board.seats), board.presidiums, tuple(meetings), tuple(rsvps), tuple(rolls))

        return await self._store.run(work)

    def _in_order(self, seats: Mapping[str, Seat]) -> dict[str, Seat]:
        """Return the seats that the cooperation has, bodies and municipalities in its order."""
        cooperation = self._seating.cooperation
        keys = [Seat(body.id, code).id for body in cooperation.bodies for code in seats_of(body, cooperation)]
        return {key: seats[key] for key in keys if key in seats}

    async def year(self, year: int, now: dt.datetime, material: Material | None = None) -> Year:
        """Return a year as far as it has come."""
        period = period_of(year, local_day(now))
        found = material or await self.material(year)
        earlier = [
            found.register(Period(past, dt.date(past, 12, 31)), now)
            for past in range(year - 1, year - 1 - YEARS_COMPARED, -1)
        ]
        before = earlier[0] if period.whole else found.register(year_before(period), now)
        return year_of(self._seating.cooperation.bodies, found.register(period, now), before, earlier)

    async def town(self, municipality: str, year: int, now: dt.datetime, bodies: Sequence[Body] = ()) -> TownYear:
        """Return the year of a municipality, in some bodies or in all."""
        period = period_of(year, local_day(now))
        found = await self.material(year, years_back=1)
        before = found.register(year_before(period), now)
        wanted = bodies or self._seating.cooperation.bodies
        return town_year(municipality, wanted, found.register(period, now), before)

    async def own(self, contact: Contact, year: int, now: dt.datetime) -> list[tuple[Body, OwnTally]]:
        """Return how it went for one person in each body that concerned them."""
        register = await self.register(year, now)
        found = []
        for body in self._seating.cooperation.bodies:
            own = own_tally((each for each in register.calls if each.body == body.id), contact.id)
            if own.meetings or own.unnoted or own.stood_in:
                found.append((body, own))
        return found

    async def persons(self, body: Body, year: int, now: dt.datetime) -> list[tuple[Contact, str, OwnTally]]:
        """Return everybody who held a seat of a body at a meeting: who, for which municipality (code), and how it went.

        Only for those who may see it: the caller looks at that.
        """
        register = await self.register(year, now)
        calls = [each for each in register.calls if each.body == body.id]
        pairs = dict.fromkeys((each.municipality, each.holder) for each in calls if each.holder)
        contacts = await self._contacts(person for _, person in pairs)
        return [
            (contacts[person], code, own_tally((each for each in calls if each.municipality == code), person))
            for code, person in pairs
            if person in contacts
        ]

    async def register(self, year: int, now: dt.datetime) -> Register:
        """Return the register of a year as far as it has come, without those before it."""
        material = await self.material(year, years_back=0)
        return material.register(period_of(year, local_day(now)), now)

    async def _contacts(self, keys: Iterable[str]) -> dict[str, Contact]:
        wanted = list(dict.fromkeys(keys))

        async def work(tx: Transaction) -> dict[str, Contact]:
            kept = [await tx.get(CONTACTS, key) for key in wanted]
            return {each.id: each.value for each in kept if each}

        return await self._store.run(work)

    async def heads(self, presidium: Presidium | None) -> dict[str, Contact]:
        """Return the people of a presidium by their contact ids."""
        if presidium is None:
            return {}
        return await self._contacts(each.person for each in (*presidium.chair, *presidium.vice_chair))

    # Addresses of documents

    async def open_link(self, kinds: Sequence[Kind], year: int, lang: Lang, now: dt.datetime) -> dict[Kind, str]:
        """Make addresses for documents of a year; return their keys. Those that have expired are taken away."""
        keys = {kind: self._new_id() for kind in kinds}

        async def work(tx: Transaction) -> None:
            for kept in await tx.between(REPORT_LINKS, "expires_at", None, now):
                await tx.remove(REPORT_LINKS, kept)
            for kind, key in keys.items():
                await tx.add(REPORT_LINKS, key, ReportLink(kind, year, lang, now + LINK_LASTS))

        await self._store.run(work)
        return keys

    async def link(self, key: str, now: dt.datetime) -> ReportLink | None:
        """Return what lies under an address, None when there is nothing (any more)."""
        kept = await self._store.run(lambda tx: tx.get(REPORT_LINKS, key)) if key else None
        return kept.value if kept and now < kept.value.expires_at else None


def _new_year(year: int) -> dt.datetime:
    """Return the instant at which a year begins in Stockholm."""
    return dt.datetime(year, 1, 1, tzinfo=STOCKHOLM).astimezone(dt.UTC)
