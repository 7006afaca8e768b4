"""The app package as Teams takes it: against Microsoft's own schemas, with nothing asked for that is not used."""

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.app import Bot
from bot.core.turn import Scope
from bot.package import LONGEST_SHORT_NAME, MENU, PERMISSIONS, PackageFault, build_package, menu
from tests.conftest import cooperation

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "manifest"
SCHEMAS = Path(__file__).parent / "schema"
APP_ID = "11111111-1111-4111-8111-111111111111"


def package(bot: Bot, folder: Path = FOLDER, /, **changes: str) -> dict[str, bytes]:
    said = {"app_id": APP_ID, "domain": "boten.example.se", "version": "1.2.3"} | changes
    packed = build_package(folder, cooperation(), bot.features, **said)
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def test_both_languages_hold_against_microsofts_schemas(bot: Bot) -> None:
    files = package(bot)
    manifest, english = json.loads(files["manifest.json"]), json.loads(files["en.json"])
    # Not by `validate`, which refuses the schema itself: one pattern in it is JavaScript's, for a part that we lack.
    jsonschema.Draft4Validator(schema("MicrosoftTeams.schema.json")).validate(manifest)
    jsonschema.Draft4Validator(schema("MicrosoftTeams.Localization.schema.json")).validate(english)
    assert manifest["id"] == manifest["bots"][0]["botId"] == APP_ID
    assert "${" not in files["manifest.json"].decode() + files["en.json"].decode()


def test_links_to_the_bots_own_domain_and_no_other_are_shown_as_cards(bot: Bot) -> None:
    [extension] = json.loads(package(bot)["manifest.json"])["composeExtensions"]
    assert extension["messageHandlers"] == [{"type": "link", "value": {"domains": ["boten.example.se"]}}]
    assert [feature.name for feature in bot.features if feature.unfurl] == ["calendars"]


def test_each_scope_has_its_own_menu_in_both_languages(bot: Bot) -> None:
    files = package(bot)
    manifest, english = json.loads(files["manifest.json"]), json.loads(files["en.json"])
    lists = manifest["bots"][0]["commandLists"]
    assert [each["scopes"] for each in lists] == [["personal"], ["team"], ["groupChat"]]
    for number, each in enumerate(lists):
        assert 3 <= len(each["commands"]) <= MENU
        assert "hjälp" in [command["title"] for command in each["commands"]]
        for place in range(len(each["commands"])):
            assert english[f"bots[0].commandLists[{number}].commands[{place}].title"]


@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_what_teams_suggests_is_understood(bot: Bot, lang: Any) -> None:
    _, *commands = menu(cooperation(), bot.features, Scope.PERSONAL, lang)
    for suggested in commands:
        understood = [
            command.name
            for feature in bot.features
            for command in feature.commands
            if command.recognise(suggested["title"]) is not None
        ]
        assert understood, f"nothing understands {suggested['title']!r}"


def test_the_same_in_gives_the_same_out(bot: Bot) -> None:
    assert package(bot) == package(bot)


def test_every_permission_has_its_reason_and_none_is_for_the_whole_tenant(bot: Bot) -> None:
    asked = json.loads(package(bot)["manifest.json"])["authorization"]["permissions"]["resourceSpecific"]
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {each["name"] for each in asked} == set(PERMISSIONS)
    for name in PERMISSIONS:
        assert f"| `{name}` |" in told
        assert name.rsplit(".", 1)[-1] in {"Group", "Chat"}


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_the_icons_have_the_sizes_that_teams_wants(name: str, size: int) -> None:
    head = (FOLDER / name).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (size, size)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"app_id": "boten"}, "app id"),
        ({"domain": "https://boten.example.se"}, "no domain"),
        ({"domain": "localhost"}, "no domain"),
        ({"version": "1"}, "no version"),
    ],
)
def test_what_teams_would_refuse_is_refused_here(bot: Bot, changes: dict[str, str], said: str) -> None:
    with pytest.raises(PackageFault, match=said):
        package(bot, FOLDER, **changes)


def test_a_broken_template_is_told(bot: Bot, tmp_path: Path) -> None:
    for name in ("manifest.json", "en.json", "color.png", "outline.png"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "manifest.json").write_text('{"id": "${APP}"}', encoding="utf-8")
    with pytest.raises(PackageFault, match=r"\$\{APP\}"):
        package(bot, tmp_path)
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(PackageFault, match="cannot be read"):
        package(bot, tmp_path)


def test_the_short_name_fits() -> None:
    assert len(cooperation().bot) <= LONGEST_SHORT_NAME
