"""Changing seats: a wish in words, a card with what it would change, and the button that saves it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.core.calendar import local_day
from bot.core.deed import Deed
from bot.core.feature import Command, Press
from bot.core.ports import NewId
from bot.core.text import escape, join_names
from bot.core.turn import Reply, Role, Turn
from bot.features.bodies import cards, texts
from bot.features.bodies.lineup import Charge
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder
from bot.features.bodies.proposals import Changed, ChangedSince, NotAllowed, NothingToUndo
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import CannotSeat, Contact, Edit, Why, name_key, seats_of
from bot.features.bodies.wording import LONGEST_WISH, Listener, Verb, Wish

MAY_CHANGE = frozenset({Role.CHAIR, Role.SECRETARIAT})
LONGEST_NAME = 100
_MOST_EDITS = 30
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")

_REFUSED = {
    Why.TWO_SEATS: texts.TWO_SEATS,
    Why.STAND_IN_IS_HOLDER: texts.STAND_IN_IS_HOLDER,
    Why.VICE_IS_CHAIR: texts.VICE_IS_CHAIR,
    Why.NOTHING_CHANGES: texts.NOTHING_CHANGES,
    Why.NOT_IN_BODY: texts.NOT_A_SEAT,
    Why.ODD_DATE: texts.ODD_DATE,
    Why.ENDS_FIRST: texts.ENDS_FIRST,
}


class _Unclear(Exception):
    """Something has to be said first; `reply` asks for it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was said, and what the person chose since."""

    said: str
    body: str = ""
    person: str = ""


class Changes:
    """What the secretariat, and a chair in their own body, may do with seats."""

    def __init__(self, seating: Seating, finder: Finder, listener: Listener, new_id: NewId) -> None:
        self._seating = seating
        self._finder = finder
        self._listener = listener
        self._new_id = new_id

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (Command("seat", texts.SAY_CHANGE, texts.ABOUT_CHANGE, self._recognise, self._wish, who=MAY_CHANGE),)

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (
            Press(cards.SaveChange, self._save, MAY_CHANGE),
            Press(cards.DropChange, self._drop),
            Press(cards.UndoChange, self._press_undo),
            Press(cards.SpecifyChange, self._specify, MAY_CHANGE),
        )

    def _recognise(self, said: str) -> _Chosen | None:
        return _Chosen(said) if self._listener.wishes(said) else None

    async def last_deed(self, turn: Turn) -> Deed | None:
        """Return the person's latest change of a seat."""
        latest = await self._seating.latest_by(turn)
        return Deed(latest.at, lambda: self._undo(turn, latest.id)) if latest else None

    async def _specify(self, turn: Turn, press: cards.SpecifyChange) -> Reply:
        if not self._listener.wishes(press.said[: LONGEST_WISH + 1]):
            return Reply(text=texts.DROPPED(turn.lang))
        return await self._wish(turn, _Chosen(press.said, press.body, press.person))

    async def _wish(self, turn: Turn, chosen: _Chosen) -> Reply:
        wish = self._listener.wish(chosen.said, turn.at)
        if wish is None:
            return Reply(text=texts.DROPPED(turn.lang))
        try:
            edits, newcomer = await self._edits(turn, chosen, wish)
            proposal = await self._seating.propose(turn, edits, newcomer)
        except _Unclear as unclear:
            return unclear.reply
        except NotAllowed as refused:
            return _not_allowed(turn, refused)
        except CannotSeat as fault:
            return Reply(text=await self._explain(turn, fault, wish.name))
        card = cards.preview_card(proposal, self._new_id(), wish.email, self._seating.cooperation, turn.lang, turn.at)
        return Reply(card=card, replaces=turn.pressed is not None)

    # From a wish to edits

    async def _edits(self, turn: Turn, chosen: _Chosen, wish: Wish) -> tuple[list[Edit], str]:
        """Return what to change, and the name of somebody new; raises _Unclear and NotAllowed."""
        self._check_words(turn, wish)
        body = await self._body(turn, chosen, wish)
        if not await self._seating.may_change(turn, body):
            raise NotAllowed(body, (await self._seating.lineup(body, local_day(turn.at))).chair)
        if wish.verb is Verb.LEAVE:
            return await self._leaving(turn, chosen, wish, body), ""
        if wish.instead_of and not wish.municipality:
            charge = await self._charge_of(turn, wish.instead_of, body)
            wish = replace(wish, municipality=charge.municipality, post=charge.post)
        town = wish.municipality.code if wish.municipality and wish.post.of_seat else ""
        start = wish.start or local_day(turn.at)
        if wish.verb is Verb.VACATE:
            if wish.post.of_seat and not town:
                raise _Unclear(self._ask_for_town(turn, body, "Karin Holm"))
            return [Edit(body.id, wish.post, town, "", start, wish.end)], ""
        if not wish.name:
            raise _Unclear(self._ask_for_name(turn, wish, body))
        contact = await self._person(turn, chosen, wish, town)
        if wish.post.of_seat and not town:
            town = contact.municipality if contact else ""
            if not town or town not in seats_of(body, self._seating.cooperation):
                raise _Unclear(self._ask_for_town(turn, body, escape(contact.name if contact else wish.name)))
        edit = Edit(body.id, wish.post, town, contact.id if contact else "new", start, wish.end)
        return [edit], "" if contact else wish.name[:LONGEST_NAME]

    def _check_words(self, turn: Turn, wish: Wish) -> None:
        """Raise _Unclear when a day or a municipality was said that there is none of."""
        if wish.bad_date:
            raise _Unclear(Reply(text=texts.NO_SUCH_DAY(turn.lang, said=escape(wish.bad_date))))
        if wish.no_town:
            towns = join_names([each.name for each in self._seating.cooperation.municipalities], turn.lang)
            raise _Unclear(Reply(text=texts.NO_SUCH_TOWN(turn.lang, name=escape(wish.no_town), towns=towns)))

    def _ask_for_name(self, turn: Turn, wish: Wish, body: Body) -> Reply:
        town = wish.municipality.name if wish.municipality else self._a_town(body)
        example = texts.EXAMPLE_SEAT(turn.lang, town=town, body=cards.named(body, turn.lang))
        return Reply(text=texts.WHO_IS_IT(turn.lang, example=example))

    async def _body(self, turn: Turn, chosen: _Chosen, wish: Wish) -> Body:
        bodies = self._seating.cooperation.bodies
        if chosen.body:
            found = [body for body in bodies if body.id == chosen.body]
            if found:
                return found[0]
        if wish.no_body:
            raise _Unclear(
                Reply(text=texts.NO_SUCH_BODY(turn.lang, name=escape(wish.no_body), bodies=self._names(turn)))
            )
        if len(wish.bodies) == 1:
            return wish.bodies[0]
        if wish.bodies:
            raise _Unclear(Reply(card=cards.bodies_card(chosen.said, wish.bodies, turn.lang, change=True)))
        here = self._finder.here(turn)
        if here is None:
            raise _Unclear(Reply(text=texts.WHICH_BODY_WORDS(turn.lang, bodies=self._names(turn))))
        return here

    def _names(self, turn: Turn) -> str:
        return join_names([cards.named(body, turn.lang) for body in self._seating.cooperation.bodies], turn.lang)

    def _a_town(self, body: Body) -> str:
        return self._seating.municipality(seats_of(body, self._seating.cooperation)[-1]).name

    def _ask_for_town(self, turn: Turn, body: Body, name: str) -> Reply:
        town = self._a_town(body)
        example = texts.EXAMPLE_SEAT(turn.lang, town=town, body=cards.named(body, turn.lang))
        return Reply(text=texts.WHICH_TOWN(turn.lang, name=name, example=example))

    async def _person(self, turn: Turn, chosen: _Chosen, wish: Wish, town: str) -> Contact | None:
        """Return whom a name means, None for somebody new; raises _Unclear when it could be several."""
        if chosen.person == "new":
            return None
        if chosen.person and (known := await self._seating.contact(chosen.person)):
            return known
        found = await self._seating.find(wish.name)
        exact = [each for each in found if each.key == name_key(wish.name)]
        if len(exact) > 1:
            exact = [each for each in exact if town and each.municipality == town] or exact
        if len(exact) == 1:
            return exact[0]
        ask = self._asking(turn, chosen)
        if exact:
            raise _Unclear(ask(texts.WHICH_PERSON(turn.lang, name=wish.name), exact, ""))
        alike = found or await self._seating.alike(wish.name)
        whole = " " in wish.name
        if alike:
            title = texts.DID_YOU_MEAN(turn.lang, name=wish.name)
            raise _Unclear(ask(title, alike, wish.name if whole else ""))
        if not whole:
            raise _Unclear(Reply(text=texts.WHOLE_NAME(turn.lang, name=escape(wish.name))))
        return None

    def _asking(self, turn: Turn, chosen: _Chosen) -> Callable[[str, list[Contact], str], Reply]:
        def ask(title: str, people: list[Contact], newcomer: str) -> Reply:
            card = cards.people_card(
                title, chosen.said, chosen.body, people, newcomer, turn.lang, self._seating.cooperation
            )
            return Reply(card=card)

        return ask

    async def _leaving(self, turn: Turn, chosen: _Chosen, wish: Wish, body: Body) -> list[Edit]:
        """Return the end of everything that somebody has in a body."""
        people = [chosen.person] if chosen.person and chosen.person != "new" else []
        if not people:
            here = [each for each in await self._seating.find(wish.name) if await self._charges_in(turn, each, body)]
            if not here:
                raise _Unclear(_no_such_person(turn, wish.name, body))
            if len(here) > 1:
                title = texts.WHICH_PERSON(turn.lang, name=wish.name)
                raise _Unclear(self._asking(turn, chosen)(title, here, ""))
            people = [here[0].id]
        contact = await self._seating.contact(people[0])
        charges = await self._charges_in(turn, contact, body) if contact else []
        if not charges:
            raise _Unclear(_no_such_person(turn, wish.name, body))
        start = wish.start or local_day(turn.at)
        return [
            Edit(
                body.id,
                each.post,
                each.municipality.code if each.municipality else "",
                "",
                max(start, each.tenure.start or start),
                each.tenure.end if each.tenure.end and each.tenure.end >= start else None,
            )
            for each in charges
            if each.tenure.end is None or each.tenure.end >= start
        ]

    async def _charges_in(self, turn: Turn, contact: Contact, body: Body) -> list[Charge]:
        charges = await self._seating.charges(contact, local_day(turn.at))
        return [each for each in charges if each.body.id == body.id]

    async def _charge_of(self, turn: Turn, name: str, body: Body) -> Charge:
        """Return the one post that somebody has in a body; raises _Unclear."""
        found = [
            charge for each in await self._seating.find(name) for charge in await self._charges_in(turn, each, body)
        ]
        if len(found) != 1:
            raise _Unclear(_no_such_person(turn, name, body))
        return found[0]

    # Saving

    async def _save(self, turn: Turn, press: cards.SaveChange) -> Reply:
        email = press.email.strip()
        if email and (len(email) > 200 or not _EMAIL.fullmatch(email)):
            return Reply(text=texts.EMAIL_ODD(turn.lang, email=escape(email[:100])))
        known = {body.id for body in self._seating.cooperation.bodies}
        sensible = 0 < len(press.edits) <= _MOST_EDITS and len(press.newcomer) <= LONGEST_NAME and press.key
        if not sensible or any(edit.body not in known for edit in press.edits):
            return Reply(text=texts.CHANGED_MEANWHILE(turn.lang))
        try:
            done = await self._seating.carry_out(turn, press.key, press.edits, press.seen, press.newcomer, email)
        except NotAllowed as refused:
            return _not_allowed(turn, refused)
        except Changed:
            return Reply(text=texts.CHANGED_MEANWHILE(turn.lang))
        except CannotSeat as fault:
            return Reply(text=await self._explain(turn, fault, press.newcomer))
        return Reply(card=cards.done_card(done, self._seating.cooperation, turn.lang, turn.at), replaces=True)

    async def _drop(self, turn: Turn, _: cards.DropChange) -> Reply:
        return Reply(text=texts.DROPPED(turn.lang), replaces=True)

    async def _press_undo(self, turn: Turn, press: cards.UndoChange) -> Reply:
        return await self._undo(turn, press.key)

    async def _undo(self, turn: Turn, key: str) -> Reply:
        try:
            done = await self._seating.undo(turn, key)
        except NothingToUndo:
            return Reply(text=texts.NOTHING_TO_UNDO(turn.lang))
        except ChangedSince:
            return Reply(text=texts.CHANGED_SINCE(turn.lang))
        except NotAllowed as refused:
            return _not_allowed(turn, refused)
        card = cards.done_card(done, self._seating.cooperation, turn.lang, turn.at, undone=True)
        return Reply(card=card, replaces=bool(key))

    async def _explain(self, turn: Turn, fault: CannotSeat, name: str) -> str:
        edit = fault.edit
        body = self._seating.body(edit.body)
        towns = {each.code: each.name for each in self._seating.cooperation.municipalities}
        contact = await self._seating.contact(edit.person) if edit.person else None
        person = escape(contact.name if contact else name)
        town = next((each for each in self._seating.cooperation.municipalities if each.code == edit.municipality), None)
        if fault.why is Why.NOTHING_CHANGES and not edit.person:
            person = texts.VACANT(turn.lang)
        lang = turn.lang
        return _REFUSED[fault.why](
            lang,
            name=person,
            person=person,
            body=cards.named(body, lang),
            town=towns.get(edit.municipality, edit.municipality),
            other=towns.get(fault.other, fault.other),
            towns=join_names([towns[code] for code in seats_of(body, self._seating.cooperation)], lang),
            where=cards.capital(cards.where(body, town, edit.post, lang)),
        )


def _not_allowed(turn: Turn, refused: NotAllowed) -> Reply:
    lang = turn.lang
    name = escape(refused.chair.name) if refused.chair else ""
    chair = texts.CHAIR_NAMED(lang, name=name) if name else texts.THE_CHAIR(lang)
    return Reply(text=texts.ONLY_CHAIR(lang, body=cards.named(refused.body, lang), chair=chair))


def _no_such_person(turn: Turn, name: str, body: Body) -> Reply:
    said = cards.named(body, turn.lang)
    return Reply(text=texts.NO_SUCH_PERSON(turn.lang, name=escape(name), body=said))
