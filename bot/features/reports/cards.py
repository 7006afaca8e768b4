"""How figures are shown in conversation."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Chart, Facts, Part, Rows, Table, Words
from bot.core.text import Lang, Text, escape, join_names
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.seats import Contact
from bot.features.reports import texts
from bot.features.reports.model import Call, Forms, Held, Level, OwnTally, Period, Standing, Tally, rounded
from bot.features.reports.summary import BodyYear, Figures, TownYear, Year, by_municipality
from bot.features.reports.turnover import Turnover
from bot.features.reports.written import (
    days_of,
    guests_named,
    many_meetings,
    numbered,
    of,
    percent,
    share,
    short_day,
    span_of_years,
    times,
    vacant_days,
    written,
)

MOST_DAYS = 6
"""Days that a card lists of meetings that wait for their roll call."""

Towns = Mapping[str, Municipality]
"""Municipalities by their codes."""


@dataclass(frozen=True, slots=True)
class ShowMore(Action):
    """The rest of what is counted of a body in a year."""

    name: ClassVar[str] = "reports.more"
    body: str
    year: int


@dataclass(frozen=True, slots=True)
class ShowPersons(Action):
    """Attendance by person in a body, for those who may see it."""

    name: ClassVar[str] = "reports.persons"
    body: str
    year: int


@dataclass(frozen=True, slots=True)
class GetDocuments(Action):
    """The addresses of a year's documents."""

    name: ClassVar[str] = "reports.documents"
    year: int


# Parts


def _lead(
    said: Text,
    found: Tally,
    before: Tally | None,
    period: Period,
    held: Sequence[Held],
    lang: Lang,
    standing: Standing | None = None,
    **names: str,
) -> list[str]:
    """Return the first sentences: how it went, whether that is much, and what it was the year before."""
    if not found.meetings:
        return [texts.NONE_NOTED(lang, meetings=capital(many_meetings(len(held), lang)))]
    lines = [said(lang, share=share(found, lang), meetings=many_meetings(len(found.meetings), lang), **names)]
    if found.percent is None:
        lines.append(texts.TOO_FEW(lang))
    if standing:
        lines.append(level_line(standing, lang))
    if before and before.possible:
        said_before = texts.BEFORE if period.whole else texts.BEFORE_SO_FAR
        lines.append(said_before(lang, share=of(before.represented, before.possible, before.percent, lang)))
    return lines


def _unnoted(found: Tally, held: Sequence[Held], lang: Lang) -> list[Part]:
    if not found.unnoted or not found.meetings:
        return []
    waiting = numbered(held, found.unnoted)
    if len(waiting) == 1:
        return [Words(texts.UNNOTED_ONE(lang, days=days_of(waiting, lang)))]
    meetings, days = many_meetings(len(waiting), lang), days_of(waiting[:MOST_DAYS], lang)
    if len(waiting) > MOST_DAYS:
        days = f"{days} …"
    return [Words(texts.UNNOTED(lang, meetings=meetings, days=days))]


def level_line(standing: Standing, lang: Lang) -> str:
    """Return how attendance stands to the body's own history."""
    said = {Level.HIGH: texts.HIGH, Level.LOW: texts.LOW, Level.USUAL: texts.USUAL}[standing.level]
    of_years = texts.MEAN if len(standing.years) > 1 else texts.MEAN_ONE
    return said(lang, mean=of_years(lang, mean=percent(standing.mean, lang), years=span_of_years(standing.years)))


def _seat_chart(title: Text, rows: Sequence[tuple[str, Tally]], lang: Lang) -> list[Part]:
    counted = [(name, each) for name, each in rows if each.possible]
    if not counted:
        return []
    series = (texts.SERIES_HOLDER, texts.SERIES_STAND_IN, texts.SERIES_EXCUSED, texts.SERIES_ABSENT)
    bars = tuple(
        (name, (float(each.holders), float(each.stand_ins), float(each.excused), float(each.absent)))
        for name, each in counted
    )
    return [Chart(title(lang), tuple(said(lang) for said in series), bars, told=True)]


def _seat_table(heading: Text, rows: Sequence[tuple[str, Tally]], lang: Lang) -> Table:
    return Table(
        (heading(lang), texts.THERE(lang), texts.EXCUSED(lang), texts.ABSENT(lang)),
        tuple(
            (name, of(each.represented, each.possible, each.percent, lang), str(each.excused), str(each.absent))
            for name, each in rows
            if each.possible or each.unnoted
        ),
    )


# Cards


