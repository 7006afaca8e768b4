"""How things stand with broadcasts: what goes next, what awaits approval, and who was not reached."""

import datetime as dt
from typing import Final

from bot.core.overview import Focus, Overview, Section
from bot.core.turn import Role, Turn
from bot.core.when import write_moment
from bot.features.broadcasts import cards, texts
from bot.features.broadcasts.model import State
from bot.features.broadcasts.service import Broadcasts

PLACE: Final = 30
LOOKS_BACK: Final = dt.timedelta(days=14)


def build_overview(broadcasts: Broadcasts) -> Overview:
    """Return what is declared of it: the secretariat's alone, of the cooperation as a whole."""

    async def overview(turn: Turn, focus: Focus) -> list[Section]:
        if turn.role is not Role.SECRETARIAT or focus != Focus():
            return []
        rows = [row for report in await broadcasts.latest(turn.at) if (row := _row(broadcasts, report, turn))]
        return [Section(texts.OVERVIEW(turn.lang), tuple(rows), PLACE)]

    return overview


def _row(broadcasts: Broadcasts, report: cards.Report, turn: Turn) -> str:
    broadcast, lang = report.broadcast, turn.lang
    whom = broadcasts.painter.whom(broadcast.audience, report.people, lang)
    if broadcast.state is State.SCHEDULED and broadcast.send_at:
        when = write_moment(broadcast.send_at, None, lang, turn.at)
        return texts.OVERVIEW_NEXT(lang, number=broadcast.number, whom=whom, when=when)
    if broadcast.state is State.ASKED:
        return texts.OVERVIEW_ASKED(lang, number=broadcast.number, whom=whom)
    count = report.tally.unreachable + report.tally.failed
    if count and broadcast.state is State.SENT and turn.at - broadcast.made_at < LOOKS_BACK:
        return texts.OVERVIEW_UNREACHED(lang, number=broadcast.number, whom=whom, count=cards.counted(count, lang))
    return ""
