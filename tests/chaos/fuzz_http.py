"""Posts damaged activities to /api/messages, with good tokens and real HTTP, and looks for a status of 500 or more.

    python -m tests.chaos.fuzz_http [--activities 10000] [--seed 1]

Each activity is a real one (a message, a press, an invoke of the message extension, an update, an event) in which one
to four values, anywhere, are put out, swapped or replaced by something of another kind or size. 501 is allowed:
it is the Bot Framework's word for an invoke that the bot does not know.
"""

import argparse
import asyncio
import copy
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.microsoft import BOT, activity
from tests.scenarios.teams import ADDRESS, ANNA, ANNA_IN_CHANNEL, KANSLI, Teams, bot_in_teams

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, "", " ", "x" * 30_000, "\x00", "\ud83d\ude00", "<at>x</at>", [], {}, [None], {"id": {}},
    "2026-13-45T99:99:99Z", "https://evil.example/", "19:x;messageid=1", ["a"] * 300, "invoke", "message",
)  # fmt: skip
AT_ONCE = 16


def samples(teams: Teams) -> list[dict[str, Any]]:
    """Return activities as Teams really posts them."""
    pressed = {"do": "knowledge.pass_on", "question": "Vad kostar det?", "lang": "sv"}
    action = {"type": "Action.Execute", "verb": "knowledge.pass_on", "data": pressed}
    said: list[dict[str, Any]] = [
        {"text": "vilka är prioriteringarna?"},
        {"text": "boka planeringscheferna tors v 3 kl 9–11"},
        {"type": "message", "text": None, "value": pressed},
        {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action, "trigger": "manual"}},
        {"type": "invoke", "name": "composeExtension/query", "value": {"parameters": [{"name": "w", "value": "mål"}]}},
        {
            "type": "invoke",
            "name": "composeExtension/fetchTask",
            "value": {"messagePayload": {"body": {"content": "a"}}},
        },
        {"type": "invoke", "name": "composeExtension/queryLink", "value": {"url": f"{ADDRESS}/kalender/x/k.ics"}},
        {"type": "invoke", "name": "composeExtension/submitAction", "value": {"data": {"question": "Vad?"}}},
        {"type": "conversationUpdate", "text": None, "membersAdded": [{"id": BOT}, {"id": "29:anna", "name": "Anna"}]},
        {"type": "conversationUpdate", "text": None, "membersRemoved": [{"id": "29:anna", "aadObjectId": "x"}]},
        {"type": "conversationUpdate", "text": None, "channelData": {"eventType": "teamRenamed", "team": {"id": "1"}}},
        {"type": "installationUpdate", "text": None, "action": "add"},
        {
            "type": "event",
            "name": "application/vnd.microsoft.meetingEnd",
            "text": None,
            "value": {"Id": "m", "Title": "x"},
        },
    ]
    return [activity(teams.microsoft, **(who.said | each)) for each in said for who in (ANNA, ANNA_IN_CHANNEL, KANSLI)]


def damaged(good: dict[str, Any], rand: random.Random) -> dict[str, Any]:
    """Return an activity with a few of its values put out, swapped or replaced."""
    bad = copy.deepcopy(good)
    bad["id"] = str(rand.random())
    for _ in range(rand.randint(1, 4)):
        places = list(_places(bad))
        if not places:
            break
        holder, key = rand.choice(places)
        match rand.random():
            case share if share < 0.25:
                holder[key] = None
            case share if share < 0.4:
                other, theirs = rand.choice(places)
                holder[key] = copy.deepcopy(other[theirs])
            case _:
                holder[key] = copy.deepcopy(rand.choice(ODD))
    return bad


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Return every place in a value that holds something, as its holder and key."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


async def run(activities: int, seed: int, folder: Path) -> tuple[Counter[int], list[str]]:
    """Post so many; return the statuses, and the activities that were answered with a fault of ours."""
    rand, statuses, guilty = random.Random(seed), Counter[int](), list[str]()  # noqa: S311 - a test that can be repeated
    async with bot_in_teams(folder) as teams:
        good = samples(teams)

        async def post(said: dict[str, Any]) -> None:
            status, _ = await teams.send(said)
            statuses[status] += 1
            if status >= 500 and status != 501:
                guilty.append(json.dumps(said)[:2_000])

        for start in range(0, activities, AT_ONCE):
            batch = [damaged(rand.choice(good), rand) for _ in range(min(AT_ONCE, activities - start))]
            await asyncio.gather(*map(post, batch))
    return statuses, guilty


def main() -> int:
    """Run it from the command line; the exit code is 1 when a status was 500 or more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        statuses, guilty = asyncio.run(run(chosen.activities, chosen.seed, Path(folder)))
    for said in guilty[:20]:
        print(said)  # noqa: T201 - a script prints
    print(f"{statuses.total()} activities: {dict(sorted(statuses.items()))}; {len(guilty)} faults")  # noqa: T201
    return 1 if guilty else 0


if __name__ == "__main__":
    sys.exit(main())
