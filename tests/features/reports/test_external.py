"""The chapter on external meetings."""

import datetime as dt
from dataclasses import replace

from bot.core.card import Rows, Words
from bot.core.text import Text
from bot.features.bodies.history import Tenure
from bot.features.bodies.model import Body
from bot.features.meetings.attendance import Outcome
from bot.features.meetings.model import Form, Guest
from bot.features.reports.summary import year_of
from bot.features.reports.yearly.external import external_chapter
from tests.features.reports.years import Made, Noted, meeting, seat

PURPOSE = Text(sv="x", en="x")
BODIES = (
    Body("planners", "management_group", Text(sv="Ledningsgruppen", en="the group"), PURPOSE, PURPOSE),
    Body("climate", "network", Text(sv="klimatstrateger", en="climate"), PURPOSE, PURPOSE),
)


def test_whom_the_leading_bodies_met_stands_with_day_place_and_number() -> None:
    regional = (Guest("Ingen Alls", "Region Stockholm"),)
    meetings = (
        replace(meeting("a", dt.date(2027, 3, 12), form=Form.ONLINE), guests=regional),
        replace(meeting("b", dt.date(2027, 10, 7)), guests=regional, place="Tyresö slott"),
        replace(meeting("c", dt.date(2027, 11, 7), "climate"), guests=(Guest("", "Skanska"),)),
        replace(meeting("d", dt.date(2027, 12, 7)), guests=(Guest("", "Almi"),)),
    )
    seats = {f"{body}/0127": seat(body, "0127", Tenure("p", dt.date(2020, 1, 1))) for body in ("planners", "climate")}
    noted = tuple(Noted(each.id, each.bodies[0], "0127", Outcome.PRESENT_HOLDER) for each in meetings[:3])
    year = year_of(BODIES, Made(seats, meetings, (), noted).register, None)
    assert external_chapter(year, "sv") == [
        Words("Ledningsgruppen har träffat:"),
        Rows(
            (
                "Region Stockholm den 12 mars, digitalt (möte 1)",
                "Region Stockholm den 7 oktober, Tyresö slott (möte 2)",
            )
        ),
    ], "guests of a meeting that nobody has noted, and of a network, are not there"


def test_where_nobody_was_met_the_chapter_is_left_to_people() -> None:
    assert external_chapter(year_of(BODIES, Made({}, (), (), ()).register, None), "sv") == []
