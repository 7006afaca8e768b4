"""Who may do what, found by trying: every command of every feature, said by everybody, over HTTP with real tokens.

    python -m tests.house.rights > docs/rights.md

Each command is said as help shows it, about the planning managers where it is about a body. Whether it was refused is
read from the reply; what is shown in the table is what happened, not what was declared.
"""

import asyncio
import datetime as dt
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.core.feature import Command
from bot.features.bodies.examples import examples_of
from bot.store.open import open_store
from tests.conftest import cooperation
from tests.features.bodies.conftest import FILLINGS
from tests.scenarios.teams import GUNILLA, Somebody, Teams, bot_in_teams, card_of, words

START = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
ELSEWHERE = "99999999-0000-4000-8000-000000000009"
REFUSED = re.compile(
    r"\b(?:kan|får|ser|gör|visar jag) bara\b|\bär det ordföranden\b|\b(?:noterar|ändrar) ordföranden\b|^Bara "
)
QUESTION = re.compile(
    r"Ska jag (?:skicka frågan till kansliet|lägga frågan på kansliets lista)|Verksamhetsberättelse \d{4}, avsnitt"
    r"|varken som en fråga eller som"
)
LONGEST_REFUSAL = 400
EXAMPLES = examples_of(cooperation(), "sv")
INTRODUCTION = """# Who may do what

Made by `python -m tests.house.rights`, which says every command as everybody, over HTTP with real tokens, and reads
from the reply whether it was refused. A test does it again and compares. Where a command is about a body it is the
planning managers: *chair* chairs them, *chair of another body* does not. *question*: it was taken for a question, and
answered from the reports or offered to the secretariat. Buttons ask for the same rights when they are pressed, whoever
was shown them.
"""


def _somebody(name: str, number: int, *, elsewhere: bool = False) -> Somebody:
    key, member = name.lower().replace(" ", "-"), f"dddddddd-0000-4000-8000-00000000000{number}"
    changes: dict[str, Any] = {}
    if elsewhere:
        changes["from"] = {"id": f"29:{key}", "name": name, "aadObjectId": member, "tenantId": ELSEWHERE}
    return Somebody(key, name, member, changes=changes)


WHO = {
    "outsider": _somebody("Nils Ingenstans", 1, elsewhere=True),
    "guest, no seat there": _somebody("Karin Holmlund", 2, elsewhere=True),
    "member": _somebody("Åsa Öberg", 3),
    "chair of another body": _somebody("Lovisa Brandt", 4),
    "chair": _somebody("Mehmet Aydin", 5),
    "secretariat": Somebody("gunilla", "Gunilla Ström", GUNILLA),
}


@dataclass(frozen=True)
class Tried:
    """What came of a command, for each who: "yes", "no", or "question" where it was taken for one to the reports."""

    feature: str
    say: str
    about: str
    came: dict[str, str]


async def try_all() -> list[Tried]:
    """Say every command that help shows, as everybody; return what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store("memory:", Path(folder))
        async with bot_in_teams(Path(folder), store, start=START) as teams:
            await teams.bot.seating.fill(FILLINGS)
            for who in WHO.values():
                await teams.post(who, text="hej")
            secretariat = WHO["secretariat"]
            await teams.post(secretariat, text="boka planeringscheferna tors v 3 kl 9–11 på Tyresö slott")
            await teams.post(secretariat, text="boka")
            await _register(teams, secretariat)
            return [
                Tried(
                    feature.name,
                    command.say("sv", **EXAMPLES),
                    command.about("sv", **EXAMPLES),
                    {role: await _try(teams, who, command) for role, who in WHO.items()},
                )
                for feature in teams.bot.features
                for command in feature.commands
                if command.shown
            ]


async def _register(teams: Teams, who: Somebody) -> None:
    """Register a referral that is answered jointly, so that there is something to ask about and to change."""
    await teams.post(who, text="ny remiss: Länsplan från Region Stockholm, dnr RS 2026/1, svar senast 15 mars")
    await teams.post(who, text="planeringscheferna")
    for title in ("Registrera", "Ja, gemensamt"):
        card = card_of(teams.there(f"a:{who.key}")[-1])
        verb = next(button["verb"] for button in card["actions"] if button["title"] == title)
        await teams.press(who, card, verb, title)


async def _try(teams: Teams, who: Somebody, command: Command[Any]) -> str:
    said = command.say("sv", **EXAMPLES).replace("*", "")
    status, _ = await teams.post(who, text=said)
    assert status == 200, said
    reply = words(teams.there(f"a:{who.key}")[-1])
    for afterwards in ("avbryt", "svenska"):
        await teams.post(who, text=afterwards)
    if REFUSED.search(reply) and len(reply) < LONGEST_REFUSAL:
        return "no"
    return "question" if QUESTION.search(reply) else "yes"


def table(tried: list[Tried]) -> str:
    """Return the document."""
    lines = [INTRODUCTION, "| | " + " | ".join(WHO) + " |", "| --- |" + " --- |" * len(WHO)]
    for each in sorted(tried, key=lambda tried: tried.feature):
        marks = " | ".join(each.came[role] for role in WHO)
        lines.append(f"| {each.feature}: *{each.say}* ({each.about}) | {marks} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(asyncio.run(try_all())), end="")  # noqa: T201 - a script prints