def year_card(year: Year, lang: Lang, *, documents: bool) -> Card:
    """Return the year of all bodies: a row for each."""
    period = year.register.period
    title = texts.TITLE(lang, year=written(period, lang))
    parts: list[Part] = [
        Words(title, strong=True),
        Words(
            " ".join(
                _lead(
                    texts.ALL_SEATS,
                    year.all.tally,
                    year.before.tally if year.before else None,
                    period,
                    year.all.held,
                    lang,
                )
            )
        ),
    ]
    shares = [(each, each.now.tally.percent) for each in year.bodies]
    bars = tuple((capital(named(each.body, lang)), (float(rounded(p)),)) for each, p in shares if p is not None)
    if bars:
        parts.append(Chart(texts.CHART_BODIES(lang), (texts.SERIES_PERCENT(lang),), bars, told=True))
    headings = (texts.BODY(lang), texts.MEETINGS(lang), texts.THERE(lang), texts.LAST_YEAR(lang))
    rows = tuple(
        (
            capital(named(each.body, lang)),
            str(each.now.forms.all),
            of(each.now.tally.represented, each.now.tally.possible, each.now.tally.percent, lang),
            _short_share(each.before, lang),
        )
        for each in year.bodies
    )
    parts += [
        Table(headings, rows),
        *_unnoted(year.all.tally, year.all.held, lang),
        Words(texts.RULES_SHORT(lang), small=True),
    ]
    return Card(title, tuple(parts), _document_button(period.year, lang) if documents else ())


def _short_share(figures: Figures | None, lang: Lang) -> str:
    if figures is None or not figures.tally.possible:
        return texts.NONE_COUNTED(lang)
    found = figures.tally
    if found.percent is not None:
        return percent(found.percent, lang)
    return texts.OF(lang, count=found.represented, all=found.possible)


def _document_button(year: int, lang: Lang) -> tuple[Button, ...]:
    return (Button(texts.GET_DOCUMENTS(lang), GetDocuments(year)),)


def body_card(found: BodyYear, towns: Towns, lang: Lang, *, documents: bool) -> Card:
    """Return the year of a body: a row for each municipality."""
    figures = found.now
    name = capital(named(found.body, lang))
    title = texts.BODY_TITLE(lang, body=name, year=written(figures.period, lang))
    before = found.before.tally if found.before else None
    lead = _lead(texts.ALL_SEATS, figures.tally, before, figures.period, figures.held, lang, found.attendance)
    rows = [(towns[code].name, each) for code, each in found.towns if code in towns]
    parts: list[Part] = [
        Words(title, strong=True),
        Words(" ".join(lead)),
        *_seat_chart(texts.CHART_SEATS, rows, lang),
    ]
    if figures.tally.meetings:
        parts.append(_seat_table(texts.TOWN, rows, lang))
    parts += _unnoted(figures.tally, figures.held, lang)
    year = figures.period.year
    more = Button(texts.MORE(lang), ShowMore(found.body.id, year))
    return Card(title, tuple(parts), (more, *(_document_button(year, lang) if documents else ())))


def more_card(found: BodyYear, towns: Towns, lang: Lang) -> Card:
    """Return the rest of what is counted of a body: kinds, stand-ins, answers, changes, vacancies, guests, meetings."""
    figures = found.now
    name = texts.BODY_TITLE(lang, body=capital(named(found.body, lang)), year=written(figures.period, lang))
    title = texts.MORE_TITLE(lang, title=name)
    counted = numbered(figures.held, figures.tally.meetings)
    pairs = [
        (texts.KINDS(lang), kinds(figures.forms, len(figures.cancelled), lang)),
        (texts.STAND_INS(lang), times(figures.tally.stand_ins, lang)),
        (texts.SAID_AND_DONE(lang), _said_and_done(figures, lang)),
        (texts.CHANGES(lang), changes(figures.turnover, found.turnover, towns, lang)),
        (texts.VACANCIES(lang), vacancies(figures, towns, lang)),
        (texts.GUESTS(lang), _guests(figures, lang)),
        (texts.COUNTED(lang), days_of(counted, lang) or texts.NONE_COUNTED(lang)),
    ]
    parts = (Words(title, strong=True), Facts(tuple(pairs)), Words(texts.RULES_SHORT(lang), small=True))
    return Card(title, parts)


def kinds(forms: Forms, called_off: int, lang: Lang) -> str:
    """Return how many meetings there were, and of which kind."""
    said = []
    if forms.on_site:
        said.append(texts.ON_SITE(lang, count=forms.on_site))
    if forms.online:
        said.append(texts.ONLINE_ONE(lang) if forms.online == 1 else texts.ONLINE(lang, count=forms.online))
    if forms.hybrid:
        said.append(texts.HYBRID(lang, count=forms.hybrid))
    if forms.joint:
        said.append(texts.JOINT_ONE(lang) if forms.joint == 1 else texts.JOINT(lang, count=forms.joint))
    if called_off:
        said.append(texts.CANCELLED_ONE(lang) if called_off == 1 else texts.CANCELLED(lang, count=called_off))
    return f"{forms.all} ({', '.join(said)})" if said else str(forms.all)


