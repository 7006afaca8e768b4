"""How times of day, stretches of time and lengths are written."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.when.reader import Reader
from bot.core.when.words import NUMBERS, UNITS, Phrases

_OFFICE_OPENS = 7
"""Bare hours below this are in the afternoon: nobody books a meeting at three in the morning."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written. `sure` when the hour counts from midnight and needs no guess."""

    hour: int
    minute: int = 0
    sure: bool = False
    valid: bool = True

    @property
    def minutes(self) -> int:
        """Minutes after midnight; 24:00 is 1440."""
        return 60 * self.hour + self.minute


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: the hours that are meant, and how it bends a bare hour ("kl 3 på eftermiddagen")."""

    start: Clock
    end: Clock
    bends: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, as a clock time, a part of the day, or both.

    `strong` when it needs no date beside it to be taken for one; `today` when the words themselves say so ("ikväll").
    """

    start: Clock | None = None
    end: Clock | None = None
    part: Part | None = None
    strong: bool = True
    today: bool = False
    wrong: bool = False


def _part(start: int, end: int, bends: str = "", minute: int = 0) -> Part:
    return Part(Clock(start, minute, sure=True), Clock(end, 0, sure=True), bends)


_DAWN = _part(7, 9, "am")
_MORNING = _part(8, 10, "am")
_FORENOON = _part(9, 12, "am")
_LUNCH = _part(12, 13, "noon")
_BEFORE_LUNCH = _part(10, 12, "am")
_AFTER_LUNCH = _part(13, 15, "pm")
_AFTERNOON = _part(13, 17, "pm")
_LATE_AFTERNOON = _part(15, 17, "pm")
_AFTER_WORK = _part(17, 20, "pm")
_EVENING = _part(18, 21, "pm")
_NIGHT = _part(22, 24, "night")

