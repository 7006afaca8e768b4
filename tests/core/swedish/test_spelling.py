import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.swedish.compounds import Compounds
from bot.core.swedish.letters import fold, fold_all, sound, sound_all, tidy
from bot.core.swedish.spelling import Speller

WORDS = {
    "kostnad": 9,
    "konferens": 20,
    "ordförande": 12,
    "vice": 4,
    "slott": 3,
    "varför": 30,
    "närvaro": 5,
    "kansli": 7,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("konferans", "konferens"),
        ("ordförnde", "ordforande"),
        ("slått", "slott"),
        ("vafför", "varfor"),
        ("kånferens", "konferens"),
        ("nervaro", "narvaro"),
        ("kansly", "kansli"),
        ("xylofon", None),
        ("ko", None),
    ],
)
def test_a_slip_is_taken_for_the_word_that_was_meant(typed: str, meant: str | None) -> None:
    assert Speller(WORDS).meant(typed) == meant


@pytest.mark.parametrize("pair", [("slått", "slott"), ("vise", "vice"), ("komitté", "kommitté"), ("schef", "skjef")])
def test_words_that_sound_alike_share_a_key(pair: tuple[str, str]) -> None:
    assert sound(pair[0]) == sound(pair[1])


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text().filter(lambda word: "\n" not in word)))
def test_many_words_at_once_are_read_as_one_by_one(words: list[str]) -> None:
    assert fold_all(words) == [fold(word) for word in words]
    assert sound_all(words) == [sound(word) for word in words]


def test_typography_is_made_plain_and_letters_are_kept() -> None:
    assert tidy("Järna\u2013Flemingsberg, 85\u00a0650 kr") == "järna-flemingsberg, 85 650 kr"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("natverksmotet", ("natverk", "motet")),
        ("infrastrukturprioriteringar", ("infrastruktur", "prioriteringar")),
        ("medlemsavgift", ("medlem", "avgift")),
        ("konferens", ()),
        ("abc", ()),
    ],
)
def test_a_compound_comes_apart_at_its_link(word: str, parts: tuple[str, ...]) -> None:
    known = {"natverk", "motet", "infrastruktur", "prioriteringar", "medlem", "avgift", "konferens"}
    assert Compounds(known.__contains__).parts(word) == parts


@given(st.text(alphabet="abcdefgs", max_size=30))
def test_parts_are_always_known_words(word: str) -> None:
    known = {"abc", "defg", "gab", "cde", "fed"}
    assert set(Compounds(known.__contains__).parts(word)) <= known
