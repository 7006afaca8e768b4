"""How a broadcast looks: to those who get it, to who sends it, and to who approves it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core import outbox
from bot.core.card import Button, Card, Facts, Field, Part, Rows, Table, Words
from bot.core.outbox import Tally
from bot.core.text import Lang, Text, escape, join_names, shorten
from bot.core.texts import AND_MORE
from bot.core.turn import Message
from bot.core.when import write_moment
from bot.features.bodies.cards import named
from bot.features.bodies.examples import examples_of
from bot.features.bodies.model import Cooperation
from bot.features.broadcasts import texts
from bot.features.broadcasts.audience import NO_CHANNEL, Preview
from bot.features.broadcasts.buttons import (
    ApproveBroadcast,
    AskForApproval,
    ChangeDraft,
    ConfirmNumber,
    CorrectBroadcast,
    DropBroadcast,
    OpenCorrection,
    PreviewBroadcast,
    SayAlone,
    SendBroadcast,
    ShowBroadcast,
    ShowMailText,
    ShowNames,
    StopBroadcast,
    TakeBackBroadcast,
)
from bot.features.broadcasts.model import (
    GOING,
    LONGEST_TEXT,
    OUT,
    Audience,
    Broadcast,
    Delivery,
    Group,
    How,
    Recipient,
    State,
)
from bot.features.broadcasts.model import Part as AudiencePart

WHOM_FIELD, TEXT_FIELD, WHEN_FIELD, NUMBER_FIELD = "whom", "text", "when", "number"
MOST_ROWS = 12
MOST_IN_LIST = 8
MOST_SHOWN = 400
"""Characters of a long text that a card of the sender's repeats."""
_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A draft with its audience as it is now; `people` are the names of those whom the rule names, by contact id.

    `colleagues` are the names of those at the secretariat who can be asked, `limit` above how many they are.
    """

    broadcast: Broadcast
    preview: Preview
    people: Mapping[str, str]
    limit: int
    colleagues: tuple[str, ...]

    @property
    def needs_approval(self) -> bool:
        """Whether somebody else is to look at it."""
        return self.preview.count > self.limit


@dataclass(frozen=True, slots=True)
class Report:
    """How a broadcast goes. `unreached` are the first of those it did not reach, each with the outbox's reason.

    `deleted` is how many messages have been taken back.
    """

    broadcast: Broadcast
    tally: Tally
    unreached: tuple[tuple[Delivery, str], ...]
    people: Mapping[str, str]
    deleted: int = 0


class Painter:
    """Draws the cards of one cooperation."""

    def __init__(self, cooperation: Cooperation) -> None:
        self._cooperation = cooperation
        self._bodies = {body.id: body for body in cooperation.bodies}
        self._towns = {each.code: each.name for each in cooperation.municipalities}

    # To those who get it

    def letter(self, text: str, by_name: str, lang: Lang, corrected_at: dt.datetime | None = None) -> Message:
        """Return what the recipients read: the text as it was written, and who sends it."""
        office = self._cooperation.secretariat.short(lang)
        lines = [as_written(text), f"*{texts.SIGNED(lang, name=escape(by_name), office=office)}*"]
        if corrected_at:
            # The recipients read it on many days: never "today".
            when = write_moment(corrected_at, None, lang, corrected_at - dt.timedelta(days=30))
            lines.append(f"*{texts.CORRECTED_AT(lang, when=when)}*")
        return Message(text="\n\n".join(lines), summary=shorten(text, 150))

    # Whom, in words

    def whom(self, audience: Audience, people: Mapping[str, str], lang: Lang) -> str:
        """Return an audience as people name it."""
        said = join_names([self._part(part, people, lang) for part in audience.parts], lang)
        left_out = [self._towns.get(code, code) for code in audience.but]
        left_out += [named(self._bodies[body], lang) for body in audience.but_bodies if body in self._bodies]
        left_out += [escape(people.get(person, "")) for person in audience.but_people]
        if left_out:
            said = texts.BUT(lang, all=said, some=join_names(left_out, lang))
        return texts.TWICE(lang, all=said) if audience.twice else said

    def _part(self, part: AudiencePart, people: Mapping[str, str], lang: Lang) -> str:
        bodies = join_names([named(self._bodies[body], lang) for body in part.bodies if body in self._bodies], lang)
        every = self._towns and set(self._towns) <= set(part.only)
        towns = "" if every else join_names([self._towns.get(code, code) for code in part.only], lang)
        match part.group:
            case Group.PERSON:
                return escape(people.get(part.person, ""))
            case Group.BODY:
                said = bodies or texts.ALL_BODIES(lang)
            case Group.CHANNEL:
                said = texts.THE_CHANNEL(lang, body=bodies or texts.ALL_BODIES(lang))
            case group:
                said = _GROUPS[group](lang)
                said = texts.GROUP_OF(lang, group=said, bodies=bodies) if bodies else said
        return texts.ONLY(lang, group=said, towns=towns) if towns else said

    def recipient(self, each: Recipient | Delivery, lang: Lang) -> str:
        """Return one recipient by name, with the municipality."""
        channel = each.is_channel if isinstance(each, Recipient) else each.to.startswith("conversation:")
        if channel:
            return texts.THE_CHANNEL(lang, body=each.name)
        town = self._towns.get(each.municipality)
        is_office = not each.person
        return texts.PERSON_OF(lang, name=escape(each.name), town=town) if town and not is_office else escape(each.name)

    # To who sends it

    def form(self, lang: Lang, whom: str = "", text: str = "", when: str = "", note: str = "", draft: str = "") -> Card:
        """Return the form, with what is known in it and `note` on top."""
        title = texts.FORM_TITLE(lang)
        parts: list[Part] = [Words(title, strong=True)]
        if note:
            parts.append(Words(note))
        parts += [
            Field(WHOM_FIELD, texts.FORM_WHOM(lang, **examples_of(self._cooperation, lang)), whom, max_chars=400),
            Field(TEXT_FIELD, texts.FORM_TEXT(lang), text, long=True, max_chars=LONGEST_TEXT),
            Field(WHEN_FIELD, texts.FORM_WHEN(lang), when, max_chars=100),
        ]
        return Card(title, tuple(parts), (Button(texts.PREVIEW(lang), PreviewBroadcast(draft=draft)),))

    def preview(self, shown: Shown, lang: Lang, now: dt.datetime, note: str = "") -> Card:
        """Return the broadcast as it would go: to whom by number and name, when, and how it looks."""
        broadcast, count = shown.broadcast, shown.preview.count
        title = texts.PREVIEW_TITLE(lang, count=counted(count, lang))
        parts: list[Part] = [Words(note)] if note else []
        parts.append(Words(title, strong=True))
        when = write_moment(broadcast.send_at, None, lang, now) if broadcast.send_at else texts.NOW(lang)
        parts.append(
            Facts(
                (
                    (texts.TO_WHOM(lang), self.whom(broadcast.audience, shown.people, lang)),
                    (texts.WHEN(lang), when),
                    (texts.WHO_GETS_IT(lang), self._names(shown.preview.named, count, lang)),
                )
            )
        )
        if troubled := shown.preview.troubled_count:
            said = texts.NONE_IN_TEAMS if troubled == count else texts.NOT_IN_TEAMS
            parts.append(Words(said(lang, count=troubled) if troubled < count else said(lang)))
        parts += [Words(texts.LOOKS_LIKE(lang), strong=True), Words(broadcast.message(lang).text)]
        return Card(title, tuple(parts), tuple(self._buttons(shown, lang)), asks=True)

    def _buttons(self, shown: Shown, lang: Lang) -> list[Button]:
        key, count = shown.broadcast.id, shown.preview.count
        buttons = []
        if not shown.needs_approval:
            send = texts.SCHEDULE if shown.broadcast.send_at else texts.SEND
            buttons.append(Button(send(lang), SendBroadcast(key, count)))
        elif shown.colleagues:
            name = shown.colleagues[0] if len(shown.colleagues) == 1 else texts.A_COLLEAGUE(lang)
            buttons.append(Button(texts.ASK_COLLEAGUE(lang, name=name), AskForApproval(key, count)))
            buttons.append(Button(texts.I_AM_ALONE(lang), SayAlone(key)))
        else:
            buttons.append(Button(texts.SEND(lang), SayAlone(key)))
        if count > MOST_ROWS:
            buttons.append(Button(texts.ALL_NAMES(lang), ShowNames(key)))
        buttons.append(Button(texts.CHANGE(lang), ChangeDraft(key)))
        buttons.append(Button(texts.DROP(lang), DropBroadcast(key)))
        return buttons

    def _names(self, named_: Sequence[Recipient], count: int, lang: Lang) -> str:
        names = [self.recipient(each, lang) for each in named_[:MOST_ROWS]]
        if count > len(names):
            names.append(AND_MORE(lang, count=count - len(names)))
            return ", ".join(names)
        return join_names(names, lang)

    def names_text(self, preview: Preview, lang: Lang) -> str:
        """Return everybody by name, one in each row, with why somebody cannot be reached."""
        rows = [counted(preview.count, lang)]
        rows += [f"- {self._with_reason(each, each.trouble, lang)}" for each in preview.named]
        if preview.count > len(preview.named):
            rows.append(AND_MORE(lang, count=preview.count - len(preview.named)))
        return "\n".join(rows)

    def _with_reason(self, each: Recipient | Delivery, reason: str, lang: Lang) -> str:
        name = self.recipient(each, lang)
        if not reason:
            return name
        why = texts.BY_MAIL if reason == outbox.NO_ADDRESS and each.email and not each.person else reason_of(reason)
        return texts.WITH_REASON(lang, name=name, reason=why(lang))

    def number_card(self, shown: Shown, lang: Lang, note: str = "") -> Card:
        """Return the question for the number of recipients, in the place of a second pair of eyes."""
        said = note or texts.TYPE_NUMBER(lang, limit=shown.limit)
        parts: tuple[Part, ...] = (
            Words(said),
            Facts(((texts.TO_WHOM(lang), self.whom(shown.broadcast.audience, shown.people, lang)),)),
            Field(NUMBER_FIELD, texts.NUMBER_FIELD(lang), max_chars=6),
        )
        key = shown.broadcast.id
        buttons = (
            Button(texts.SEND(lang), ConfirmNumber(key)),
            Button(texts.ALL_NAMES(lang), ShowNames(key)),
            Button(texts.DROP(lang), DropBroadcast(key)),
        )
        return Card(said, parts, buttons)

    def approval_card(self, shown: Shown, lang: Lang, now: dt.datetime) -> Card:
        """Return the question to a colleague."""
        broadcast = shown.broadcast
        count = counted(shown.preview.count, lang)
        title = texts.ASKED_TITLE(lang, name=escape(broadcast.by_name), count=count)
        when = write_moment(broadcast.send_at, None, lang, now) if broadcast.send_at else texts.RIGHT_AWAY(lang)
        parts: tuple[Part, ...] = (
            Words(title, strong=True),
            Facts(
                (
                    (texts.TO_WHOM(lang), self.whom(broadcast.audience, shown.people, lang)),
                    (texts.WHEN(lang), when),
                    (texts.WHO_GETS_IT(lang), self._names(shown.preview.named, shown.preview.count, lang)),
                )
            ),
            Words(texts.LOOKS_LIKE(lang), strong=True),
            Words(broadcast.message(lang).text),
        )
        buttons = (
            Button(texts.APPROVE(lang), ApproveBroadcast(broadcast.id)),
            Button(texts.DECLINE(lang), ApproveBroadcast(broadcast.id, no=True)),
            Button(texts.ALL_NAMES(lang), ShowNames(broadcast.id)),
        )
        return Card(title, parts, buttons)

    def report_card(self, report: Report, lang: Lang, now: dt.datetime, note: str = "") -> Card:
        """Return how a broadcast goes; the numbers add up to all recipients."""
        broadcast, tally = report.broadcast, report.tally
        title = title_of(broadcast, tally, lang, now)
        pairs = [(texts.TO_WHOM(lang), self.whom(broadcast.audience, report.people, lang))]
        if broadcast.state in OUT | {State.TAKEN_BACK} and broadcast.begun_at:
            pairs += _counts(report, lang)
            if broadcast.approved_by_name and broadcast.approved_how in {How.COLLEAGUE, How.NUMBER}:
                name = escape(broadcast.approved_by_name)
                by = texts.BY_NUMBER(lang, name=name) if broadcast.approved_how is How.NUMBER else name
                pairs.append((texts.WHO_APPROVED(lang), by))
        parts: list[Part] = [Words(title, strong=True), *([Words(note)] if note else []), Facts(tuple(pairs))]
        if report.unreached:
            rows = [self._with_reason(each, reason, lang) for each, reason in report.unreached[:MOST_ROWS]]
            if (more := tally.unreachable + tally.failed - len(rows)) > 0:
                rows.append(AND_MORE(lang, count=more))
            parts += [Words(texts.UNREACHABLE(lang), strong=True), Rows(tuple(rows))]
        if broadcast.text:
            parts.append(Words(as_written(shorten(broadcast.text, MOST_SHOWN)), small=True))
        return Card(title, tuple(parts), tuple(_report_buttons(report, lang)))

    def correction_card(self, broadcast: Broadcast, lang: Lang, note: str = "") -> Card:
        """Return the text to be corrected."""
        title = texts.CORRECT_TITLE(lang, number=broadcast.number)
        parts: list[Part] = [Words(note)] if note else []
        parts += [
            Words(title, strong=True),
            Words(texts.CORRECT_ABOUT(lang)),
            Field(TEXT_FIELD, texts.FORM_TEXT(lang), broadcast.text, long=True, max_chars=LONGEST_TEXT),
        ]
        return Card(title, tuple(parts), (Button(texts.SAVE_CORRECTION(lang), CorrectBroadcast(broadcast.id)),))

    def list_card(
        self, reports: Sequence[Report], lang: Lang, now: dt.datetime, title: Text = texts.LIST_TITLE
    ) -> Card:
        """Return the latest broadcasts, each with a button that shows it."""
        rows = tuple(
            (
                each.broadcast.number,
                self.whom(each.broadcast.audience, each.people, lang),
                state_of(each, lang, now),
            )
            for each in reports[:MOST_IN_LIST]
        )
        buttons = tuple(
            Button(f"{texts.LIST_HEADINGS[0](lang)} {each.broadcast.number}", ShowBroadcast(each.broadcast.id))
            for each in reports[:5]
        )
        headings = tuple(heading(lang) for heading in texts.LIST_HEADINGS)
        return Card(title(lang), (Words(title(lang), strong=True), Table(headings, rows)), buttons)

    def mail_text(self, broadcast: Broadcast, unreached: Sequence[tuple[Delivery, str]], lang: Lang) -> str:
        """Return addresses and text to paste into an e-mail, for those who are not reached in Teams."""
        if not unreached:
            return texts.MAIL_NOBODY(lang)
        people = [each for each, _ in unreached if not each.to.startswith("conversation:")]
        emails = list(dict.fromkeys(each.email for each in people if each.email))
        without = [self.recipient(each, lang) for each, _ in unreached if not each.email]
        said = [texts.MAIL_TITLE(lang, count=counted(len(unreached), lang))]
        if emails:
            said.append(escape("; ".join(emails)))
        if without:
            said.append(texts.MAIL_WITHOUT(lang, names=join_names(without, lang)))
        said.append("---")
        said.append(broadcast.message(self._cooperation.language).text)
        return "\n\n".join(said)


_GROUPS = {
    Group.HOLDERS: texts.HOLDERS,
    Group.STAND_INS: texts.STAND_INS,
    Group.SEATED: texts.SEATED,
    Group.HEADS: texts.HEADS,
    Group.OFFICES: texts.OFFICES,
}


def as_written(text: str) -> str:
    """Return somebody's text with its lines and links kept and no markup of its own."""
    lines = []
    for line in text.strip().splitlines():
        pieces, end = [], 0
        for found in _LINK.finditer(line):
            pieces += [_escaped(line[end : found.start()]), found[0]]
            end = found.end()
        lines.append("".join([*pieces, _escaped(line[end:])]).rstrip())
    # Two spaces before a line break keep it a line break in markdown.
    return re.sub(r"(?<=\S)\n(?=\S)", "  \n", "\n".join(lines))


