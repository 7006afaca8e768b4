"""What lies in deploy/ against what the bot really reads, offers and counts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import bot.settings
from bot.cooperation import read_demo
from bot.metrics import Metrics
from bot.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = set(re.findall(r"\"((?:BOT_|Microsoft)\w+|PORT)\"", Path(bot.settings.__file__).read_text(encoding="utf-8")))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["Dockerfile", "deploy/boten.env.example", "deploy/boten.service", "deploy/azure/main.bicep"]
)
def test_every_setting_that_is_given_is_one_that_is_read(name: str) -> None:
    given = set(re.findall(r"\b(BOT_[A-Z]+|MicrosoftApp\w+)\b", read(name)))
    assert given
    assert given - SETTINGS == set()


def test_the_example_is_whole_but_for_the_secret() -> None:
    pairs = dict(line.split("=", 1) for line in read("deploy/boten.env.example").splitlines() if "=" in line)
    settings = read_settings(pairs | {"MicrosoftAppPassword": "x"})
    assert settings.secretariat


def test_compose_keeps_the_bot_small_and_apart() -> None:
    compose: Any = yaml.safe_load(read("deploy/compose.yaml"))
    boten = compose["services"]["boten"]
    assert boten["read_only"]
    assert boten["cap_drop"] == ["ALL"]
    assert boten["deploy"]["replicas"] == 2
    assert "ports" not in boten
    assert set(boten["environment"]) <= SETTINGS
    assert "front" not in compose["services"]["postgres"]["networks"]


def test_the_container_is_not_root_and_installs_what_is_locked() -> None:
    text = read("Dockerfile")
    assert re.search(r"^USER \d{5}$", text, re.MULTILINE)
    assert "--require-hashes" in text
    assert "HEALTHCHECK" in text
    serve = set(re.findall(r"^([a-z0-9._-]+)==", read("requirements-serve.lock"), re.MULTILINE))
    every = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", read("requirements.lock"), re.MULTILINE))
    assert {"aiohttp", "botbuilder-core", "tinydb", "psycopg"} <= serve
    assert serve & {"pytest", "mypy", "ruff", "hypothesis"} == set()
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", read("requirements-serve.lock"), re.MULTILINE):
        assert every[name] == version


def test_what_sends_traces_is_what_serves_and_more() -> None:
    serve, traces, every = (
        set(re.findall(r"^([a-z0-9._-]+)==(\S+)", read(f"requirements{name}.lock"), re.MULTILINE))
        for name in ("-serve", "-traces", "")
    )
    assert serve < traces < every
    assert {name.partition("-")[0] for name, _ in traces - serve} == {"opentelemetry", "googleapis", "protobuf"}
    assert "requirements-traces.lock" in read("Dockerfile")


def test_dashboard_and_alerts_ask_for_numbers_that_are_counted() -> None:
    told = Metrics().text().decode()
    counted = set(re.findall(r"^# TYPE (\S+)", told, re.MULTILINE))
    dashboard = json.loads(read("deploy/grafana.json"))
    asked = " ".join(
        [
            *(target["expr"] for panel in dashboard["panels"] for target in panel["targets"]),
            *(
                rule["expr"]
                for group in yaml.safe_load(read("deploy/alerts.yaml"))["groups"]
                for rule in group["rules"]
            ),
        ]
    )
    names = set(re.findall(r"\bbot_\w+", asked))
    assert len(names) >= 6
    assert names - counted == set()


def test_the_simulator_shows_people_of_the_demonstration_and_no_more_than_it_takes() -> None:
    told: Any = yaml.safe_load(read("playground/.m365agentsplayground.yml"))
    assert len(told["users"]) == 5, "the simulator refuses, without a word, any other number"
    assert len(told["team"]["channels"]) <= 1
    ours = {someone.name: someone.person.id for someone in read_demo(ROOT / "data")}
    for person in (told["currentUser"], *told["users"]):
        assert ours[person["name"]] == person["aadObjectId"]
