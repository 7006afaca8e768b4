"""How things stand with the questions that wait for the secretariat."""

from typing import Final

from bot.core.overview import Focus, Overview, Section
from bot.core.text import escape, shorten
from bot.core.turn import Role, Turn
from bot.features.knowledge import texts
from bot.features.knowledge.service import Questions

PLACE: Final = 40
MOST_ROWS: Final = 5
LONGEST: Final = 80


def build_overview(questions: Questions) -> Overview:
    """Return what is declared of it: the secretariat's alone, since it tells what people asked."""

    async def overview(turn: Turn, focus: Focus) -> list[Section]:
        if turn.role is not Role.SECRETARIAT or focus != Focus():
            return []
        waiting = await questions.waiting()
        rows = [
            texts.OVERVIEW_ROW(turn.lang, number=each.number, question=escape(shorten(each.question, LONGEST)))
            for each in waiting[:MOST_ROWS]
        ]
        if len(waiting) > MOST_ROWS:
            rows.append(texts.WAITING_MORE(turn.lang, count=len(waiting) - MOST_ROWS))
        count = len(waiting)
        title = texts.WAITING_ONE(turn.lang) if count == 1 else texts.WAITING_TITLE(turn.lang, count=count)
        return [Section(title, tuple(rows), PLACE)] if rows else []

    return overview
