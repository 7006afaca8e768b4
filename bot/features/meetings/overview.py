"""How things stand with the meetings of the next weeks: which lack an agenda, and who has not answered."""

import datetime as dt
from typing import Final

from bot.core.overview import Focus, Overview, Section
from bot.core.text import join_names
from bot.core.turn import Turn
from bot.features.meetings import cards, texts
from bot.features.meetings.model import Gathering, lacks_agenda
from bot.features.meetings.service import Meetings

PLACE: Final = 20
LOOKS_AHEAD: Final = dt.timedelta(days=21)


def build_overview(meetings: Meetings) -> Overview:
    """Return what is declared of it, for all, for one body or for one municipality."""

    async def overview(turn: Turn, focus: Focus) -> list[Section]:
        bodies = [focus.body] if focus.body else None
        rows = []
        for meeting in await meetings.coming(turn.at, bodies):
            if meeting.starts_at - turn.at <= LOOKS_AHEAD:
                gathering = await meetings.gather(meeting)
                if row := _row(gathering, focus, turn):
                    rows.append(row)
        return [Section(texts.OVERVIEW(turn.lang), tuple(rows), PLACE)] if rows else []

    return overview


def _row(gathering: Gathering, focus: Focus, turn: Turn) -> str:
    """Return a meeting with what is missing; for a municipality only one that calls it."""
    called = [each for each in gathering.called if focus.municipality in {"", each.municipality.code}]
    if focus.municipality and not called:
        return ""
    lang = turn.lang
    silent = list(dict.fromkeys(each.municipality.name for each in called if each.silent))
    lacks = lacks_agenda(gathering.bodies, gathering.meeting.agenda)
    empty = texts.ONLY_STANDING if gathering.meeting.agenda else texts.NO_AGENDA
    missing = [empty(lang)] if lacks else []
    if silent:
        missing.append(texts.WAITS_FOR(lang, towns=join_names(silent, lang)))
    title = cards.title_of(gathering.bodies, gathering.meeting, lang, turn.at)
    return texts.OVERVIEW_ROW(lang, title=title, missing=", ".join(missing)) if missing else title
