"""Questions are made of the facts: four options that differ, one of them right, others at each try."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.text import LANGS
from bot.features.knowledge.model import Library
from bot.features.quiz.model import AT_LEAST, OPTIONS, QUESTIONS, Tally, counted, hardest, questions_of, row_of
from bot.features.quiz.wording import asks_for_quiz, asks_for_results, wants_to_stop
from tests.conftest import library

DAY = dt.date(2026, 11, 23)


@settings(max_examples=60, deadline=None)
@given(seed=st.text(max_size=40), day=st.dates(dt.date(2021, 3, 1), dt.date(2030, 1, 1)))
def test_one_of_four_different_options_is_right(seed: str, day: dt.date) -> None:
    facts = {fact.id: fact for fact in library().facts}
    found = questions_of(library(), day, seed)
    assert len(found) == len({question.fact for question in found}) == QUESTIONS
    for question in found:
        fact = facts[question.fact]
        assert fact.valid_from <= day
        assert fact.valid_to is None or day <= fact.valid_to
        for lang in LANGS:
            words = [row_of(facts, row, lang).casefold() for row in question.options]
            assert len(set(words)) == OPTIONS
            assert all(words)
            assert fact.list is not None
            own = [row.casefold() for row in fact.list.in_lang(lang)]
            assert [place for place, each in enumerate(words) if each in own] == [question.right]


def test_the_five_priorities_come_first_and_each_try_is_another() -> None:
    tries = [questions_of(library(), DAY, str(number)) for number in range(20)]
    assert {each[0].fact for each in tries} == {"priorities-list"}
    assert len(set(tries)) == len(tries)
    assert questions_of(library(), DAY, "7") == tries[7]
    rights = {each[0].options[each[0].right] for each in tries}
    assert len(rights) == len({each[0].right for each in tries}) + 1 == 5


def test_too_little_to_ask_about_gives_no_questions() -> None:
    one = tuple(fact for fact in library().facts if fact.id == "priorities-list")
    assert questions_of(replace(library(), facts=one), DAY, "a") == ()
    assert questions_of(Library(), DAY, "a") == ()


@given(rights=st.lists(st.booleans(), max_size=40))
def test_answers_are_shown_in_fives(rights: list[bool]) -> None:
    tally = Tally("b", "f")
    for place, right in enumerate(rights, start=1):
        tally = counted(tally, right=right)
        seen = place - place % AT_LEAST
        assert tally.shown == seen
        assert tally.right == sum(rights[:seen])
        assert tally.new_right + tally.new_wrong == place % AT_LEAST


def test_what_most_got_wrong_is_the_hardest() -> None:
    easy, even, hard = Tally("b", "e", 4, 1), Tally("b", "m", 5, 5), Tally("b", "h", 1, 4)
    assert hardest([easy, hard, even]) == hard
    assert hardest([easy, even]) is None
    assert hardest([Tally("b", "few", 0, 0, 0, 4)]) is None


@pytest.mark.parametrize(
    "said", ["quiz", "Quiz.", "testa mig", "starta quizet", "ett nytt quiz", "test me", "start a quiz"]
)
def test_a_quiz_is_asked_for(said: str) -> None:
    assert asks_for_quiz(said)
    assert asks_for_results(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "hur gick quizet",
        "Hur gick quizet?",
        "hur gick det i quizet",
        "hur gick quizet för planeringscheferna?",
        "quizresultat",
        "how did the quiz go?",
        "visa quizresultatet",
    ],
)
def test_results_are_asked_for(said: str) -> None:
    assert asks_for_results(said) == said
    assert asks_for_quiz(said) is None


def test_other_words_are_not_the_quiz() -> None:
    for said in ("vad är ett quiz", "hur gick mötet", "testa bussarna", "x" * 5000):
        assert asks_for_quiz(said) is None
        assert asks_for_results(said) is None
    assert wants_to_stop("Sluta.")
    assert not wants_to_stop("sluta skicka")