def _escaped(piece: str) -> str:
    words = escape(piece)
    lead = " " if piece[:1].isspace() else ""
    tail = " " if piece[-1:].isspace() and words else ""
    return f"{lead}{words}{tail}"


def counted(count: int, lang: Lang) -> str:
    """Return "1 mottagare", "23 mottagare"."""
    return texts.ONE_RECIPIENT(lang) if count == 1 else texts.RECIPIENTS(lang, count=count)


def reason_of(reason: str) -> Text:
    """Return in words why the outbox says that somebody was not reached."""
    if reason == NO_CHANNEL or reason == outbox.NO_ADDRESS:
        return texts.NO_CHANNEL if reason == NO_CHANNEL else texts.NO_CHAT
    if reason.startswith(("403", "404")):
        return texts.CLOSED
    if reason.startswith(outbox.UNSURE):
        return texts.UNSURE
    return texts.IN_VAIN if reason.startswith((outbox.GIVEN_UP, outbox.PAST_USE)) else texts.REFUSED


def title_of(broadcast: Broadcast, tally: Tally, lang: Lang, now: dt.datetime) -> str:
    """Return where a broadcast is, in one line."""
    key = broadcast.state.value
    if broadcast.state is State.SENT and tally.waiting:
        key = State.SENDING.value
    elif broadcast.state is State.SCHEDULED and broadcast.send_at and broadcast.send_at <= now:
        key = State.LISTING.value
    when = write_moment(broadcast.send_at, None, lang, now) if broadcast.send_at else texts.RIGHT_AWAY(lang)
    name = escape(broadcast.ended_by_name) or texts.SOMEBODY(lang)
    said = texts.TITLE[key](lang, number=broadcast.number, when=when, name=name)
    return said[:1].upper() + said[1:]


