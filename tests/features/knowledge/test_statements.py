"""What asks nothing gets no fact; what asks, however it is written, is looked up as before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Bot
from bot.features.knowledge.evaluation import read_questions
from bot.features.knowledge.manners import manner_of
from bot.features.knowledge.statements import told_in
from tests.conftest import DATA, library, understanding
from tests.conversation import Chat, person, read

STATEMENTS = [
    "jag vill jobba med cykel",
    "det var ett bra möte",
    "energin är slut",
    "jag håller med",
    "vi bygger en cykelbana",
    "Jag jobbar på kommunen",
    "Tvärförbindelsen är en dålig idé",
    "mötet var för långt",
    "min chef heter Anna",
    "det regnar",
    "I like the cooperation",
    "the meeting was good",
    "7",
    "9-11",
]
ASKING = [
    "2021",
    "2035",
    "cykel",
    "näringsliv och jobb",
    "den regionala cykelplanen",
    "de åtta kommunerna",
    "det gemensamma kansliet",
    "alla kommuner",
    "i kommunerna",
    "berätta om Tvärförbindelsen",
    "jag undrar när mötena var",
    "jag vill veta mer om Flemingsberg",
    "jag behöver siffror på befolkningen",
    "ni är väl åtta kommuner",
    "vi är åtta kommuner?",
    "viket är det största projektet",
    "jag är ny, finns det något att läsa",
    "jag förstår inte förkortningarna",
    "energin som är slut",
]


@pytest.mark.parametrize("said", STATEMENTS)
async def test_a_statement_gets_no_fact_and_is_not_offered_to_anybody(bot: Bot, said: str) -> None:
    chat = Chat(bot)
    reply = await chat.say(said)
    assert reply is not None
    assert reply.sources == ()
    words = read(reply)
    assert "*hjälp*" in words or "*help*" in words
    assert "Vi håller inte på med något" in read(await chat.say("ja"))


@pytest.mark.parametrize("said", ASKING)
def test_what_asks_is_no_statement(said: str) -> None:
    assert told_in(said) is None


def test_no_phrasing_of_a_fact_and_no_question_is_a_statement() -> None:
    phrasings = [words for fact in library().facts for words in (*fact.asked.sv, *fact.asked.en)]
    asked = [each.q for each in read_questions((DATA / "questions.jsonl").read_text().splitlines()) if each.answerable]
    assert len(phrasings) > 1000
    assert [words for words in (*phrasings, *asked) if told_in(words)] == []


@pytest.mark.parametrize("said", ["jag slutar på fredag", "vi har fått en ny planeringschef", "Anna har slutat"])
async def test_who_leaves_and_who_is_new_can_be_told_to_the_secretariat(bot: Bot, said: str) -> None:
    chat = Chat(bot)
    assert "Vem som har vilken plats ändrar kansliet" in read(await chat.say(said))
    assert "nummer 1" in read(await chat.say("ja"))
    theirs = Chat(bot, who=person("Gunilla Ström"))
    assert "Skriv vem som tar vilken plats" in read(await theirs.say(said))
    assert "nummer" not in read(await theirs.say("ja"))


@pytest.mark.parametrize(
    "said",
    [
        *("det här är fel", "du har fel", "det stämmer inte", "that is wrong", "fel", "det var inte det jag frågade"),
        *("that's not what I meant", "vad menar du"),
    ],
)
def test_who_says_that_an_answer_is_wrong_hears_where_to_press(said: str) -> None:
    answer = understanding().ask(said)
    assert (answer.reason, answer.offer) == ("wrong", False)


@pytest.mark.parametrize("said", ["tack för i dag, vi hörs", "tack för mötet", "Tack tack", "thanks for today"])
def test_thanks_are_taken_as_thanks(said: str) -> None:
    assert "Tack själv" in understanding().ask(said, lang="sv").text


@pytest.mark.parametrize(
    "said",
    [
        *("spännande", "intressant!", "Jaha.", "haha ok", "det var dyrt", "okej då vet jag", "good to know", "I see"),
        *("fredag äntligen", "ok ska kolla med chefen"),
    ],
)
def test_a_remark_is_taken_for_what_it_is(said: str) -> None:
    """ "spännande" alone got a fact, and "ok" after it passed it on to the secretariat as a question."""
    answer = understanding().ask(said, lang="sv")
    assert (answer.text, answer.offer) == ("Säg till om du undrar något mer.", False)


@pytest.mark.parametrize(
    "said", ["är det intressant?", "hur dyrt var det", "vad är bra med samarbetet", "ska vi fråga?"]
)
def test_a_question_is_no_remark(said: str) -> None:
    assert manner_of(said) != "remark"


@pytest.mark.parametrize("said", ["hej då", "bye", "ok hej då", "vi hörs"])
def test_who_leaves_is_not_greeted(said: str) -> None:
    assert understanding().ask(said, lang="sv").text.startswith("Hej då.")


@pytest.mark.parametrize("said", ["källa?", "är du säker", "stämmer det?", "är det rätt siffra", "are you sure"])
def test_who_doubts_an_answer_hears_where_its_source_is(said: str) -> None:
    assert "Källan står sist" in understanding().ask(said, lang="sv").text


@given(st.lists(st.sampled_from("tack da vi hors ok jag har det var min energin är x".split()), max_size=60))
def test_any_words_are_read_at_once(words: list[str]) -> None:
    """A pattern that tries every way to divide such words would never end."""
    said = " ".join([*words, "x"])
    assert manner_of(said) is None
    assert told_in(said) in (None, "plain")


async def test_a_yes_in_between_leaves_the_question_before_in_its_place(bot: Bot) -> None:
    """It was kept as a question of its own, and the next one leaned on "ja"."""
    chat = Chat(bot)
    await chat.say("Vilka är prioriteringarna?")
    assert "Vi håller inte på med något" in read(await chat.say("ja"))
    assert "Planeringscheferna" in read(await chat.say("och vilka ansvarar"))
