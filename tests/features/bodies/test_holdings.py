"""Names leave the lists in time; the history of the seats stays whole."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import new_id
from bot.core.holding import Subject
from bot.core.ports import Transaction
from bot.features.bodies.history import Tenure
from bot.features.bodies.holdings import build_holdings
from bot.features.bodies.seats import CONTACTS, SEATS, Contact, Seat
from bot.store.tiny import open_tiny

NOW = dt.datetime(2027, 6, 1, 8, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

edges = st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2029, 1, 1)), min_size=2, max_size=6, unique=True)


@settings(max_examples=25)
@given(edges, st.lists(st.sampled_from(["anna", "bo"]), min_size=6, max_size=6), st.booleans())
async def test_a_seat_has_the_same_days_after_a_name_is_gone(days: list[dt.date], who: list[str], ends: bool) -> None:
    starts = sorted(days)
    last = starts[-1] + 30 * DAY if ends else None
    history = tuple(
        Tenure(person, start, end - DAY if end else last)
        for person, start, end in zip(who, starts, [*starts[1:], None], strict=False)
    )
    store = open_tiny(None)
    contacts = next(each for each in build_holdings(new_id) if each.name == "contacts")

    async def lay_out(tx: Transaction) -> None:
        await tx.add(SEATS, "b/0127", Seat("b", "0127", history))
        for name in ("anna", "bo"):
            posts = ("b/0127/holder",) if any(each.person == name for each in history) else ()
            await tx.add(CONTACTS, name, Contact(name, name.title(), name, posts=posts))

    async def forget(tx: Transaction) -> tuple[Seat, bool, int]:
        done = await contacts.erase(tx, Subject("", "anna", ("Anna",)), NOW)
        kept = await tx.get(SEATS, "b/0127")
        assert kept is not None
        return kept.value, await tx.get(CONTACTS, "anna") is None, len(done.stay)

    await store.run(lay_out)
    seat, gone, stays = await store.run(forget)
    assert [(each.start, each.end) for each in seat.holder] == [(each.start, each.end) for each in history]
    sits = any(each.person == "anna" and (each.end is None or each.end >= NOW.date()) for each in history)
    assert gone is not sits
    assert stays == sits
    named = {new.person for old, new in zip(history, seat.holder, strict=True) if old.person == "anna"}
    assert named <= {"anna"} if sits else "anna" not in named
    assert len(named) <= 1, "whoever it was stays one person"
    await store.close()
