"""Help: what can be done, in a few lines, and subject by subject for those who want to know more."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.action import Action
from bot.core.card import Button, Card, Part, Rows, Words
from bot.core.feature import Command, Feature, Subject
from bot.core.swedish.letters import plain
from bot.core.text import Lang
from bot.core.turn import Reply, Scope, Turn
from bot.features.bodies.examples import examples_of
from bot.features.bodies.model import Cooperation
from bot.features.home import texts

_HELP = re.compile(
    r"(?:visa |ge mig |jag behöver |show |i need )?(?:all )?(?:hjälp|hjalp|help|\?+|kommandon|commands|meny|menu)"
    r"(?: tack| mig| me| please|(?: mig)?(?: med| om| with| about)? (?P<subject>\w+))?"
    r"|vad kan (?:du|man|boten)(?: göra| hjälpa(?: mig| till)? med| fråga(?: dig)?(?: om)?)?(?: här)?"
    r"|hur (?:funkar|fungerar|använder jag|gör man med) (?:du|det här|dig|boten)"
    r"|what can (?:you|i)(?: do| help(?: me)? with| ask(?: you)?)?(?: here)?|how (?:do you|does this) work",
)
_BEGINNINGS: dict[Subject, tuple[str, ...]] = {
    Subject.MEETINGS: ("möte", "mote", "meeting", "kallelse", "kalend", "calend", "påminn", "boka", "bokn", "dagordn"),
    Subject.ATTENDANCE: ("närvar", "narvar", "attend", "upprop", "statistik", "rapport", "report"),
    Subject.REFERRALS: ("remiss", "referral", "yttrand"),
    Subject.SEATS: ("organ", "plats", "ledam", "ersätt", "bod", "seat", "vakans", "ny", "nätverk", "network"),
    Subject.LETTERS: ("utskick", "fråg", "broadcast", "question", "fakta"),
    Subject.OTHER: ("annat", "övrig", "beslut", "aktivitet", "quiz", "other", "decision", "activit"),
}
"""How words begin by which somebody asks for help with a subject."""


@dataclass(frozen=True, slots=True)
class ShowHelp(Action):
    """The button that shows what the bot can do, of one subject or in short."""

    name = "home.help"

    subject: str = ""


def asks_for_help(said: str) -> Subject | str | None:
    """Return the subject that somebody wants help with, "" for help in general, None when they ask for none."""
    found = _HELP.fullmatch(plain(said) or said.strip()) if len(said) < 100 else None
    if found is None:
        return None
    word = found["subject"] or ""
    return next((subject for subject, begins in _BEGINNINGS.items() if word.startswith(begins)), "")


class Help:
    """Shows what a person can do, made from what the features declare."""

    def __init__(self, cooperation: Cooperation, features: Sequence[Feature]) -> None:
        self._cooperation = cooperation
        self._features = features

    async def say(self, turn: Turn, subject: Subject | str) -> Reply:
        """Answer who asks for help."""
        return Reply(card=self.card(turn, subject))

    async def show(self, turn: Turn, press: ShowHelp) -> Reply:
        """Show one subject in the place of the help that was on show."""
        known = press.subject if press.subject in set(Subject) else ""
        return Reply(card=self.card(turn, known), replaces=bool(known))

    def card(self, turn: Turn, subject: Subject | str) -> Card:
        """Return what this person can do in this place, of a subject or in short."""
        lang, listed = turn.lang, self._listed(turn)
        chosen = listed.get(Subject(subject), ()) if subject else ()
        parts: list[Part] = [Words(texts.HELP_TITLE(lang), strong=True)]
        if chosen:
            parts = [Words(texts.HELP_SUBJECTS[Subject(subject)](lang), strong=True), self._rows(chosen, lang)]
        else:
            few = [each for each in itertools.chain(*listed.values()) if each.in_menu and each.name != "help"]
            parts += [Words(texts.HELP_ASK(lang)), self._rows(few, lang), Words(texts.HELP_MORE(lang))]
        if turn.conversation.scope is not Scope.PERSONAL:
            parts.append(Words(texts.HELP_MENTION(lang), small=True))
        buttons = tuple(
            Button(texts.HELP_SUBJECTS[each](lang), ShowHelp(each)) for each in listed if not chosen or each != subject
        )
        return Card(summary=texts.HELP_TITLE(lang), parts=tuple(parts), buttons=buttons)

    def _listed(self, turn: Turn) -> dict[Subject, list[Command[object]]]:
        """Return by subject the commands that the person may use here; subjects without any are left out."""
        listed: dict[Subject, list[Command[object]]] = {subject: [] for subject in Subject}
        for feature in self._features:
            order = {name: at for at, name in enumerate(feature.shown_first)}
            listed[feature.subject] += [
                each
                for each in sorted(feature.commands, key=lambda each: order.get(each.name, len(order)))
                if each.shown and turn.role in each.who and turn.conversation.scope in each.where
            ]
        return {subject: commands for subject, commands in listed.items() if commands}

    def _rows(self, commands: Sequence[Command[object]], lang: Lang) -> Rows:
        examples = examples_of(self._cooperation, lang)
        return Rows(
            tuple(
                texts.HELP_ROW(lang, say=command.say(lang, **examples), about=command.about(lang, **examples))
                for command in commands
            )
        )
