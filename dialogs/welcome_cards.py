"""The cards of the conversation with newcomers: one question each, to be answered with a press or in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Choice, Facts, Field, Part, Words
from bot.core.text import Lang, Text, escape, join_names
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body, Municipality
from bot.features.newcomers.cards import introduction_card
from bot.features.newcomers.model import Newcomer
from dialogs import texts
from dialogs.newcomer import LONGEST_ANSWER, Option, Step, Talk


@dataclass(frozen=True, slots=True)
class AnswerStep(Action):
    """What a newcomer answers to a step: the button's own `value`, else what stands in the card's field."""

    name: ClassVar[str] = "welcome.answer"
    person: str
    step: str
    value: str = ""
    town: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class JoinBody(Action):
    """Be new in a body that is chosen from the list."""

    name: ClassVar[str] = "welcome.join"
    person: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class TakeAway(Action):
    """Take the introduction away from the channel."""

    name: ClassVar[str] = "welcome.take-away"
    person: str


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a card of the conversation may need: who, what has been said, where, which seats can be taken."""

    bot: str
    talk: Talk
    newcomer: Newcomer
    bodies: tuple[Body, ...]
    towns: tuple[Municipality, ...]
    options: tuple[Option, ...] = ()
    place: str = ""
    seats: tuple[tuple[str, str], ...] = ()
    """(Body, how it stands) of each seat that is theirs ("has") or asked for ("asked")."""
    introduced: bool = False

    @property
    def town(self) -> str:
        """The name of the newcomer's municipality, empty when it is not known."""
        return next((each.name for each in self.towns if each.code == self.newcomer.municipality), "")


def step_card(scene: Scene, lang: Lang, before: str = "") -> Card:
    """Return the question of the step that the conversation is at, with `before` said first."""
    made = _CARDS[scene.talk.step](scene, lang)
    return Card(made.summary, (Words(before), *made.parts), made.buttons) if before else made


def _button(scene: Scene, title: Text | str, value: str, lang: Lang) -> Button:
    said = title if isinstance(title, str) else title(lang)
    return Button(said, AnswerStep(scene.newcomer.person, scene.talk.step.value, value))


def _skip(scene: Scene, lang: Lang) -> Button:
    return _button(scene, texts.SKIP_BUTTON, "skip", lang)


def _start(scene: Scene, lang: Lang) -> Card:
    where = join_names([body.name(lang) for body in scene.bodies], lang)
    said = texts.WELCOME(lang, body=where, bot=scene.bot)
    other = texts.OTHER_LANGUAGE(lang)
    buttons = (
        _button(scene, texts.NOW_BUTTON, "now", lang),
        _button(scene, texts.TOMORROW_BUTTON, "tomorrow", lang),
        _button(scene, texts.NEVER_BUTTON, "never", lang),
        _button(scene, other, "language", lang),
    )
    return Card(said, (Words(said),), buttons)


def _town(scene: Scene, lang: Lang) -> Card:
    said = texts.ASK_TOWN(lang)
    options = tuple((each.code, each.name) for each in scene.towns)
    buttons = (_button(scene, texts.CHOOSE_BUTTON, "", lang), _skip(scene, lang))
    choice = Choice("town", texts.TOWN_FIELD(lang), options, scene.newcomer.municipality)
    return Card(said, (Words(said), choice), buttons)


def _seat(scene: Scene, lang: Lang) -> Card:
    body = named(scene.bodies[0], lang) if scene.bodies else ""
    said = texts.ASK_SEAT(lang, town=scene.town, body=body)
    buttons = []
    for option in scene.options:
        text = {
            ("holder", True): texts.SEAT_AFTER,
            ("holder", False): texts.SEAT_VACANT,
            ("stand_in", True): texts.SEAT_STAND_IN_AFTER,
            ("stand_in", False): texts.SEAT_STAND_IN,
        }[option.post, bool(option.name)]
        title = text(lang, name=option.name) if option.name else text(lang)
        buttons.append(_button(scene, title, option.post, lang))
    buttons += [_button(scene, texts.SEAT_NONE, "none", lang), _skip(scene, lang)]
    return Card(said, (Words(said), Words(texts.SEAT_WHY(lang), small=True)), tuple(buttons))


def _consent(scene: Scene, lang: Lang) -> Card:
    said = texts.ASK_CONSENT(lang)
    buttons = (_button(scene, texts.CONSENT_YES, "yes", lang), _button(scene, texts.CONSENT_NO, "no", lang))
    return Card(
        said, (Words(said), Words(texts.CONSENT_WHAT(lang)), Words(texts.CONSENT_GROUND(lang), small=True)), buttons
    )


def _field(scene: Scene, ask: Text, label: Text, value: str, lang: Lang, *, long: bool = False) -> Card:
    said = ask(lang)
    buttons = (_button(scene, texts.KEEP_BUTTON, "", lang), _skip(scene, lang))
    field = Field("words", label(lang), value, long=long, max_chars=LONGEST_ANSWER)
    return Card(said, (Words(said), field), buttons)


