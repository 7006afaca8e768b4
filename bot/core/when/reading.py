"""From the expressions found in a text to the one moment that its writer means."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from bot.core import calendar
from bot.core.when.day_rules import GLUE, booked_in, day_phrase
from bot.core.when.days import DAY, Day, Found, find
from bot.core.when.moment import Moment
from bot.core.when.reader import Reader
from bot.core.when.repeat_rules import Repeat, completed, occurrences, repeat_phrase, rule_of
from bot.core.when.rule import GONE
from bot.core.when.time_rules import HEDGES, Clock, Time, length_phrase, settled, time_phrase
from bot.core.when.words import Phrases

Bound = Literal["by", "to", "before", "after", "from", "not", "first"]

_BOUNDS: Phrases[Bound] = Phrases.of(
    {
        "by": (
            "senast, inte senare an, no later than, not later than, by, deadline, sista dag, till och med, t . o "
            ". m ., "
            "tom, fram till, fram till och med, until, sista svarsdag, svarsdatum, at the latest, due, up to"
        ),
        "to": "till, to, onto, hellre, utan, i stallet pa, istallet pa",
        "before": "fore, innan, before, prior to, ahead of",
        "after": "efter, after, tidigast efter, nagon gang efter",
        "from": (
            "fran och med, fr . o . m ., from . o . m ., fran, from, med start, med borjan, starting, starting from, "
            "tidigast, start, borjar, med start fran, with start, beginning"
        ),
        "not": (
            "inte, ej, not, istallet for, i stallet for, instead of, rather than, snarare an, utom, forutom, "
            "except, cant, "
            "cannot, inte langre"
        ),
    }
)
_MOVES = (
    "flytta",
    "senarelägg",
    "tidigarelägg",
    "ombok",
    "reschedul",
    "postpon",
    "skjut",
    "ändra",
    "byt",
    "move",
    "moving",
)
_MOVE_WORDS = frozenset({"change", "shift", "push", "changed", "shifted", "pushed"})
_BESIDE = GLUE | frozenset(
    "kl klockan at . : ; ? ! - for dag the a ett en tid tiden dagen vid runt helst garna forslagsvis preferably".split()
)
_SAME = _BESIDE - frozenset(". ; ? !".split())
_BETWEEN = _BESIDE | frozenset("och and eller or".split())
_FILLED = _BESIDE | frozenset("tack please kanske preliminart ca cirka ungefar".split())


_STOPS = frozenset("?!;")
_AFTER_REFUSAL = frozenset(["", ".", ",", "!", "?", ";", "men", "but", "utan"])
_REFUSAL_REACH = 3  # words: "torsdag kan jag inte"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One expression: what it says, its tokens from `i` up to `j`, and the word before it that bends its meaning."""

    what: Day | Time | Repeat | dt.timedelta | dt.datetime
    i: int
    j: int
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """The expressions that together say one moment."""

    day: Day | None = None
    time: Time | None = None
    at: dt.datetime | None = None
    length: dt.timedelta | None = None
    day_bound: Bound | None = None
    time_bound: Bound | None = None
    i: int = 0
    j: int = 0
    target: bool = False
    rejected: bool = False


def read_tokens(r: Reader) -> Moment | None:
    """Return the moment meant, in naive Stockholm time, with its span as token indices; None when there is none."""
    moving = _moves(r)
    r = replace(r, moving=moving)
    phrases = _kept(r, _scan(r, moving=moving))
    repeats = [p for p in phrases if isinstance(p.what, Repeat) and p.bound != "not"]
    if repeats:
        return _recurring(r, phrases, repeats)
    groups = _grouped(r, phrases, moving=moving)
    return _chosen(r, groups, moving=moving)


def nothing_said(r: Reader) -> bool:
    """Tell whether the text holds no expression of time at all, so that there was nothing to refuse."""
    return not _kept(r, _scan(r, moving=False))