PARTS: Phrases[tuple[Part, bool]] = Phrases.of(
    {
        (_DAWN, False): "tidigt pa morgonen, tidig morgon, early morning, early in the morning",
        (_MORNING, False): (
            "morgon, pa morgonen, morgonen, bitti, bittida, pa morgonkvisten, tidigt, tidigt pa dagen, arla"
        ),
        (_FORENOON, False): (
            "formiddag, pa formiddagen, formiddagen, fm, f m, f . m ., pa fm, morning, in the morning, "
            "the morning, during the morning, forenoon, under formiddagen"
        ),
        (_FORENOON, True): "i formiddag, nu pa formiddagen, this morning",
        (_BEFORE_LUNCH, False): (
            "fore lunch, innan lunch, before lunch, sen formiddag, sent pa formiddagen, late morning, "
            "late in the morning, fore lunchen, innan lunchen"
        ),
        (_LUNCH, False): (
            "lunch, lunchtid, vid lunch, vid lunchtid, pa lunchen, till lunch, over lunch, over lunchen, "
            "lunchtime, at lunch, at lunchtime, lunchen, kring lunch, runt lunch, mitt pa dagen, around lunch"
        ),
        (_AFTER_LUNCH, False): (
            "efter lunch, efter lunchen, direkt efter lunch, strax efter lunch, after lunch, "
            "tidig eftermiddag, early afternoon, early in the afternoon, right after lunch, tidigt pa eftermiddagen"
        ),
        (_AFTERNOON, False): (
            "eftermiddag, pa eftermiddagen, eftermiddagen, em, e m, e . m ., pa em, afternoon, "
            "in the afternoon, the afternoon, during the afternoon, under eftermiddagen"
        ),
        (_AFTERNOON, True): "i eftermiddag, this afternoon, nu i eftermiddag",
        (_LATE_AFTERNOON, False): (
            "sen eftermiddag, sent pa eftermiddagen, late afternoon, late in the afternoon, "
            "eftermiddagsfikat, till eftermiddagsfikat, senare pa eftermiddagen, slutet av dagen, i slutet av dagen, "
            "end of the day, end of day"
        ),
        (_LATE_AFTERNOON, True): "senare i eftermiddag, sent i eftermiddag",
        (_AFTER_WORK, False): "efter jobbet, efter arbetstid, after work, after hours",
        (_EVENING, False): (
            "kvall, pa kvallen, kvallen, pa kvallstid, kvallstid, evening, in the evening, the evening"
        ),
        (_EVENING, True): "ikvall, i kvall, tonight, this evening",
        (_NIGHT, False): "natt, pa natten, natten, night, at night, sent pa kvallen, late evening, late at night",
        (_NIGHT, True): "inatt, i natt, sent ikvall, sent i kvall",
    }
)
_LATE = frozenset({"sent", "sen", "late"})
_MERIDIEMS: Phrases[str] = Phrases.of(
    {
        "am": (
            "am, a . m ., a . m, fm, f . m ., f . m, pa formiddagen, pa morgonen, i formiddag, in the "
            "morning, pa fm, formiddag, "
            "morgon, this morning"
        ),
        "pm": (
            "pm, p . m ., p . m, em, e . m ., e . m, pa eftermiddagen, i eftermiddag, in the afternoon, pa "
            "em, eftermiddag, "
            "pa kvallen, ikvall, i kvall, in the evening, tonight, this afternoon, this evening, kvall"
        ),
        "night": "midnight, pa natten, at night, inatt, i natt",
        "noon": "noon, pa dagen, mitt pa dagen",
    }
)
_NAMED: Phrases[Clock] = Phrases(
    {
        "midnatt": Clock(24, sure=True),
        "midnight": Clock(24, sure=True),
        "noon": Clock(12, sure=True),
        "mitt pa dagen": Clock(12, sure=True),
        "midday": Clock(12, sure=True),
        "tolvslaget": Clock(24, sure=True),
        "end of business": Clock(17, sure=True),
        "close of business": Clock(17, sure=True),
        "kontorstidens slut": Clock(17, sure=True),
        "arbetsdagens slut": Clock(17, sure=True),
    }
)
_AT = (
    "klockan",
    "kl .",
    "kl",
    "k l",
    "at",
    "@",
    "vid klockan",
    "vid",
    "kring",
    "runt",
    "cirka",
    "ca",
    "around",
    "about",
    "circa",
)
_OF_CLOCK = frozenset("klockan kl at @ runt kring cirka ca around vid".split())
_FROM = (
    "fran klockan",
    "fran kl",
    "fran",
    "mellan klockan",
    "mellan kl",
    "mellan",
    "from",
    "between",
    "kl mellan",
    "kl fran",
)
_TO = ("till klockan", "till kl", "till", "- kl", "-", "och", "and", "to", "until", "till", "tom")
_COUNTED = frozenset(
    "kr kronor sek kronan tkr mkr mnkr miljoner miljarder tusen procent % st stycken personer pers "
    "person deltagare invanare "
    "kommuner ledamoter timme timmar tim h hour hours minuter minut min minutes dagar dag days day "
    "veckor vecka weeks week "
    "manader manad months month ar ars aringar years year ganger gang times people persons participants "
    "grader km m kvm platser "
    "rum punkter poang arbetsdagar vardagar fragor forslag alternativ svar sidor sidan euro eur usd "
    "meter mil :- stolar koppar "
    "kapitel prioriteringar projekt remisser moten mote meetings seats rooms hundra hundratal medlemmar "
    "natverk organ tjanster".split()
)
_NUMBERED = frozenset(
    "avsnitt kapitel version punkt sida sid rum § nr nummer artikel paragraf dnr diarienummer bilaga "
    "steg del section page room "
    "chapter item point plan vaning buss linje mal hallplats uppgift delmal spar tel telefon mobil tfn "
    "sal etapp fas figur tabell "
    "number no phone vag riksvag lansvag personnummer postnummer upplaga utgava v w vecka week agenda "
    "hus port kostar kostade".split()
)

_PLACED = frozenset(
    "nasta denna har kommande nastkommande nastnasta innevarande varje varannan next this every".split()
)
"""A week is not numbered after these: "fredag nästa vecka 13-15" are hours."""


def time_phrase(r: Reader, i: int) -> tuple[Time, int] | None:
    """Read a time of day, a stretch of time or a part of the day."""
    reads = [read for rule in (_stretch, _single, _named_part) if (read := rule(r, i)) is not None]
    return max(reads, key=lambda read: read[1], default=None)


