"""How things stand with referrals: what is to be decided, who owes what, and when."""

from bot.core.calendar import local_day
from bot.core.overview import Focus, Section
from bot.core.text import join_names
from bot.core.turn import Role, Turn
from bot.features.bodies.cards import capital
from bot.features.referrals import cards, texts
from bot.features.referrals.model import OPEN, Round, State
from bot.features.referrals.service import Referrals
from bot.features.referrals.timetable import Step

PLACE = 10


async def overview_of(referrals: Referrals, turn: Turn, focus: Focus) -> list[Section]:
    """Return the open referrals, those that fall due first before others."""
    if turn.role is Role.OUTSIDER:
        return []
    rounds = await referrals.rounds(local_day(turn.at), *OPEN)
    if focus.body:
        rounds = [each for each in rounds if focus.body in {each.referral.lead, each.referral.group}]
    rows = []
    for each in sorted(rounds, key=lambda found: found.referral.deadline):
        row = _of_town(each, focus.municipality, turn) if focus.municipality else _row(each, turn, referrals)
        if row:
            rows.append(row)
    return [Section(texts.OV_TITLE(turn.lang), tuple(rows), PLACE)] if rows else []


def _row(found: Round, turn: Turn, referrals: Referrals) -> str:
    lang, referral, today = turn.lang, found.referral, local_day(turn.at)
    overdue = referral.due_on < today
    title, due = cards.short_title(referral), cards.day_of(referral.due_on, lang, turn.at)
    if referral.state is State.REGISTERED:
        return texts.OV_UNDECIDED(lang, title=title, due=due)
    owing = [row.municipality.name for row in found.owing]
    if owing:
        day = cards.day_of(referral.deadline, lang, turn.at)
        owes = texts.OV_OWING_LATE if referral.deadline < today else texts.OV_OWING
        row = owes(lang, title=title, day=day, towns=join_names(owing, lang))
    else:
        row = texts.OV_ALL_IN(lang, title=title) if overdue else texts.OV_DONE(lang, title=title, due=due)
    if overdue:
        return texts.OV_OVERDUE(lang, row=row, title=title, due=due)
    coming = next(
        (each for each in referral.timetable.steps if each.on >= today and each.step is not Step.REMIND), None
    )
    if coming is None or coming.step in {Step.TEXTS, Step.SEND}:
        return row
    step = capital(cards.step_words(coming.step, found, lang, referrals.deciders))
    return texts.OV_NEXT(lang, row=row, step=step, day=cards.day_of(coming.on, lang, turn.at))


def _of_town(found: Round, code: str, turn: Turn) -> str:
    row = next((each for each in found.rows if each.municipality.code == code), None)
    if row is None or not row.owes or found.referral.state is not State.JOINT:
        return ""
    lang, referral = turn.lang, found.referral
    day = cards.day_of(referral.deadline, lang, turn.at)
    return texts.OV_TOWN(lang, title=cards.short_title(referral), said=cards.says_of(row, lang), day=day)