def _moves(r: Reader) -> bool:
    return any(token.raw.startswith(_MOVES) or token.key in _MOVE_WORDS for token in r.tokens)


# Finding the expressions


def _scan(r: Reader, *, moving: bool) -> list[_Phrase]:
    phrases: list[_Phrase] = []
    bound: tuple[Bound, int] | None = None
    i = 0
    while i < len(r.tokens):
        phrase = _phrase(r, i, moving=moving)
        if phrase is not None:
            phrases.append(phrase if bound is None else replace(phrase, bound=bound[0], i=bound[1]))
            bound, i = None, phrase.j
            continue
        named = _BOUNDS.at(r.tokens, i)
        if named is not None and named[0] == "not" and phrases and _looks_back(r, phrases[-1], i, named[1]):
            phrases[-1] = replace(phrases[-1], bound="not")
            i = named[1]
        elif named is not None:
            bound, i = (named[0], i), named[1]
        else:
            bound = _carried(r, bound, i)
            i += 1
    return phrases


def _carried(r: Reader, bound: tuple[Bound, int] | None, i: int) -> tuple[Bound, int] | None:
    """Return the bound that still waits for its expression after the word at `i`; "inte" waits over a word or two."""
    if bound is None or r.key(i) in _STOPS:
        return None
    return bound if r.key(i) in _BETWEEN or (bound[0] == "not" and i - bound[1] <= _REFUSAL_REACH) else None


def _looks_back(r: Reader, last: _Phrase, i: int, j: int) -> bool:
    """Tell whether "inte" refuses the day before it: "torsdag passar inte, men ..."."""
    return (
        i - last.j <= _REFUSAL_REACH
        and r.key(j) in _AFTER_REFUSAL
        and not any(r.key(k) in _STOPS for k in range(last.j, i))
    )


def _phrase(r: Reader, i: int, *, moving: bool) -> _Phrase | None:
    """Return the longest expression that begins at token `i`."""
    found: list[_Phrase] = []
    if (repeat := repeat_phrase(r, i)) is not None:
        found.append(_Phrase(repeat[0], i, repeat[1]))
    if (day := day_phrase(r, i, stretches=not moving)) is not None:
        found.append(_Phrase(day[0], i, day[1]))
    if (time := time_phrase(r, i)) is not None:
        found.append(_Phrase(_moved_time(r, time[0], i, time[1]) if moving else time[0], i, time[1]))
    if (instant := _instant(r, i)) is not None:
        found.append(instant)
    if (length := length_phrase(r, i)) is not None:
        found.append(_Phrase(length[0], i, length[1]))
    return max(found, key=lambda phrase: phrase.j, default=None)


def _moved_time(r: Reader, time: Time, i: int, j: int) -> Time:
    """Return the new time of "från 9 till 10" in a request to move; "till fredag 9 till 10" is all of it new."""
    from_to = any(r.key(k) in ("till", "to") for k in range(i, j)) and not any(
        r.key(k) in ("till", "to") for k in range(i)
    )
    return replace(time, start=time.end, end=None) if from_to and time.end is not None else time


def _instant(r: Reader, i: int) -> _Phrase | None:
    """Read om två timmar, in half an hour, för en timme sedan."""
    ahead = None if booked_in(r, i) else r.one_of(i, "om", "inom", "in", "within")
    ago = r.words(i, "for")
    length = length_phrase(r, r.skip(ahead if ahead is not None else ago if ago is not None else i, HEDGES))
    if length is None:
        return None
    j = length[1]
    if (ago is not None and r.key(j) in ("sedan", "sen")) or r.key(j) == "ago":
        return _Phrase(GONE, i, j + 1)
    from_now = r.one_of(j, "fran nu", "from now")
    if ahead is None and from_now is None:
        return None
    try:
        return _Phrase((r.now + length[0]).replace(second=0, microsecond=0), i, from_now or j)
    except OverflowError:
        return None


