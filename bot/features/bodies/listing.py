"""A list of members, one row for each post: what its columns are called, what its rows mean, what they would change."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core import when
from bot.core.ports import NewId
from bot.core.swedish.letters import fold
from bot.core.text import Lang, Text, join_names
from bot.features.bodies import texts
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body, Cooperation
from bot.features.bodies.naming import finder_of
from bot.features.bodies.seats import (
    Board,
    CannotSeat,
    Contact,
    Edit,
    Line,
    Post,
    Why,
    check_clashes,
    differences,
    implied,
    name_key,
    seats_of,
    write_down,
)

LONGEST_CELL = 200
_COLUMNS = {
    "town": ("kommun", "municipality", "town"),
    "body": ("organ", "natverk", "grupp", "body", "network", "group"),
    "post": ("roll", "uppdrag", "post", "role", "position"),
    "name": ("namn", "name", "ledamot", "person"),
    "email": ("epost", "epostadress", "mejl", "mail", "email", "emailaddress"),
    "start": ("fran", "franochmed", "from", "start", "tilltrader", "startdatum"),
    "end": ("till", "tillochmed", "tom", "to", "until", "end", "slut", "slutdatum"),
}
_NEEDED = ("body", "name")
_POSTS = (
    (Post.VICE_CHAIR, re.compile(r"v\.? ?ordf\w*|vice.*|2:?e? ordf\w*|deputy chair.*")),
    (Post.CHAIR, re.compile(r"ordf\w*|chair\w*")),
    (Post.STAND_IN, re.compile(r"ersatt\w*|suppl\w*|stand[- ]?in|deputy|alternate|substitute")),
    (Post.HOLDER, re.compile(r"(?:ordinarie.*|ledamot|holder|member|kontaktperson|representant\w*|ord\.?|)")),
)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./ -](\d{4})")
_VACANT = frozenset({"", "-", "–", "vakant", "vacant", "tom", "ingen", "nobody"})


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row; `number` is as the file's own program counts, 0 for the whole list."""

    number: int
    said: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was understood. `name` is empty where the post is vacant; `start` None where no day was said."""

    number: int
    body: Body
    municipality: str
    post: Post
    name: str
    email: str = ""
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list would change: the board as it would be, the people who are new or better known, and what is wrong."""

    board: Board
    changed: tuple[tuple[Line, Line], ...] = ()
    contacts: tuple[Contact, ...] = ()
    people: Mapping[str, Contact] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()


