"""The real process, as an enemy sees it: nothing that comes over HTTP makes it fail, tell too much or stand still."""

import asyncio
import base64
import contextlib
import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.microsoft import APP_ID, OTHER_TENANT, SECRET, TENANT, Microsoft, activity

ROOT = Path(__file__).resolve().parents[2]
METRICS_TOKEN = "mätaren"
PLANTED = ("Anna Ek", "anna", "hemligheten", "Slussen", SECRET, METRICS_TOKEN, "ours-", "eyJ")
"""Names, words and secrets that tests send, and that no log may hold."""

MESSAGES = "/api/messages"
JSON_TYPE = {"Content-Type": "application/json"}


@dataclass
class Process:
    """The bot as a process of its own, and the Microsoft that it speaks to."""

    port: int
    microsoft: Microsoft
    running: subprocess.Popen[bytes]
    written: Path
    _token: str = ""

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Make one request; return status, body and headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}

    def post(self, body: bytes, **headers: str) -> tuple[int, bytes]:
        """Post a body with a good token; `headers` with _ for - change that."""
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        status, said, _ = self.ask("POST", MESSAGES, body, JSON_TYPE | {"Authorization": self.token()} | changed)
        return status, said

    def say(self, **changes: Any) -> int:
        """Post what Anna says, with some of it changed; return the status."""
        return self.post(json.dumps(activity(self.microsoft, **changes)).encode())[0]

    def token(self) -> str:
        self._token = self._token or f"Bearer {self.microsoft.sign()}"
        return self._token

    def raw(self, said: bytes, seconds: float = 5.0) -> bytes:
        """Send bytes, and return what comes back until the other side closes or falls silent for so long."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as line:
            heard = b""
            with contextlib.suppress(TimeoutError, ConnectionError):
                line.sendall(said)
                while more := line.recv(65_536):
                    heard += more
            return heard

    def is_well(self) -> bool:
        return self.running.poll() is None and self.ask("GET", "/healthz")[0] == 200

    def log(self) -> str:
        return self.written.read_text(encoding="utf-8")


class Apart(Microsoft):
    """Microsoft in a thread of its own."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.loop = loop

    def slow_down(self) -> None:
        """Answer nothing to the bot from now on."""
        self.slow = asyncio.Event()

    def speed_up(self) -> None:
        """Answer what has waited."""
        assert self.slow is not None
        self.loop.call_soon_threadsafe(self.slow.set)