def _kept(r: Reader, phrases: list[_Phrase]) -> list[_Phrase]:
    """Drop the numbers that are no times, and ordinals that count nothing in particular."""
    has_day = any(isinstance(p.what, Day | Repeat) for p in phrases)
    covered = {k for p in phrases for k in range(p.i, p.j)}
    bare = all(k in covered or r.key(k) in _FILLED for k in range(len(r.tokens)))
    repeats = any(isinstance(p.what, Repeat) for p in phrases)
    kept: list[_Phrase] = []
    for n, phrase in enumerate(phrases):
        what = phrase.what
        if isinstance(what, Time) and not what.strong:
            stretch = what.end is not None and has_day
            if not (bare or stretch or _beside_day(r, phrases, n)):
                continue
        if isinstance(what, Day) and what == Day(nth=what.nth) and not repeats:
            continue
        kept.append(phrase)
    return kept


def _beside_day(r: Reader, phrases: list[_Phrase], n: int) -> bool:
    """Tell whether only small words stand between an expression and a day, or another time that stands beside a day."""
    for step in (-1, 1):
        m = n + step
        while 0 <= m < len(phrases) and _beside(r, phrases[min(m, m - step)], phrases[max(m, m - step)]):
            if isinstance(phrases[m].what, Day | Repeat):
                return True
            m += step
    return False


def _beside(r: Reader, first: _Phrase, second: _Phrase) -> bool:
    return all(r.key(k) in _BESIDE for k in range(first.j, second.i))


# Grouping them


def _grouped(r: Reader, phrases: list[_Phrase], *, moving: bool) -> list[_Group]:
    groups: list[_Group] = []
    for n, phrase in enumerate(phrases):
        last = groups[-1] if groups else None
        joined = None if last is None or _begins(r, phrases, n, last, moving=moving) else _joined(last, phrase)
        if joined is not None:
            groups[-1] = joined
            continue
        fresh = _joined(_Group(i=phrase.i, j=phrase.j), phrase)
        if fresh is not None:
            target = phrase.bound == "to" and (moving or r.key(phrase.i) in ("utan", "hellre"))
            rejected = phrase.bound == "not" or (moving and phrase.bound == "from")
            groups.append(replace(fresh, i=phrase.i, target=target, rejected=rejected))
    return groups


def _begins(r: Reader, phrases: list[_Phrase], n: int, last: _Group, *, moving: bool) -> bool:
    """Tell whether an expression begins a group of its own."""
    phrase = phrases[n]
    if phrase.bound == "not" or (moving and phrase.bound in ("to", "from")) or (last.rejected and phrase.bound == "to"):
        return True
    if isinstance(phrase.what, Day):
        far = not all(r.key(k) in _SAME for k in range(last.j, phrase.i)) and not _narrows(last.day, phrase.what)
        return last.day is not None and (far or phrase.bound is not None)
    follows = n + 1 < len(phrases) and isinstance(phrases[n + 1].what, Day) and phrases[n + 1].bound is None
    if (
        follows
        and _beside(r, phrase, phrases[n + 1])
        and not _beside(r, phrases[n - 1], phrase)
        and last.day is not None
        and isinstance(phrase.what, Time)
    ):
        following = phrases[n + 1].what
        assert isinstance(following, Day)  # noqa: S101 - asked above
        return last.day.with_pieces_of(following) is None
    return False


def _narrows(stretch: Day | None, day: Day) -> bool:
    """Tell whether a bare weekday further on picks its day out of a week named before."""
    return stretch is not None and stretch == Day(week=stretch.week) and day == Day(weekday=day.weekday)


