"""What the bot is told by its environment, read once and checked whole before anything starts."""

import ipaddress
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

AppType = Literal["SingleTenant", "UserAssignedMSI"]

DEFAULT_PORT = 3978
DEFAULT_FOLDER = Path("var/bot")
DEFAULT_STORE = "tinydb:"
OPENID_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LOGIN = "https://login.microsoftonline.com"
DEFAULT_TURNS_PER_MINUTE = 60
MOST_TURNS_PER_MINUTE = 6_000
SERVICE_HOSTS = ("smba.trafficmanager.net", "*.botframework.com", "*.teams.microsoft.com")
"""Hosts that Teams gives as service URL, which may be sent our token. Source: Microsoft's Teams firewall and bot
documentation, read 2026-11."""


class SettingsFault(Exception):
    """One or more settings are missing or malformed; `faults` holds a sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class StartFault(Exception):
    """The bot cannot start here and now; the message is a whole sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides.

    `tenants` are those whose activities are accepted; `secretariat` Entra object ids; `folder` that of the embedded
    store; `service_hosts` exact names or `*.suffix`; `address` where the bot is reached from outside, empty when its
    calendars and documents are not to be fetched; `turns_per_minute` how many turns one person may take, 0 for no
    limit; `traces` where a collector takes OpenTelemetry's traces over HTTP, empty for none. The secrets are kept out
    of the printed form.
    """

    app_id: str
    app_password: str
    app_type: AppType
    app_tenant: str
    port: int
    tenants: frozenset[str]
    secretariat: frozenset[str]
    folder: Path
    store: str
    service_hosts: tuple[str, ...]
    openid_metadata: str
    login: str
    metrics_token: str
    address: str = ""
    turns_per_minute: int = DEFAULT_TURNS_PER_MINUTE
    traces: str = ""

    def __repr__(self) -> str:
        return f"Settings(app_id={self.app_id!r}, port={self.port}, store={_without_password(self.store)!r})"


def read_settings(env: Mapping[str, str]) -> Settings:
    """Return the settings for `serve`; raises SettingsFault with every fault at once."""
    faults: list[str] = []
    app_type = _app_type(env, faults)
    app_id = _uuid(env, "MicrosoftAppId", faults, needed="the bot's app id in Entra")
    password = env.get("MicrosoftAppPassword", "").strip()
    if app_type == "SingleTenant" and not password:
        faults.append("MicrosoftAppPassword is missing: the client secret of the bot's app registration.")
    tenant = _uuid(env, "MicrosoftAppTenantId", faults, needed="the tenant that the bot is registered in")
    tenants = _uuids(env, "BOT_TENANTS", faults)
    settings = Settings(
        app_id=app_id,
        app_password=password,
        app_type=app_type,
        app_tenant=tenant,
        port=_port(env, faults),
        tenants=tenants or frozenset({tenant}),
        secretariat=_uuids(env, "BOT_SECRETARIAT", faults),
        folder=Path(env.get("BOT_DATA", "").strip() or DEFAULT_FOLDER),
        store=_store(env, faults),
        service_hosts=_hosts(env, faults),
        openid_metadata=_address(env, "BOT_OPENID_METADATA", OPENID_METADATA, faults),
        login=_address(env, "BOT_LOGIN", LOGIN, faults).rstrip("/"),
        metrics_token=env.get("BOT_METRICS_TOKEN", "").strip(),
        address=_address(env, "BOT_ADDRESS", "", faults).rstrip("/"),
        turns_per_minute=_turns_per_minute(env, faults),
        traces=_collector(env, faults),
    )
    if faults:
        raise SettingsFault(faults)
    return settings


@dataclass(frozen=True, slots=True)
class DevSettings:
    """What `dev` and `chat` need: no credentials, loopback alone."""

    port: int
    folder: Path
    store: str


def read_dev_settings(env: Mapping[str, str], folder: Path | None = None) -> DevSettings:
    """Return the settings for `dev` and `chat`; raises SettingsFault."""
    faults: list[str] = []
    chosen = folder or Path(env.get("BOT_DATA", "").strip() or DEFAULT_FOLDER)
    settings = DevSettings(port=_port(env, faults), folder=chosen, store=DEFAULT_STORE)
    if faults:
        raise SettingsFault(faults)
    return settings


def read_store_settings(env: Mapping[str, str], folder: Path | None = None) -> tuple[str, Path]:
    """Return the store's address and the folder of the embedded one; raises SettingsFault."""
    faults: list[str] = []
    store = _store(env, faults)
    if faults:
        raise SettingsFault(faults)
    return store, folder or Path(env.get("BOT_DATA", "").strip() or DEFAULT_FOLDER)