def _named_part(r: Reader, i: int) -> tuple[Time, int] | None:
    read = PARTS.at(r.tokens, i)
    if read is None:
        return None
    (part, today), j = read
    if r.key(i) == "morgon" and r.key(i - 1) == "i":
        return None
    if part is _AFTERNOON and any(r.key(k) in _LATE for k in range(i - 3, i)):
        part = _LATE_AFTERNOON
    tight = r.key(i) in ("fm", "em", "f", "e", "natt", "night", "tidigt", "lunch", "lunchen", "morning", "bitti")
    return Time(part=part, strong=not tight or len(r.tokens) <= 2, today=today), j


def _single(r: Reader, i: int) -> tuple[Time, int] | None:
    j = r.one_of(i, *_AT)
    marked = j is not None and r.key(i) != "vid"
    k = j if j is not None else i
    read = _clock(r, k)
    if read is None:
        return None
    clock, strong, end = read
    if _blocked(r, k, end, marked=marked):
        return None
    clock, end, half = _with_half(r, clock, end)
    shown = marked and r.key(i) in _OF_CLOCK
    if j is not None and r.key(i) in ("about", "ca", "cirka", "circa") and not strong and not half:
        shown = False
    return Time(
        start=clock, strong=strong or shown or half, today=_says_today(r, end, half=half), wrong=not clock.valid
    ), end


def _says_today(r: Reader, end: int, *, half: bool) -> bool:
    return half and (
        r.key(end - 1) in ("ikvall", "tonight", "inatt")
        or (
            r.key(end - 2) in ("i", "this")
            and r.key(end - 1) in ("kvall", "natt", "eftermiddag", "formiddag", "evening", "afternoon", "morning")
        )
    )


def _blocked(r: Reader, i: int, end: int, *, marked: bool) -> bool:
    """Tell whether the numbers are something else: money, people, a section, a telephone number."""
    if r.key(end) in _COUNTED and not (r.key(end) == "h" and r.glued(end)):
        return True
    if (
        r.digits(end) is not None
        and r.width(end) >= 2
        and not (r.key(end + 1) in ("/", "-", ".") or _month_or_year(r, end))
    ):
        return True
    if marked:
        return False
    if r.key(i - 1) in ("vecka", "week") and r.key(i - 2) in _PLACED:
        return False
    joined = r.glued(i) and r.key(i - 1) in ("-", "/", ".", ",", ":", "+", "#", "§") and r.digits(i - 2) is not None
    return r.key(i - 1) in _NUMBERED or joined or (r.key(i - 1) == "." and r.key(i - 2) in ("nr", "tel", "sid", "kap"))


def _month_or_year(r: Reader, i: int) -> bool:
    return (
        r.month(i + 1) is not None
        or r.ordinal(i) is not None
        or (r.width(i) == 4 and 2000 <= (r.digits(i) or 0) <= 2100)
    )


def _with_half(r: Reader, clock: Clock, i: int) -> tuple[Clock, int, bool]:
    """Apply am, pm and the like when they follow the time."""
    j = r.skip(i, (",",)) if r.key(i + 1) in ("fm", "em") else i
    read = _MERIDIEMS.at(r.tokens, j)
    if read is None or (r.key(j) == "em" and r.key(j + 1) == "kl"):
        return clock, i, False
    return bend(clock, read[0]), read[1], True


def bend(clock: Clock, half: str) -> Clock:
    """Return the clock in the half of the day that was named."""
    if clock.hour > 12 or not half:
        return clock
    hour = clock.hour
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "night":
        hour = 24 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    elif half == "noon" and hour < 5:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 12
    return replace(clock, hour=hour, sure=True)


