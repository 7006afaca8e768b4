"""What people ask of their own seats; it was answered from the yearly report, or not at all."""

import pytest

from bot.features.bodies.naming import finder_of
from bot.features.bodies.own import asks_of_own
from tests.conftest import cooperation
from tests.conversation import read
from tests.features.bodies.conftest import House


@pytest.mark.parametrize(
    "said",
    [
        "vilka uppdrag har jag?",
        "vilka nätverk sitter jag i?",
        "mina uppdrag",
        "vad sitter jag i?",
        "vem är min ersättare?",
        "vem ersätter mig i planeringscheferna?",
        "vem är vår ersättare i planeringscheferna?",
        "vem sitter för oss i planeringscheferna?",
        "which networks do I sit in?",
        "who is my stand-in?",
    ],
)
def test_what_is_asked_of_own_seats(said: str) -> None:
    assert asks_of_own(said, finder_of(cooperation())) is not None


@pytest.mark.parametrize(
    "said",
    [
        "vem är ersättare i planeringscheferna?",
        "vem sitter för Tyresö i planeringscheferna?",
        "jag har en ersättare",
        "min ersättare kommer på torsdag",
        "vilka möten har jag?",
        "har jag något på torsdag?",
        "vilka uppdrag hade Samarbetskommittén 2021?",
        "vad ska vi göra?",
        "var ses vi?",
    ],
)
def test_what_is_something_else(said: str) -> None:
    assert asks_of_own(said, finder_of(cooperation())) is None


AS_OF = "\n\n*Enligt kansliets förteckning måndag 23 november*"
SITS = "Du sitter för Tyresö i planeringscheferna. Din ersättare är Åsa Öberg."


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        ("Per Berg", "vilka uppdrag har jag?", f"{SITS}\nDu är vice ordförande i planeringscheferna.{AS_OF}"),
        ("Per Berg", "vem är min ersättare?", f"{SITS}{AS_OF}"),
        (
            "Per Berg",
            "vem sitter för oss i planeringscheferna?",
            f"Per Berg sitter för Tyresö i planeringscheferna. Åsa Öberg är ersättare.{AS_OF}",
        ),
        ("Per Berg", "vem är vår ersättare?", f"Åsa Öberg är ersättare för Tyresö i planeringscheferna.{AS_OF}"),
        ("Per Berg", "vem ersätter mig i klimatstrategerna?", "Du har ingen plats i klimatstrategerna."),
        (
            "Åsa Öberg",
            "mina uppdrag",
            f"Du är ersättare för Tyresö i planeringscheferna. Ordinarie är Per Berg.{AS_OF}",
        ),
        (
            "Mehmet Aydin",
            "vem är min ersättare?",
            f"Du sitter för Botkyrka i planeringscheferna och har ingen ersättare där.{AS_OF}",
        ),
        (
            "Ny Person",
            "mina uppdrag",
            "Jag hittar inget uppdrag för dig i kansliets förteckning. Säg till kansliet om det är fel.",
        ),
    ],
)
async def test_one_hears_of_ones_own_seats(house: House, who: str, said: str, heard: str) -> None:
    assert read(await house.chat(who).say(said)) == heard


async def test_one_hears_of_them_in_english(house: House) -> None:
    words = read(await house.chat("Per Berg").say("who is my stand-in?"))
    assert words.startswith("You sit for Tyresö in the planning managers. Your stand-in is Åsa Öberg.")
