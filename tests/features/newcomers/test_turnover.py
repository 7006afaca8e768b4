"""A seat through any turnover: nobody has it together with somebody else, and it is empty only when it was left so."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.features.bodies.history import History, Tenure, tenure_on, vacancies
from bot.features.bodies.seats import Board, Edit, Post, Presidium, Seat, carry_out
from bot.features.newcomers.leaving import _edits
from bot.features.newcomers.model import Departure, Held

NEW_YEAR = dt.date(2027, 1, 1)
DAY = dt.timedelta(days=1)
LAST = dt.date(2027, 12, 31)

turnover = st.lists(st.tuples(st.booleans(), st.integers(1, 40)), max_size=12)


@given(turnover)
def test_a_seat_has_one_holder_a_day_and_no_gap_that_was_not_a_vacancy(told: list[tuple[bool, int]]) -> None:
    board = Board.of([Seat("b", "0128", (Tenure("old", None, None),))], [Presidium("b")])
    truth = dict.fromkeys((NEW_YEAR + n * DAY for n in range(365)), "old")
    day = NEW_YEAR
    for number, (comes, later) in enumerate(told):
        day = min(day + later * DAY, LAST - DAY)
        if comes:
            board = carry_out(board, [Edit("b", Post.HOLDER, "0128", f"p{number}", day)])
            truth |= {each: f"p{number}" for each in truth if each >= day}
            continue
        asked_at = dt.datetime.combine(day + DAY, dt.time(8), dt.UTC)
        departure = Departure("x", truth[day], "X", "b", day, asked_at)
        board = carry_out(board, _edits(departure, (Held(Post.HOLDER, "0128"),)))
        truth |= {each: "" for each in truth if each > day}
    history: History = board.seats["b/0128"].holder
    assert not any(one.overlaps(other) for one, other in pairwise(history))
    held = {each: (tenure.person if (tenure := tenure_on(history, each)) else "") for each in truth}
    assert held == truth
    empty = {
        first + n * DAY for first, last in vacancies(history, NEW_YEAR, LAST) for n in range((last - first).days + 1)
    }
    assert empty == {each for each, who in truth.items() if not who}