def state_of(report: Report, lang: Lang, now: dt.datetime) -> str:
    """Return where a broadcast is, in a few words."""
    broadcast, tally = report.broadcast, report.tally
    when = write_moment(broadcast.send_at, None, lang, now) if broadcast.send_at else texts.RIGHT_AWAY(lang)
    return texts.LIST_STATE[broadcast.state.value](lang, when=when, sent=tally.sent, all=tally.total)


def _counts(report: Report, lang: Lang) -> list[tuple[str, str]]:
    broadcast, tally = report.broadcast, report.tally
    pairs = [
        (texts.SENT(lang), str(tally.sent)),
        (texts.WAITING(lang), str(tally.waiting)),
        (texts.UNREACHABLE(lang), str(tally.unreachable)),
        (texts.FAILED(lang), str(tally.failed)),
    ]
    if tally.cancelled:
        pairs.append((texts.CANCELLED(lang), str(tally.cancelled)))
    if broadcast.state is State.TAKEN_BACK:
        pairs.append((texts.DELETED(lang), str(report.deleted)))
    total = str(tally.total)
    if broadcast.shown and broadcast.shown != tally.total and broadcast.state is not State.LISTING:
        total = texts.SHOWN_THEN(lang, now=tally.total, then=broadcast.shown)
    return [*pairs, (texts.IN_ALL(lang), total)]


def _report_buttons(report: Report, lang: Lang) -> list[Button]:
    broadcast, key = report.broadcast, report.broadcast.id
    buttons = []
    if broadcast.state in GOING | {State.SCHEDULED} or (broadcast.state is State.SENT and report.tally.waiting):
        buttons.append(Button(texts.STOP_IT(lang), StopBroadcast(key)))
    if broadcast.state is State.ASKED:
        buttons += [Button(texts.I_AM_ALONE(lang), SayAlone(key)), Button(texts.DROP(lang), DropBroadcast(key))]
    if broadcast.state in OUT:
        if broadcast.text:
            buttons.append(Button(texts.CORRECT(lang), OpenCorrection(key)))
        buttons.append(Button(texts.TAKE_BACK(lang), TakeBackBroadcast(key)))
    if report.unreached:
        buttons.append(Button(texts.MAIL_TEXT(lang), ShowMailText(key)))
    if broadcast.state in OUT:
        buttons.append(Button(texts.REFRESH(lang), ShowBroadcast(key)))
    return buttons