def _said_and_done(figures: Figures, lang: Lang) -> str:
    kept = figures.kept
    if not kept.answered:
        return texts.NOBODY_SAID(lang)
    said = [texts.AS_SAID(lang, count=kept.as_said, all=kept.answered)]
    if kept.missing:
        said.append(texts.MISSING(lang, count=kept.missing))
    if kept.came_anyway:
        said.append(texts.CAME_ANYWAY(lang, count=kept.came_anyway))
    if silent := kept.silent_came + kept.silent_missing:
        said.append(texts.SILENT(lang, count=silent))
    return ", ".join(said)


def changes(found: Turnover, standing: Standing | None, towns: Towns, lang: Lang) -> str:
    """Return the changes of holder: how many, where, and whether that is much for the body."""
    said = texts.NO_CHANGES(lang)
    if found.count:
        names = [towns[code].name for code in found.municipalities if code in towns]
        often = [texts.TWICE(lang, town=towns[code].name) for code in found.more_than_once if code in towns]
        said = f"{found.count} ({', '.join([join_names(names, lang), *often])})"
    level = {Level.HIGH: texts.CHANGES_HIGH, Level.LOW: texts.CHANGES_LOW}.get(standing.level) if standing else None
    if level and standing:
        mean = f"{standing.mean:.1f}".removesuffix(".0").replace(".", "," if lang == "sv" else ".")
        said = f"{said}, {level(lang, mean=mean)}"
    return said


def vacancies(figures: Figures, towns: Towns, lang: Lang) -> str:
    """Return for how many days each municipality had no holder."""
    said = []
    for code, days in vacant_days(figures.gaps).items():
        if code in towns:
            text = texts.VACANT_DAY if days == 1 else texts.VACANT_DAYS
            said.append(text(lang, town=towns[code].name, days=days) if days > 1 else text(lang, town=towns[code].name))
    never = [towns[seat.municipality].name for seat in figures.never_filled if seat.municipality in towns]
    if never:
        said.append(texts.NEVER_FILLED(lang, town=join_names(never, lang)))
    return "; ".join(said) or texts.NO_VACANCIES(lang)


def _guests(figures: Figures, lang: Lang) -> str:
    by_guest: dict[str, list[Held]] = {}
    for visit in figures.visits:
        for name in guests_named([visit.guest]):
            by_guest.setdefault(name, []).append(visit.held)
    said = [texts.GUEST_ON(lang, guest=name, days=days_of(held, lang)) for name, held in by_guest.items()]
    return join_names(said, lang) or texts.NO_GUESTS(lang)


def town_card(found: TownYear, town: Municipality, lang: Lang) -> Card:
    """Return the year of a municipality: a row for each body."""
    title = texts.TOWN_TITLE(lang, town=town.name, year=written(found.period, lang))
    rows = [(capital(named(body, lang)), each) for body, each in found.bodies]
    lead = _lead(texts.TOWN_SEATS, found.all, found.before, found.period, found.held, lang, town=town.name)
    parts: list[Part] = [
        Words(title, strong=True),
        Words(" ".join(lead)),
        *_seat_chart(texts.CHART_TOWN, rows, lang),
        _seat_table(texts.BODY, rows, lang),
        *_unnoted(found.all, found.held, lang),
    ]
    names = {body.id: named(body, lang) for body, _ in found.bodies}
    pairs = [(texts.STAND_INS(lang), times(found.all.stand_ins, lang))]
    if found.turnover.count:
        where = [names.get(each.body, "") for each in found.turnover.changes]
        said = join_names(list(dict.fromkeys(filter(None, where))), lang)
        pairs.append((texts.CHANGES(lang), f"{found.turnover.count} ({said})" if said else str(found.turnover.count)))
    empty: dict[str, int] = {}
    for gap in found.gaps:
        empty[gap.body] = empty.get(gap.body, 0) + gap.days
    rows_empty = [
        texts.VACANT_DAY(lang, town=names[body]) if days == 1 else texts.VACANT_DAYS(lang, town=names[body], days=days)
        for body, days in empty.items()
        if body in names
    ]
    if rows_empty:
        pairs.append((texts.VACANCIES(lang), ", ".join(rows_empty)))
    counted = numbered(found.held, found.all.meetings)
    pairs.append((texts.COUNTED(lang), days_of(counted, lang) or texts.NONE_COUNTED(lang)))
    parts += [Facts(tuple(pairs)), Words(texts.RULES_SHORT(lang), small=True)]
    return Card(title, tuple(parts))


