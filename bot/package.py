"""Makes the Teams app package: the manifest for one app id and domain, with the commands that the features declare."""

import io
import json
import re
import uuid
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.core.feature import Command, Feature
from bot.core.text import Lang, Text
from bot.core.turn import Role, Scope
from bot.features.bodies.examples import examples_of
from bot.features.bodies.model import Cooperation

MENU: Final = 10
"""How many commands Teams shows at most (schema 1.25 takes 12); source: Microsoft Learn, bot command menus, 2026-11."""
LONGEST_SHORT_NAME: Final = 30
"""Characters of the app's short name; source: Teams app manifest schema 1.25."""

PERMISSIONS: Final[Mapping[str, str]] = {
    "ChannelMeeting.ReadBasic.Group": "a meeting in a channel tells that it has ended, so that attendance is noted",
    "OnlineMeeting.ReadBasic.Chat": "a meeting outside channels tells when it has ended, for the same purpose",
    "ChannelMember.Read.Group": "a shared channel tells who comes and leaves; its members are not the team's",
}
"""The resource-specific permissions that the bot asks for, and what each is for. Source: Microsoft Learn, RSC."""

ASK: Final = Text(sv="En fråga att börja med", en="A question to begin with")
_SCOPES: Final = {Scope.PERSONAL: "personal", Scope.CHANNEL: "team", Scope.GROUP: "groupChat"}
_DOMAIN: Final = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class PackageFault(Exception):
    """No package can be made of this; the message is a whole sentence."""


def build_package(
    folder: Path, cooperation: Cooperation, features: Sequence[Feature], app_id: str, domain: str, version: str
) -> bytes:
    """Return the zip that Teams takes.

    Args:
        folder: Where `manifest.json`, `en.json`, `color.png` and `outline.png` lie, the two first as templates.
        cooperation: Who is who; it gives the names.
        features: What declares the commands.
        app_id: The bot's app id in Entra.
        domain: Where the bot is reached, such as boten.example.se.
        version: Of the package, three numbers with dots; Teams takes an upload only when it is higher than before.

    Raises:
        PackageFault: when the id, the domain or the version is none, or a template is broken.
    """
    values = _values(cooperation, app_id, domain, version)
    try:
        manifest = _filled(json.loads((folder / "manifest.json").read_text(encoding="utf-8")), values)
        english = _filled(json.loads((folder / "en.json").read_text(encoding="utf-8")), values)
        icons = {name: (folder / name).read_bytes() for name in ("color.png", "outline.png")}
    except (OSError, ValueError) as fault:
        raise PackageFault(f"The templates in {folder} cannot be read: {fault}") from fault
    manifest["bots"][0]["commandLists"] = [
        {"scopes": [name], "commands": menu(cooperation, features, scope, "sv")} for scope, name in _SCOPES.items()
    ]
    for number, scope in enumerate(_SCOPES):
        for place, command in enumerate(menu(cooperation, features, scope, "en")):
            key = f"bots[0].commandLists[{number}].commands[{place}]"
            english |= {f"{key}.title": command["title"], f"{key}.description": command["description"]}
    manifest["authorization"]["permissions"]["resourceSpecific"] = [
        {"name": name, "type": "Application"} for name in PERMISSIONS
    ]
    files = {"manifest.json": _json(manifest), "en.json": _json(english), **icons}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in files.items():
            # The same in gives the same out: no time of packing.
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), body)
    return packed.getvalue()


def menu(cooperation: Cooperation, features: Iterable[Feature], scope: Scope, lang: Lang) -> list[dict[str, str]]:
    """Return what Teams suggests in a place as soon as one begins to write: a question, then commands."""
    examples = examples_of(cooperation, lang)
    suggested = [
        {"title": _plain(command.say(lang, **examples)), "description": _plain(command.about(lang, **examples))}
        for command in _commands(features)
        if scope in command.where and Role.MEMBER in command.who
    ]
    question = {"title": cooperation.try_asking[0](lang), "description": ASK(lang)}
    return [question, *suggested][:MENU]


def _commands(features: Iterable[Feature]) -> list[Command[Any]]:
    return [command for feature in features for command in feature.commands if command.in_menu]


def _values(cooperation: Cooperation, app_id: str, domain: str, version: str) -> dict[str, str]:
    try:
        known = str(uuid.UUID(app_id))
    except ValueError as fault:
        raise PackageFault("The app id is not of the form 00000000-0000-0000-0000-000000000000.") from fault
    domain = domain.strip().lower()
    if not _DOMAIN.fullmatch(domain):
        raise PackageFault(f"{domain!r} is no domain; write it without https://, as boten.example.se.")
    if not re.fullmatch(r"\d{1,5}(\.\d{1,5}){2}", version):
        raise PackageFault(f"{version!r} is no version; write three numbers with dots, as 1.0.0.")
    if len(cooperation.bot) > LONGEST_SHORT_NAME:
        raise PackageFault(f"The bot's name is longer than the {LONGEST_SHORT_NAME} characters that Teams shows.")
    website = cooperation.website or f"https://{domain}"
    return {
        "APP_ID": known,
        "BOT": cooperation.bot,
        "COOPERATION": cooperation.name.sv,
        "WEBSITE": website,
        "PRIVACY": cooperation.privacy or website,
        "TERMS": cooperation.terms or website,
        "DOMAIN": domain,
        "VERSION": version,
    }


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    match template:
        case str():
            return re.sub(r"\$\{(\w+)\}", lambda found: _value(found[1], values), template)
        case dict():
            return {key: _filled(value, values) for key, value in template.items()}
        case list():
            return [_filled(value, values) for value in template]
    return template


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        raise PackageFault(f"The template names ${{{name}}}, which is none of {', '.join(values)}.")
    return values[name]


def _plain(words: str) -> str:
    return words.replace("*", "").replace("\N{NO-BREAK SPACE}", " ")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
