"""Meetings as a calendar file (iCalendar, RFC 5545)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.calendar import STOCKHOLM
from bot.core.text import Lang, join_names
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.calendars import texts
from bot.features.meetings.model import Form, Meeting, State

if TYPE_CHECKING:
    from icalendar import Component

READ_AGAIN_AFTER = dt.timedelta(hours=1)
"""How often calendars are asked to look; Outlook and Google decide for themselves, and are slower."""
_SUMMER_SINCE = dt.datetime(1996, 3, 31, 2)  # noqa: DTZ001 - the wall clock of the zone that is being told
_WINTER_SINCE = dt.datetime(1996, 10, 27, 3)  # noqa: DTZ001
"""Since when the clocks of Stockholm change by today's rules; source: IANA tz, zone Europe/Stockholm."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as somebody has it: `free` when they do not take part, `called` is whose meeting it is."""

    meeting: Meeting
    called: tuple[Body, ...]
    free: bool = False


def write_calendar(entries: Iterable[Entry], name: str, maker: str, lang: Lang, now: dt.datetime) -> bytes:
    """Return a calendar file. `name` is what a subscription is called, empty for a single meeting; `maker` who made it.

    A meeting keeps its UID for life; its SEQUENCE grows with each change of it.
    """
    # The library takes 80 ms to import, and most starts never write a calendar.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{_plain(maker)}//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", READ_AGAIN_AFTER)
    calendar.add_component(_stockholm())
    for entry in entries:
        calendar.add_component(_event(entry, lang, now))
    return bytes(calendar.to_ical())


def _stockholm() -> "Component":
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", STOCKHOLM.key)
    hour = dt.timedelta(hours=1)
    for part, name, since, month, before, after in (
        (TimezoneDaylight(), "CEST", _SUMMER_SINCE, 3, hour, 2 * hour),
        (TimezoneStandard(), "CET", _WINTER_SINCE, 10, 2 * hour, hour),
    ):
        part.add("tzname", name)
        part.add("dtstart", since)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _event(entry: Entry, lang: Lang, now: dt.datetime) -> "Component":
    from icalendar import Event

    meeting, off = entry.meeting, entry.meeting.state is State.CANCELLED
    event = Event()
    event.add("uid", meeting.id)
    event.add("dtstamp", now)
    if meeting.history:
        event.add("created", meeting.history[0].at)
        event.add("last-modified", meeting.history[-1].at)
    event.add("sequence", meeting.version)
    event.add("dtstart", meeting.starts_at.astimezone(STOCKHOLM))
    event.add("dtend", meeting.ends_at.astimezone(STOCKHOLM))
    title = capital(join_names([named(body, lang) for body in entry.called], lang))
    event.add("summary", _plain(meeting_texts.CANCELLED_TITLE(lang, title=title) if off else title))
    if where := _where(meeting, lang):
        event.add("location", where)
    if meeting.link:
        event.add("url", _plain(meeting.link))
    if told := _description(meeting, lang):
        event.add("description", told)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if off or entry.free else "OPAQUE")
    return event


def _where(meeting: Meeting, lang: Lang) -> str:
    online = texts.ONLINE(lang) if meeting.form in {Form.ONLINE, Form.HYBRID} else ""
    return "; ".join(part for part in (_plain(meeting.place), online) if part)


def _description(meeting: Meeting, lang: Lang) -> str:
    lines = []
    if meeting.link:
        lines.append(texts.LINK(lang, link=_plain(meeting.link)))
    if meeting.agenda:
        lines.append(texts.AGENDA(lang))
        lines += [f"{number}. {_plain(item)}" for number, item in enumerate(meeting.agenda, start=1)]
    if meeting.guests:
        names = [_plain(" ".join(filter(None, (guest.name, guest.organisation)))) for guest in meeting.guests]
        lines.append(texts.GUESTS(lang, names=join_names(names, lang)))
    if meeting.papers:
        lines.append(texts.PAPERS(lang))
        lines += [f"{_plain(paper.title)}: {_plain(paper.link)}" for paper in meeting.papers]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return somebody's words on one line, without what a calendar file may not hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