@contextlib.contextmanager
def playing() -> Iterator[Apart]:
    """Play Microsoft's part until the end of the block."""
    loop, ready, over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    microsoft = Apart(loop)

    async def play() -> None:
        async with microsoft.playing():
            ready.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(play(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield microsoft
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


def environment(microsoft: Microsoft, folder: Path, **changes: str) -> dict[str, str]:
    """Return the settings of a bot that takes the local server for Microsoft."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("BOT_", "Microsoft")) and k != "PORT"}
    told = {
        "MicrosoftAppId": APP_ID,
        "MicrosoftAppPassword": SECRET,
        "MicrosoftAppTenantId": TENANT,
        "PORT": str(free_port()),
        "BOT_DATA": str(folder),
        "BOT_SERVICE_HOSTS": "127.0.0.1",
        "BOT_OPENID_METADATA": microsoft.metadata_url,
        "BOT_LOGIN": microsoft.url,
        "BOT_METRICS_TOKEN": METRICS_TOKEN,
        "BOT_TURNS_PER_MINUTE": "0",
    }
    return clean | told | changes


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextlib.contextmanager
def started(microsoft: Microsoft, folder: Path, command: str = "serve", **changes: str) -> Iterator[Process]:
    """Run the bot until the end of the block, and see that it stops when told to."""
    env = environment(microsoft, folder / "store", **changes)
    written = folder / "log"
    with written.open("wb") as log:
        running = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
            [sys.executable, "-m", "bot", command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=ROOT,
            env=env,
        )
    process = Process(int(env["PORT"]), microsoft, running, written)
    try:
        ends = time.monotonic() + 30
        while running.poll() is None and time.monotonic() < ends:
            with contextlib.suppress(OSError):
                if process.ask("GET", "/healthz")[0] == 200:
                    break
        assert running.poll() is None, process.log()
        yield process
        if running.poll() is None:
            running.send_signal(signal.SIGTERM)
        assert running.wait(15) == 0, process.log()
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with playing() as microsoft, started(microsoft, tmp_path_factory.mktemp("serve")) as process:
        yield process


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with playing() as microsoft, started(microsoft, tmp_path_factory.mktemp("dev"), "dev") as process:
        yield process


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**30, max_value=10**60)
    | st.floats()
    | st.text(st.characters(codec=None))
    | st.sampled_from(["Anna Ek", "hemligheten", "\0", "\ud800", "<at>x</at>", "../..", "{{DATE(0)}}", "x" * 1_001]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)
FIELDS = st.sampled_from(
    "type id timestamp serviceUrl channelId from recipient conversation channelData locale text value name action "
    "deliveryMode replyToId entities membersAdded membersRemoved attachments".split()
)
INNER = st.sampled_from(
    [
        ("from", "id"),
        ("from", "name"),
        ("from", "aadObjectId"),
        ("conversation", "id"),
        ("conversation", "conversationType"),
        ("conversation", "tenantId"),
        ("channelData", "team"),
        ("channelData", "channel"),
        ("channelData", "tenant"),
        ("channelData", "eventType"),
        ("recipient", "id"),
    ]
)
KINDS = st.sampled_from(
    ["message", "invoke", "conversationUpdate", "installationUpdate", "messageReaction", "event", "typing", "\0"]
)


def test_no_activity_makes_it_fail(serve: Process) -> None:
    """Whatever is signed and posted, the answer is no fault of the server (501 tells that an invoke is not known)."""

    @effort(max_examples=150, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.dictionaries(FIELDS, VALUES, max_size=3),
        st.dictionaries(INNER, VALUES, max_size=2),
        KINDS,
        VALUES,
        st.integers(),
    )
    def strange(changes: dict[str, Any], inner: dict[tuple[str, str], Any], kind: str, value: Any, number: int) -> None:
        said = activity(serve.microsoft, id=str(number), type=kind, name="adaptiveCard/action", value=value)
        for (outer, name), new in inner.items():
            said[outer] = said[outer] | {name: new}
        status, body = serve.post(json.dumps(said | changes).encode())
        assert status in {200, 400, 401, 403, 501}
        assert b"Traceback" not in body

    strange()
    assert serve.is_well()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ('{"type":"message","type":"typing","text":1e400}', 400),
        ('{"type":"typing","type":7}', 400),
        ('{"type":"message","value":' + "9" * 5_000 + "}", 400),
        ('{"type":"message","value":-1e999}', 400),
        ('{"type":"message","value":Infinity}', 400),
        ('{"type":"message","text":"\\ud83d"}', 400),
        ('{"type":"message","text":"\\u0000"}', 400),
        ("[" * 500_000, 400),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, 400),
        ('{"type":"message","entities":' + "[" * 900 + "]" * 900 + "}", 400),
        ("\ufeff{}", 400),
        ("{} {}", 400),
        ("", 400),
        ("null", 400),
    ],
    ids=lambda value: str(value)[:30],
)
def test_strange_json_is_told_to_be_that(serve: Process, said: str, status: int) -> None:
    got, body = serve.post(said.encode())
    assert (got, json.loads(body)["error"]["code"]) == (status, "BadSyntax")


def test_the_last_of_two_fields_counts_everywhere(serve: Process) -> None:
    """A tenant that is named twice is checked as it is used."""
    good, evil = json.dumps({"tenant": {"id": TENANT}}), json.dumps({"tenant": {"id": OTHER_TENANT}})
    said = json.dumps(activity(serve.microsoft, channelData={"x": 1}, id="twice"))
    twice = said.replace('"channelData": {"x": 1}', f'"channelData": {good}, "channelData": {evil}')
    assert twice != said
    assert serve.post(twice.encode())[0] == 403


@pytest.mark.parametrize(
    "text",
    ["å" * 100_000, "x" * 255_000, "🙂" * 40_000, "\0" * 50_000, " " * 100_000, "<at>" * 60_000, "a\u0301" * 90_000],
    ids=["å", "x", "emoji", "nul", "space", "at", "marks"],
)
@pytest.mark.parametrize("escaped", [True, False])
def test_long_texts_get_one_sensible_reply(serve: Process, text: str, escaped: bool) -> None:
    number = f"long-{hash((text[:5], escaped))}"
    said = activity(serve.microsoft, text=text, id=number)
    began = time.monotonic()
    assert serve.post(json.dumps(said, ensure_ascii=escaped).encode())[0] == 200
    assert time.monotonic() - began < 5
    [reply] = [each for each in serve.microsoft.posted if each.get("replyToId") == number]
    shown = json.dumps(reply, ensure_ascii=False)
    assert len(shown) < 5_000
    assert "gick fel" not in shown


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/json;charset=utf-16",
        "APPLICATION/XML",
        "a" * 4000,
        "multipart/form-data; boundary=x",
        "application/json5",
        "text/json",
        "application/json; charset=utf-7",
    ],
    ids=lambda kind: kind[:30],
)
def test_other_kinds_of_content_are_refused(serve: Process, kind: str) -> None:
    assert serve.post(b"{}", Content_Type=kind)[0] == 415


def test_kinds_of_content_that_are_the_same_are_taken(serve: Process) -> None:
    for kind in ("application/json", "Application/JSON; Charset=UTF-8", 'application/json;charset="utf-8"; x=y'):
        assert serve.post(json.dumps(activity(serve.microsoft, id=kind)).encode(), Content_Type=kind)[0] == 200


def test_a_packed_bomb_is_not_unpacked(serve: Process) -> None:
    before = _resident(serve.running.pid)
    bomb = gzip.compress(b"[" + b" " * 100_000_000, 9)
    for kind in ("gzip", "GZIP", "deflate", "br", "zstd", "gzip, gzip", "identity, gzip", "rot13", ""):
        assert serve.post(bomb, Content_Encoding=kind)[0] in {400, 415}
    assert _resident(serve.running.pid) - before < 20 * 1024 * 1024
    assert serve.is_well()


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("this system does not tell how much memory a process has")
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) * 1024


HEAD = b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "said",
    [
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n{}",
        HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
        HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        HEAD + b"Content-Length: -1\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        HEAD + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n{}",
        HEAD + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        HEAD + b"".join(b"X-%d: a\r\n" % n for n in range(5_000)) + b"\r\n",
        HEAD + b"X: a\0b Anna Ek hemligheten\r\nContent-Length: 2\r\n\r\n{}",
        HEAD + b"X : hemligheten\r\n\r\n",
        b"POST /api/messages HTTP/9.9\r\n\r\n",
        b"Anna Ek hemligheten\r\n\r\n",
        b"GET /" + b"hemligheten" * 2_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03hemligheten\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=range(17),
)
def test_malformed_http_is_told_so(serve: Process, said: bytes) -> None:
    heard = serve.raw(said)
    assert heard[:10] in {b"HTTP/1.0 4", b"HTTP/1.1 4"}, heard[:300]
    assert b"Traceback" not in heard
    assert serve.is_well()


def test_a_body_that_breaks_off_harms_nobody(serve: Process) -> None:
    for said in (HEAD + b"Content-Length: 500\r\n\r\n{", HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{"):
        with socket.create_connection(("127.0.0.1", serve.port)) as line:
            line.sendall(said)
    assert serve.is_well()


def test_a_body_in_many_pieces_is_read(serve: Process) -> None:
    body = json.dumps(activity(serve.microsoft, id="pieces")).encode()
    pieces = b"".join(b"1;x=y\r\n" + bytes([byte]) + b"\r\n" for byte in body) + b"0\r\nTrailer: x\r\n\r\n"
    head = HEAD + f"Authorization: {serve.token()}\r\nConnection: close\r\n".encode()
    heard = serve.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + pieces)
    assert heard.startswith(b"HTTP/1.1 200")


def test_slow_bodies_stop_nobody(serve: Process) -> None:
    lines = [socket.create_connection(("127.0.0.1", serve.port), timeout=20) for _ in range(100)]
    for line in lines:
        line.sendall(HEAD + b"Content-Length: 500\r\n\r\n{")
    assert serve.say(id="meanwhile") == 200
    for line in lines:
        line.close()


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_messages_takes_posts_alone(serve: Process, method: str) -> None:
    status, body, headers = serve.ask(method, MESSAGES)
    assert status == 405
    assert b"Traceback" not in body
    assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api",
        "/api/messages/",
        "/api/messages/..",
        "//api/messages",
        "/api/messages%00",
        "/api/%6dessages/x",
        "/../../etc/passwd",
        "/metrics/",
        "/.env",
        "/healthz/../metrics",
        "/static/../bot/settings.py",
        "/%ff",
    ],
)
def test_there_is_nothing_at_other_paths(serve: Process, path: str) -> None:
    for method in ("GET", "POST"):
        status, body, _ = serve.ask(method, path)
        assert status in {404, 405}
        assert len(body) < 100


def test_only_a_good_token_in_one_header_lets_in(serve: Process) -> None:
    body = json.dumps(activity(serve.microsoft, id="header")).encode()
    token = serve.microsoft.sign()
    for good in (f"bearer {token}", f"BEARER   {token}  "):
        assert serve.post(body, Authorization=good)[0] == 200
    for bad in (
        "",
        token,
        "Bearer",
        "Bearer ",
        f"Basic {base64.b64encode(b'anna:hemligheten').decode()}",
        f"Bearer {token} {token}",
        f"Bearer {token},Bearer {token}",
        f'Bearer "{token}"',
        f"Bearer {token[:-4]}AAAA",
        f"Bearer {'x' * 6_000}",
        "Bearer a.b.c",
        "Bearer ..",
        f"Bearer {serve.microsoft.sign(algorithm='HS256')}",
        f"Bearer {serve.microsoft.sign(kid='nobodys')}",
    ):
        assert serve.post(body, Authorization=bad)[0] == 401, bad[:40]
    head = HEAD + f"Content-Length: {len(body)}\r\nConnection: close\r\n".encode()
    first = f"Authorization: Bearer {token}\r\nAuthorization: Bearer no\r\n\r\n".encode()
    other = f"Authorization: Bearer no\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    answers = {serve.raw(head + said + body)[9:12] for said in (first, other)}
    assert answers == {b"401"}
    assert serve.raw(head + b"Authorization: Bearer \xff\xfe\r\n\r\n" + body)[9:12] == b"401"


def test_a_tenant_that_is_not_ours_is_refused(serve: Process) -> None:
    assert serve.say(channelData={"tenant": {"id": OTHER_TENANT}}, id="theirs") == 403
    assert serve.say(conversation={"id": "a:x", "tenantId": OTHER_TENANT}, id="theirs") == 403
    assert serve.say(channelData=None, conversation={"id": "a:x"}, id="theirs") == 403


def test_two_hundred_turns_at_once_and_the_same_turn_at_once(serve: Process) -> None:
    before = len(serve.microsoft.posted)
    with ThreadPoolExecutor(50) as crowd:
        place = {"id": "a:crowd", "conversationType": "personal", "tenantId": TENANT}
        statuses = list(crowd.map(lambda n: serve.say(id=f"crowd-{n // 2}", conversation=place), range(400)))
    assert set(statuses) == {200}
    replies = [said["replyToId"] for said in serve.microsoft.posted[before:]]
    assert sorted(replies) == sorted(f"crowd-{n}" for n in range(200))


def test_metrics_are_for_those_who_have_the_token(serve: Process) -> None:
    told = METRICS_TOKEN.encode().decode("latin-1")
    status, body, _ = serve.ask("GET", "/metrics", headers={"Authorization": f"Bearer {told}"})
    assert status == 200
    assert b"bot_turns_total" in body
    assert not [planted for planted in PLANTED if planted.encode() in body]
    for bad in ("", "Bearer ", "Bearer no", told, f"Basic {told}", "Bearer \xff\xfe"):
        assert serve.ask("GET", "/metrics", headers={"Authorization": bad})[0] == 403
    assert serve.ask("GET", "/metrics")[0] == 403
    assert serve.ask("POST", "/metrics")[0] == 405


def test_health_tells_no_more_than_health(serve: Process) -> None:
    status, body, _ = serve.ask("GET", "/healthz", headers={"Host": "ond.example"})
    assert status == 200
    assert not [planted for planted in PLANTED if planted.encode() in body]
    assert serve.ask("HEAD", "/healthz")[:2] == (200, b"")
    assert serve.ask("DELETE", "/healthz")[0] == 405


def test_what_happened_is_in_the_log_without_names_words_or_secrets(serve: Process) -> None:
    assert serve.say(text="hemligheten om Slussen", id="last", **{"from": {"id": "29:anna", "name": "Anna Ek"}}) == 200
    assert serve.post(b'{"type": "hemligheten', Authorization="Bearer hemligheten")[0] == 400
    log = serve.log()
    assert "refused with 401" in log
    lines = [json.loads(line) for line in log.splitlines()]
    malformed = {(line["level"], line["where"]) for line in lines if line["said"].startswith("malformed HTTP: ")}
    assert malformed <= {("warning", "aiohttp.server")}
    assert not [planted for planted in PLANTED if planted in log]
    assert "Traceback" not in log


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "ond.example"},
        {"Host": "127.0.0.1.ond.example"},
        {"Host": "localhost.ond.example:80"},
        {"Host": "["},
        {"Host": "127.0.0.1@ond.example"},
        {"Origin": "https://ond.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1@ond.example"},
        {"X-Forwarded-For": "192.0.2.1"},
        {"Forwarded": "for=192.0.2.1"},
        {"Via": "1.1 proxy"},
    ],
    ids=str,
)
def test_development_speaks_to_this_machine_alone(dev: Process, headers: dict[str, str]) -> None:
    body = json.dumps(activity(dev.microsoft)).encode()
    before = len(dev.microsoft.requests)
    assert dev.ask("POST", MESSAGES, body, JSON_TYPE | headers)[0] == 403
    assert dev.ask("GET", "/metrics", headers=headers)[0] == 403
    assert len(dev.microsoft.requests) == before


def test_development_answers_this_machine(dev: Process) -> None:
    for number, headers in enumerate(({}, {"Origin": "http://localhost:5173"}, {"Host": "localhost"})):
        body = json.dumps(activity(dev.microsoft, id=f"dev-{number}")).encode()
        assert dev.ask("POST", MESSAGES, body, JSON_TYPE | headers)[0] == 200
    assert dev.ask("GET", "/metrics")[0] == 200
    assert len(dev.microsoft.posted) == 3
    assert {request.authorization for request in dev.microsoft.requests} == {""}


def test_development_sends_nothing_to_other_machines(dev: Process) -> None:
    for address in ("https://ond.example/", "http://127.0.0.1@ond.example/", "http://[::1", "http://169.254.169.254/"):
        body = json.dumps(activity(dev.microsoft, serviceUrl=address)).encode()
        assert dev.ask("POST", MESSAGES, body, JSON_TYPE)[0] == 403


def test_development_is_bound_to_loopback_whatever_it_is_told(dev: Process) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((str(address), dev.port), timeout=2)


def test_a_turn_under_way_is_finished_when_the_bot_is_told_to_stop(tmp_path: Path) -> None:
    with playing() as microsoft, started(microsoft, tmp_path) as process, ThreadPoolExecutor(1) as aside:
        microsoft.slow_down()
        under_way = aside.submit(process.say, id="slow")
        while not microsoft.requests:
            time.sleep(0.01)
        process.running.send_signal(signal.SIGTERM)
        while process.ask("GET", "/healthz")[0] == 200:
            time.sleep(0.01)
        late = process.ask("POST", MESSAGES, b"{}", JSON_TYPE)
        assert late[0] == 503
        assert "retry-after" in late[2]
        microsoft.speed_up()
        assert under_way.result(10) == 200
        assert process.running.wait(5) == 0
        assert [said["replyToId"] for said in microsoft.posted] == ["slow"]


def test_whoever_sends_turns_without_end_is_counted_and_not_named(tmp_path: Path) -> None:
    with playing() as microsoft, started(microsoft, tmp_path, BOT_TURNS_PER_MINUTE="4") as process:
        assert [process.say(id=f"flood-{number}") for number in range(8)] == [200] * 8
        told = [said["text"] for said in microsoft.posted if said.get("text", "").startswith("Det kom många")]
        assert len(told) == 1
        token = METRICS_TOKEN.encode().decode("latin-1")
        _, body, _ = process.ask("GET", "/metrics", headers={"Authorization": f"Bearer {token}"})
        assert 'bot_limited_turns_total{kind="said"} 6.0' in body.decode().splitlines()
        [warned] = [line for line in process.log().splitlines() if "too many turns" in line]
        assert json.loads(warned)["turn"]
        assert not any(planted in warned for planted in PLANTED)
