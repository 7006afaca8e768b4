"""Answering for a municipality: in words, on the card in the channel, and in the form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.calendar import local_day
from bot.core.feature import Command, Press
from bot.core.text import escape, grouped, shorten
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Scope, Turn
from bot.features.bodies.cards import capital, named
from bot.features.referrals import answer_texts, buttons, cards, texts
from bot.features.referrals.meaning import Meaning, sensible
from bot.features.referrals.model import LONGEST_REMARK, Referral, Row, Says, Standing, State
from bot.features.referrals.saying import About, Answer, Reader, named_clauses
from bot.features.referrals.service import Changed, Gone, Noted, NotYourSeat, Referrals, WhichTown, piece_of
from bot.features.referrals.wording import names_referrals, read_choice


class Answering:
    """What is said and pressed for a municipality."""

    def __init__(self, referrals: Referrals, meaning: Meaning) -> None:
        self._referrals = referrals
        self._meaning = meaning
        self._reader = Reader(referrals.ground.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (
            Command("referral-take-back", texts.SAY_BACK, texts.ABOUT_BACK, self._reader.taken_back, self._take_back),
            Command("referral-answer", texts.SAY_ANSWER, texts.ABOUT_ANSWER, self._reader.answer, self._say),
        )

    @property
    def last_commands(self) -> tuple[Command[Any], ...]:
        """What is looked at when nothing else of referrals was meant."""
        return (
            Command(
                "referral-unclear",
                texts.SAY_ANSWER,
                texts.ABOUT_ANSWER,
                self._reader.about,
                self._wonder,
                shown=False,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; the service looks at whose seat it is."""
        return (Press(buttons.AnswerReferral, self._press), Press(buttons.WriteRemark, self._write))

    async def _say(self, turn: Turn, answer: Answer) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        if turn.role is Role.SECRETARIAT and not answer.towns and read_choice(answer.naming):
            # "Vi svarar inte" of the secretariat is a choice for all, not a municipality that abstains.
            return None
        if answer.parts and turn.pressed is None and (several := await self._several(turn, answer.parts)):
            return several
        if turn.pressed is None and (each := await self._of_each(turn, answer)):
            return each
        if answer.soft:
            named = names_referrals(answer.naming)
            found = await self._meaning.find(turn, answer.naming, State.JOINT, alone=named, asks=True)
        else:
            # By name it may be one that was answered, or one that is not answered jointly.
            others = (State.REGISTERED, State.ANSWERED, State.SEPARATE, State.DECLINED)
            found = await self._meaning.find(turn, answer.naming, State.JOINT, also=others)
        if found is None and not answer.soft:
            return await self._meaning.none(turn, answer.naming)
        if found is None or isinstance(found, Reply):
            return found
        if answer.unclear:
            return await self._unclear(
                turn, found, answer_texts.UNCLEAR(turn.lang, title=cards.short_title(found)), answer.towns
            )
        if len(turn.text) > LONGEST_REMARK:
            return Reply(text=texts.TOO_LONG(turn.lang, count=grouped(len(turn.text)), most=grouped(LONGEST_REMARK)))
        return await self._for_towns(turn, found, answer)

    async def _for_towns(self, turn: Turn, found: Referral, answer: Answer, *, words: bool = False) -> Reply:
        """Note an answer for each municipality that is named; with `words` what is said of it, never a form."""
        towns = answer.towns
        if answer.ours and self._in_title(found, towns):
            # "Vi tillstyrker översiktsplanen för Salem" is nothing that Salem says.
            towns = ()
        if len(towns) <= 1:
            return await self._answer(turn, found.id, answer, next(iter(towns), ""), words=words)
        replies = [await self._answer(turn, found.id, answer, town, words=True) for town in towns]
        return Reply(text="\n\n".join(reply.text for reply in replies))

    def _in_title(self, found: Referral, towns: Sequence[str]) -> bool:
        return bool(towns) and set(towns) <= set(self._reader.towns(f"{found.title} {found.issuer}"))

    async def _several(self, turn: Turn, parts: Sequence[Answer]) -> Reply | None:
        """Note the answers of a sentence that gives several; None when it is one answer after all."""
        names = [await self._meaning.names(part.naming) for part in parts]
        found = [each.found[0] if len(each.found) == 1 else None for each in names]
        different = {each.id: each for each in found if each}
        towns = [part.towns for part in parts]
        if len(different) == 1 and all(towns) and len(set(towns)) == len(towns) and not any(n.unknown for n in names):
            # "Salem tillstyrker och Tyresö avstyrker länsplanen": the name stands once.
            found = [*different.values()] * len(parts)
        elif len(different) + sum(bool(each.unknown) for each in names) < len(parts) or not different:
            return None
        first, said = next((each for each in towns if each), ()), []
        for part, referral, name in zip(parts, found, names, strict=True):
            if referral is None:
                said.append(
                    answer_texts.UNKNOWN_PART(turn.lang, name=escape(shorten(name.unknown, cards.LONGEST_NAME)))
                )
            elif part.unclear:
                said.append(answer_texts.UNCLEAR(turn.lang, title=cards.short_title(referral)))
            else:
                each = part if part.towns or part.ours else replace(part, towns=first)
                said.append((await self._for_towns(turn, referral, each, words=True)).text)
        return Reply(text="\n\n".join(said))

    async def _of_each(self, turn: Turn, answer: Answer) -> Reply | None:
        """Note one answer on several referrals: "vi avstår från länsplanen och cykelplanen"; None when it is of one."""
        clauses = named_clauses(answer.naming)
        if len(clauses) < 2 or answer.unclear or any(piece.section for piece in answer.pieces):
            return None
        names = [await self._meaning.names(clause) for clause in clauses]
        found = {each.found[0].id: each.found[0] for each in names if len(each.found) == 1}
        if len(found) < 2 or len(found) < len(clauses) or any(each.state is not State.JOINT for each in found.values()):
            return None
        said = []
        for referral in found.values():
            words, title = (await self._for_towns(turn, referral, answer, words=True)).text, cards.short_title(referral)
            # Why nothing was noted is not said of which.
            said.append(words if title in words else f"{title}: {words}")
        return Reply(text="\n\n".join(said))

    async def _wonder(self, turn: Turn, about: About) -> Reply | None:
        """Say that nothing was noted of what somebody says for their municipality about a referral that they name."""
        if turn.role not in THOSE_WHO_BELONG:
            return None
        found = await self._meaning.find(turn, about.naming, State.JOINT, alone=about.surely, asks=True)
        if not isinstance(found, Referral):
            return None
        if about.how:
            return await self._how(turn, found)
        if about.later and turn.role is not Role.SECRETARIAT:
            day = cards.date_of(found.deadline, turn.lang, turn.at)
            return Reply(text=answer_texts.MORE_TIME(turn.lang, title=cards.short_title(found), day=day))
        return await self._unclear(turn, found, "", about.towns)

    async def _how(self, turn: Turn, found: Referral) -> Reply | None:
        """Return how a municipality answers, for those who may."""
        mine = await self._referrals.towns(turn, found)
        if not mine:
            return None
        town = self._referrals.ground.seating.municipality(mine[0]).name
        day = cards.date_of(found.deadline, turn.lang, turn.at)
        said = answer_texts.HOW_TO(turn.lang, town=town, title=cards.short_title(found), day=day)
        return Reply(card=cards.unclear_card(found, said, mine[0], turn.lang))

    async def _unclear(self, turn: Turn, found: Referral, said: str, towns: Sequence[str] = ()) -> Reply | None:
        """Return that it is not clear what was answered, with the answers to press for those who may."""
        mine = await self._referrals.towns(turn, found) or (towns if turn.role is Role.SECRETARIAT else ())
        if not mine:
            return Reply(text=said) if said else None
        town = self._referrals.ground.seating.municipality(mine[0]).name
        day = cards.date_of(found.deadline, turn.lang, turn.at)
        title = cards.short_title(found)
        if not said:
            round_ = await self._referrals.round(found.id, local_day(turn.at))
            row = next((row for row in round_.rows if row.municipality.code == mine[0]), None)
            if row is None:
                return None
            stands = answer_texts.ANSWER_BY(turn.lang, day=day)
            if not row.owes:
                stands = answer_texts.NOW_SAYS(turn.lang, town=town, said=cards.says_of(row, turn.lang))
            said = answer_texts.NOT_UNDERSTOOD(turn.lang, title=title, town=town, stands=stands)
        return Reply(card=cards.unclear_card(found, said, mine[0], turn.lang))

    async def _take_back(self, turn: Turn, about: About) -> Reply | None:
        lang = turn.lang
        if turn.role not in THOSE_WHO_BELONG:
            return None
        found = await self._meaning.find(turn, about.naming, State.JOINT, also=(State.ANSWERED,))
        if found is None or isinstance(found, Reply):
            return found
        title = cards.short_title(found)
        if found.state is State.ANSWERED and found.answered_on:
            day = cards.day_of(found.answered_on, lang, turn.at)
            return Reply(text=answer_texts.SENT_WITH(lang, title=title, day=day))
        try:
            noted = await self._referrals.take_back(turn, found.id, next(iter(about.towns), ""))
        except (Gone, Changed, NotYourSeat, WhichTown) as fault:
            return await self._not_taken(turn, found.id, fault)
        day = cards.date_of(found.deadline, lang, turn.at)
        said = [
            answer_texts.TAKEN_BACK(
                lang,
                title=title,
                town=each.row.municipality.name,
                before=cards.says_of(replace(each.row, response=each.before), lang),
                day=day,
            )
            for each in noted
        ]
        return Reply(text="\n\n".join(said) or answer_texts.NOTHING_BACK(lang, title=title))

    async def _press(self, turn: Turn, press: buttons.AnswerReferral) -> Reply:
        if not sensible(press.referral) or (press.municipality and not sensible(press.municipality)):
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        answer = Answer(press.says, (), (), "")
        return await self._answer(
            turn, press.referral, answer, press.municipality, pressed=True, personal=press.personal
        )

    async def _answer(
        self,
        turn: Turn,
        key: str,
        answer: Answer,
        town: str = "",
        *,
        pressed: bool = False,
        personal: bool = True,
        words: bool = False,
    ) -> Reply:
        in_channel = turn.conversation.scope is not Scope.PERSONAL
        try:
            noted = await self._referrals.answer(
                turn, key, answer.says, answer.pieces, town, forms=pressed and in_channel
            )
        except Changed as fault:
            return _not_asked(turn, fault)
        except (Gone, NotYourSeat, WhichTown) as fault:
            return await self._not_taken(turn, key, fault)
        first = noted[0]
        more = answer.says is Says.CONTRIBUTES and not answer.pieces
        said = self._said(turn, noted, more=more)
        if more and first.row.standing is Standing.PROMISED and not in_channel and not words:
            return Reply(card=cards.form_card(first.round, first.row, turn.lang, turn.at, said))
        worth_words = personal or any(self._needs_words(turn, each) for each in noted)
        if not pressed or worth_words:
            return Reply(text=said)
        card = cards.channel_card(first.round, self._referrals.ground.lang, turn.at, answers=True)
        return Reply(card=card, replaces=True)

    def _needs_words(self, turn: Turn, noted: Noted) -> bool:
        """Tell whether the card in the channel does not say all that somebody who presses should know."""
        other = noted.before is not None and noted.before.by != turn.person.id and not noted.unchanged
        late = noted.row.response is not None and noted.row.response.late
        promised = noted.row.standing is Standing.PROMISED
        return other or late or promised or noted.unchanged

    def _said(self, turn: Turn, all_noted: list[Noted], *, more: bool = False) -> str:
        return " ".join(self._one(turn, each, more=more) for each in all_noted)

    def _one(self, turn: Turn, noted: Noted, *, more: bool = False) -> str:
        lang, row, referral = turn.lang, noted.row, noted.round.referral
        title, town = cards.short_title(referral), row.municipality.name
        said = cards.says_of(row, lang)
        if noted.unchanged and more and row.standing is Standing.CONTRIBUTED:
            return answer_texts.NOTED_MORE(lang, town=town, said=said, title=title)
        if noted.unchanged:
            return answer_texts.NOTED_SAME(lang, town=town, said=said, title=title)
        parts = [answer_texts.NOTED(lang, town=town, said=said, title=title)]
        before, response = noted.before, row.response
        if before and before.by != turn.person.id and before.says is not Says.RECEIVED:
            was = cards.says_of(Row(row.municipality, row.holder, row.stand_in, before), lang)
            parts.append(answer_texts.NOTED_BEFORE(lang, town=town, before=was, name=escape(before.by_name)))
        if response and response.late and response.says is not Says.RECEIVED:
            if referral.state is State.ANSWERED and referral.answered_on:
                parts.append(answer_texts.NOTED_AFTER(lang, day=cards.day_of(referral.answered_on, lang, turn.at)))
            else:
                parts.append(answer_texts.NOTED_LATE(lang, day=cards.day_of(referral.deadline, lang, turn.at)))
        elif row.standing is Standing.PROMISED and turn.conversation.scope is not Scope.PERSONAL:
            parts.append(answer_texts.FORM_SENT(lang) if noted.form else answer_texts.WRITE_IN_THREAD(lang))
        elif row.owes:
            parts.append(answer_texts.ANSWER_BY(lang, day=cards.date_of(referral.deadline, lang, turn.at)))
        elif not (response and response.late):
            parts.append(answer_texts.CHANGE_UNTIL(lang, day=cards.date_of(referral.deadline, lang, turn.at)))
        return " ".join(parts)

    async def _not_taken(self, turn: Turn, key: str, fault: Gone | Changed | NotYourSeat | WhichTown) -> Reply:
        """Return why nothing was noted on a referral."""
        match fault:
            case NotYourSeat():
                return self._whose(turn, fault)
            case WhichTown():
                return await self._which_town(turn, key)
        return not_done(turn, fault)

    def _whose(self, turn: Turn, fault: NotYourSeat) -> Reply:
        lang, row, body = turn.lang, fault.row, named(fault.round.lead, turn.lang)
        if row is None:
            return Reply(text=answer_texts.NOT_YOUR_SEAT(lang, body=body))
        who = cards.people_of(row, lang)
        if not who:
            return Reply(text=answer_texts.NOBODY_THERE(lang, town=row.municipality.name, body=body))
        return Reply(text=capital(answer_texts.NOT_THEIR_SEAT(lang, who=who, town=row.municipality.name)))

    async def _which_town(self, turn: Turn, key: str) -> Reply:
        found = await self._referrals.round(key, local_day(turn.at))
        town = found.rows[0].municipality.name if found.rows else ""
        return Reply(text=answer_texts.WHICH_TOWN(turn.lang, town=town, title=cards.short_title(found.referral)))

    async def _write(self, turn: Turn, press: buttons.WriteRemark) -> Reply:
        lang = turn.lang
        if not sensible(press.referral, press.municipality):
            return Reply(text=answer_texts.NO_SUCH(lang))
        if len(press.text) > LONGEST_REMARK:
            return Reply(text=texts.TOO_LONG(lang, count=grouped(len(press.text)), most=grouped(LONGEST_REMARK)))
        piece = piece_of(press.section, press.position, press.text)
        if piece is None:
            return Reply(text=answer_texts.EMPTY_REMARK(lang))
        try:
            noted = await self._referrals.answer(turn, press.referral, Says.CONTRIBUTES, (piece,), press.municipality)
        except (Gone, Changed, NotYourSeat, WhichTown) as fault:
            return await self._not_taken(turn, press.referral, fault)
        first = noted[0]
        return Reply(
            card=cards.form_card(first.round, first.row, lang, turn.at, self._said(turn, noted)), replaces=True
        )


def _not_asked(turn: Turn, fault: Changed) -> Reply:
    """Return where an answer goes that is not asked for here."""
    referral, lang = fault.referral, turn.lang
    title = cards.title_of(referral)
    match referral.state:
        case State.SEPARATE:
            day = cards.date_of(referral.due_on, lang, turn.at)
            return Reply(text=answer_texts.ANSWER_APART(lang, title=title, issuer=escape(referral.issuer), day=day))
        case State.DECLINED:
            return Reply(text=answer_texts.ANSWER_DECLINED(lang, title=title))
    return Reply(text=answer_texts.STANDS(lang, title=title, said=texts.STATES[referral.state](lang)))


def not_done(turn: Turn, fault: Gone | Changed) -> Reply:
    """Return that there is no such referral, or no joint answer of it to do something with."""
    if isinstance(fault, Gone):
        return Reply(text=answer_texts.NO_SUCH(turn.lang))
    referral = fault.referral
    said = texts.STATES[referral.state](turn.lang)
    return Reply(text=texts.NOT_JOINT(turn.lang, title=cards.title_of(referral), said=said))
