"""What the page asks of the bot: turns, newcomers and time, for this machine alone."""

import hashlib
from typing import Any

import aiohttp
import pytest

from tests.browser.chromium import ROOT

VENDOR = ROOT / "bot" / "browser" / "page" / "vendor"


async def world(client: aiohttp.ClientSession, address: str) -> Any:
    async with client.get(f"{address}/page-api/world") as answer:
        assert answer.status == 200
        return await answer.json()


async def shown(client: aiohttp.ClientSession, address: str, since: int = 0) -> list[Any]:
    async with client.get(f"{address}/page-api/changes?since={since}") as answer:
        return list((await answer.json())["messages"])


async def post(client: aiohttp.ClientSession, address: str, path: str, said: object, **headers: str) -> int:
    async with client.post(f"{address}/page-api/{path}", json=said, headers=headers) as answer:
        return answer.status


async def test_a_booking_is_pressed_and_its_invitation_arrives_in_the_channel(address: str) -> None:
    async with aiohttp.ClientSession() as client:
        people = {each["name"]: each for each in (await world(client, address))["people"]}
        tobias = people["Tobias Lager"]["id"]
        assert people["Tobias Lager"]["about"]["sv"] == "kansliet"
        assert "gäst" in people["Lovisa Brandt"]["about"]["sv"]
        words = "boka planeringscheferna om två veckor på torsdag kl 9-11 på Tyresö slott"
        assert await post(client, address, "turn", {"person": tobias, "text": words}) == 200
        asked, preview = await shown(client, address)
        assert (asked["who"], preview["who"]) == ("Tobias Lager", "")
        book = next(button for button in preview["card"]["actions"] if button["title"] == "Boka")
        press = {"person": tobias, "pressed": book["data"], "message": preview["id"]}
        assert await post(client, address, "turn", press) == 200
        assert await post(client, address, "time", {"hours": 1}) == 200
        _, done, invitation = await shown(client, address)
        assert done["id"] == preview["id"]
        assert done["edited"]
        assert invitation["place"] == "console:planeringschefer"


async def test_somebody_new_joins_a_team_and_can_speak(address: str) -> None:
    async with aiohttp.ClientSession() as client:
        joins = {"name": "Nora Ny", "place": "klimatstrateger"}
        assert await post(client, address, "newcomer", joins) == 200
        nora = next(each for each in (await world(client, address))["people"] if each["name"] == "Nora Ny")
        assert await post(client, address, "turn", {"person": nora["id"], "text": "hjälp"}) == 200
        said = [each["who"] for each in await shown(client, address) if each["place"] == nora["chat"]]
        assert said[-2:] == ["Nora Ny", ""]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("turn", {"person": "nobody", "text": "hej"}),
        ("turn", {"person": "", "text": " "}),
        ("turn", ["hej"]),
        ("newcomer", {"name": " ", "place": "klimatstrateger"}),
        ("newcomer", {"name": "Nora", "place": "finns-inte"}),
        ("time", {"hours": -1}),
        ("time", {"hours": 1e9}),
        ("arrive", {}),
    ],
)
async def test_what_makes_no_sense_is_refused(address: str, path: str, said: object) -> None:
    async with aiohttp.ClientSession() as client:
        assert await post(client, address, path, said) == 400


async def test_words_that_say_no_time_ahead_leave_the_clock(address: str) -> None:
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{address}/page-api/time", json={"said": "igår"}) as answer,
    ):
        assert not (await answer.json())["moved"]


async def test_another_page_may_not_speak_for_anybody(address: str) -> None:
    async with aiohttp.ClientSession() as client:
        said = {"name": "Nora", "place": "klimatstrateger"}
        assert await post(client, address, "newcomer", said, Origin="https://example.org") == 403
        assert await post(client, address, "newcomer", said, Host="boten.example.org") == 403
        async with client.get(f"{address}/page-api/world", headers={"X-Forwarded-For": "10.0.0.1"}) as answer:
            assert answer.status == 403
        async with client.post(f"{address}/page-api/time", data="{}") as answer:
            assert answer.status == 415


def test_others_work_is_as_they_published_it() -> None:
    told = (VENDOR / "README.md").read_text(encoding="utf-8")
    for file in VENDOR.glob("*.js"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in told


async def test_the_page_fetches_nothing_from_elsewhere(address: str) -> None:
    async with aiohttp.ClientSession() as client:
        async with client.get(address) as answer:
            text = await answer.text()
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "https://" not in text
        for name in ("page.js", "page.css", "vendor/adaptivecards.min.js", "vendor/markdown-it.min.js"):
            async with client.get(f"{address}/page/{name}") as answer:
                assert answer.status == 200
        async with client.get(f"{address}/page/../room.py") as answer:
            assert answer.status == 404
