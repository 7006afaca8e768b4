"""A list of meetings: what its columns are called, what its rows mean, and what speaks against them."""

import datetime as dt
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core import when
from bot.core.calendar import local_day
from bot.core.swedish.letters import fold
from bot.core.text import Lang, Text, join_names
from bot.features.bodies import texts as list_texts
from bot.features.bodies.cards import capital
from bot.features.bodies.listing import RowFault, columns_of
from bot.features.bodies.model import Body, Cooperation
from bot.features.bodies.naming import finder_of, words_of
from bot.features.meetings.cards import Named, in_full, names_of, title_of, where_of
from bot.features.meetings.lists import texts
from bot.features.meetings.model import (
    Fault,
    Form,
    Guest,
    Meeting,
    Slot,
    State,
    fault_of,
    overlaps,
    with_standing,
)
from bot.features.meetings.times import read_clock
from bot.features.meetings.wording import read_guests

LONGEST_CELL: Final = 1000
_COLUMNS: Final = {
    "body": ("organ", "organen", "natverk", "grupp", "body", "bodies", "network", "group", "mote"),
    "day": ("datum", "dag", "date", "day"),
    "time": ("tid", "klockslag", "kl", "time"),
    "start": ("start", "starttid", "borjar", "fran", "from", "starts", "begins"),
    "end": ("slut", "sluttid", "slutar", "till", "end", "ends", "to"),
    "place": ("plats", "lokal", "place", "room", "venue"),
    "link": ("lank", "moteslank", "teams", "link"),
    "form": ("form", "deltagande", "typ", "kind"),
    "guests": ("gaster", "gast", "guests", "guest"),
    "agenda": ("dagordning", "agenda", "punkter", "items"),
}
_FORMS: Final = (
    (Form.HYBRID, re.compile(r"hybrid\w*")),
    (Form.ONLINE, re.compile(r"digital\w*|online|teams|distans|pa distans")),
    (Form.ON_SITE, re.compile(r"pa plats|fysisk\w*|on site|in person")),
)
_FAULTS: Final[dict[Fault, Text]] = {
    Fault.ENDS_FIRST: texts.ENDS_FIRST,
    Fault.PAST: texts.PAST,
    Fault.TOO_LONG: texts.TOO_LONG,
    Fault.TOO_FAR: texts.TOO_FAR,
}
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./ -](\d{4})")
_CLOCK = re.compile(r"(\d{1,2}[.:]\d\d)(?::\d\d)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was understood."""

    number: int
    bodies: tuple[str, ...]
    slot: Slot
    form: Form = Form.ON_SITE
    place: str = ""
    link: str = ""
    guests: tuple[Guest, ...] = ()
    agenda: tuple[str, ...] = ()


def understand(
    rows: Sequence[tuple[int, Sequence[str]]], cooperation: Cooperation, now: dt.datetime, lang: Lang
) -> tuple[list[Row], list[RowFault]]:
    """Return the rows of a list with what is wrong with it; rows are (number, cells), the first one headings."""
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        return [], [RowFault(0, list_texts.LIST_EMPTY(lang))]
    columns = columns_of(filled[0][1], _COLUMNS)
    missing = [name for name in ("body", "day") if name not in columns]
    missing += [] if {"time", "start"} & set(columns) else ["time"]
    if missing:
        named = join_names([texts.COLUMNS[name](lang) for name in missing], lang)
        return [], [RowFault(filled[0][0], list_texts.LIST_NO_COLUMN(lang, columns=named))]
    reader = _Reader(cooperation, columns, now, lang)
    found = [row for number, cells in filled[1:] if (row := reader.row(number, cells))]
    return found, [*reader.faults, *_colliding(found, Named(cooperation.bodies), lang)]


def _colliding(rows: Sequence[Row], named: Named, lang: Lang) -> list[RowFault]:
    """Return the rows in which a body has two meetings at once."""
    faults = []
    for one, other in itertools.combinations(rows, 2):
        both = set(one.bodies) & set(other.bodies)
        if both and one.slot.starts_at < other.slot.ends_at and other.slot.starts_at < one.slot.ends_at:
            body = capital(names_of(named(sorted(both)), lang))
            faults.append(RowFault(other.number, texts.OVERLAPS_ROW(lang, body=body, other=one.number)))
    return faults


class _Reader:
    """Reads the rows of one list, and gathers what is wrong with them."""

    def __init__(self, cooperation: Cooperation, columns: Mapping[str, int], now: dt.datetime, lang: Lang) -> None:
        self._cooperation = cooperation
        self._finder = finder_of(cooperation)
        self._columns = columns
        self._now = now
        self._lang = lang
        self.faults: list[RowFault] = []

    def row(self, number: int, cells: Sequence[str]) -> Row | None:
        """Return what a row means, or None when something is wrong with it."""
        before = len(self.faults)
        told = {name: cells[index].strip() if index < len(cells) else "" for name, index in self._columns.items()}
        if any(len(value) > LONGEST_CELL for value in told.values()):
            self._fault(number, texts.LONG_CELL)
            return None
        bodies = self._bodies(number, told["body"])
        slot = self._slot(number, told)
        place, link = " ".join(told.get("place", "").split()), told.get("link", "")
        if link and not link.lower().startswith(("https://", "http://")):
            self._fault(number, texts.NO_LINK, said=link)
        form = self._form(number, told.get("form", ""), place, link)
        if len(self.faults) > before or slot is None:
            return None
        guests = tuple(read_guests(told.get("guests", "")))
        agenda = tuple(filter(None, (" ".join(item.split()) for item in re.split(r"[;\n]", told.get("agenda", "")))))
        return Row(number, tuple(body.id for body in bodies), slot, form, place, link, guests, agenda)

    def _bodies(self, number: int, said: str) -> list[Body]:
        found = [each for each in self._cooperation.bodies if each.id == said.lower()]
        named = [each.values[0] for each in self._finder.bodies(words_of(said)) if len(each.values) == 1]
        bodies = found or list(dict.fromkeys(named))
        if not bodies:
            every = join_names([each.name(self._lang) for each in self._cooperation.bodies], self._lang)
            self._fault(number, list_texts.LIST_NO_BODY, name=said or "…", bodies=every)
        return bodies

    def _slot(self, number: int, told: Mapping[str, str]) -> Slot | None:
        day = self._day(told["day"])
        if day is None:
            self._fault(number, texts.NO_DAY, said=told["day"] or "…")
            return None
        time = told.get("time", "") or "–".join(filter(None, (told.get("start", ""), told.get("end", ""))))
        time = _CLOCK.sub(r"\1", time)
        if day < local_day(self._now):
            self._fault(number, texts.PAST)
            return None
        times = read_clock(time, [day], self._now)
        if times.ends_first:
            self._fault(number, texts.ENDS_FIRST)
            return None
        if not times.slots:
            if day == local_day(self._now) and read_clock(time, [day + dt.timedelta(days=1)], self._now).slots:
                self._fault(number, texts.PAST)
            else:
                self._fault(number, texts.NO_TIME, said=time or "…")
            return None
        if fault := fault_of(times.slots[0], self._now):
            self._fault(number, _FAULTS[fault])
            return None
        return times.slots[0]

    def _day(self, said: str) -> dt.date | None:
        first = said.split("T")[0].split(" ")[0] if re.match(r"\d{4}-\d\d-\d\d", said) else said
        try:
            return dt.date.fromisoformat(first)
        except ValueError:
            pass
        if found := _DAY_FIRST.fullmatch(first):
            try:
                return dt.date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                return None
        moment = when.read(said, self._now)
        if moment is None or moment.end or moment.rrule or moment.fuzzy:
            return None
        return local_day(moment.start) if isinstance(moment.start, dt.datetime) else moment.start

    def _form(self, number: int, said: str, place: str, link: str) -> Form:
        if not said:
            return Form.ONLINE if not place and link else Form.ON_SITE
        found = next((form for form, pattern in _FORMS if pattern.fullmatch(fold(said))), None)
        if found is None:
            self._fault(number, texts.NO_FORM, said=said)
        return found or Form.ON_SITE

    def _fault(self, number: int, text: Text, **values: str) -> None:
        self.faults.append(RowFault(number, text(self._lang, **values)))


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list comes to: the rows that stand already, the meetings to book with their rows, and what is wrong."""

    stands: tuple[Row, ...]
    rows: tuple[Row, ...]
    meetings: tuple[Meeting, ...]
    faults: tuple[RowFault, ...]


def compare(
    rows: Sequence[Row], booked: Sequence[Meeting], cooperation: Cooperation, key: str, now: dt.datetime, lang: Lang
) -> Listed:
    """Return what rows come to beside the meetings that are booked; ids are made of `key`.

    A meeting of the same bodies that begins at the same time is the same meeting.
    """
    named = Named(cooperation.bodies)
    stands, fresh, faults = [], [], []
    for row in rows:
        there = [each for each in booked if overlaps(each, row.slot) and set(each.bodies) & set(row.bodies)]
        if any(each.starts_at == row.slot.starts_at and set(each.bodies) == set(row.bodies) for each in there):
            stands.append(row)
        elif there:
            both = names_of(named(body for body in row.bodies if body in there[0].bodies), lang)
            said = texts.OVERLAPS_BOOKED(lang, body=capital(both), when=in_full(there[0], lang, now))
            faults.append(RowFault(row.number, said))
        else:
            fresh.append(row)
    made = tuple(
        Meeting(
            id=f"{key}-{number}",
            bodies=row.bodies,
            starts_at=row.slot.starts_at,
            ends_at=row.slot.ends_at,
            form=row.form,
            place=row.place,
            link=row.link,
            agenda=with_standing(named(row.bodies), row.agenda, cooperation.language),
            guests=row.guests,
            series=key if len(fresh) > 1 else "",
        )
        for number, row in enumerate(fresh, start=1)
    )
    return Listed(tuple(stands), tuple(fresh), made, tuple(faults))


def lines(
    listed: Listed, notes: Mapping[str, Sequence[str]], cooperation: Cooperation, now: dt.datetime, lang: Lang
) -> list[str]:
    """Return what a list would book, in words; `notes` are what speaks against a meeting, by its id."""
    named = Named(cooperation.bodies)
    said = [
        texts.STANDS(lang, number=row.number, meeting=title_of(named(row.bodies), row.slot, lang, _far(now)))
        for row in listed.stands
    ]
    for row, meeting in zip(listed.rows, listed.meetings, strict=True):
        title = title_of(named(meeting.bodies), replace(meeting, state=State.PLANNED), lang, _far(now))
        said.append(texts.WOULD_BOOK(lang, number=row.number, meeting=title, where=where_of(meeting, lang)))
        said += [texts.NOTE(lang, number=row.number, said=note) for note in notes.get(meeting.id, ())]
    return said


def _far(now: dt.datetime) -> dt.datetime:
    """Return an instant from which every date is written in full."""
    return now - dt.timedelta(days=30)
