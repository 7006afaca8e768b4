"""What shares its words with a fact and asks for something else, and what says the same in other ways."""

import datetime as dt

import pytest

from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Document, Fact, FactKind, Library, Source, Topic, Wording, Wordings


def fact(name: str, about: str, kind: FactKind, question: str, answer: str, *asked: str) -> Fact:
    return Fact(
        id=name,
        about=(about,),
        kind=kind,
        question=Wording(question, question),
        answer=Wording(answer, answer),
        source=Source("plan", "1"),
        valid_from=dt.date(2021, 1, 1),
        owner="kansliet",
        asked=Wordings(asked),
        years=(2021,),
    )


KNOWLEDGE = Knowledge(
    Library(
        facts=(
            fact(
                "board-chair", "board", "who", "Vem är ordförande i fiskerådet?", "Eva Ek är ordförande i fiskerådet.",
                "vem leder fiskerådet", "fiskerådets ordförande",
            ),
            fact(
                "board-count", "board", "count", "Hur många möten hade fiskerådet?", "Styret hade fem möten 2021.",
                "antal möten i fiskerådet", "hur ofta sågs fiskerådet",
            ),
            fact(
                "harbour-count", "harbour", "count", "Hur många möten hade hamnrådet?",
                "Hamnrådet hade tre möten 2021.", "antal möten i hamnrådet", "hur ofta sågs hamnrådet",
            ),
            fact(
                "harbour-chair-change", "harbour", "when", "När bytte hamnrådet ordförande?",
                "Hamnrådet bytte ordförande den 4 maj 2021.", "när byttes ordföranden i hamnrådet ut",
            ),
            fact(
                "fair-firms", "fair", "count", "Hur många firmor ställde ut på mässan?",
                "Åtta firmor ställde ut på mässan.", "antal firmor på mässan", "vilka firmor var med på mässan",
                "vilka firmor ställde ut",
            ),
            fact(
                "fair-visit", "fair", "who", "Vem besökte mässan?", "Ministern besökte mässan den 7 juni 2021.",
                "vem kom till mässan", "vem träffade ni på mässan", "vem besökte mässan i juni",
                "besöket på mässan den 7 juni",
            ),
            fact(
                "fair-growth", "fair", "amount", "Hur mycket ökade mässans intäkter från 2020 till 2021?",
                "Mässans intäkter ökade med 12 300 kr från 2020 till 2021.", "mässans ökning",
                "hur mycket växte intäkterna",
            ),
        ),
        topics=(
            Topic("board", Wording("fiskerådet", "the board"), "body", aliases=Wordings(("fiskerådet", "sk"))),
            Topic("harbour", Wording("hamnrådet", "the harbour council"), "body", aliases=Wordings(("hamnrådet",))),
            Topic("fair", Wording("mässan", "the fair"), "event", aliases=Wordings(("mässan",))),
        ),
        documents=(Document("plan", Wording("Planen", "The plan"), dt.date(2020, 1, 1), dt.date(2021, 12, 31)),),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("vem leder fiskerådet", "board-chair"),
        ("Vem är ordförande i SK?", "board-chair"),
        ("Jag sitter och skriver en PM om fiskerådet, vem är fiskerådets ordförande?", "board-chair"),
        ("Kan nån påminna mig om vem som leder fiskerådet?", "board-chair"),
        ("hej, snabb fråga: är det någon som vet vem som leder fiskerådet", "board-chair"),
        ("hur många firmor ställde ut på mässan?", "fair-firms"),
        ("vem besökte mässan den 7 juni?", "fair-visit"),
        ("Hur mycket ökade mässans intäkter förra året, alltså från 2020 till 2021?", "fair-growth"),
    ],
)
def test_what_a_fact_holds_is_told_however_it_is_put(question: str, name: str) -> None:
    assert KNOWLEDGE.ask(question).facts == (name,)


@pytest.mark.parametrize(
    "question",
    [
        "Vilka åtta firmor ställde ut på mässan? Namnen tack.",
        "vilka firmor ställde ut på mässan i år, vill ha namnen",
        "vem besökte mässan den 9 juni?",
        "När bytte fiskerådet ordförande?",
        "Borde fiskerådet byta ordförande?",
        "Hur många procent av firmorna ställde ut på mässan?",
        "vilken firma på mässan var störst",
        "hur många kringlutter ställde ut på mässan",
        "Hur mycket ökade mässans intäkter förra året?",
    ],
)
def test_what_no_fact_holds_is_told_by_none_however_many_words_they_share(question: str) -> None:
    assert KNOWLEDGE.ask(question).status != "answered"


def test_which_they_were_is_not_answered_with_how_many() -> None:
    assert KNOWLEDGE.ask("vilka firmor visade upp sig på mässan?").status != "answered"


def test_a_question_about_two_bodies_is_answered_for_each() -> None:
    assert KNOWLEDGE.ask("hur många möten hade fiskerådet resp. hamnrådet").facts == ("board-count", "harbour-count")
    assert KNOWLEDGE.ask("hur många möten hade mässan och hamnrådet").facts != ("board-count", "harbour-count")


def test_what_an_answer_told_in_passing_is_told_again_to_who_asks_for_just_that() -> None:
    assert KNOWLEDGE.ask("vilket datum?", "vem besökte mässan").facts == ("fair-visit",)
    assert KNOWLEDGE.ask("och när?", "vem besökte mässan").facts == ("fair-visit",)
    assert KNOWLEDGE.ask("vilket datum?", "vem leder fiskerådet").facts != ("board-chair",)
