import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language import guess_lang, is_english
from bot.core.stems import stem, stem_all
from bot.core.text import LANGS, Lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("vem är ordförande?", "sv"),
        ("who chairs the committee?", "en"),
        ("hur mkt kosta den", "sv"),
        ("how much did it cost", "en"),
        ("BioDriv", None),
        ("", None),
    ],
)
def test_small_words_tell_the_language(text: str, lang: Lang | None) -> None:
    assert guess_lang(text) == lang


@pytest.mark.parametrize("text", ["when is the next meeting", "who can help me with this", "what can you do"])
def test_what_is_english_beyond_doubt(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", ["yes please", "all närvaro", "status", "boka on the go den 3 mars", ""])
def test_a_few_words_leave_a_doubt(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    ("forms", "lang"),
    [
        (("natverk", "natverket", "natverkens"), "sv"),
        (("kostnad", "kostnaden", "kostnader"), "sv"),
        (("narvaro", "narvaron"), "sv"),
        (("beslutar", "beslutades", "beslut"), "sv"),
        (("holls", "halla", "haller"), "sv"),
        (("hold", "held"), "en"),
        (("meeting", "met", "meets"), "en"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...], lang: Lang) -> None:
    assert len({stem(form, lang) for form in forms}) == 1


@given(st.lists(st.text(alphabet="abdeginorstvy", min_size=1)), st.sampled_from(LANGS))
def test_many_words_at_once_have_the_stems_they_have_one_by_one(words: list[str], lang: Lang) -> None:
    words += ["gick", "holls", "meetings", "oversyn"]
    assert stem_all(words, lang) == [stem(word, lang) for word in words]
