"""The registration of a referral in conversation: a sentence, a letter or a form, what is missing, a preview."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.core.action import Action
from bot.core.calendar import local_day
from bot.core.card import Button, Card, Choice, Facts, Field, Part, Words
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.text import Lang, escape, grouped, join_names
from bot.core.turn import SECRETARIAT_ONLY, Reply, Role, Turn
from bot.core.when import write_date
from bot.features.bodies.cards import named
from bot.features.bodies.model import Body
from bot.features.bodies.naming import words_of
from bot.features.referrals import cards, registration_texts, texts
from bot.features.referrals.letters import (
    LONGEST_ABOUT,
    LONGEST_READ,
    LONGEST_TITLE,
    is_letter,
    read,
    read_day,
    registers,
)
from bot.features.referrals.model import LONGEST_NUMBER, Referral, Round
from bot.features.referrals.service import BadDay, Gone, Referrals
from dialogs.referring import INTAKES, Asks, Heard, Intake, Said, add, hear, missing, referral_of
from dialogs.texts import HOLDS_REGISTRATION
from dialogs.underway import LONGEST_KEY, Elsewhere, Underway, build_holding, lapsed

LONGEST_LINK = 1_000


@dataclass(frozen=True, slots=True)
class Register(Action):
    """Register what the preview shows, or with `form` what was written in the form."""

    name: ClassVar[str] = "intake-register"
    key: str
    form: bool = False
    title: str = ""
    issuer: str = ""
    number: str = ""
    due: str = ""
    link: str = ""
    about: str = ""
    lead: str = ""
    group: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class EditIntake(Action):
    """Show what is known in a form."""

    name: ClassVar[str] = "intake-edit"
    key: str


@dataclass(frozen=True, slots=True)
class DropIntake(Action):
    """Register nothing."""

    name: ClassVar[str] = "intake-drop"
    key: str


def build_registration(referrals: Referrals, elsewhere: Elsewhere) -> Feature:
    """Return the feature."""
    registration = _Registration(referrals, elsewhere)
    return Feature(
        name="registration",
        subject=Subject.REFERRALS,
        commands=(
            Command(
                "referral-register",
                texts.SAY_REGISTER,
                texts.ABOUT_REGISTER,
                registration.recognise,
                registration.start,
                who=SECRETARIAT_ONLY,
            ),
        ),
        presses=(
            Press(Register, registration.register, who=SECRETARIAT_ONLY),
            Press(EditIntake, registration.edit, who=SECRETARIAT_ONLY),
            Press(DropIntake, registration.drop, who=SECRETARIAT_ONLY),
        ),
        listens=registration.listen,
        holdings=(build_holding("registrations-under-way", INTAKES, HOLDS_REGISTRATION),),
    )


class _Registration:
    def __init__(self, referrals: Referrals, elsewhere: Elsewhere) -> None:
        self._referrals = referrals
        self._elsewhere = elsewhere
        self._underway = Underway(referrals.ground.store, INTAKES)
        self._finder = referrals.ground.finder

    def recognise(self, said: str) -> str | None:
        return said if registers(said) else None

    async def start(self, turn: Turn, said: str) -> Reply:
        if len(turn.text) > LONGEST_READ:
            return Reply(text=texts.TOO_LONG(turn.lang, count=grouped(len(turn.text)), most=grouped(LONGEST_READ)))
        proposal = read(said, turn.at, self._finder, turn.lang)
        here = self._finder.here(turn)
        lead = proposal.lead or (here.id if here else "")
        heard = add(Intake(self._referrals.ground.new_id(), turn.at), replace(proposal, lead=lead), turn.at)
        return await self._go_on(turn, heard, empty=not (proposal.title or proposal.issuer or proposal.number))

    async def listen(self, turn: Turn) -> Reply | None:
        kept = await self._underway.of(turn) if turn.role is Role.SECRETARIAT else None
        if kept is None:
            return None
        if registers(turn.text) and (missing(kept.value) is Asks.NOTHING or len(turn.text) < LONGEST_TITLE):
            return None  # another one begins
        if len(turn.text) > LONGEST_READ:
            return Reply(text=texts.TOO_LONG(turn.lang, count=grouped(len(turn.text)), most=grouped(LONGEST_READ)))
        heard = hear(kept.value, turn.text, self._finder, turn.at)
        over = lapsed(kept.value, turn.at)
        if heard.said is Said.ELSE or self._belongs_elsewhere(kept.value, heard, turn.text, over=over):
            if not kept.value.aside:
                await self._underway.keep(turn, replace(kept.value, aside=True))
            return None
        if over:
            await self._underway.forget(turn)
            return Reply(text=registration_texts.LAPSED(turn.lang))
        return await self._answer(turn, kept.value, heard)

    async def _answer(self, turn: Turn, intake: Intake, heard: Heard) -> Reply:
        match heard.said:
            case Said.CANCELS:
                await self._underway.forget(turn)
                return Reply(text=registration_texts.DROPPED(turn.lang))
            case Said.HELPS if missing(intake) is Asks.NOTHING:
                return Reply(text=registration_texts.HELP_READY(turn.lang))
            case Said.HELPS:
                return Reply(text=registration_texts.HELP_REGISTER(turn.lang, ask=self._ask(turn.lang, intake)))
            case Said.CONFIRMS:
                return await self._save(turn, intake)
        return await self._go_on(turn, heard)

    def _belongs_elsewhere(self, intake: Intake, heard: Heard, said: str, *, over: bool) -> bool:
        """Tell whether words that could be an answer are another command, or a question that the knowledge answers.

        Of a registration that is `over` any title may be a question: nobody waits for one any more.
        """
        if heard.said not in {Said.ADDS, Said.UNREAD, Said.PAST}:
            return over and heard.said is Said.HELPS
        if is_letter(said) or self._elsewhere.command(said):
            return not is_letter(said)
        wanted = missing(intake)
        asked = wanted is Asks.LEAD if heard.said is Said.UNREAD else over and wanted in {Asks.TITLE, Asks.ISSUER}
        return asked and self._elsewhere.answers(said)

    # Pressed

    async def register(self, turn: Turn, press: Register) -> Reply:
        if not 0 < len(press.key) <= LONGEST_KEY:
            return Reply(text=registration_texts.LAPSED(turn.lang))
        if done := await self._done_before(turn, press.key):
            return done
        kept = await self._underway.by_key(press.key)
        if kept is None or lapsed(kept.value, turn.at):
            return Reply(text=registration_texts.LAPSED(turn.lang), replaces=True)
        if not press.form:
            if missing(kept.value) is not Asks.NOTHING:
                return Reply(card=self._form(turn.lang, kept.value, (self._ask(turn.lang, kept.value),)), replaces=True)
            return await self._save(turn, kept.value)
        intake, faults = self._written(turn, kept.value, press)
        if faults:
            await self._underway.change(kept, intake)
            return Reply(card=self._form(turn.lang, intake, faults, due=press.due), replaces=True)
        return await self._save(turn, intake)

    def _written(self, turn: Turn, intake: Intake, press: Register) -> tuple[Intake, list[str]]:
        """Return a registration as the form says, and what is wrong with it, each as a sentence."""
        lang = turn.lang
        faults = [
            registration_texts.IS_MISSING(lang, field=field(lang))
            for field, value in (
                (registration_texts.TITLE, press.title),
                (texts.ISSUER, press.issuer),
                (texts.DUE, press.due),
            )
            if not value.strip()
        ]
        for field, value, most in (
            (registration_texts.TITLE, press.title, LONGEST_TITLE),
            (texts.ISSUER, press.issuer, LONGEST_TITLE),
            (texts.NUMBER, press.number, LONGEST_NUMBER),
            (texts.CONCERNS, press.about, LONGEST_ABOUT),
        ):
            if len(value) > most:
                words = registration_texts.FIELD_TOO_LONG(lang, field=field(lang), count=len(value), most=most)
                faults.append(words)
        due = read_day(press.due, turn.at) if press.due.strip() else None
        if press.due.strip() and due is None:
            faults.append(registration_texts.BAD_DUE(lang, said=escape(press.due)[:60]))
        elif due and due < local_day(turn.at):
            faults.append(registration_texts.PAST_DUE(lang, day=write_date(due, lang, turn.at)))
            due = None
        link = press.link.strip()
        if link and (not link.startswith(("https://", "http://")) or len(link) > LONGEST_LINK or " " in link):
            faults.append(texts.BAD_LINK(lang))
            link = ""
        ids = {body.id for body in self._referrals.ground.seating.cooperation.bodies}
        lead = press.lead if press.lead in ids else intake.lead
        if not lead:
            faults.append(registration_texts.IS_MISSING(lang, field=texts.LEAD(lang)))
        told = self._finder.bodies(words_of(press.audience))
        fresh = replace(
            intake,
            title=press.title.strip()[:LONGEST_TITLE],
            issuer=press.issuer.strip()[:LONGEST_TITLE],
            number=press.number.strip()[:LONGEST_NUMBER],
            due_on=due,
            link=link,
            about=press.about.strip()[:LONGEST_ABOUT],
            lead=lead,
            group=press.group if press.group in ids else "",
            audience=tuple(dict.fromkeys(body.id for found in told for body in found.values)),
            at=turn.at,
        )
        return fresh, faults

    async def edit(self, turn: Turn, press: EditIntake) -> Reply:
        kept = await self._underway.by_key(press.key)
        if kept is None or lapsed(kept.value, turn.at):
            return Reply(text=registration_texts.LAPSED(turn.lang), replaces=True)
        return Reply(card=self._form(turn.lang, kept.value, (registration_texts.LOOK_OVER(turn.lang),)), replaces=True)

    async def drop(self, turn: Turn, press: DropIntake) -> Reply:
        await self._underway.forget_key(press.key)
        return Reply(text=registration_texts.DROPPED(turn.lang), replaces=True)

    # Going on

    async def _go_on(self, turn: Turn, heard: Heard, *, empty: bool = False) -> Reply:
        """Keep what is known, and ask for what is missing or show it whole."""
        intake, lang = replace(heard.intake, aside=False), turn.lang
        if intake.number and (known := await self._referrals.known_as(intake.number)):
            await self._underway.forget(turn)
            return await self._known(turn, known)
        await self._underway.keep(turn, intake)
        ask = self._ask(lang, intake)
        if heard.said is Said.PAST and heard.past:
            return Reply(text=registration_texts.PAST_DUE(lang, day=write_date(heard.past, lang, turn.at)))
        if heard.said is Said.UNREAD:
            again = {Asks.DUE: registration_texts.NOT_A_DAY, Asks.LEAD: registration_texts.NOT_A_BODY}.get(
                missing(intake)
            )
            return Reply(text=again(lang, ask=ask) if again else ask)
        if empty:
            return Reply(card=self._form(lang, intake, (ask,)))
        if missing(intake) is not Asks.NOTHING:
            return Reply(card=self._asking(turn, intake, ask))
        return Reply(card=self._preview(turn, intake))

    def _ask(self, lang: Lang, intake: Intake) -> str:
        match missing(intake):
            case Asks.TITLE:
                return registration_texts.ASK_TITLE(lang)
            case Asks.ISSUER:
                return registration_texts.ASK_ISSUER(lang)
            case Asks.DUE:
                return registration_texts.ASK_DUE(lang)
            case Asks.LEAD:
                return registration_texts.ASK_LEAD(
                    lang, bodies=join_names([named(body, lang) for body in self._bodies()], lang)
                )
        return registration_texts.LOOK_OVER(lang)

    def _bodies(self) -> Sequence[Body]:
        return self._referrals.ground.seating.cooperation.bodies

    def _facts(self, turn: Turn, intake: Intake) -> Facts:
        lang, ground = turn.lang, self._referrals.ground
        bodies = [body for key in intake.audience if (body := ground.body(key))]
        lead, group = ground.body(intake.lead), ground.body(intake.group)
        pairs = [
            (registration_texts.TITLE(lang), escape(intake.title)),
            (texts.ISSUER(lang), escape(intake.issuer)),
            (texts.NUMBER(lang), escape(intake.number)),
            (texts.DUE(lang), write_date(intake.due_on, lang, turn.at) if intake.due_on else ""),
            (texts.LEAD(lang), named(lead, lang) if lead else ""),
            (registration_texts.GROUP(lang), named(group, lang) if group else ""),
            (registration_texts.AUDIENCE(lang), join_names([named(body, lang) for body in bodies], lang)),
            (texts.CONCERNS(lang), escape(intake.about)),
            (registration_texts.LINK(lang), escape(intake.link)),
        ]
        return Facts(tuple((name, value) for name, value in pairs if value))

    def _asking(self, turn: Turn, intake: Intake, ask: str) -> Card:
        lang = turn.lang
        buttons = (
            Button(registration_texts.FILL_IN(lang), EditIntake(intake.key)),
            Button(texts.LEAVE_IT(lang), DropIntake(intake.key)),
        )
        return Card(ask, (self._facts(turn, intake), Words(ask)), buttons)

    def _preview(self, turn: Turn, intake: Intake) -> Card:
        lang = turn.lang
        head = registration_texts.PREVIEW(lang, title=escape(intake.title))
        parts: list[Part] = [
            Words(head, strong=True),
            self._facts(turn, intake),
            Words(registration_texts.LOOK_OVER(lang)),
        ]
        buttons = (
            Button(registration_texts.REGISTER(lang), Register(intake.key)),
            Button(registration_texts.FILL_IN(lang), EditIntake(intake.key)),
            Button(texts.LEAVE_IT(lang), DropIntake(intake.key)),
        )
        return Card(head, tuple(parts), buttons)

    def _form(self, lang: Lang, intake: Intake, said: Sequence[str], due: str = "") -> Card:
        every = tuple((body.id, named(body, lang)) for body in self._bodies())
        told = [body.short(lang) for key in intake.audience if (body := self._referrals.ground.body(key))]
        day = intake.due_on.isoformat() if intake.due_on else due[:60]
        head = registration_texts.NEW(lang)
        parts: list[Part] = [Words(head, strong=True), *(Words(each) for each in said)]
        parts += [
            Field("title", registration_texts.TITLE(lang), intake.title, max_chars=LONGEST_TITLE),
            Field("issuer", texts.ISSUER(lang), intake.issuer, max_chars=LONGEST_TITLE),
            Field("number", texts.NUMBER(lang), intake.number, max_chars=LONGEST_NUMBER),
            Field("due", texts.DUE(lang), day, max_chars=60),
            Choice("lead", texts.LEAD(lang), every, intake.lead),
            Choice(
                "group",
                registration_texts.GROUP(lang),
                (("-", registration_texts.NO_GROUP(lang)), *every),
                intake.group or "-",
            ),
            Field("audience", registration_texts.AUDIENCE(lang), join_names(told, lang), max_chars=300),
            Field("about", texts.CONCERNS(lang), intake.about, long=True, max_chars=LONGEST_ABOUT),
            Field("link", registration_texts.LINK(lang), intake.link, max_chars=LONGEST_LINK),
        ]
        buttons = (
            Button(registration_texts.REGISTER(lang), Register(intake.key, form=True)),
            Button(texts.LEAVE_IT(lang), DropIntake(intake.key)),
        )
        return Card(head, tuple(parts), buttons)

    # Saving

    async def _save(self, turn: Turn, intake: Intake) -> Reply:
        referral = referral_of(intake, turn.person.id, turn.person.name, turn.at)
        try:
            done = await self._referrals.register(turn, referral)
        except BadDay:
            return Reply(
                text=registration_texts.PAST_DUE(turn.lang, day=write_date(referral.due_on, turn.lang, turn.at))
            )
        await self._underway.forget_key(intake.key)
        if done.known:
            return await self._known(turn, done.round.referral)
        return self._question(turn, done.round)

    def _question(self, turn: Turn, found: Round) -> Reply:
        card = cards.question_card(found, turn.lang, turn.at, self._referrals.deciders)
        said = Words(texts.REGISTERED(turn.lang, title=cards.title_of(found.referral)))
        return Reply(card=replace(card, parts=(said, *card.parts)), replaces=turn.pressed is not None)

    async def _known(self, turn: Turn, known: Referral) -> Reply:
        lang = turn.lang
        found = await self._referrals.round(known.id, local_day(turn.at))
        day = write_date(known.registered_at, lang, turn.at, week=False)
        number, name = escape(known.number), escape(known.registered_by_name)
        note = registration_texts.REGISTERED_BEFORE(lang, number=number, name=name, day=day)
        card = cards.status_card(found, lang, turn.at, self._referrals.deciders, note=note)
        return Reply(card=card, replaces=turn.pressed is not None)

    async def _done_before(self, turn: Turn, key: str) -> Reply | None:
        """Return how it stands when the same preview has been registered before: a second press changes nothing."""
        try:
            found = await self._referrals.round(key, local_day(turn.at))
        except Gone:
            return None
        card = cards.status_card(found, turn.lang, turn.at, self._referrals.deciders)
        return Reply(card=card, replaces=True)
