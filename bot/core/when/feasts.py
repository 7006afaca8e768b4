"""The days with names: red days, eves, advent, and the other days that people here book around."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core import calendar
from bot.core.when.days import DAY, on_or_after
from bot.core.when.words import Phrases


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day of one year: `date` is meant when it is named alone; "before" and "after" count from the bounds."""

    date: dt.date
    first: dt.date
    last: dt.date
    stretch: bool = False


Rule = Callable[[int], Feast]


def _fixed(month: int, day: int) -> Rule:
    return lambda year: _day(dt.date(year, month, day))


def _easter(days: int) -> Rule:
    return lambda year: _day(calendar.easter(year) + days * DAY)


def _day(date: dt.date) -> Feast:
    return Feast(date, date, date)


def _around(date: Rule, before: int, after: int) -> Rule:
    def rule(year: int) -> Feast:
        point = date(year).date
        return Feast(point, point - before * DAY, point + after * DAY)

    return rule


def _stretch(first: Rule, days: int) -> Rule:
    def rule(year: int) -> Feast:
        start = first(year).date
        return Feast(start, start, start + (days - 1) * DAY, stretch=True)

    return rule


def _advent(sunday: int) -> Rule:
    return lambda year: _day(on_or_after(dt.date(year, 11, 27), 6) + (sunday - 1) * 7 * DAY)


def _nth_weekday(month: int, day: int, weekday: int) -> Rule:
    return lambda year: _day(on_or_after(dt.date(year, month, day), weekday))


def _week(number: int, weeks: int = 1) -> Rule:
    return _stretch(lambda year: _day(calendar.monday_of(year, number)), 7 * weeks)


def _midsummer(days: int) -> Rule:
    return lambda year: _day(calendar.midsummer_eve(year) + days * DAY)


def _all_saints(days: int) -> Rule:
    return lambda year: _day(calendar.all_saints(year) + days * DAY)