def _title(scene: Scene, lang: Lang) -> Card:
    return _field(scene, texts.ASK_TITLE, texts.TITLE_FIELD, scene.newcomer.title, lang)


def _wishes(scene: Scene, lang: Lang) -> Card:
    return _field(scene, texts.ASK_WISHES, texts.WISHES_FIELD, scene.newcomer.wishes, lang, long=True)


def _present(scene: Scene, lang: Lang) -> Card:
    said = texts.ASK_PRESENT(lang)
    buttons = (_button(scene, texts.PRESENT_YES, "yes", lang), _button(scene, texts.PRESENT_NO, "no", lang))
    return Card(said, (Words(said),), buttons)


def _preview(scene: Scene, lang: Lang) -> Card:
    place = texts.PREVIEW_PLACE(lang, team=escape(scene.place)) if scene.place else ""
    said = texts.PREVIEW_CHANGED(lang) if scene.introduced else texts.PREVIEW(lang, place=place)
    shown = introduction_card(scene.newcomer, scene.town, scene.bodies[0], scene.talk.words, lang)
    field = Field("words", texts.PREVIEW_FIELD(lang), scene.talk.words, long=True, max_chars=LONGEST_ANSWER)
    buttons = (
        _button(scene, texts.POST_BUTTON, "yes", lang),
        _button(scene, texts.SHOW_BUTTON, "show", lang),
        _button(scene, texts.DO_NOT_POST_BUTTON, "no", lang),
    )
    return Card(said, (Words(said), *shown.parts, field), buttons)


def _buddy(scene: Scene, lang: Lang) -> Card:
    said = texts.ASK_BUDDY(lang)
    buttons = (_button(scene, texts.BUDDY_PLEASE, "yes", lang), _button(scene, texts.NO_THANKS, "no", lang))
    return Card(said, (Words(said),), buttons)


def _done(scene: Scene, lang: Lang) -> Card:
    newcomer = scene.newcomer
    pairs = [
        (texts.TOWN_FIELD(lang), scene.town or texts.NOT_SAID(lang)),
        (texts.SEAT_FIELD(lang), _seats(scene, lang) or texts.NOT_SAID(lang)),
    ]
    if newcomer.consented_at:
        pairs.append((texts.TITLE_FIELD(lang), escape(newcomer.title) or texts.NOT_SAID(lang)))
        pairs.append((texts.WISHES_FIELD(lang), escape(newcomer.wishes) or texts.NOT_SAID(lang)))
        shown = texts.IS_INTRODUCED if scene.introduced else texts.IS_NOT_INTRODUCED
        pairs.append((texts.PRESENT_FIELD(lang), shown(lang)))
    parts: list[Part] = [Words(texts.ALL_SAID(lang)), Facts(tuple(pairs)), Words(texts.HOW_TO_CHANGE(lang), small=True)]
    return Card(texts.ALL_SAID(lang), tuple(parts))


def _seats(scene: Scene, lang: Lang) -> str:
    said = []
    for body_id, state in scene.seats:
        body = next((each for each in scene.bodies if each.id == body_id), None)
        if body:
            text = texts.SEAT_HAS if state == "has" else texts.SEAT_ASKED
            said.append(text(lang, town=scene.town, body=named(body, lang)))
    return "; ".join(said)


_CARDS = {
    Step.START: _start,
    Step.READING: _town,
    Step.TOWN: _town,
    Step.SEAT: _seat,
    Step.CONSENT: _consent,
    Step.TITLE: _title,
    Step.WISHES: _wishes,
    Step.PRESENT: _present,
    Step.PREVIEW: _preview,
    Step.BUDDY: _buddy,
    Step.DONE: _done,
}


def read_card(scene: Scene, lesson: Card, lang: Lang) -> Card:
    """Return the first lesson with a button to go on to the questions."""
    go_on = Button(texts.GO_ON_BUTTON(lang), AnswerStep(scene.newcomer.person, Step.READING.value, "yes"))
    return Card(lesson.summary, lesson.parts, (*lesson.buttons, go_on))


def waits_card(scene: Scene, lang: Lang) -> Card:
    """Return that the bot comes back tomorrow, with a button for those who change their mind."""
    said = texts.UNTIL_TOMORROW(lang)
    return Card(said, (Words(said),), (_button(scene, texts.NOW_AFTER_ALL, "now", lang),))


def which_body_card(person: str, bodies: Sequence[Body], lang: Lang) -> Card:
    """Return the question in which body somebody is new."""
    said = texts.ASK_NEW_WHERE(lang)
    options = tuple((body.id, capital(named(body, lang))) for body in bodies)
    choice = Choice("body", texts.BODY_FIELD(lang), options)
    return Card(said, (Words(said), choice), (Button(texts.CHOOSE_BUTTON(lang), JoinBody(person)),), picks=True)
