"""Changing a meeting without moving it, in words and on a card, by the secretariat and by a body's own chair."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.core import when
from bot.core.calendar import local_day
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.text import Text, escape, join_names
from bot.core.turn import Reply, Turn
from bot.features.bodies.cards import capital
from bot.features.bodies.model import Body
from bot.features.bodies.naming import TEXTS_REMEMBERED
from bot.features.meetings import cards as meeting_cards
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.changes import cards, texts
from bot.features.meetings.changes.wording import (
    LONGEST_ITEM,
    MOST_ITEMS,
    MOST_PAPERS,
    ChangeWish,
    Does,
    clean_link,
    read_change_wish,
    read_items,
    read_papers,
    titled,
)
from bot.features.meetings.faults import Changed, Gone, NotAllowed, NotAnswerable
from bot.features.meetings.model import Alteration, Form, Meeting, Slot, State, altered, is_coming
from bot.features.meetings.refusing import LONGEST_KEY, PLANNERS, refused
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import local_day_of
from bot.features.meetings.wording import MOST_GUESTS, Reader, read_guests

LOOKS_BACK = dt.timedelta(days=400)
"""How old a meeting may be for its minutes to be added in words."""


class _Unclear(Exception):
    """Something has to be said first; `reply` asks for it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def build_changes(meetings: Meetings) -> Feature:
    """Return the feature."""
    changes = _Changes(meetings, Reader(meetings.finder))
    return Feature(name="meeting-changes", commands=changes.commands, subject=Subject.MEETINGS, presses=changes.presses)


