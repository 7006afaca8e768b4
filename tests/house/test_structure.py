"""The house's rules for files and names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(path for room in ("bot", "dialogs") for path in (ROOT / room).rglob("*.py"))
TINY = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def _functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_names_say_what_things_are(path: Path) -> None:
    assert path.stem not in TINY
    assert [name for name in _functions(path) if name.startswith("handle_") or name.endswith("Manager")] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_pure_rooms_read_no_clock(path: Path) -> None:
    if path.relative_to(ROOT).parts[:2] not in {("bot", "core"), ("bot", "features")} and path.parts[-2] != "dialogs":
        return
    calls = {
        f"{node.func.value.id}.{node.func.attr}" if isinstance(node.func.value, ast.Name) else f".{node.func.attr}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    forbidden = {"datetime.now", ".now", ".today", "date.today", "datetime.today", "time.time", "time.monotonic"}
    assert not calls & forbidden


def test_only_its_own_corner_imports_the_sdk() -> None:
    guilty = [
        str(path.relative_to(ROOT))
        for path in CODE
        if "teams" not in path.parts
        and ("import botbuilder" in (text := path.read_text(encoding="utf-8")) or "from bot" + "builder" in text)
    ]
    assert guilty == []


def test_each_feature_has_its_layers() -> None:
    for folder in (ROOT / "bot" / "features").iterdir():
        if folder.is_dir() and (folder / "feature.py").exists():
            assert (folder / "texts.py").exists(), f"{folder.name} has no texts.py"
            assert (ROOT / "tests" / "features" / folder.name).is_dir(), f"{folder.name} has no tests"
