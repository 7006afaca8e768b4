"""Traces: what a collector gets to know of turns, transactions and messages, and that it is nothing about anybody."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bot.clock import utc_now
from bot.core.ports import AlreadyThere, Conflict, Transaction
from bot.serving import traced
from bot.spans import NO_SPANS, TracedStore
from bot.store.open import open_store
from bot.turns import TAKEN, Taken, turn_mark
from tests.microsoft import Fault, Microsoft, activity
from tests.scenarios.teams import ANNA, ANNA_IN_CHANNEL, KANSLI, Somebody, bot_in_teams, mention
from tests.teams.test_hostile import environment
from tests.teams.test_hostile_start import GOOD, start

ROOT = Path(__file__).resolve().parents[1]
PLANTED = (
    "Anna Ek",
    "anna",
    "29:",
    "aaaaaaaa-0000",
    "Gunilla",
    "Slussen",
    "hemlig",
    "19:plan",
    "emea",
    "Planeringschefer",
)
"""Names, ids, words and addresses that the tests send, and that no collector may get."""


@dataclass(frozen=True)
class Seen:
    """A span as it arrived; `facts` without their common prefix."""

    name: str
    id: bytes
    parent: bytes
    trace: bytes
    facts: dict[str, Any]
    failed: bool
    kind: int


@dataclass
class Collector:
    """Takes traces as OpenTelemetry's protocol sends them over HTTP."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    status: int = 200

    async def take(self, request: web.Request) -> web.Response:
        assert request.content_type == "application/x-protobuf"
        self.bodies.append(await request.read())
        return web.Response(status=self.status)

    @property
    def requests(self) -> list[Any]:
        return [ExportTraceServiceRequest.FromString(body) for body in self.bodies]

    @property
    def spans(self) -> list[Seen]:
        found = [
            span
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]
        return [
            Seen(
                span.name,
                span.span_id,
                span.parent_span_id,
                span.trace_id,
                {each.key.removeprefix("bot."): _value(each.value) for each in span.attributes},
                span.status.code == 2,
                span.kind,
            )
            for span in found
        ]

    def named(self, name: str) -> list[Seen]:
        return [span for span in self.spans if span.name == name]

    def everything(self) -> str:
        return "\n".join(str(request) for request in self.requests)


def _value(value: Any) -> Any:
    return getattr(value, value.WhichOneof("value"))