def _clock(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read one time of day; the clock, whether its form says that it is a time, and the index after."""
    named = _NAMED.at(r.tokens, i)
    if named is not None:
        return named[0], True, named[1]
    reads = [read for rule in _CLOCKS if (read := rule(r, i)) is not None]
    return max(reads, key=lambda read: read[2], default=None)


def _written(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read 9:30, 09.30, 9.30."""
    hour, minute = r.digits(i), r.digits(i + 2)
    sign = r.key(i + 1)
    if hour is None or minute is None or sign not in (":", ".") or not r.glued(i + 1) or not r.glued(i + 2):
        return None
    if r.width(i) > 2 or r.width(i + 2) != 2 or (r.key(i + 3) in (".", ":") and r.glued(i + 4) and sign == "."):
        return None
    end = i + 3
    if (
        r.key(end) == ":"
        and r.glued(end)
        and r.glued(end + 1)
        and r.width(end + 1) == 2
        and r.digits(end + 1) is not None
    ):
        end += 2
    return _checked(hour, minute, sure=r.width(i) == 2), sign == ":", end


def _checked(hour: int, minute: int, *, sure: bool) -> Clock:
    valid = (hour < 24 and minute < 60) or (hour == 24 and minute == 0)
    return Clock(hour, minute, sure=sure or hour > 12 or hour == 0, valid=valid)


def _run_together(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read 0930 and 1330."""
    number = r.digits(i)
    if number is None or r.width(i) != 4:
        return None
    hour, minute = divmod(number, 100)
    return _checked(hour, minute, sure=True), False, i + 1


def _spaced(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read 9 30 after "kl"."""
    hour, minute = r.digits(i), r.digits(i + 1)
    if (
        hour is None
        or minute is None
        or r.width(i) > 2
        or r.width(i + 1) != 2
        or r.key(i - 1) not in ("kl", "klockan", ".")
    ):
        return None
    if minute % 5 or minute > 55 or hour > 23 or r.month(i + 2) is not None or r.key(i + 2) in ("/", "-"):
        return None
    return _checked(hour, minute, sure=r.width(i) == 2), True, i + 2


def _spelled(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read tretton noll noll, nio trettio."""
    hour = NUMBERS.get(r.key(i), 24)
    if hour == 24 or r.key(i) == "en" or hour > 23:
        return None
    if (zero := r.one_of(i + 1, "noll noll")) is not None:
        return _checked(hour, 0, sure=False), True, zero
    minute = NUMBERS.get(r.key(i + 1), 0)
    return (_checked(hour, minute, sure=False), True, i + 2) if 10 <= minute < 60 and minute % 5 == 0 else None


def _hour(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read 9, nio, 11 o'clock, 9h."""
    digits = r.digits(i)
    if digits is not None:
        if r.width(i) > 2 or (r.key(i + 1) in (":", "/", "%") and r.glued(i + 2)):
            return None
        read = digits, i + 1
    elif r.key(i).endswith("tiden") and r.key(i)[:-5] in NUMBERS:
        return _checked(NUMBERS[r.key(i)[:-5]], 0, sure=False), True, i + 1
    elif r.key(i) in NUMBERS and r.key(i) not in ("en", "noll", "zero"):
        read = NUMBERS[r.key(i)], i + 1
    else:
        return None
    hour, j = read
    if r.key(j) == "oclock" or (r.key(j) == "-" and r.key(j + 1) == "tiden"):
        j += r.key(j) == "-"
        return _checked(hour, 0, sure=False), True, j + 1
    return _checked(hour, 0, sure=digits is not None and r.width(i) == 2 and hour < 10), False, j


def _half(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read halv tre (14:30), half past two, half two (both 14:30)."""
    if r.key(i) == "halv":
        base = _small_hour(r, i + 1)
        return None if base is None else (_before(base[0], 30), True, base[1])
    j = r.one_of(i, "half past", "half")
    base = _small_hour(r, j) if j is not None else None
    if base is None or r.key(base[1]) in ("hour", "hours", "day", "days"):
        return None
    return Clock(base[0] % 24, 30), True, base[1]


def _small_hour(r: Reader, i: int) -> tuple[int, int] | None:
    digits = r.digits(i)
    # One o'clock is "ett"; "tio i en" is the beginning of "i en timme".
    number = digits if digits is not None else NUMBERS.get(r.key(i)) if r.key(i) != "en" else None
    return (number, i + 1) if number is not None and 1 <= number <= 24 else None


def _before(hour: int, minutes: int) -> Clock:
    total = (60 * hour - minutes) % (24 * 60)
    if hour <= 12:
        total %= 12 * 60
        total = total if total >= 60 else total + 12 * 60
    return Clock(total // 60, total % 60, sure=hour > 12)


def _past(hour: int, minutes: int) -> Clock:
    return Clock(hour % 24, minutes, sure=hour > 12)


def _told(r: Reader, i: int) -> tuple[Clock, bool, int] | None:
    """Read kvart i nio, tio över ett, fem i halv fyra, fem över halv tre, ten to four, quarter past nine."""
    minutes = _told_minutes(r, i)
    if minutes is None:
        return None
    count, j = minutes
    if (half := r.one_of(j, "i halv", "fore halv")) is not None and (base := _small_hour(r, half)) is not None:
        return _before(base[0], 30 + count), True, base[1]
    if (half := r.one_of(j, "over halv", "efter halv")) is not None and (base := _small_hour(r, half)) is not None:
        return _before(base[0], 30 - count), True, base[1]
    if (to := r.one_of(j, "i", "fore", "to", "of")) is not None and (base := _small_hour(r, to)) is not None:
        # "10 to 12" in figures is a stretch; "ten to twelve" is a time.
        stretch = r.key(to - 1) in ("to", "of") and r.digits(i) is not None and r.digits(j - 1) is not None
        return None if stretch or _counts(r, base[1]) else (_before(base[0], count), True, base[1])
    if (past := r.one_of(j, "over", "efter", "past", "after")) is not None and (
        base := _small_hour(r, past)
    ) is not None:
        return None if _counts(r, base[1]) else (_past(base[0], count), True, base[1])
    return None


def _counts(r: Reader, i: int) -> bool:
    return r.key(i) in UNITS or r.month(i) is not None


def _told_minutes(r: Reader, i: int) -> tuple[int, int] | None:
    if (j := r.one_of(i, "en kvart", "kvart", "a quarter", "quarter")) is not None:
        return 15, j
    number = r.number(i)
    if number is None or not 1 <= number[0] <= 29 or r.key(i) in ("a", "an"):
        return None
    j = r.one_of(number[1], "minuter", "minut", "min", "minutes", "minute") or number[1]
    return number[0], j


_ClockRule = Callable[[Reader, int], tuple[Clock, bool, int] | None]
_CLOCKS: tuple[_ClockRule, ...] = (_written, _run_together, _spaced, _spelled, _hour, _half, _told)


def _stretch(r: Reader, i: int) -> tuple[Time, int] | None:
    """Read 13–15, kl 9 till 11.30, mellan 10 och 12, 1-3pm."""
    framed = r.one_of(i, *_FROM)
    at = r.one_of(framed if framed is not None else i, *_AT)
    j = at if at is not None else framed if framed is not None else i
    first = _clock(r, j)
    if first is None:
        return None
    start, start_strong, k = first
    start, k, start_half = _with_half(r, start, k)
    to = _to(r, k, framed=framed is not None)
    second = _clock(r, to) if to is not None else None
    if second is None:
        return None
    end, end_strong, m = second
    if _blocked(r, j, m, marked=at is not None or framed is not None) or _phone(r, j, m) or _days_of_month(r, m):
        return None
    end, m, end_half = _with_half(r, end, m)
    if end_half and not start_half:
        start = _same_half(start, end)
    marked = (at is not None and r.key(at - 1) in _OF_CLOCK | {"."}) or framed is not None
    wrong = not (start.valid and end.valid)
    strong = marked or start_strong or end_strong or start_half or end_half
    return Time(start, end, strong=strong, wrong=wrong, today=_says_today(r, m, half=end_half)), m


def _days_of_month(r: Reader, end: int) -> bool:
    """Tell whether the numbers count days: "från 14 till 16 januari"."""
    return r.month(end) is not None and r.digits(end - 1) is not None and r.key(end - 2) not in (":", ".")


def _phone(r: Reader, i: int, end: int) -> bool:
    return r.width(i) == 2 and r.raw(i).startswith("0") and r.digits(end) is not None


def _to(r: Reader, i: int, *, framed: bool) -> int | None:
    to = r.one_of(i, *_TO)
    if to is None or (r.key(i) in ("och", "and") and not framed):
        return None
    return to


def _same_half(start: Clock, end: Clock) -> Clock:
    """Return the start in the half of the day that was written after the end: 1–3 pm, but 11–1 pm."""
    if start.hour > 12 or start.sure:
        return start
    later = replace(start, hour=start.hour % 12 + (12 if end.hour >= 12 else 0), sure=True)
    return later if later.minutes < end.minutes else replace(start, sure=True)


def settled(time: Time) -> tuple[Clock, Clock | None] | None:
    """Return the beginning and end of a time expression in hours from midnight; None when it makes no sense."""
    if time.wrong:
        return None
    if time.start is None:
        return None if time.part is None else (time.part.start, time.part.end)
    half = time.part.bends if time.part is not None else ""
    start = _office(bend(time.start, half) if not time.start.sure else time.start)
    if time.end is None:
        return start, None
    end = time.end
    if end.minutes <= start.minutes and not (end.sure and end.hour >= 12) and end.hour < 12:
        end = replace(end, hour=end.hour + (12 if end.minutes + 720 > start.minutes else 24))
    elif end.minutes <= start.minutes:
        end = replace(end, hour=end.hour + 24)
    return (start, end) if 0 < end.minutes - start.minutes <= 16 * 60 else None


def _office(clock: Clock) -> Clock:
    return (
        clock if clock.sure or clock.hour >= _OFFICE_OPENS or clock.hour == 0 else replace(clock, hour=clock.hour + 12)
    )


# Lengths

HEDGES = frozenset(
    "drygt dryg knappt knapp ungefar cirka ca omkring nastan ytterligare about roughly another god exakt precis".split()
)
"""Words that make a length less or more exact; the length is taken as said."""

_LENGTHS: Phrases[int] = Phrases(
    {
        "en och en halv timme": 90,
        "en och en halv timma": 90,
        "ett par timmar": 120,
        "en halvtimme": 30,
        "en halvtimma": 30,
        "halvtimme": 30,
        "halvtimmen": 30,
        "en halv timme": 30,
        "halv timme": 30,
        "en kvart": 15,
        "kvart": 15,
        "en kvarts timme": 15,
        "tre kvart": 45,
        "en trekvart": 45,
        "trekvart": 45,
        "en timme": 60,
        "en timma": 60,
        "an hour and a half": 90,
        "one and a half hours": 90,
        "half an hour": 30,
        "a half hour": 30,
        "a quarter of an hour": 15,
        "three quarters of an hour": 45,
        "an hour": 60,
        "a couple of hours": 120,
        "en minut": 1,
        "a minute": 1,
    }
)


def length_phrase(r: Reader, i: int) -> tuple[dt.timedelta, int] | None:
    """Read a length of minutes or hours: två timmar, 90 min, 1,5 timme, en och en halv timme."""
    if (fixed := _LENGTHS.at(r.tokens, i)) is not None:
        more = r.one_of(fixed[1], "och", "and")
        extra = length_phrase(r, more) if more is not None and fixed[0] >= 60 else None
        if extra is not None:
            return dt.timedelta(minutes=fixed[0]) + extra[0], extra[1]
        return dt.timedelta(minutes=fixed[0]), fixed[1]
    number = r.number(i)
    if number is None or number[0] > 10_000:
        return None
    count, j = float(number[0]), r.skip(number[1], HEDGES)
    if r.key(j) in (",", ".") and r.glued(j) and r.glued(j + 1) and r.digits(j + 1) is not None and r.width(j + 1) == 1:
        count, j = count + (r.digits(j + 1) or 0) / 10, j + 2
    elif (half := r.one_of(j, "och en halv", "och en halv", "and a half", "½")) is not None:
        count, j = count + 0.5, half
    unit = UNITS.get(r.key(j))
    if unit not in ("minute", "hour"):
        return None
    length = dt.timedelta(minutes=round(count * (60 if unit == "hour" else 1)))
    more = r.one_of(j + 1, "och", "and") or j + 1
    extra = length_phrase(r, more) if unit == "hour" and r.digits(more) is not None else None
    return (length, j + 1) if extra is None else (length + extra[0], extra[1])