def _joined(group: _Group, phrase: _Phrase) -> _Group | None:
    """Return the group with one more expression, or None when it already says something else."""
    what = phrase.what
    grown = replace(group, j=phrase.j)
    if isinstance(what, Day):
        day = what if group.day is None else group.day.with_pieces_of(what)
        return None if day is None else replace(grown, day=day, day_bound=group.day_bound or phrase.bound)
    if isinstance(what, Time):
        time = what if group.time is None else _both(group.time, what)
        return None if time is None else replace(grown, time=time, time_bound=group.time_bound or phrase.bound)
    if isinstance(what, dt.datetime):
        return replace(grown, at=what) if group.at is None and group.day is None else None
    if isinstance(what, dt.timedelta):
        return replace(grown, length=group.length or what)
    return None


def _both(first: Time, second: Time) -> Time | None:
    """Return a part of the day and a clock time as one: "på eftermiddagen kl 3"."""
    today = first.today or second.today
    if first.start is None and second.start is not None:
        return replace(second, part=first.part, today=today)
    if second.start is None and first.start is not None and first.part is None:
        return replace(first, part=second.part, today=today)
    return None


# Choosing among them


def _chosen(r: Reader, groups: list[_Group], *, moving: bool) -> Moment | None:
    kept = [g for g in groups if not g.rejected] or groups
    targets = [g for g in kept if g.target]
    if targets:
        target = targets[-1]
        earlier = [g for g in groups if g.i < target.i and g.day is not None]
        if target.day is None and target.at is None and earlier:
            target = replace(target, day=earlier[-1].day)
        elif target.day is not None and earlier and _narrows(earlier[-1].day, target.day):
            target = replace(target, day=replace(target.day, week=earlier[-1].day.week if earlier[-1].day else None))
        return _moment(r, _with_month_of(r, target, earlier))
    if moving and len(kept) > 1:
        kept = [_with_earlier_day(kept, n) for n in range(len(kept))][::-1]
    refused = [g.day for g in groups if g.rejected and g.day is not None]
    if refused and all(g.day is None and g.at is None for g in kept):
        kept = [replace(g, day=refused[-1]) for g in kept]
    if any(g.day is not None or g.at is not None for g in kept):
        kept = [g for g in kept if g.day is not None or g.at is not None]
    read = [(g, m) for g in _with_shared_time(r, kept) if (m := _moment(r, g)) is not None]
    timed = [m for g, m in read if m.has_time]
    return timed[0] if timed else read[0][1] if read else None


def _with_earlier_day(groups: list[_Group], n: int) -> _Group:
    group = groups[n]
    earlier = [g.day for g in groups[:n] if g.day is not None]
    return replace(group, day=earlier[-1]) if group.day is None and group.at is None and earlier else group


def _with_month_of(r: Reader, target: _Group, earlier: list[_Group]) -> _Group:
    """Let "från den 14 januari till den 21" mean 21 January."""
    if target.day is None or target.day != Day(dom=target.day.dom) or not earlier or earlier[-1].day is None:
        return target
    old = find(earlier[-1].day, r.today)
    moved = find(target.day, old.start) if old is not None else None
    return target if moved is None else replace(target, day=Day(date=moved.start))


def _with_shared_time(r: Reader, groups: list[_Group]) -> list[_Group]:
    """Let "torsdag eller fredag kl 10" mean ten o'clock on either day."""
    shared = list(groups)
    for n in range(len(groups) - 2, -1, -1):
        words = [r.key(k) for k in range(groups[n].j, groups[n + 1].i)]
        joined = any(word in ("eller", "och", "or", "and") for word in words) and all(
            word in _BETWEEN for word in words
        )
        if joined and shared[n].time is None:
            shared[n] = replace(shared[n], time=shared[n + 1].time)
    return shared


# What a group comes to


def _moment(r: Reader, group: _Group) -> Moment | None:
    if group.at is not None:
        end = None if group.length is None else group.at + group.length
        return _made(group.at, end, group, fuzzy=False)
    found = None
    if group.day is not None:
        found = find(group.day, r.today)
        if found is None:
            return None
    if group.time is None:
        return None if found is None else _on_day(r, found, group)
    hours = settled(group.time)
    if hours is None:
        return None
    return _at_time(r, found, group, group.time, hours)


