"""Sets a year's attendance as a workbook: a row for each seat and meeting, and sums by formulas over them."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.calendar import local_day
from bot.core.text import Lang, Text, join_names
from bot.core.when.writing import write_day_of_year
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body, Cooperation
from bot.features.meetings.attendance import Outcome
from bot.features.meetings.model import Form, Meeting, Says
from bot.features.reports.model import FEWEST_FOR_PERCENT, Call, Held, Register
from bot.features.reports.sheet import texts
from bot.features.reports.turnover import gaps, turnover
from bot.features.reports.written import written
from bot.features.reports.yearly.appendix import RULES

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORMS = {Form.ON_SITE: texts.ON_SITE, Form.ONLINE: texts.ONLINE, Form.HYBRID: texts.HYBRID}
_SAYS = {
    Says.ATTENDING: texts.SAID_COMES,
    Says.ONLINE: texts.SAID_ONLINE,
    Says.STAND_IN: texts.SAID_STAND_IN,
    Says.HINDERED: texts.SAID_HINDERED,
}
_OUTCOMES = {
    Outcome.PRESENT_HOLDER: texts.CAME_HOLDER,
    Outcome.PRESENT_STAND_IN: texts.CAME_STAND_IN,
    Outcome.EXCUSED: texts.WAS_EXCUSED,
    Outcome.ABSENT: texts.WAS_ABSENT,
}
_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What a workbook cannot hold; it comes with what people paste."""

_FACE: Final = "Calibri"
_LINE_POINTS: Final = 15
_ABOUT_CHARS: Final = 92

