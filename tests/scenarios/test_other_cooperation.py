"""The same bot for another cooperation: its own names, bodies and facts, and no word of ours anywhere."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import Bot, compose
from bot.cooperation import read_cooperation, read_demo_seats
from bot.core.ports import Store
from bot.core.text import LANGS
from bot.core.turn import Kind, Reply, Scope
from bot.features.bodies.examples import examples_of
from bot.library import read_library
from bot.package import menu
from tests.conftest import cooperation
from tests.conversation import HOME, NOW, Chat, channel, person, read
from tests.test_command_line import run

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "kustlandet"
LISA = person("Lisa Strandberg")


@pytest.fixture
async def coast(memory: Store) -> Bot:
    other = read_cooperation(EXAMPLE)
    bot = compose(memory, read_library(EXAMPLE), other, secretariat=frozenset({LISA.id}), home_tenant=HOME)
    await bot.lay_out(NOW)
    await bot.seating.fill(read_demo_seats(EXAMPLE, other))
    return bot


def ours() -> re.Pattern[str]:
    """Return what would give away that this is another's bot: our municipalities, our bodies, our region."""
    names = [town.name for town in cooperation().municipalities] + ["Södertörn", "planeringschef", "Tvärförbindelse"]
    return re.compile("|".join(map(re.escape, names)), re.IGNORECASE)


async def test_it_answers_from_its_own_facts(coast: Bot) -> None:
    member = Chat(coast, who=person("Olof Skär"))
    assert "212 km" in read(await member.say("hur lång är kustleden?"))
    assert "38 000 000 kr" in read(await member.say("vad kostar reservvattentäkten"))
    assert "Olof Skär" in read(await member.say("vem sitter för Almvik i vattengruppen"))


async def test_it_is_greeted_by_its_own_name(coast: Bot) -> None:
    member = Chat(coast, who=person("Olof Skär"))
    assert "Jag är Kustboten" in read(await member.say("hej Kustboten"))
    assert "Jag är Kustboten" not in read(await member.say("hej Södertörnsboten"))


async def test_a_meeting_is_booked_for_its_bodies(coast: Bot) -> None:
    chat = Chat(coast, who=LISA)
    assert "Boka vattengruppen" in read(await chat.say("boka vattengruppen tors v 3 kl 9–11 på Almviks rådhus"))
    assert "bokat" in read(await chat.press("Boka"))


SUBJECTS = ("möten", "närvaron", "remisser", "organ", "utskick", "beslut", "meetings", "seats")
ASKED = (
    "hej",
    "hjälp",
    *(f"hjälp med {subject}" for subject in SUBJECTS),
    *("vad kan du?", "läget", "boka ett möte", "hjälp", "vakanser", "vem är du?", "avbryt"),
)
HALF_SAID = (
    "boka",
    "flytta mötet",
    "ställ in mötet",
    "byt plats på mötet",
    "bjud in",
    "upprop",
    "koppla teamet",
    "påminn",
    "visa påminnelserna",
    "utskick",
    "byt ersättare",
    "Karin Holm tar över",
    "skriv här",
)
"""What is answered with how to say it."""
HINTS = (
    "till exempel *flytta vattengruppen 21 januari",
    "till exempel *ställ in vattengruppen 21 januari*",
    "till exempel *byt plats på mötet v. 3 till Almviks kommunhus*",
    "till exempel *visa påminnelserna för vattengruppen*",
    "till exempel *läget för vattengruppen*",
    "Write for example *status for the water group*",
    "kan skriva: koppla teamet till vattengruppen.",
    "Till exempel: vattengruppen, alla ledamöter utom Almvik, ",
)


async def test_no_word_of_ours_shows(coast: Bot) -> None:
    said: list[Reply | None] = []
    lisa = Chat(coast, who=LISA)
    await lisa.say("boka vattengruppen tors v 3 kl 9–11 på Almviks rådhus")
    await lisa.press("Boka")
    for who in (LISA, person("Olof Skär"), person("Per Fyrsten"), person("Nils Ny", "elsewhere")):
        for place in (None, channel("Vattengruppen"), channel("Fikarummet")):
            for locale in ("sv-SE", "en-GB"):
                chat = Chat(coast, who=who, place=place, locale=locale)
                said += [await chat.happen(Kind.INSTALLED)]
                for words in ASKED:
                    said += [await chat.say(words)]
                for words in HALF_SAID:
                    said += [await chat.say(words), await chat.say("avbryt")]
    words = "\n".join(reply.as_text() for reply in said if reply)
    assert "Kustboten" in words
    assert "vilka sitter i vattengruppen" in words
    assert "who sits in the water group" in words
    assert "alla utom Almvik" in words
    for hint in HINTS:
        assert hint in words
    assert ours().findall(words) == []


async def test_every_example_in_help_is_understood_and_none_is_ours(coast: Bot) -> None:
    other = read_cooperation(EXAMPLE)
    for lang in LANGS:
        examples = examples_of(other, lang)
        for command in (command for feature in coast.features for command in feature.commands if command.shown):
            assert command.recognise(command.say(lang, **examples)) is not None, command.name
            assert not ours().search(command.say(lang, **examples) + command.about(lang, **examples)), command.name


def test_no_word_of_ours_is_in_its_menu(coast: Bot) -> None:
    other = read_cooperation(EXAMPLE)
    for scope in Scope:
        for lang in LANGS:
            suggested = menu(other, coast.features, scope, lang)
            assert not ours().search(json.dumps(suggested, ensure_ascii=False))
            assert "{" not in "".join("".join(each.values()) for each in suggested)


@pytest.mark.parametrize("given", ["flag", "environment"])
def test_the_command_line_takes_its_folder(given: str) -> None:
    arguments = ("ask", "--data", str(EXAMPLE)) if given == "flag" else ("ask",)
    env = {"BOT_COOPERATION": str(EXAMPLE)} if given == "environment" else {}
    asked = run(*arguments, given=json.dumps({"q": "Hur lång är kustleden?"}), env=env)
    assert json.loads(asked.stdout)["sources"] == ["Verksamhetsplan 2026, avsnitt 3"]


def test_a_folder_without_data_is_told() -> None:
    refused = run("ask", given="{}", env={"BOT_COOPERATION": "/finns/inte"})
    assert refused.returncode == 2
    assert "cooperation.yaml" in refused.stderr


def test_the_terminal_speaks_as_the_other_bot(tmp_path: Path) -> None:
    talked = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "bot", "chat", "--data", str(EXAMPLE), "--as", "Lisa"],
        input="vem sitter i vattengruppen\n/slut\n",
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env={"BOT_DATA": str(tmp_path), "PATH": ""},
        check=True,
    )
    assert "Kustboten" in talked.stdout
    assert "Tove Udde" in talked.stdout
    assert ours().findall(talked.stdout) == []