def _on_day(r: Reader, found: Found, group: _Group) -> Moment | None:
    start, end, fuzzy = _bounded(found, group.day_bound)
    if start < r.today or (end is not None and end < r.today):
        return None
    return _made(start, end, group, fuzzy=fuzzy)


def _bounded(found: Found, bound: Bound | None) -> tuple[dt.date, dt.date | None, bool]:
    """Apply "senast", "före", "efter" to the days found."""
    if bound == "by":
        return (found.last - 2 * DAY if found.kind == "week" else found.last if found.end else found.start), None, False
    if bound == "before":
        return found.first - (3 if found.kind == "week" else 1) * DAY, None, False
    if bound == "after":
        return found.last + DAY, found.last + 7 * DAY, True
    return found.start, found.end, found.fuzzy


def _at_time(
    r: Reader, found: Found | None, group: _Group, time: Time, hours: tuple[Clock, Clock | None]
) -> Moment | None:
    first, last = hours
    day = r.today if found is None else _day_for_time(found, group)
    start, end = _combined(day, first), None if last is None else _combined(day, last)
    if found is not None and found.end is not None and found.kind == "day" and end is not None:
        end = _combined(found.end, last or first)
    window = time.start is None
    if start <= r.now and found is None and not time.today and not (window and end is not None and end > r.now):
        start, end = start + DAY, None if end is None else end + DAY
    if start <= r.now:
        if not (window and end is not None and end > r.now):
            return None
        start = _next_half_hour(r.now)
    if window:
        return _in_part(start, end, group, time)
    if end is None and group.length is not None:
        end = start + group.length
    after = (
        "after" in (group.time_bound, None if group.day_bound != "after" or found is None else "")
        and group.time_bound == "after"
    )
    if after and end is None:
        end = max(start + dt.timedelta(hours=2), _combined(start.date(), Clock(17)))
    return _made(start, end, group, fuzzy=after)


def _day_for_time(found: Found, group: _Group) -> dt.date:
    return found.last + DAY if group.day_bound == "after" and found.first != found.last else found.start


def _in_part(start: dt.datetime, end: dt.datetime | None, group: _Group, time: Time) -> Moment | None:
    bound = group.time_bound if group.time_bound in ("by", "before") else group.day_bound
    if bound in ("by", "before") and end is not None:
        at = start if time.part is not None and time.part.bends == "noon" else end
        return _made(at, None, group, fuzzy=False)
    if end is not None and end <= start:
        return None
    return _made(start, end, group, fuzzy=True)


def _next_half_hour(now: dt.datetime) -> dt.datetime:
    whole = now.replace(minute=0, second=0, microsecond=0)
    return next(t for n in range(1, 4) if (t := whole + n * dt.timedelta(minutes=30)) > now)


def _combined(day: dt.date, clock: Clock) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=clock.minutes)


def _made(start: dt.date, end: dt.date | None, group: _Group, *, fuzzy: bool) -> Moment | None:
    if any(isinstance(point, dt.datetime) and not calendar.exists(point) for point in (start, end)):
        return None
    # On its last day a stretch is that day: "i helgen" on a Sunday.
    until = None if end is None or end == start else end
    return Moment(start, until, None, fuzzy, (group.i, group.j))


# Recurrence


def _recurring(r: Reader, phrases: list[_Phrase], repeats: list[_Phrase]) -> Moment | None:
    repeat = repeats[0].what
    assert isinstance(repeat, Repeat)  # noqa: S101 - they were chosen for it
    for other in repeats[1:]:
        assert isinstance(other.what, Repeat)  # noqa: S101
        repeat = repeat.joined(other.what)
    days = [p for p in phrases if isinstance(p.what, Day) and p.bound != "not"]
    repeat, days = _absorbed(repeat, days)
    whole = completed(repeat)
    times = [p.what for p in phrases if isinstance(p.what, Time)]
    hours = settled(times[0] if len(times) == 1 else _both(times[0], times[1]) or times[0]) if times else None
    limits = _limits(r, days)
    if whole is None or limits is None or (times and hours is None):
        return None
    lengths = [p.what for p in phrases if isinstance(p.what, dt.timedelta)]
    return _first(r, whole, hours, limits, lengths, (phrases[0].i, phrases[-1].j))


