"""Swedish dates: what people type when they book, read and written.

`read` understands Swedish and English; `write_date` and `write_moment` write dates as people here do.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.core import calendar
from bot.core.text import Lang
from bot.core.when import loose
from bot.core.when.moment import Moment
from bot.core.when.reader import Reader
from bot.core.when.reading import nothing_said, read_tokens
from bot.core.when.words import LONGEST, Token, tokenize
from bot.core.when.writing import write_date, write_moment

__all__ = ["Moment", "answer_line", "read", "write_date", "write_moment"]

_SWEDISH = frozenset(
    "och att det som en ett pa av for med kan vi ni jag ar inte till om kl den i ses ska har blir eller vecka".split()
)
_ENGLISH = frozenset("the and of to at on in is are we you can could for next this every with by it".split())


def read(text: str, now: dt.datetime, lang: Lang | None = None) -> Moment | None:
    """Return the moment that a text says, or None when it says none that can be booked.

    Args:
        text: What a person typed, in Swedish or English; at most its first 2 000 characters are read.
        now: When it is read. An aware datetime is turned into Stockholm time, a naive one is Stockholm time already.
        lang: The person's language, which settles words that both languages have; guessed when None.

    Returns:
        A moment that is not before `now`. Times are aware, in Europe/Stockholm. None also for what does not exist
        (31 November, week 54, the hour the clocks skip), contradicts itself, or has been.
    """
    local = calendar.to_local(now).replace(tzinfo=None)
    tokens = tokenize(text)
    if not tokens:
        return None
    swedish = _is_swedish(tokens) if lang is None else lang == "sv"
    reader = Reader(tuple(tokens), local, swedish)
    if len(tokens) == 1 and tokens[0].key in ("nu", "now"):
        return Moment(calendar.to_local(local.replace(second=0, microsecond=0)), span=(tokens[0].start, tokens[0].end))
    try:
        moment = read_tokens(reader)
    except OverflowError:
        return None
    if moment is None:
        return loose.read_absolute(text, local) if len(text) <= LONGEST and nothing_said(reader) else None
    first, last = moment.span
    return replace(
        moment,
        start=_in_zone(moment.start),
        end=None if moment.end is None else _in_zone(moment.end),
        span=(tokens[first].start, tokens[last - 1].end),
    )


def answer_line(request: Mapping[str, object]) -> dict[str, str | None] | None:
    """Answer one request of `python -m bot when`.

    Args:
        request: `text`, and `now` as Stockholm local time, "2026-11-23T09:00".

    Returns:
        `start`, `end` and `rrule`, or None where nothing sensible can be booked.

    Raises:
        ValueError: With one plain sentence, when the request has another form.
    """
    text, now = request.get("text"), request.get("now")
    if not isinstance(text, str):
        raise ValueError('A request needs "text", a string')  # noqa: TRY004 - the caller turns ValueError into an answer
    if not isinstance(now, str):
        raise ValueError('A request needs "now", such as "2026-11-23T09:00"')  # noqa: TRY004
    try:
        at = dt.datetime.fromisoformat(now)
    except ValueError:
        raise ValueError(f'"now" should look like "2026-11-23T09:00", not {now!r}') from None
    moment = read(text, at)
    return None if moment is None else moment.to_json()


def _is_swedish(tokens: list[Token]) -> bool:
    swedish = sum(token.key in _SWEDISH or (not token.raw.isascii() and token.raw.isalpha()) for token in tokens)
    english = sum(token.key in _ENGLISH for token in tokens)
    return swedish >= english


def _in_zone(point: dt.date) -> dt.date:
    return point.replace(tzinfo=calendar.STOCKHOLM) if isinstance(point, dt.datetime) else point