_FEASTS: Mapping[str, Rule] = {
    "julafton, julaftonen, dopparedagen, dopparedan, christmas eve, xmas eve": _fixed(12, 24),
    "juldagen, juldag, christmas day": _fixed(12, 25),
    "annandag jul, annandagen, annandagen jul, annan dag jul, boxing day": _fixed(12, 26),
    "jul, julen": _around(_fixed(12, 24), 0, 2),
    "christmas, xmas": _around(_fixed(12, 25), 0, 1),
    "julhelgen, i jul, over jul, over julen, under julen": _stretch(_fixed(12, 24), 3),
    "mellandagarna, mellandagar, mellan jul och nyar, between christmas and new year": _stretch(_fixed(12, 27), 4),
    "nyarsafton, nyarsaftonen, new years eve, new year eve": _fixed(12, 31),
    "nyar, nyaret": _around(_fixed(12, 31), 0, 1),
    "arsskiftet, arsskifte": _around(_fixed(12, 31), -1, 0),
    "nyarsdagen, nyarsdag, new years day, new years, new year": _fixed(1, 1),
    "trettondagsafton, trettondagsaftonen, trettonafton": _fixed(1, 5),
    "trettondagen, trettondag jul, trettondedag jul, trettondedagen, trettondag, epiphany": _fixed(1, 6),
    "trettonhelgen, trettondagshelgen": _around(_fixed(1, 6), 1, 0),
    "tjugondag knut, tjugondagen, tjugondag jul, knut": _fixed(1, 13),
    "alla hjartans dag, valentines day": _fixed(2, 14),
    "fettisdagen, fettisdag, shrove tuesday": _easter(-47),
    "askonsdagen, askonsdag, ash wednesday": _easter(-46),
    "internationella kvinnodagen, kvinnodagen, international womens day, womens day": _fixed(3, 8),
    "vaffeldagen": _fixed(3, 25),
    "palmsondagen, palmsondag, palm sunday": _easter(-7),
    "dymmelonsdagen, dymmelonsdag": _easter(-4),
    "skartorsdagen, skartorsdag, maundy thursday": _easter(-3),
    "langfredagen, langfredag, good friday": _easter(-2),
    "paskafton, paskaftonen, easter eve, easter saturday, holy saturday": _easter(-1),
    "paskdagen, paskdag, easter sunday, easter day": _easter(0),
    "annandag pask, annandagen pask, annan dag pask, easter monday": _easter(1),
    "pask, pasken, easter": _around(_easter(0), 2, 1),
    "paskhelgen, i pask, over pask, over pasken, under pasken, easter weekend": _stretch(_easter(-2), 4),
    "stilla veckan, paskveckan, holy week": _stretch(_easter(-6), 6),
    "valborg, valborgsmassoafton, valborgsafton, walpurgis night, walpurgis": _fixed(4, 30),
    "forsta maj, labour day, may day": _fixed(5, 1),
    "kristi himmelsfardsdag, kristi himmelsfard, kristi himmelfardsdag, kristi himmelfard, kristihimmelsfard, "
    "himmelsfardsdagen, ascension day, ascension": _easter(39),
    "pingstafton, pingstaftonen": _easter(48),
    "pingst, pingsten, pingstdagen, pingstdag, pentecost, whit sunday, whitsun": _easter(49),
    "annandag pingst, whit monday": _easter(50),
    "mors dag": lambda year: _day(on_or_after(dt.date(year, 5, 25), 6)),
    "nationaldagen, sveriges nationaldag, svenska flaggans dag, national day, swedish national day": _fixed(6, 6),
    "midsommarafton, midsommaraftonen, midsummer eve, midsummers eve": _midsummer(0),
    "midsommardagen, midsommardag, midsummer day, midsummers day": _midsummer(1),
    "midsommar, midsommaren, midsummer": _around(_midsummer(0), 0, 1),
    "midsommarhelgen, midsummer weekend": _stretch(_midsummer(0), 3),
    "kanelbullens dag": _fixed(10, 4),
    "fn dagen, un day": _fixed(10, 24),
    "halloween": _fixed(10, 31),
    "allhelgonaafton, alla helgons afton, all saints eve": _all_saints(-1),
    "alla helgons dag, allhelgona, alla helgona, all saints day, all saints ' day": _all_saints(0),
    "allhelgonahelgen, alla helgons helg": _stretch(_all_saints(-1), 3),
    "fars dag": _nth_weekday(11, 8, 6),
    "black friday": lambda year: _day(on_or_after(dt.date(year, 11, 22), 3) + DAY),
    "lucia, luciadagen, lucian, st lucia, saint lucia, lucia day, st lucias day": _fixed(12, 13),
    "forsta advent, 1 advent, advent, first advent, first sunday of advent, first sunday in advent": _advent(1),
    "andra advent, 2 advent, second advent, second sunday of advent, second sunday in advent": _advent(2),
    "tredje advent, 3 advent, third advent, third sunday of advent, third sunday in advent": _advent(3),
    "fjarde advent, 4 advent, fourth advent, fourth sunday of advent, fourth sunday in advent": _advent(4),
    # Stockholm county's schools; the winter break is week 9 and the autumn break week 44.
    "sportlovet, sportlov, sportlovsveckan, winter break, february break": _week(9),
    "hostlovet, hostlov, autumn break": _week(44),
    "industrisemestern, semesterveckorna, semestern, semestrarna, sommarsemestern, the summer holidays": _week(28, 4),
}

FEASTS: Phrases[Rule] = Phrases({name: rule for names, rule in _FEASTS.items() for name in names.split(", ")})


def next_feast(rule: Rule, today: dt.date) -> Feast:
    """Return the coming one; today's is still to come."""
    for year in (today.year - 1, today.year):
        feast = rule(year)
        if (feast.last if feast.stretch else feast.date) >= today:
            return feast
    return rule(today.year + 1)