def own_card(found: Sequence[tuple[Body, OwnTally]], year: str, lang: Lang) -> Card:
    """Return somebody's own attendance, body by body."""
    title = texts.OWN_TITLE(lang, year=year)
    rows = []
    for body, own in found:
        name = capital(named(body, lang))
        if own.meetings:
            rows.append(_own_row(name, own, lang))
        elif own.unnoted:
            rows.append(texts.OWN_ONLY_UNNOTED(lang, body=name))
        if own.stood_in:
            rows.append(texts.OWN_STOOD_IN(lang, body=name, times=times(own.stood_in, lang)))
    who_sees = Words(texts.OWN_WHO_SEES(lang), small=True)
    return Card(title, (Words(title, strong=True), Rows(tuple(rows)), who_sees))


def _own_row(name: str, own: OwnTally, lang: Lang) -> str:
    values = {"count": own.present, "all": own.present + own.replaced + own.excused + own.absent}
    said = texts.OWN_SHARE(lang, **values)
    if own.percent is not None:
        said = texts.OWN_SHARE_PERCENT(lang, **values, percent=percent(own.percent, lang))
    more = [
        text(lang, times=times(count, lang))
        for text, count in (
            (texts.OWN_REPLACED, own.replaced),
            (texts.OWN_EXCUSED, own.excused),
            (texts.OWN_ABSENT, own.absent),
        )
        if count
    ]
    return "; ".join([texts.OWN_ROW(lang, body=name, share=said), *more])


def seldom_card(
    body: Body | None, calls: Iterable[Call], period: Period, towns: Towns, lang: Lang, *, persons: bool
) -> Card | None:
    """Return the municipalities by attendance, the lowest first; None when there is too little to compare."""
    found = [(towns[code].name, each) for code, each in by_municipality(calls) if code in towns]
    compared = sorted(
        ((name, each, each.percent) for name, each in found if each.percent is not None), key=lambda row: row[2]
    )
    if not compared:
        return None
    where = named(body, lang) if body else texts.SELDOM_ALL(lang)
    title = texts.SELDOM_TITLE(lang, body=where, year=written(period, lang))
    parts: list[Part] = [Words(title, strong=True)]
    if compared[0][2] == 100:
        parts.append(Words(texts.SELDOM_EVERYBODY(lang)))
    else:
        rows = [(name, each) for name, each, _ in compared]
        parts += [*_seat_chart(texts.CHART_SEATS, rows, lang), _seat_table(texts.TOWN, rows, lang)]
    parts.append(Words(texts.RULES_SHORT(lang), small=True))
    buttons = (Button(texts.BY_PERSON(lang), ShowPersons(body.id, period.year)),) if persons and body else ()
    return Card(title, tuple(parts), buttons)


def persons_card(
    body: Body, found: Sequence[tuple[Contact, str, OwnTally]], year: str, towns: Towns, lang: Lang
) -> Card:
    """Return attendance by person, for those who may see it."""
    title = texts.PERSONS_TITLE(lang, body=named(body, lang), year=year)
    headings = (texts.PERSON(lang), texts.SELF(lang), texts.BY_STAND_IN(lang), texts.EXCUSED(lang), texts.ABSENT(lang))
    rows = tuple(
        (
            texts.PERSON_OF(lang, name=escape(contact.name), town=towns[code].name if code in towns else code),
            of(own.present, own.present + own.replaced + own.excused + own.absent, own.percent, lang),
            str(own.replaced),
            str(own.excused),
            str(own.absent),
        )
        for contact, code, own in found
        if own.meetings
    )
    parts = (Words(title, strong=True), Table(headings, rows), Words(texts.PERSONS_WHO_SEES(lang), small=True))
    return Card(title, parts)


def documents_card(year: Year, chapters: Sequence[str], report: str, sheet: str, until: dt.date, lang: Lang) -> Card:
    """Return where a year's documents are; `report` and `sheet` are addresses."""
    period = year.register.period
    title = texts.REPORT_TITLE(lang, year=written(period, lang))
    has = texts.REPORT_HAS(
        lang, meetings=many_meetings(len(year.register.held), lang), chapters=join_names(list(chapters), lang)
    )
    lasts = texts.REPORT_LASTS(lang, day=short_day(until, lang))
    parts: list[Part] = [
        Words(title, strong=True),
        Words(f"{has} {texts.REPORT_REST(lang)}"),
        *_unnoted(year.all.tally, year.all.held, lang),
        Words(lasts, small=True),
    ]
    buttons = (Button(texts.OPEN_REPORT(lang), url=report), Button(texts.OPEN_SHEET(lang), url=sheet))
    return Card(title, tuple(parts), buttons)