Cell = str | int | dt.date


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is counted; `percent` is how it is shown."""

    text: str
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with headings and rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell | Formula, ...], ...]


def written_sheet(register: Register, cooperation: Cooperation, lang: Lang, now: dt.datetime) -> bytes:
    """Return the year as an .xlsx; text that somebody wrote is never a formula."""
    # Workbooks are made some times a year, and the library takes 0.3 s to import.
    from openpyxl import Workbook

    bodies = [each for each in cooperation.bodies if any(each.id in one.meeting.bodies for one in register.held)]
    book = Workbook()
    first = book.active
    assert first is not None  # noqa: S101 - a new workbook has a sheet
    book.remove(first)
    seats = _seats(register, cooperation, lang)
    names = _Ranges(seats)
    for sheet in (
        _bodies(register, bodies, names, lang),
        _towns(register, cooperation, names, lang),
        _places(register, bodies, cooperation, names, lang),
        seats,
        _meetings(register, cooperation, lang),
    ):
        _put(book, sheet)
    _about(book, register, lang, now)
    book.properties.creator, book.properties.title = "", texts.ABOUT_NAME(lang, year=register.period.year)
    book.properties.created = book.properties.modified = now.astimezone(dt.UTC).replace(tzinfo=None)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


# Rows


def _seats(register: Register, cooperation: Cooperation, lang: Lang) -> Sheet:
    bodies = {each.id: capital(named(each, lang)) for each in cooperation.bodies}
    towns = {each.code: each.name for each in cooperation.municipalities}
    seen: set[tuple[str, int]] = set()
    rows: list[tuple[Cell | Formula, ...]] = []
    for call in register.calls:
        if call.body not in bodies or call.municipality not in towns:
            continue
        counts = call.outcome is not None and not call.vacant
        key = (call.municipality, call.held.number)
        first = counts and key not in seen
        if counts:
            seen.add(key)
        rows.append(
            (
                call.held.number,
                call.held.day,
                bodies[call.body],
                towns[call.municipality],
                _FORMS[call.held.meeting.form](lang),
                (texts.YES if call.held.joint else texts.NO)(lang),
                (_SAYS[call.says] if call.says else texts.SAID_NOTHING)(lang),
                _outcome(call)(lang),
                int(counts),
                *(int(counts and call.outcome is outcome) for outcome in Outcome),
                int(first),
            )
        )
    headings = (
        texts.NUMBER,
        texts.DAY,
        texts.BODY,
        texts.TOWN,
        texts.FORM,
        texts.JOINT,
        texts.SAID,
        texts.OUTCOME,
        texts.COUNTS,
        texts.HOLDER,
        texts.STAND_IN,
        texts.EXCUSED,
        texts.ABSENT,
        texts.TOWNS_MEETING,
    )
    return Sheet(texts.SEATS(lang), tuple(each(lang) for each in headings), tuple(rows))


def _outcome(call: Call) -> Text:
    if call.vacant:
        return texts.WAS_VACANT
    return _OUTCOMES[call.outcome] if call.outcome else texts.NOT_NOTED


def _meetings(register: Register, cooperation: Cooperation, lang: Lang) -> Sheet:
    bodies = {each.id: capital(named(each, lang)) for each in cooperation.bodies}
    noted = {call.held.number for call in register.calls if call.outcome}
    guests: dict[int, list[str]] = {}
    for visit in register.visits:
        guests.setdefault(visit.held.number, []).append(visit.guest.organisation or visit.guest.name)
    rows: list[tuple[Cell | Formula, ...]] = [
        (
            each.number,
            *_meeting_cells(each.meeting, each.day, bodies, lang),
            (texts.STATE_NOTED if each.number in noted else texts.STATE_UNNOTED)(lang),
            join_names(list(dict.fromkeys(guests.get(each.number, []))), lang),
        )
        for each in register.held
    ]
    rows += [
        ("", *_meeting_cells(each, Held(0, each).day, bodies, lang), texts.STATE_CANCELLED(lang), "")
        for each in register.cancelled
    ]
    headings = (texts.NUMBER, texts.DAY, texts.BODY, texts.FORM, texts.PLACE, texts.JOINT, texts.STATE, texts.GUESTS)
    return Sheet(texts.MEETINGS(lang), tuple(each(lang) for each in headings), tuple(rows))


def _meeting_cells(meeting: Meeting, day: dt.date, bodies: dict[str, str], lang: Lang) -> tuple[Cell, ...]:
    return (
        day,
        join_names([bodies[key] for key in meeting.bodies if key in bodies], lang),
        _FORMS[meeting.form](lang),
        meeting.place,
        (texts.YES if len(meeting.bodies) > 1 else texts.NO)(lang),
    )


# Sums


class _Ranges:
    """The columns of the sheet of seats, as formulas name them."""

    def __init__(self, seats: Sheet) -> None:
        self._sheet = seats.title
        self._columns = {heading: _letter(at) for at, heading in enumerate(seats.headings)}
        self._last = max(len(seats.rows), 1) + 1

    def of(self, heading: str) -> str:
        """Return a column: 'Platser och möten'!$C$2:$C$400."""
        letter = self._columns[heading]
        return f"'{self._sheet}'!${letter}$2:${letter}${self._last}"


def _sums(names: _Ranges, lang: Lang, row: int, *where: tuple[Text, str]) -> list[Formula]:
    """Return how many times it was possible, and what came of it, for the rows that fit."""
    fits = ",".join(f"{names.of(text(lang))},${letter}{row}" for text, letter in where)
    columns = (texts.COUNTS, texts.HOLDER, texts.STAND_IN, texts.EXCUSED, texts.ABSENT)
    return [Formula(f"=SUMIFS({names.of(column(lang))},{fits})") for column in columns]


def _share(meetings: str, holders: str, stand_ins: str, possible: str, row: int) -> Formula:
    few = f"{meetings}{row}<{FEWEST_FOR_PERCENT}"
    return Formula(f'=IF({few},"–",({holders}{row}+{stand_ins}{row})/{possible}{row})', percent=True)


def _bodies(register: Register, bodies: Sequence[Body], names: _Ranges, lang: Lang) -> Sheet:
    rows: list[tuple[Cell | Formula, ...]] = []
    for at, body in enumerate(bodies, start=2):
        held = [each for each in register.held if body.id in each.meeting.bodies]
        noted = {call.held.number for call in register.calls if call.body == body.id and call.outcome}
        seats = [seat for seat in register.seats.values() if seat.body == body.id]
        rows.append(
            (
                capital(named(body, lang)),
                len(held),
                len(noted),
                *_sums(names, lang, at, (texts.BODY, "A")),
                _share("C", "E", "F", "D", at),
                turnover(seats, register.period).count,
                sum(gap.days for gap in gaps(seats, register.period)),
            )
        )
    headings = (texts.BODY, texts.HELD, texts.NOTED, texts.POSSIBLE, *_OUTCOME_COLUMNS)
    rest = (texts.SHARE, texts.CHANGES, texts.VACANT)
    return Sheet(texts.BODIES(lang), tuple(each(lang) for each in (*headings, *rest)), tuple(rows))


_OUTCOME_COLUMNS = (texts.HOLDER, texts.STAND_IN, texts.EXCUSED, texts.ABSENT)


def _towns(register: Register, cooperation: Cooperation, names: _Ranges, lang: Lang) -> Sheet:
    rows: list[tuple[Cell | Formula, ...]] = []
    for at, town in enumerate(cooperation.municipalities, start=2):
        seats = [seat for seat in register.seats.values() if seat.municipality == town.code]
        own = f"{names.of(texts.TOWN(lang))},$A{at}"
        rows.append(
            (
                town.name,
                Formula(f"=SUMIFS({names.of(texts.TOWNS_MEETING(lang))},{own})"),
                *_sums(names, lang, at, (texts.TOWN, "A")),
                _share("B", "D", "E", "C", at),
                turnover(seats, register.period).count,
                sum(gap.days for gap in gaps(seats, register.period)),
            )
        )
    last = len(rows) + 1
    total: list[Cell | Formula] = [texts.TOTAL(lang), ""]
    total += [Formula(f"=SUM({letter}2:{letter}{last})") for letter in "CDEFG"]
    total += [
        Formula(f'=IF(C{last + 1}=0,"–",(D{last + 1}+E{last + 1})/C{last + 1})', percent=True),
        Formula(f"=SUM(I2:I{last})"),
        Formula(f"=SUM(J2:J{last})"),
    ]
    headings = (texts.TOWN, texts.NOTED, texts.POSSIBLE, *_OUTCOME_COLUMNS, texts.SHARE, texts.CHANGES, texts.VACANT)
    return Sheet(texts.TOWNS(lang), tuple(each(lang) for each in headings), (*rows, tuple(total)))


def _places(register: Register, bodies: Sequence[Body], cooperation: Cooperation, names: _Ranges, lang: Lang) -> Sheet:
    towns = {each.code: each.name for each in cooperation.municipalities}
    rows: list[tuple[Cell | Formula, ...]] = []
    for body in bodies:
        for seat in register.seats.values():
            if seat.body != body.id or seat.municipality not in towns:
                continue
            at = len(rows) + 2
            rows.append(
                (
                    capital(named(body, lang)),
                    towns[seat.municipality],
                    *_sums(names, lang, at, (texts.BODY, "A"), (texts.TOWN, "B")),
                    _share("C", "D", "E", "C", at),
                    turnover([seat], register.period).count,
                    sum(gap.days for gap in gaps([seat], register.period)),
                )
            )
    headings = (texts.BODY, texts.TOWN, texts.NOTED, *_OUTCOME_COLUMNS, texts.SHARE, texts.CHANGES, texts.VACANT)
    return Sheet(texts.PLACES(lang), tuple(each(lang) for each in headings), tuple(rows))


# Setting


def _put(book: "Workbook", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    page = book.create_sheet(sheet.title)
    to_right = Alignment(horizontal="right")
    bold, fill = Font(name=_FACE, bold=True), PatternFill("solid", fgColor="E9EFF6")
    page.append(list(sheet.headings))
    for cell in page[1]:
        cell.font, cell.fill = bold, fill
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(sheet.rows, start=2):
        # A whole row at a time: cell by cell takes seconds for a large year. Dates get their format by themselves.
        page.append([_plain(value) for value in row])
        for at, value in enumerate(row, start=1):
            if isinstance(value, Formula) and value.percent:
                page.cell(number, at).number_format = "0%"
                page.cell(number, at).alignment = to_right
            elif isinstance(value, str) and value.startswith("="):
                # What somebody wrote is no formula.
                page.cell(number, at).data_type = "s"
    page.row_dimensions[1].height = 2 * _LINE_POINTS + 2
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{_letter(len(sheet.headings) - 1)}{max(len(sheet.rows), 1) + 1}"
    for at, width in enumerate(_widths(sheet)):
        page.column_dimensions[_letter(at)].width = width
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _plain(value: Cell | Formula) -> Cell | None:
    if isinstance(value, Formula):
        return value.text
    return (_ILLEGAL.sub("", value) or None) if isinstance(value, str) else value


def _widths(sheet: Sheet) -> list[float]:
    """Return the widths of the columns in characters."""

    def longest(at: int) -> int:
        cells = [row[at] for row in sheet.rows[:200]]
        return max(
            [10 if isinstance(each, dt.date) else len(each) if isinstance(each, str) else 5 for each in cells] or [0]
        )

    # A heading is bold and has the filter's arrow beside its longest word.
    return [
        min(46.0, max(longest(at) + 2.0, *(len(word) + 5.0 for word in heading.split())))
        for at, heading in enumerate(sheet.headings)
    ]


def _about(book: "Workbook", register: Register, lang: Lang, now: dt.datetime) -> None:
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet(texts.ABOUT(lang))
    day = write_day_of_year(local_day(now), lang)
    lines = [
        texts.ABOUT_TITLE(lang, period=written(register.period, lang), day=day),
        texts.ABOUT_SHEETS(lang, seats=texts.SEATS(lang)),
        *(rule(lang) for rule in RULES),
        texts.ABOUT_COUNTS(lang),
        texts.ABOUT_TOWNS_MEETING(lang),
        texts.ABOUT_PERSONS(lang),
    ]
    for number, line in enumerate(lines, start=1):
        cell = page.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(name=_FACE, bold=True, size=14)
        page.row_dimensions[number].height = _LINE_POINTS * (1 + len(line) // _ABOUT_CHARS) + 4
    page.column_dimensions["A"].width = _ABOUT_CHARS + 8
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _letter(at: int) -> str:
    """Return the letter of a column counted from 0; sheets here have fewer than 26."""
    return chr(ord("A") + at)
