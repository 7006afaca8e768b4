"""The documents say what the code does: every command, setting and make target is written down."""

import re
from pathlib import Path

import pytest

import bot.settings
from bot.__main__ import _parser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    choices = next(action.choices for action in _parser()._actions if action.choices)
    return sorted(choices)


@pytest.mark.parametrize("command", _commands())
def test_readme_tells_of_every_command(command: str) -> None:
    assert f"`{command}" in README


@pytest.mark.parametrize(
    "setting",
    sorted(
        set(
            re.findall(
                r"\"((?:BOT_|OTEL_|Microsoft)\w+|PORT)\"", Path(bot.settings.__file__).read_text(encoding="utf-8")
            )
        )
    ),
)
def test_readme_tells_of_every_setting(setting: str) -> None:
    assert f"`{setting}`" in README


@pytest.mark.parametrize(
    "target", re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
def test_a_make_target_is_written_down(target: str) -> None:
    assert f"make {target}" in README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []
