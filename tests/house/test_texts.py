"""The house's rules for sentences, held over every Text of the project."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
import dialogs
from bot.core.text import Lang, Text, escape, join_names, placeholders, set_numbers, shorten, whose
from tests.conftest import cooperation


def _every_text() -> Iterator[tuple[str, Text]]:
    for package in (bot, dialogs):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith(("texts", "console")):
                module = importlib.import_module(found.name)
                for name, value in vars(module).items():
                    if isinstance(value, Text):
                        yield f"{found.name}.{name}", value


TEXTS = dict(_every_text())
EMOJI = re.compile("[\U0001f000-\U0001faff☀-➿]")


def test_the_texts_are_found() -> None:
    assert len(TEXTS) > 20


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_speaks_plainly(name: str) -> None:
    text = TEXTS[name]
    for words in (text.sv, text.en):
        assert words.strip(), f"{name} is empty in one language"
        assert "!" not in words, f"{name} cheers"
        assert not EMOJI.search(words), f"{name} is decorated"
        assert "  " not in words.replace("\n  ", "") or name.startswith("bot.console"), f"{name} has double spaces"


@pytest.mark.parametrize("word", ["RSVP", "deltagarstatus", "Åtkomst nekad", "som AI", "jag förstår inte"])
def test_no_text_uses_words_that_nobody_here_says(word: str) -> None:
    assert [name for name, text in TEXTS.items() if word.casefold() in text.sv.casefold()] == []


def _sentences(path: Path) -> str:
    """Return every string of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told)
    return "\n".join(node.value for node in strings if isinstance(node.value, str))


def test_no_text_names_our_municipalities_bodies_or_people() -> None:
    ours = cooperation()
    names = {ours.name.sv, ours.name.en, ours.bot, "Södertörn", *(town.name for town in ours.municipalities)}
    names |= {clerk.name for clerk in ours.secretariat.people}
    for body in ours.bodies:
        names |= {body.name.sv, body.name.en, body.short.sv, body.short.en}
        names |= {office.name for office in (*body.chair, *body.vice_chair)}
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})", re.IGNORECASE)
    root = Path(__file__).resolve().parents[2]
    found = {
        path: named.findall(_sentences(path)) for top in ("bot", "dialogs") for path in (root / top).rglob("*texts.py")
    }
    assert len(found) > 10
    assert {str(path.relative_to(root)): said for path, said in found.items() if said} == {}


def test_a_text_with_other_placeholders_in_english_is_refused() -> None:
    with pytest.raises(ValueError, match="placeholders differ"):
        Text(sv="Hej {name}", en="Hello {nam}")


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        ("Salem", "sv", "Salems"),
        ("Tyresö", "sv", "Tyresös"),
        ("Tallnäs", "sv", "Tallnäs"),
        ("Växjö", "sv", "Växjös"),
        ("Bolax", "sv", "Bolax"),
        ("Tallnäs", "en", "Tallnäs's"),
    ],
)
def test_a_name_in_s_takes_no_s(name: str, lang: Lang, said: str) -> None:
    assert whose(name, lang) == said
    assert Text(sv="{town:whose} plats", en="{town:whose} seat")(lang, town=name).startswith(f"{said} ")


def test_no_text_writes_a_genitive_by_hand() -> None:
    by_hand = re.compile(r"\}'?s\b")
    assert [name for name, text in TEXTS.items() if by_hand.search(text.sv) or by_hand.search(text.en)] == []


def test_placeholders_are_found() -> None:
    assert placeholders("{a} och {b:whose}") == {"a", "b"}


def test_numbers_are_set_with_spaces_that_do_not_break() -> None:
    assert (
        set_numbers("513 445 invånare, 21 420 kr, 62 %") == "513\u00a0445\u00a0invånare, 21\u00a0420\u00a0kr, 62\u00a0%"
    )
    assert set_numbers("den 14 januari 2021 kl. 9") == "den 14 januari 2021 kl. 9"
    assert set_numbers("2 078 794 kr och 46 999 kr") == "2\u00a0078\u00a0794\u00a0kr och 46\u00a0999\u00a0kr"


def test_names_are_listed_as_people_list_them() -> None:
    assert join_names(["Haninge", "Salem", "Tyresö"], "sv") == "Haninge, Salem och Tyresö"
    assert join_names(["Salem"], "en") == "Salem"
    assert join_names([], "sv") == ""


def test_somebody_elses_words_lose_their_markup() -> None:
    assert escape("*fet* [länk](http://x) <at>") == r"\*fet\* \[länk\](http://x) \<at\>"


def test_long_words_are_cut_at_a_word() -> None:
    assert shorten("Hur många bor det i kommunen", 15) == "Hur många bor…"
    assert shorten("kort", 15) == "kort"