def is_loopback(host: str | None) -> bool:
    """Tell whether a host name or address is this machine's own loopback."""
    if not host:
        return False
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _app_type(env: Mapping[str, str], faults: list[str]) -> AppType:
    said = env.get("MicrosoftAppType", "").strip() or "SingleTenant"
    for known in ("SingleTenant", "UserAssignedMSI"):
        if said.lower() == known.lower():
            return known
    faults.append(f"MicrosoftAppType is {said!r}; it can be SingleTenant or UserAssignedMSI.")
    return "SingleTenant"


def _uuid(env: Mapping[str, str], name: str, faults: list[str], *, needed: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        faults.append(f"{name} is missing: {needed}.")
        return ""
    try:
        return str(uuid.UUID(value))
    except ValueError:
        faults.append(f"{name} is not an id of the form 00000000-0000-0000-0000-000000000000.")
        return ""


def _uuids(env: Mapping[str, str], name: str, faults: list[str]) -> frozenset[str]:
    found: set[str] = set()
    for value in filter(None, (part.strip() for part in env.get(name, "").split(","))):
        try:
            found.add(str(uuid.UUID(value)))
        except ValueError:
            faults.append(f"{name} holds {value!r}, which is not an id; write ids with commas between.")
    return frozenset(found)


def _port(env: Mapping[str, str], faults: list[str]) -> int:
    said = env.get("PORT", "").strip() or str(DEFAULT_PORT)
    if said.isascii() and said.isdigit() and int(said) < 65_536:
        return int(said)
    faults.append(f"PORT is {said!r}; it must be a number from 0 to 65535.")
    return DEFAULT_PORT


def _turns_per_minute(env: Mapping[str, str], faults: list[str]) -> int:
    said = env.get("BOT_TURNS_PER_MINUTE", "").strip() or str(DEFAULT_TURNS_PER_MINUTE)
    if said.isascii() and said.isdigit() and int(said) <= MOST_TURNS_PER_MINUTE:
        return int(said)
    faults.append(
        f"BOT_TURNS_PER_MINUTE is {said!r}; it must be a number from 0 (no limit) to {MOST_TURNS_PER_MINUTE}."
    )
    return DEFAULT_TURNS_PER_MINUTE


def _store(env: Mapping[str, str], faults: list[str]) -> str:
    said = env.get("BOT_STORE", "").strip() or DEFAULT_STORE
    if said == DEFAULT_STORE or said.startswith(("postgresql://", "postgres://")):
        return said
    faults.append("BOT_STORE must be 'tinydb:' or an address that begins with postgresql://.")
    return DEFAULT_STORE


def _hosts(env: Mapping[str, str], faults: list[str]) -> tuple[str, ...]:
    said = [part.strip().lower() for part in env.get("BOT_SERVICE_HOSTS", "").split(",") if part.strip()]
    faults.extend(
        f"BOT_SERVICE_HOSTS holds {host!r}; write host names such as smba.trafficmanager.net."
        for host in said
        if "/" in host or " " in host or not host.strip("*.")
    )
    return tuple(said) or SERVICE_HOSTS


def _address(env: Mapping[str, str], name: str, default: str, faults: list[str]) -> str:
    said = env.get(name, "").strip() or default
    if not said:
        return ""
    try:
        parts = urlsplit(said)
        known_port = parts.port is None or parts.port > 0
    except ValueError:
        parts, known_port = urlsplit(""), False
    if known_port and parts.scheme == "https" and parts.hostname:
        return said
    if known_port and parts.scheme == "http" and is_loopback(parts.hostname):
        return said
    faults.append(f"{name} must be an https address (plain http is accepted for loopback addresses alone).")
    return default


def _collector(env: Mapping[str, str], faults: list[str]) -> str:
    said = env.get("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip().rstrip("/")
    try:
        parts = urlsplit(said)
        sound = not said or (parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        sound = False
    if not sound:
        faults.append("OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address, such as http://collector:4318.")
    return said


def _without_password(store: str) -> str:
    parts = urlsplit(store)
    if not parts.password:
        return store
    return parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":***@")).geturl()
