"""Two hundred people press their answer to a meeting within ten seconds, and fifty ask: how long does each wait?

    python -m benchmarks.load [--postgresql URL] [--embedded]

The bot runs in a process of its own with its store on disk, real tokens, and a server on loopback that plays Microsoft;
then two bots on one PostgreSQL, which is started for it unless it is named, and each press and question goes to either.
All have one meeting, so every press changes the same card. Each press and question is sent at a random moment; what is
measured is the time until Teams has its answer, and that no answer is lost.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from bot.features.meetings.model import RSVPS
from bot.store.open import open_store
from tests.scenarios.killed import KilledStage, bot_that_dies
from tests.scenarios.teams import KANSLI, Somebody, card_of, mention, words
from tests.scenarios.year import BODIES, NAMES, START, somebody
from tests.store.postgres import empty_schema, running_postgres

PRESSES, QUESTIONS, SECONDS = 200, 50, 10.0
AIM_MS = 300.0
Send = Callable[[], Awaitable[tuple[int, Any]]]
ASKED = (
    "vilka är de fem prioriteringarna?",
    "när är nästa möte",
    "vem är ordförande i planeringscheferna",
    "hur många bor på södertörn",
    "vad kostade påverkansarbetet",
)


async def measure(folder: Path, store: str, bots: int) -> list[float]:
    """Return how long each press and question took, in milliseconds."""
    rand = random.Random(1)  # noqa: S311 - the same each time
    async with bot_that_dies(folder, START, "tests.scenarios.year", store=store, share=0.0, bots=bots) as stage:
        members = [somebody(name, body=body) for (body, _, _), name in NAMES.items()]
        await _book(stage, members)
        card = next(
            card_of(said)
            for said in reversed(stage.in_channel(f"19:{BODIES[0].id}@thread.tacv2"))
            if said.get("attachments") and "Förhinder" in words(said)
        )
        buttons = [each for each in card["actions"] if each["title"] in {"Kommer", "Deltar digitalt"}]

        async def wait_and_send(at: float, send: Send) -> float:
            await asyncio.sleep(at)
            begun = time.perf_counter()
            status, _ = await send()
            assert status == 200
            return (time.perf_counter() - begun) * 1000

        async def press(who: Somebody) -> tuple[int, Any]:
            button = rand.choice(buttons)
            return await stage.press(who, card, button["verb"], button["title"])

        seated = [who for (body, _, _), who in zip(NAMES, members, strict=True) if body == BODIES[0].id]
        waits = [
            wait_and_send(rand.random() * SECONDS, partial(press, who))
            for who in (*seated, *rand.choices(members, k=PRESSES - len(seated)))
        ]
        waits += [
            wait_and_send(rand.random() * SECONDS, partial(stage.post, who, text=said))
            for who, said in ((_alone(rand.choice(members)), rand.choice(ASKED)) for _ in range(QUESTIONS))
        ]
        return list(await asyncio.gather(*waits))


async def _book(stage: KilledStage, members: Sequence[Somebody]) -> None:
    await stage.post(KANSLI, text="hej")
    for who in members:
        await stage.post(_alone(who), text="hej")
    here = somebody(members[0].name, body=BODIES[0].id)
    await stage.post(here, text="<at>Södertörnsboten</at> hej", entities=[mention()])
    await stage.post(KANSLI, text=f"boka {BODIES[0].short.sv} 17 december kl 9-11 på Rådhuset")
    await stage.post(KANSLI, text="boka")
    await stage.until(START + dt.timedelta(hours=1))


def _alone(who: Somebody) -> Somebody:
    return somebody(who.name)


async def _answers(folder: Path, store: str) -> int:
    kept = await open_store(store, folder)
    try:
        return await kept.run(lambda tx: tx.count(RSVPS))
    finally:
        await kept.close()


def _report(name: str, took: list[float], answers: int) -> str:
    took.sort()
    p99 = took[int(len(took) * 0.99) - 1]
    return (
        f"| {name} | {len(took)} | {statistics.median(took):.1f} ms | {p99:.1f} ms | {took[-1]:.1f} ms "
        f"| {answers} of 8 | {AIM_MS:.0f} ms |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", default="", metavar="URL", help="this PostgreSQL, instead of one of its own")
    parser.add_argument("--embedded", action="store_true", help="the embedded store alone")
    chosen = parser.parse_args()
    print("| store | requests | median | p99 | longest | seats answered | aim, p99 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    _measure_and_tell("embedded", "tinydb:", 1)
    if not chosen.embedded:
        named = nullcontext(chosen.postgresql) if chosen.postgresql else running_postgres()
        with named as server, empty_schema(server) as url:
            _measure_and_tell("two bots on PostgreSQL", url, 2)


def _measure_and_tell(name: str, store: str, bots: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        took = asyncio.run(measure(Path(folder), store, bots))
        print(_report(name, took, asyncio.run(_answers(Path(folder), store))), flush=True)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