def columns_of(headings: Sequence[str], known: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Return where each column stands; `known` has the headings, folded, that each may have. The first one counts."""
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        key = re.sub(r"[^a-z]", "", fold(heading))
        for name, called in known.items():
            if key in called:
                found.setdefault(name, index)
    return found


def understand(
    rows: Sequence[tuple[int, Sequence[str]]], cooperation: Cooperation, lang: Lang
) -> tuple[list[Entry], list[RowFault]]:
    """Return the entries of a list whose first row are headings, and what is wrong with the other rows.

    `rows` are (number in the file, cells); rows with no words are passed over.
    """
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        return [], [RowFault(0, texts.LIST_EMPTY(lang))]
    columns = columns_of(filled[0][1], _COLUMNS)
    missing = [texts.LIST_COLUMNS[name](lang) for name in _NEEDED if name not in columns]
    if missing:
        return [], [RowFault(filled[0][0], texts.LIST_NO_COLUMN(lang, columns=join_names(missing, lang)))]
    reader = _Rows(cooperation, columns, lang)
    entries = [entry for number, cells in filled[1:] if (entry := reader.entry(number, cells))]
    return entries, reader.faults


def plan(
    entries: Iterable[Entry],
    board: Board,
    people: Mapping[str, Contact],
    cooperation: Cooperation,
    today: dt.date,
    new_id: NewId,
    lang: Lang,
) -> Plan:
    """Return what entries would change on a board. A row with no day means today, where it says something new."""
    planner = _Planner(board, people, cooperation, today, new_id, lang)
    for entry in sorted(entries, key=lambda each: (each.start or today, each.number)):
        planner.take(entry)
    return planner.plan()


class _Rows:
    """Reads the rows of one list, and gathers what is wrong with them."""

    def __init__(self, cooperation: Cooperation, columns: Mapping[str, int], lang: Lang) -> None:
        self._cooperation = cooperation
        self._finder = finder_of(cooperation)
        self._columns = columns
        self._lang = lang
        self.faults: list[RowFault] = []

    def entry(self, number: int, cells: Sequence[str]) -> Entry | None:
        before = len(self.faults)
        told = {name: self._cell(cells, index) for name, index in self._columns.items()}
        body = self._body(number, told["body"])
        post = self._post(number, told.get("post", ""))
        town = self._town(number, told.get("town", ""), body, post)
        name = "" if fold(told["name"]) in _VACANT else told["name"]
        email = told.get("email", "").lower()
        start, end = self._day(number, told.get("start", "")), self._day(number, told.get("end", ""))
        if any(len(value) > LONGEST_CELL for value in told.values()):
            self._fault(number, texts.LIST_LONG)
        if email and not _EMAIL.fullmatch(email):
            self._fault(number, texts.LIST_NO_EMAIL, email=email)
        if name and "@" in name:
            self._fault(number, texts.LIST_NO_NAME, name=name)
        if start and end and end < start:
            self._fault(number, texts.LIST_ENDS_FIRST)
        if len(self.faults) > before or body is None or post is None:
            return None
        return Entry(number, body, town, post, name, email if name else "", start, end)

    def _cell(self, cells: Sequence[str], index: int) -> str:
        return " ".join(cells[index].split()) if index < len(cells) else ""

    def _body(self, number: int, said: str) -> Body | None:
        body = next((each for each in self._cooperation.bodies if each.id == said.lower()), None)
        body = body or self._finder.which_body(said)
        if body is None:
            bodies = join_names([each.name(self._lang) for each in self._cooperation.bodies], self._lang)
            self._fault(number, texts.LIST_NO_BODY, name=said, bodies=bodies)
        return body

    def _post(self, number: int, said: str) -> Post | None:
        for post, pattern in _POSTS:
            if pattern.fullmatch(fold(said)):
                return post
        self._fault(number, texts.LIST_NO_POST, name=said)
        return None

    def _town(self, number: int, said: str, body: Body | None, post: Post | None) -> str:
        towns = {each.code: each.name for each in self._cooperation.municipalities}
        code = said.zfill(4) if said.isdecimal() else ""
        found = self._finder.which_municipality(said)
        town = code if code in towns else found.code if found else ""
        if not town and (said or (post and post.of_seat)):
            known = join_names(list(towns.values()), self._lang)
            self._fault(number, texts.LIST_NO_TOWN, name=said or "…", towns=known)
        elif town and body and post and post.of_seat and town not in seats_of(body, self._cooperation):
            self._fault(number, texts.LIST_NO_SEAT, town=towns[town], body=body.name(self._lang))
        return town

    def _day(self, number: int, said: str) -> dt.date | None:
        if not said:
            return None
        day = _day_of(said)
        if day is None:
            self._fault(number, texts.LIST_NO_DAY, said=said)
        return day

    def _fault(self, number: int, words: Text, **values: str) -> None:
        shown = {
            name: value[:LONGEST_CELL] if name in {"name", "said", "email"} else value for name, value in values.items()
        }
        self.faults.append(RowFault(number, words(self._lang, **shown)))


def _day_of(said: str) -> dt.date | None:
    """Return the day that a cell holds: 2027-01-01, 1/1 2027, 1.1.2027 or "1 januari 2027"."""
    plain = said.removesuffix(" 00:00:00")
    try:
        return dt.date.fromisoformat(plain)
    except ValueError:
        pass
    if figures := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, figures.groups())
        try:
            return dt.date(year, month, day)
        except ValueError:
            return None
    moment = (
        when.read(plain, dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) if re.search(r"\b(?:19|20)\d\d\b", plain) else None
    )
    found = moment.start if moment else None
    return found if found and not isinstance(found, dt.datetime) else None


class _Planner:
    """Lays the entries of a list on a board, one after the other in order of time."""

    def __init__(
        self,
        board: Board,
        people: Mapping[str, Contact],
        cooperation: Cooperation,
        today: dt.date,
        new_id: NewId,
        lang: Lang,
    ) -> None:
        self._before = self._board = board
        self._known = dict(people)
        self._people = dict(people)
        self._cooperation = cooperation
        self._today = today
        self._new_id = new_id
        self._lang = lang
        self._faults: list[RowFault] = []
        self._edits: list[tuple[Entry, Edit]] = []
        self._starts: dict[tuple[str, str, Post, dt.date], int] = {}
        self._listed: set[tuple[str, str, Post, str]] = set()

    def take(self, entry: Entry) -> None:
        town = entry.municipality if entry.post.of_seat else ""
        key = (entry.body.id, town, entry.post, entry.start or self._today)
        if key in self._starts:
            self._fault(entry, texts.LIST_TWICE, other=self._starts[key])
            return
        self._starts[key] = entry.number
        contact = self._person(entry) if entry.name else None
        if entry.name and contact is None:
            self._fault(entry, texts.LIST_WHO, name=entry.name)
            return
        person = contact.id if contact else ""
        self._listed.add((entry.body.id, town, entry.post, person))
        line = self._board.line(entry.body.id, town, entry.post)
        has = tenure_on(line.history, self._today) if line else None
        start = entry.start or self._today
        if entry.start is None and (has.person if has else "") == person:
            if entry.end is None or has is None:
                return
            start = has.start or self._today
        edit = Edit(entry.body.id, entry.post, town, person, start, entry.end)
        try:
            # What a list says outright is not undone by what follows from another of its rows; it is a fault.
            beside = (entry.body.id, town, entry.post.beside, person)
            for each in (edit,) if beside in self._listed else implied(self._board, edit):
                self._board = write_down(self._board, each)
        except CannotSeat as fault:
            self._refuse(entry, fault)
            return
        self._edits.append((entry, edit))

    def plan(self) -> Plan:
        for entry, edit in self._edits:
            try:
                check_clashes(self._board, edit)
            except CannotSeat as fault:
                self._refuse(entry, fault)
        fresh = tuple(contact for key, contact in self._people.items() if self._known.get(key) != contact)
        faults = tuple(sorted(self._faults, key=lambda each: each.number))
        return Plan(self._board, differences(self._before, self._board), fresh, self._people, faults)

    def _person(self, entry: Entry) -> Contact | None:
        """Return whom a row names, made anew when nobody is called so; None when several people could be meant."""
        key = name_key(entry.name)
        same = [each for each in self._people.values() if entry.email and each.email == entry.email]
        if not same:
            same = [
                each
                for each in self._people.values()
                if each.key == key
                and each.municipality in {entry.municipality, ""}
                and (not entry.email or not each.email)
            ]
        if len(same) > 1:
            return None
        if not same:
            made = Contact(self._new_id(), entry.name, key, entry.email, entry.municipality)
        else:
            known = same[0]
            made = replace(
                known,
                name=entry.name if known.email and known.email == entry.email else known.name,
                key=key if known.email and known.email == entry.email else known.key,
                email=known.email or entry.email,
                municipality=known.municipality or entry.municipality,
            )
        self._people[made.id] = made
        return made

    def _refuse(self, entry: Entry, fault: CannotSeat) -> None:
        towns = {each.code: each.name for each in self._cooperation.municipalities}
        said = {
            Why.TWO_SEATS: texts.LIST_TWO_SEATS,
            Why.STAND_IN_IS_HOLDER: texts.LIST_BOTH,
            Why.VICE_IS_CHAIR: texts.LIST_BOTH,
            Why.ODD_DATE: texts.LIST_ODD_DAY,
            Why.NOT_IN_BODY: texts.LIST_NO_SEAT,
            Why.ENDS_FIRST: texts.LIST_ENDS_FIRST,
        }[fault.why]
        self._fault(
            entry,
            said,
            name=entry.name,
            body=entry.body.name(self._lang),
            town=towns.get(entry.municipality, ""),
            other=towns.get(fault.other, ""),
        )

    def _fault(self, entry: Entry, said: Text, **values: object) -> None:
        self._faults.append(RowFault(entry.number, said(self._lang, **values)))


def change_rows(made: Plan, cooperation: Cooperation, lang: Lang) -> list[tuple[str, str, str, str]]:
    """Return a table of what a plan changes: the post, who has it, who comes instead, and from which day."""
    towns = {each.code: each.name for each in cooperation.municipalities}
    bodies = {each.id: each.name(lang) for each in cooperation.bodies}
    posts = {
        Post.HOLDER: texts.HOLDER,
        Post.STAND_IN: texts.STAND_IN,
        Post.CHAIR: texts.CHAIR,
        Post.VICE_CHAIR: texts.VICE_CHAIR,
    }
    rows = []
    for old, new in made.changed:
        post = posts[new.post](lang)
        if new.municipality:
            where = texts.POST_OF_TOWN(lang, town=towns[new.municipality], post=post, body=bodies[new.body])
        else:
            where = texts.POST_OF_BODY(lang, post=post, body=bodies[new.body])
        for day in _turning_days(old, new):
            was, now = tenure_on(old.history, day), tenure_on(new.history, day)
            names = [made.people[each.person].name if each else texts.VACANT(lang) for each in (was, now)]
            rows.append((where, names[0], names[1], day.isoformat()))
    return rows


def _turning_days(old: Line, new: Line) -> list[dt.date]:
    """Return the days on which somebody begins or leaves who did not before."""
    edges = {day for line in (old, new) for tenure in line.history for day in (tenure.start,) if day}
    edges |= {tenure.end + dt.timedelta(days=1) for line in (old, new) for tenure in line.history if tenure.end}
    pairs: list[tuple[dt.date, tuple[str, str]]] = []
    for day in sorted(edges):
        was, now = tenure_on(old.history, day), tenure_on(new.history, day)
        pair = (was.person if was else "", now.person if now else "")
        if pair[0] != pair[1] and (not pairs or pairs[-1][1] != pair):
            pairs.append((day, pair))
    return [day for day, _ in pairs]
