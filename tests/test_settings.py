"""Settings are read whole: every fault is told at once, and no secret is ever shown."""

import pytest

from bot.settings import SettingsFault, is_loopback, read_dev_settings, read_settings

GOOD = {
    "MicrosoftAppId": "11111111-1111-1111-1111-111111111111",
    "MicrosoftAppPassword": "hemligheten",
    "MicrosoftAppTenantId": "22222222-2222-2222-2222-222222222222",
}


def _faults(**changes: str) -> list[str]:
    with pytest.raises(SettingsFault) as caught:
        read_settings({**GOOD, **changes})
    return caught.value.faults


def test_good_settings_are_read_with_sensible_defaults() -> None:
    settings = read_settings(GOOD)
    assert settings.tenants == {GOOD["MicrosoftAppTenantId"]}
    assert settings.port == 3978
    assert settings.store == "tinydb:"
    assert settings.app_type == "SingleTenant"
    assert settings.turns_per_minute == 60


def test_the_limit_of_turns_can_be_moved_and_taken_away() -> None:
    assert read_settings({**GOOD, "BOT_TURNS_PER_MINUTE": "600"}).turns_per_minute == 600
    assert read_settings({**GOOD, "BOT_TURNS_PER_MINUTE": "0"}).turns_per_minute == 0


def test_nothing_at_all_names_every_missing_setting_at_once() -> None:
    with pytest.raises(SettingsFault) as caught:
        read_settings({})
    told = " ".join(caught.value.faults)
    assert all(name in told for name in GOOD)
    assert len(caught.value.faults) == 3


def test_managed_identity_needs_no_password() -> None:
    assert (
        read_settings({**GOOD, "MicrosoftAppType": "userassignedmsi", "MicrosoftAppPassword": ""}).app_type
        == "UserAssignedMSI"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MicrosoftAppId", "inte-ett-id"),
        ("MicrosoftAppType", "MultiTenant"),
        ("PORT", "åttio"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("BOT_TURNS_PER_MINUTE", "många"),
        ("BOT_TURNS_PER_MINUTE", "-1"),
        ("BOT_TURNS_PER_MINUTE", "6001"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:many"),
        ("BOT_TENANTS", "common"),
        ("BOT_SECRETARIAT", "anna@example.se"),
        ("BOT_STORE", "mysql://x"),
        ("BOT_SERVICE_HOSTS", "https://smba.trafficmanager.net/"),
        ("BOT_OPENID_METADATA", "http://login.example.se/keys"),
        ("BOT_LOGIN", "ftp://x"),
        ("BOT_LOGIN", "https://["),
        ("BOT_LOGIN", "https://login.example.se:99999/"),
        ("BOT_OPENID_METADATA", "http://127.0.0.1:x/keys"),
    ],
)
def test_a_malformed_setting_is_told_by_name(name: str, value: str) -> None:
    (fault,) = _faults(**{name: value})
    assert name in fault


def test_plain_http_is_accepted_for_loopback_alone() -> None:
    settings = read_settings({**GOOD, "BOT_LOGIN": "http://127.0.0.1:9/", "BOT_OPENID_METADATA": "http://[::1]:9/keys"})
    assert settings.login == "http://127.0.0.1:9"


def test_no_secret_is_in_the_printed_form() -> None:
    settings = read_settings(
        {**GOOD, "BOT_STORE": "postgresql://boten:lösenord@db/boten", "BOT_METRICS_TOKEN": "mätaren"}
    )
    shown = f"{settings} {settings!r}"
    assert not any(secret in shown for secret in ("hemligheten", "lösenord", "mätaren"))


def test_dev_settings_need_nothing() -> None:
    assert read_dev_settings({}).store == "tinydb:"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("[::1]", True),
        ("127.8.8.8", True),
        ("0.0.0.0", False),
        ("localhost.example.se", False),
        ("", False),
        (None, False),
    ],
)
def test_loopback_is_this_machine_alone(host: str | None, loopback: bool) -> None:
    assert is_loopback(host) is loopback