@asynccontextmanager
async def collecting() -> AsyncIterator[Collector]:
    collector, app = Collector(), web.Application()
    app.add_routes([web.post("/v1/traces", collector.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    collector.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield collector
    finally:
        await runner.cleanup()


async def test_a_turn_is_told_with_its_transactions_and_its_reply(tmp_path: Path) -> None:
    async with collecting() as collector:
        async with traced(collector.url) as spans, bot_in_teams(tmp_path, spans=spans) as teams:
            said = ANNA.said | {"id": "1700000099", "text": "vilka är de fem prioriteringarna?"}
            assert (await teams.send(activity(teams.microsoft, **said)))[0] == 200
        [turn] = collector.named("turn")
        assert turn.facts == {
            "turn": turn_mark("1700000099"),
            "kind": "said",
            "place": "personal",
            "outcome": "answered",
            "delivery": "sent",
        }
        inside = [span for span in collector.spans if span.parent == turn.id]
        assert {span.trace for span in inside} == {turn.trace}
        assert [span.facts for span in inside if span.name == "send"] == [{"method": "POST", "status": 201}]
        assert len([span for span in inside if span.name == "transaction" and span.facts["tries"] == 1]) >= 3
        assert not any(span.failed for span in inside)
        [service] = {
            _value(each.value)
            for request in collector.requests
            for resource in request.resource_spans
            for each in resource.resource.attributes
            if each.key == "service.name"
        }
        assert service == "boten"


async def test_nothing_personal_is_told(tmp_path: Path) -> None:
    who = Somebody("anna", "Anna Ek", ANNA.id)
    async with collecting() as collector:
        async with traced(collector.url) as spans, bot_in_teams(tmp_path, spans=spans) as teams:
            await teams.post(KANSLI, text="hej")
            await teams.post(who, text="vad kostar Slussen, det är hemligt?")
            await teams.post(ANNA_IN_CHANNEL, text="<at>Södertörnsboten</at> vem är Anna Ek?", entities=[mention()])
            button = {"do": "knowledge.pass_on", "question": "Vad kostar Slussen?", "lang": "sv"}
            action = {"type": "Action.Execute", "verb": "knowledge.pass_on", "data": button}
            await teams.post(who, type="invoke", name="adaptiveCard/action", text=None, value={"action": action})
            await teams.arrives("a:gunilla", 2)
            teams.microsoft.faults["a:anna"] = Fault(status=403, body='{"error": {"message": "Anna Ek är hemlig"}}')
            await teams.post(who, text="Slussen?")
        told = collector.everything()
        assert len(collector.named("turn")) == 5
        assert {span.facts["place"] for span in collector.named("turn")} == {"personal", "channel"}
        assert any(span.facts.get("status") == 403 for span in collector.named("send"))
        assert any(not span.parent for span in collector.named("send")), "what the outbox sends is told by itself"
        for planted in PLANTED:
            assert planted not in told, planted


async def test_a_fault_is_told_by_its_type_and_never_by_its_words(tmp_path: Path) -> None:
    async def twice(tx: Transaction) -> None:
        await tx.add(TAKEN, "Anna Ek", Taken(utc_now()))
        await tx.add(TAKEN, "Anna Ek", Taken(utc_now()))

    async with collecting() as collector:
        async with traced(collector.url) as spans:
            store = TracedStore(await open_store("memory:", tmp_path), spans)
            with pytest.raises(AlreadyThere):
                await store.run(twice)
            await store.close()
        [span] = collector.spans
        assert span.failed
        assert span.facts == {"soon": False, "tries": 1, "fault": "AlreadyThere"}
        assert "Anna Ek" not in collector.everything()


async def test_a_transaction_tells_how_often_it_was_tried(tmp_path: Path) -> None:
    tried: list[int] = []

    async def work(_: Transaction) -> str:
        tried.append(1)
        if len(tried) < 3:
            raise Conflict("somebody was first")
        return "done"

    async with collecting() as collector:
        async with traced(collector.url) as spans:
            store = TracedStore(await open_store("memory:", tmp_path), spans)
            assert await store.run(work) == "done"
            async with store.alone("conversation:a"):
                assert await store.run(lambda tx: tx.count(TAKEN)) == 0
            assert store.commits >= 0
            await store.close()
        assert [span.facts["tries"] for span in collector.spans] == [3, 1]


async def test_a_turn_that_fails_and_one_that_is_too_many_are_told_so(tmp_path: Path) -> None:
    async with collecting() as collector:
        async with traced(collector.url) as spans:
            store = await open_store("memory:", tmp_path)
            async with bot_in_teams(tmp_path, store, spans=spans, turns_per_minute=2) as teams:
                await teams.post(ANNA, text="hej")
                await teams.post(ANNA, text="hej")
                await teams.post(ANNA, text="hej")
                await store.close()
                await teams.post(KANSLI, text="hej")
        outcomes = [span.facts["outcome"] for span in collector.named("turn")]
        assert outcomes == ["smalltalk", "limited", "limited", "failed"]


async def test_without_an_endpoint_nothing_is_told_or_imported() -> None:
    async with traced("") as spans:
        assert spans is NO_SPANS
        with spans.begin("turn", turn="x") as span:
            span.tell(outcome="answered")
    program = "import sys, bot.serving, bot.teams.host; sys.exit(any('opentelemetry' in name for name in sys.modules))"
    looked = await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=ROOT)
    assert await looked.wait() == 0


async def test_a_collector_that_is_away_holds_nothing_up(tmp_path: Path) -> None:
    async with traced("http://127.0.0.1:9") as spans, bot_in_teams(tmp_path, spans=spans) as teams:
        assert (await teams.post(ANNA, text="hej"))[0] == 200
        begun = time.monotonic()
    assert time.monotonic() - begun < 5


async def test_serve_tells_a_collector_that_its_environment_names(tmp_path: Path) -> None:
    async with collecting() as collector, Microsoft().playing() as microsoft:
        changes = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"{collector.url}/", "OTEL_SERVICE_NAME": "prov"}
        env = environment(microsoft, tmp_path / "store", **changes)
        written = tmp_path / "log"
        with written.open("wb") as log:
            running = await asyncio.create_subprocess_exec(
                sys.executable, "-W", "error", "-m", "bot", "serve", cwd=ROOT, env=env, stdout=log, stderr=log
            )
        try:
            async with aiohttp.ClientSession() as client, asyncio.timeout(60):
                while True:
                    assert running.returncode is None, written.read_text()
                    try:
                        async with client.get(f"http://127.0.0.1:{env['PORT']}/healthz") as answer:
                            if answer.status == 200:
                                break
                    except aiohttp.ClientConnectionError:
                        await asyncio.sleep(0.1)
                headers = {"Authorization": f"Bearer {microsoft.sign()}"}
                url = f"http://127.0.0.1:{env['PORT']}/api/messages"
                async with client.post(url, json=activity(microsoft), headers=headers) as answer:
                    assert answer.status == 200
            running.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(running.wait(), 20) == 0, written.read_text()
        finally:
            if running.returncode is None:
                running.kill()
                await running.wait()
        assert [span.facts["outcome"] for span in collector.named("turn")] == ["answered"]
        assert 'string_value: "prov"' in collector.everything()
        assert "Anna Ek" not in collector.everything()


def test_missing_packages_are_told_in_a_sentence(tmp_path: Path) -> None:
    nowhere = tmp_path / "path" / "opentelemetry"
    nowhere.mkdir(parents=True)
    (nowhere / "__init__.py").write_text("raise ImportError('no such packages')\n", encoding="utf-8")
    env = GOOD | {"PYTHONPATH": f"{nowhere.parent}{os.pathsep}{ROOT}", "PORT": "0"}
    [said] = start(tmp_path / "store", env | {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"})
    assert said.startswith("OTEL_EXPORTER_OTLP_ENDPOINT is set")
    assert "requirements-traces.lock" in said
    assert not (tmp_path / "store").exists()
