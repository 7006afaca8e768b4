"""A booking that is said as what is to be: nobody says "boka"."""

import pytest

from bot.features.bodies.naming import finder_of
from bot.features.meetings.wording import Reader
from tests.conftest import cooperation
from tests.conversation import read
from tests.features.meetings.conftest import Hall


@pytest.mark.parametrize(
    "said",
    [
        "planeringscheferna ska ha möte 21 januari kl 9-11 på Tyresö slott",
        "den 21 januari ska planeringscheferna ses kl 9–11 på Tyresö slott",
        "planeringscheferna behöver ha ett extra möte torsdag v 3 kl 9-11 på Tyresö slott",
        "planeringscheferna ska träffas 21 januari 9-11 på Tyresö slott",
    ],
)
async def test_what_is_to_be_is_a_booking(hall: Hall, said: str) -> None:
    words = read(await hall.secretariat.say(said))
    assert words.startswith("Boka planeringscheferna?\nNär: torsdag 21 januari (v. 3) kl. 9–11\nVar: Tyresö slott")


async def test_in_the_bodys_channel_we_is_the_body(hall: Hall) -> None:
    chair = hall.in_channel("Mehmet Aydin")
    words = read(await chair.say("vi ska ses 21 januari kl 9-11 på Tyresö slott"))
    assert words.startswith("Boka planeringscheferna?")


@pytest.mark.parametrize(
    "said",
    [
        "ska planeringscheferna ses 21 januari kl 9?",
        "vi ska ses 21 januari",
        "vi beslutade att planeringscheferna ska ses 21 januari kl 9",
        "notera beslut: planeringscheferna ska ha möte kl 9",
        "påminn dem om att vi ska ses kl 9",
        "meddela planeringscheferna: vi ska ses kl 9",
        "klimatstrategerna ska också träffas 21 januari kl 9",
        "jag ska ha barnkalas 21 januari kl 9-11",
    ],
)
def test_what_is_told_or_asked_is_no_booking(said: str) -> None:
    assert not Reader(finder_of(cooperation())).books(said)
