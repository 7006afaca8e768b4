"""The doctor finds what is wrong, says what to do, and changes nothing."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import utc_now
from bot.core.ports import ADDRESSES, Address, Transaction
from bot.doctor import Finding, examine
from bot.store.open import FILE, open_store
from tests.conftest import DATA
from tests.microsoft import APP_ID, SECRET, TENANT, Fault, Microsoft
from tests.test_traces import collecting

GUNILLA = "cccccccc-0000-4000-8000-000000000003"


def environment(microsoft: Microsoft, folder: Path) -> dict[str, str]:
    return {
        "MicrosoftAppId": APP_ID,
        "MicrosoftAppPassword": SECRET,
        "MicrosoftAppTenantId": TENANT,
        "BOT_SECRETARIAT": GUNILLA,
        "BOT_DATA": str(folder),
        "BOT_LOGIN": microsoft.url,
        "BOT_OPENID_METADATA": microsoft.metadata_url,
        "BOT_SERVICE_HOSTS": "127.0.0.1",
        "BOT_ADDRESS": microsoft.url,
    }


@asynccontextmanager
async def _healthy(folder: Path) -> AsyncIterator[tuple[Microsoft, dict[str, str]]]:
    """Return a Microsoft, a bot's address in good health, and a store in which a team is known."""
    health = web.Application()
    health.add_routes([web.get("/healthz", _ok)])
    runner = web.AppRunner(health)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with Microsoft().playing() as microsoft:
        store = await open_store("tinydb:", folder)
        address = Address("conversation:19:a", microsoft.service_url, TENANT, "19:a", channel_id="19:a", name="Team")

        async def work(tx: Transaction) -> None:
            await tx.add(ADDRESSES, address.id, address)

        await store.run(work)
        await store.close()
        microsoft.members = [{"id": "29:anna", "name": "Anna Ek"}]
        said = environment(microsoft, folder) | {"BOT_ADDRESS": f"http://127.0.0.1:{runner.addresses[0][1]}"}
        try:
            yield microsoft, said
        finally:
            await runner.cleanup()


async def _ok(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def look(env: Mapping[str, str], data: Path = DATA) -> dict[str, Finding]:
    return {finding.part: finding async for finding in examine(env, data, utc_now)}


async def test_a_sound_installation_has_nothing_to_mend(tmp_path: Path) -> None:
    async with _healthy(tmp_path) as (_, env):
        found = await look(env)
    assert {part: finding.said for part, finding in found.items() if not finding.sound} == {}
    assert {"settings", "data", "time zone", "disk", "Microsoft's keys", "address", "store", "credentials"} <= set(
        found
    )
    assert "1 people" in found["roster"].said


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"BOT_SECRETARIAT": ""}, "secretariat"),
        ({"BOT_OPENID_METADATA": "http://127.0.0.1:9/keys"}, "Microsoft's keys"),
        ({"BOT_ADDRESS": "http://127.0.0.1:9"}, "address"),
        ({"BOT_LOGIN": "http://127.0.0.1:9"}, "credentials"),
        ({"MicrosoftAppId": "boten"}, "settings"),
    ],
)
async def test_each_fault_is_found_with_what_to_do(tmp_path: Path, changes: dict[str, str], part: str) -> None:
    async with _healthy(tmp_path) as (_, env):
        found = await look(env | changes)
    assert found[part].sound is False
    assert found[part].advice


async def test_what_cannot_be_looked_at_is_said_to_be_unknown(tmp_path: Path) -> None:
    async with _healthy(tmp_path) as (microsoft, env):
        microsoft.faults["19:a"] = Fault(status=403)
        held = await open_store("tinydb:", tmp_path)
        busy = await look(env | {"BOT_ADDRESS": "", "PORT": "9"})
        await held.close()
        refused = await look(env)
    assert busy["store"].sound is None
    assert busy["address"].sound is None
    assert refused["roster"].sound is False
    assert (await look({}))["the rest"].sound is None


async def test_no_secret_is_printed(tmp_path: Path) -> None:
    async with _healthy(tmp_path) as (_, env):
        lines = [finding.line() for finding in (await look(env | {"BOT_LOGIN": "http://127.0.0.1:9"})).values()]
    assert not any(SECRET in line for line in lines)


async def test_broken_data_and_a_broken_store_are_told(tmp_path: Path) -> None:
    async with _healthy(tmp_path) as (_, env):
        (tmp_path / "data").mkdir()
        assert (await look(env, tmp_path / "data"))["data"].sound is False
        (tmp_path / FILE).write_bytes(b"not a store" * 1000)
        assert (await look(env))["store"].sound is False


async def test_a_limit_that_was_taken_away_is_told_of(tmp_path: Path) -> None:
    async with _healthy(tmp_path) as (_, env):
        found = await look(env | {"BOT_TURNS_PER_MINUTE": "0"})
    assert found["turns"].sound is None
    assert "BOT_TURNS_PER_MINUTE" in found["turns"].said
    assert "60 a minute" in found["turns"].advice


async def test_a_collector_of_traces_is_asked(tmp_path: Path) -> None:
    async with collecting() as collector, _healthy(tmp_path) as (_, env):
        assert "traces" not in await look(env)
        told = env | {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
        assert (await look(told))["traces"].sound
        assert collector.spans == []
        collector.status = 401
        refused = (await look(told))["traces"]
        assert refused.sound is None
        assert "401" in refused.said
        away = (await look(env | {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}))["traces"]
        assert away.sound is False
        assert "dropped" in away.advice
