"""The cards of the chase: reminders in person and in the channel, a text for e-mail, and whom to phone."""

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.core.calendar import local_day
from bot.core.card import Button, Card, Part, Rows, Words
from bot.core.text import Lang, escape, join_names, shorten
from bot.features.bodies.cards import capital
from bot.features.referrals import texts
from bot.features.referrals.buttons import MakeDraft, ShowReferral
from bot.features.referrals.cards import MOST_BUTTONS, answer_buttons, date_of, people_of, short_title, title_of
from bot.features.referrals.model import Debt, Referral, Standing


def _owes(debt: Debt, lang: Lang, now: dt.datetime) -> str:
    referral = debt.round.referral
    day = date_of(referral.deadline, lang, now)
    if referral.deadline < local_day(now):
        return texts.OWES_LATE(lang, title=title_of(referral), day=day)
    text = texts.OWES_TEXT if debt.row.standing is Standing.PROMISED else texts.OWES_ANSWER
    return text(lang, title=title_of(referral), day=day)


def _towns(debts: Iterable[Debt]) -> list[str]:
    return list(dict.fromkeys(debt.row.municipality.name for debt in debts))


def chase_card(debts: Sequence[Debt], lang: Lang, now: dt.datetime) -> Card:
    """Return a reminder in person of everything that waits for somebody."""
    towns = _towns(debts)
    if len(debts) == 1:
        debt = debts[0]
        head = texts.WAITS_ONE(lang, towns=towns[0], title=_owes(debt, lang, now))
        buttons = answer_buttons(debt.round.referral, lang, debt.row.municipality.code, personal=True)
        return Card(head, (Words(head),), tuple(buttons))
    count = texts.COUNTS_SV[len(debts)] if lang == "sv" and len(debts) < len(texts.COUNTS_SV) else str(len(debts))
    head = texts.WAITS_MANY(lang, count=capital(count), towns=join_names(towns, lang))
    rows = tuple(
        _owes(debt, lang, now)
        if len(towns) == 1
        else texts.OWES_ROW(lang, town=debt.row.municipality.name, what=_owes(debt, lang, now))
        for debt in debts
    )
    buttons_ = tuple(
        Button(texts.SHOW(lang, title=shorten(debt.round.referral.title, 30)), ShowReferral(debt.round.referral.id))
        for debt in debts[:MOST_BUTTONS]
    )
    return Card(head, (Words(head, strong=True), Rows(rows)), buttons_)


def named_card(debts: Sequence[Debt], lang: Lang, now: dt.datetime) -> Card:
    """Return what a channel hears of those who cannot be reached in person."""
    sat = [debt for debt in debts if debt.row.standing is not Standing.VACANT]
    vacant = _towns(debt for debt in debts if debt.row.standing is Standing.VACANT)
    people: dict[str, str] = {}
    for debt in sat:
        who = debt.row.holder or debt.row.stand_in
        name = escape(who.name) if who else ""
        people[debt.row.municipality.name] = texts.NAMED_OF(lang, town=debt.row.municipality.name, name=name)
    head = texts.NAMED_HEAD(lang, towns=join_names(list(people.values()), lang)) if people else ""
    rows = tuple(texts.OWES_ROW(lang, town=debt.row.municipality.name, what=_owes(debt, lang, now)) for debt in sat)
    parts: list[Part] = [Words(head), Rows(rows[:20])] if people else []
    said = texts.NAMED_VACANT(lang, towns=join_names(vacant, lang)) if vacant else ""
    if said:
        parts.append(Words(said))
    ids = list(dict.fromkeys(debt.round.referral.id for debt in debts))
    buttons = answer_buttons(debts[0].round.referral, lang) if len(ids) == 1 else []
    return Card(head or said, tuple(parts), tuple(buttons))


def paste_card(debts: Sequence[Debt], lang: Lang, paste: Lang, now: dt.datetime) -> Card:
    """Return a text for an e-mail to those whom nothing reaches; the text is in the language of the cooperation."""
    towns = _towns(debts)
    head = texts.PASTE_HEAD(lang, towns=join_names(towns, lang))
    parts: list[Part] = [Words(head)]
    for town in towns:
        mine = [debt for debt in debts if debt.row.municipality.name == town]
        people = [each for each in (mine[0].row.holder, mine[0].row.stand_in) if each]
        who = ", ".join(escape(f"{each.name} {each.email}".strip()) for each in people) or town
        what = "; ".join(_owes(debt, paste, now) for debt in mine)
        parts.append(Words(texts.PASTE_TO(lang, who=who), strong=True))
        parts.append(
            Words(texts.PASTE_BODY(paste, what=what, secretariat="kansliet" if paste == "sv" else "the secretariat"))
        )
    return Card(head, tuple(parts))


def phone_card(debts: Sequence[Debt], lang: Lang) -> Card:
    """Return whom to phone when the last day has been, by referral."""
    count = len(_towns(debts))
    head = texts.PHONE_ONE(lang) if count == 1 else texts.PHONE_HEAD(lang, count=count)
    parts: list[Part] = [Words(head, strong=True)]
    for key in dict.fromkeys(debt.round.referral.id for debt in debts):
        mine = [debt for debt in debts if debt.round.referral.id == key]
        rows = [
            texts.PHONE_ROW(
                lang,
                town=debt.row.municipality.name,
                who=people_of(debt.row, lang) or texts.NO_ONE(lang),
                said=texts.ROWS[debt.row.standing](lang),
            )
            for debt in mine
        ]
        parts += [Words(title_of(mine[0].round.referral)), Rows(tuple(rows))]
    return Card(head, tuple(parts))


def due_card(referral: Referral, lang: Lang, now: dt.datetime) -> Card:
    """Return the word that an answer is to be sent today."""
    day = date_of(referral.due_on, lang, now)
    said = texts.SEND_TODAY(lang, title=title_of(referral), issuer=escape(referral.issuer), day=day)
    buttons = (Button(texts.MAKE_DRAFT(lang), MakeDraft(referral.id)),)
    return Card(said, (Words(said), Words(texts.SEND_HOW(lang, title=short_title(referral)), small=True)), buttons)
