"""Changes of people and empty seats, as properties of any history."""

import datetime as dt

from hypothesis import given

from bot.features.bodies.history import Tenure, tenure_on
from bot.features.reports.model import Period
from bot.features.reports.turnover import gaps, never_filled, turnover
from tests.features.reports.years import Made, seat, years

WHOLE = Period(2027, dt.date(2027, 12, 31))


@given(years())
def test_a_day_is_vacant_when_the_seat_has_been_filled_before_and_nobody_holds_it(made: Made) -> None:
    for one in made.seats.values():
        days = [
            dt.date(2027, 1, 1) + dt.timedelta(days=n) for n in range((made.period.last - made.period.first).days + 1)
        ]
        first = one.holder[0].start if one.holder else None
        empty = [day for day in days if first and first <= day and tenure_on(one.holder, day) is None]
        found = gaps([one], made.period)
        assert sum(each.days for each in found) == len(empty)
        assert any(each.open for each in found) == bool(empty and empty[-1] == made.period.last)


@given(years())
def test_a_change_is_a_day_on_which_somebody_new_takes_over_a_seat_that_another_had(made: Made) -> None:
    expected = 0
    for one in made.seats.values():
        for number, tenure in enumerate(one.holder):
            assert tenure.start
            new = number > 0 and one.holder[number - 1].person != tenure.person
            expected += new and made.period.covers(tenure.start)
    found = turnover(made.seats.values(), made.period)
    assert found.count == expected
    assert set(found.more_than_once) <= set(found.municipalities)


def test_four_municipalities_changed_and_one_more_than_once() -> None:
    def day(month: int) -> dt.date:
        return dt.date(2027, month, 1)

    twice = (Tenure("a", None, day(2)), Tenure("b", day(3), day(8)), Tenure("c", day(9)))
    once = (Tenure("d", None, day(4)), Tenure("e", day(6)))
    seats = [seat("planners", "0127", *twice), *(seat("planners", code, *once) for code in ("0136", "0126", "0140"))]
    seats.append(seat("planners", "0138", Tenure("f", day(5))))  # the first of all there replaces nobody
    seats.append(seat("planners", "0192"))
    found = turnover(seats, WHOLE)
    assert (found.count, found.municipalities[0], found.more_than_once) == (5, "0127", ("0127",))
    assert len(found.municipalities) == 4
    empty = gaps(seats, WHOLE)
    assert {each.municipality for each in empty} == {"0127", "0136", "0126", "0140"}
    assert sum(each.days for each in empty if each.municipality == "0136") == (day(6) - day(4)).days - 1
    assert [each.municipality for each in never_filled(seats, WHOLE)] == ["0192"]