def _absorbed(repeat: Repeat, days: list[_Phrase]) -> tuple[Repeat, list[_Phrase]]:
    """Let days without a date of their own fill in the recurrence: "varje månad, första torsdagen"."""
    rest: list[_Phrase] = []
    for phrase in days:
        day = phrase.what
        assert isinstance(day, Day)  # noqa: S101 - they were chosen for it
        if repeat.freq == "MONTHLY" and day.nth is not None:
            repeat = replace(repeat, nth=repeat.nth or day.nth)
        elif repeat.freq == "MONTHLY" and day == Day(dom=day.dom):
            repeat = replace(repeat, monthday=repeat.monthday or day.dom)
        elif (weekdays := _weekdays_of(day)) and not repeat.weekdays and repeat.freq in (None, "WEEKLY"):
            repeat = replace(repeat, weekdays=weekdays)
        elif repeat.freq == "YEARLY" and day.date is not None:
            repeat = replace(repeat, yearday=(day.date.month, day.date.day))
        elif day.nth is None:
            rest.append(phrase)
    return repeat, rest


def _weekdays_of(day: Day) -> tuple[int, ...]:
    """Return the weekdays of "tisdag" and "måndag till fredag" when nothing more is said; else none."""
    if day.weekday is None or day != Day(weekday=day.weekday, to=day.to):
        return ()
    if day.to is None:
        return (day.weekday,)
    last = day.to.weekday
    return tuple(range(day.weekday, last + 1)) if last is not None and day.to == Day(weekday=last) else ()


def _limits(r: Reader, days: list[_Phrase]) -> tuple[dt.date, dt.date | None] | None:
    """Return the first and last day that a recurrence may fall on; None when one of them makes no sense."""
    start, end = r.today, None
    for phrase in days:
        assert isinstance(phrase.what, Day)  # noqa: S101 - they were chosen for it
        found = find(phrase.what, r.today)
        if found is None:
            return None
        if phrase.bound in ("by", "to") or (phrase.bound == "before"):
            end = found.last if phrase.bound != "before" else found.first - DAY
        else:
            start = found.last + DAY if phrase.bound == "after" else found.start
            closes = phrase.bound is None or (phrase.bound == "from" and _says_both_ends(phrase.what))
            end = found.last if found.end is not None and closes else end
    return start, end


def _says_both_ends(day: Day) -> bool:
    """Tell whether the last day is written too: "från 11 januari till 31 maj", not "från vecka 3"."""
    return day.to is not None or day.until is not None or day.until_week is not None


def _first(
    r: Reader,
    repeat: Repeat,
    hours: tuple[Clock, Clock | None] | None,
    limits: tuple[dt.date, dt.date | None],
    lengths: list[dt.timedelta],
    span: tuple[int, int],
) -> Moment | None:
    """Return the first occurrence that is still to come, with the rule."""
    start, end = limits
    dates = (d for d in occurrences(repeat, start) if hours is None or _combined(d, hours[0]) > r.now)
    first = next(dates, None)
    if first is None or (end is not None and first > end):
        return None
    count = None if end is None else sum(1 for _ in takewhile(lambda d: d <= end, occurrences(repeat, first)))
    rule = rule_of(repeat, count)
    if hours is None:
        return Moment(first, None, rule, fuzzy=False, span=span)
    at = _combined(first, hours[0])
    until = _combined(first, hours[1]) if hours[1] is not None else at + lengths[0] if lengths else None
    if not calendar.exists(at) or (until is not None and until <= at):
        return None
    return Moment(at, until, rule, fuzzy=False, span=span)