class _Changes:
    def __init__(self, meetings: Meetings, reader: Reader) -> None:
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""

        # Six commands ask what one turn means.
        @lru_cache(TEXTS_REMEMBERED)
        def read(said: str) -> ChangeWish | None:
            return read_change_wish(self._reader, said)

        def command(name: str, say: Text, about: Text, *kinds: Does) -> Command[Any]:
            def recognise(said: str) -> ChangeWish | None:
                wish = read(said)
                return wish if wish and wish.does in kinds else None

            return Command(name, say, about, recognise, self._say, who=PLANNERS)

        return (
            command("meeting-bodies", texts.SAY_BODIES, texts.ABOUT_BODIES, Does.JOIN, Does.LEAVE),
            command("meeting-agenda", texts.SAY_AGENDA, texts.ABOUT_AGENDA, Does.ITEMS),
            command("meeting-papers", texts.SAY_PAPER, texts.ABOUT_PAPER, Does.PAPER, Does.LINK),
            command("meeting-guests", texts.SAY_GUEST, texts.ABOUT_GUEST, Does.GUESTS),
            command("meeting-place", texts.SAY_PLACE, texts.ABOUT_PLACE, Does.PLACE, Does.FORM),
            command("meeting-edit", texts.SAY_EDIT, texts.ABOUT_EDIT, Does.EDIT),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; the service looks at the rights."""
        return (
            Press(cards.ChangeMeeting, self._press, PLANNERS),
            Press(cards.FillMeeting, self._fill, PLANNERS),
        )

    async def _say(self, turn: Turn, wish: ChangeWish) -> Reply | None:
        lang = turn.lang
        try:
            meeting = await self._which(turn, wish)
        except _Unclear as unclear:
            return unclear.reply
        except NotAllowed as refusal:
            return refused(turn, refusal)
        bodies = self._meetings.named(meeting.bodies)
        if wish.does is Does.EDIT:
            return Reply(card=cards.form_card(bodies, meeting, self._meetings.new_key(), lang, turn.at))
        if wish.does in {Does.JOIN, Does.LEAVE}:
            return await self._say_bodies(turn, wish, meeting)
        alteration = self._alteration(turn, wish, meeting)
        if isinstance(alteration, Reply):
            return alteration
        if _too_much(alteration):
            return Reply(text=texts.TOO_LONG(lang))
        after = altered(meeting, alteration, turn.person.name, turn.at)
        if after is None:
            return Reply(text=texts.NOTHING_NEW(lang))
        change = cards.ChangeMeeting(self._meetings.new_key(), meeting.id, meeting.version, alteration)
        return Reply(card=cards.preview_card(bodies, meeting, change, lang, turn.at))

    async def _say_bodies(self, turn: Turn, wish: ChangeWish, meeting: Meeting) -> Reply:
        """Show what it means that a body joins a meeting, or leaves it, with what takes the same time."""
        lang, before = turn.lang, self._meetings.named(meeting.bodies)
        alteration = self._with_bodies(turn, wish, meeting)
        if isinstance(alteration, Reply):
            return alteration
        after = self._meetings.named(alteration.bodies or ())
        joins, leaves = [each for each in after if each not in before], [each for each in before if each not in after]
        if not joins and not leaves:
            return Reply(text=texts.NOTHING_NEW(lang))
        try:
            await self._meetings.check_rights(turn, joins)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        clashes = await self._meetings.clashes(joins, [Slot(meeting.starts_at, meeting.ends_at)], meeting.id)
        warned = meeting_cards.warnings([], clashes, lang, turn.at, self._meetings.named)
        change = cards.ChangeMeeting(self._meetings.new_key(), meeting.id, meeting.version, alteration)
        moved = cards.Joining(joins, leaves, warned)
        return Reply(card=cards.preview_card(before, meeting, change, lang, turn.at, moved))

    def _alteration(self, turn: Turn, wish: ChangeWish, meeting: Meeting) -> Alteration | Reply:
        """Return what the wish comes to for a meeting, or the question for what is missing."""
        lang = turn.lang
        match wish.does:
            case Does.ITEMS:
                if not wish.items:
                    return Reply(text=texts.WHAT_ITEM(lang, example=texts.SAY_AGENDA(lang)))
                return Alteration(agenda=self._with_items(meeting, wish.items))
            case Does.GUESTS:
                if not wish.guests:
                    return Reply(text=texts.WHOM(lang, example=texts.SAY_GUEST(lang)))
                return Alteration(guests=tuple(dict.fromkeys([*meeting.guests, *wish.guests])))
            case Does.PAPER if wish.paper:
                spoken = self._meetings.seating.cooperation.language
                return Alteration(papers=tuple(dict.fromkeys([*meeting.papers, titled(wish.paper, spoken)])))
            case Does.LINK:
                # Where there is a link, people need not be on site.
                form = Form.HYBRID if meeting.place else Form.ONLINE
                return Alteration(link=wish.link, form=form if meeting.form is Form.ON_SITE else None)
            case Does.PLACE:
                if not wish.place:
                    example = texts.SAY_PLACE(lang, **self._meetings.examples(lang))
                    return Reply(text=texts.WHERE_TO(lang, example=example))
                return Alteration(place=wish.place, form=Form.HYBRID if meeting.form is Form.ONLINE else None)
        return Alteration(form=wish.form, place="" if wish.form is Form.ONLINE and meeting.place else None)

    def _with_bodies(self, turn: Turn, wish: ChangeWish, meeting: Meeting) -> Alteration | Reply:
        if wish.does is Does.JOIN:
            return Alteration(bodies=tuple(dict.fromkeys([*meeting.bodies, *(body.id for body in wish.bodies)])))
        gone = {body.id for body in wish.bodies}
        if gone.isdisjoint(meeting.bodies):
            names = capital(meeting_cards.names_of(wish.bodies, turn.lang))
            when_it_is = meeting_cards.in_full(meeting, turn.lang, turn.at)
            return Reply(text=texts.NOT_IN_IT(turn.lang, bodies=names, when=when_it_is))
        left = tuple(each for each in meeting.bodies if each not in gone)
        return Alteration(bodies=left) if left else Reply(text=texts.LAST_BODY(turn.lang))

    def _with_items(self, meeting: Meeting, items: Sequence[str]) -> tuple[str, ...]:
        """Return the agenda with new items before the standing ones that close it."""
        standing = [item(self._meetings.seating.cooperation.language) for item in self._closing(meeting)]
        ends = len(meeting.agenda)
        while ends and meeting.agenda[ends - 1] in standing:
            ends -= 1
        return tuple(dict.fromkeys([*meeting.agenda[:ends], *items, *meeting.agenda[ends:]]))

    def _closing(self, meeting: Meeting) -> tuple[Text, ...]:
        bodies = self._meetings.named(meeting.bodies)
        return bodies[0].standing_agenda.closing if bodies else ()

    # Which meeting

    async def _which(self, turn: Turn, wish: ChangeWish) -> Meeting:
        """Return the meeting that is meant; raises _Unclear and NotAllowed."""
        lang = turn.lang
        named, either = self._reader.body(wish.meeting)
        bodies = named or either or await self._whose(turn)
        example = texts.SAY_AGENDA(lang) if wish.does is Does.ITEMS else texts.SAY_EDIT(lang)
        if not bodies:
            raise _Unclear(Reply(text=meeting_texts.WHICH_MEETING(lang, example=example)))
        if named:
            await self._meetings.check_rights(turn, named)
        looks_back = wish.does is Does.PAPER
        ids = [body.id for body in bodies]
        held = await self._meetings.held(turn.at - LOOKS_BACK, turn.at, ids) if looks_back else []
        ahead = await self._meetings.coming(turn.at, ids)
        minutes = wish.paper is not None and wish.paper.minutes
        # Minutes are of what has been; everything else is for what comes.
        ordered = [*reversed(held), *ahead] if minutes else [*ahead, *reversed(held)]
        spans = self._spans(wish.meeting, turn.at, back=looks_back)
        fits = [each for each in ordered if not spans or any(_within(each, span) for span in spans)]
        if minutes and not spans:
            fits = [each for each in fits if not is_coming(each, turn.at)]
        if wish.bodies:
            # Who joins is not in it yet, who leaves is; where neither is so, the first one shows what is wrong.
            moved, leaves = {body.id for body in wish.bodies}, wish.does is Does.LEAVE
            fits = [each for each in fits if leaves != moved.isdisjoint(each.bodies)] or fits
        if fits:
            await self._meetings.check_rights(turn, self._meetings.named(fits[0].bodies))
            return fits[0]
        names = meeting_cards.names_of(bodies, lang)
        if minutes and (held or ahead):
            raise _Unclear(Reply(text=texts.NO_HELD(lang, body=names, example=texts.SAY_PAPER(lang))))
        if not ahead:
            said = meeting_texts.NO_MEETING_AT_ALL(lang, body=capital(names))
            raise _Unclear(Reply(text=said if named else meeting_texts.NO_MEETING_TO_CHANGE(lang)))
        rows = join_names([meeting_cards.in_full(each, lang, turn.at) for each in ahead[:5]], lang)
        day = when.write_moment(spans[0][0], None, lang, turn.at) if spans else ""
        raise _Unclear(Reply(text=meeting_texts.NO_MEETING_THEN(lang, day=day, body=names, rows=rows)))

    async def _whose(self, turn: Turn) -> tuple[Body, ...]:
        """Return the channel's own body, or those that the person may plan for."""
        here = self._meetings.finder.here(turn)
        if here:
            return (here,)
        every = self._meetings.seating.cooperation.bodies
        return tuple([body for body in every if await self._meetings.seating.may_change(turn, body)])

    def _spans(self, said: str, now: dt.datetime, *, back: bool) -> list[tuple[dt.date, dt.date]]:
        """Return the days that a meeting is said to be on: of those to come, and of those that have been."""
        found = []
        for since in (now, now - LOOKS_BACK, now - LOOKS_BACK / 2) if back else (now,):
            moment = when.read(said, since)
            if moment:
                found.append((local_day_of(moment.start), local_day_of(moment.end or moment.start)))
        return found

    # Doing it

    async def _press(self, turn: Turn, press: cards.ChangeMeeting) -> Reply:
        if _too_much(press.alteration) or _bad_links(press.alteration):
            return Reply(text=texts.TOO_LONG(turn.lang))
        return await self._do(turn, press.key, press.meeting, press.version, press.alteration)

    async def _fill(self, turn: Turn, press: cards.FillMeeting) -> Reply:
        lang, spoken = turn.lang, self._meetings.seating.cooperation.language
        link = clean_link(press.link.strip())
        if link and not link.lower().startswith(("https://", "http://")):
            return Reply(text=texts.BAD_LINK(lang, link=escape(link[:100])))
        papers, bad = read_papers(press.papers, spoken)
        if bad:
            return Reply(text=texts.BAD_PAPER(lang, row=escape(bad[:100])))
        alteration = Alteration(
            place=" ".join(press.place.split()),
            link=link,
            form=Form(press.form) if press.form in set(Form) else None,
            agenda=read_items(press.agenda),
            guests=tuple(guest for line in press.guests.splitlines() for guest in read_guests(line)),
            papers=papers,
        )
        if _too_much(alteration) or len(press.agenda.splitlines()) > MOST_ITEMS:
            return Reply(text=texts.TOO_LONG(lang))
        try:
            meeting = await self._meetings.meeting(press.meeting[:LONGEST_KEY])
        except Gone:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(lang))
        changed = altered(meeting, alteration, turn.person.name, turn.at)
        if changed is None and meeting.version == press.version:
            return Reply(text=texts.NOTHING_NEW(lang))
        return await self._do(turn, press.key, press.meeting, press.version, alteration)

    async def _do(self, turn: Turn, key: str, meeting: str, version: int, alteration: Alteration) -> Reply:
        lang = turn.lang
        if not all(0 < len(each) <= LONGEST_KEY for each in (key, meeting)):
            return Reply(text=meeting_texts.CHANGED_MEANWHILE(lang))
        try:
            done = await self._meetings.change(turn, key, meeting, version, alteration)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        except Gone:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(lang))
        except Changed:
            return Reply(text=meeting_texts.CHANGED_MEANWHILE(lang))
        except NotAnswerable as fault:
            bodies = self._meetings.named(fault.meeting.bodies)
            title = meeting_cards.title_of(bodies, fault.meeting, lang, turn.at)
            said = texts.IS_CANCELLED if fault.state is State.CANCELLED else texts.ONLY_PAPERS
            return Reply(text=said(lang, title=title))
        bodies = self._meetings.named(done.change.after[0].bodies)
        card = meeting_cards.done_card(done.change, bodies, done.unbound, lang, turn.at)
        details = meeting_cards.details(done.change.after[0], lang, turn.at)
        return Reply(card=replace(card, parts=(card.parts[0], *details)), replaces=turn.pressed is not None)


def _within(meeting: Meeting, span: tuple[dt.date, dt.date]) -> bool:
    return span[0] <= local_day(meeting.starts_at) <= span[1]


def _too_much(alteration: Alteration) -> bool:
    items, guests, papers = alteration.agenda or (), alteration.guests or (), alteration.papers or ()
    words = [alteration.place or "", *items, *(f"{each.name} {each.organisation}" for each in guests)]
    words += [paper.title for paper in papers]
    links = [alteration.link or "", *(paper.link for paper in papers)]
    most = len(items) > MOST_ITEMS or len(guests) > MOST_GUESTS or len(papers) > MOST_PAPERS
    return most or any(len(each) > LONGEST_ITEM for each in words) or any(len(link) > 1000 for link in links)


def _bad_links(alteration: Alteration) -> bool:
    links = [alteration.link or "https://", *(paper.link for paper in alteration.papers or ())]
    return any(not link.lower().startswith(("https://", "http://")) for link in links)
