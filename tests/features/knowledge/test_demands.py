"""What a question demands and what an answer meets: the same words do not make an answer."""

import pytest

from bot.features.knowledge.demands import Demand, counted_in, demands_of, falls_short, held_by
from bot.features.knowledge.kinds import kinds_of
from bot.features.knowledge.words import tokens_of


def demanded(question: str) -> frozenset[Demand]:
    words = tokens_of(question)
    return demands_of(words, words, kinds_of(question))


@pytest.mark.parametrize(
    ("question", "demand"),
    [
        ("Varför gick Åby ur?", "cause"),
        ("Hur kommer det sig att vägen dröjer?", "cause"),
        ("Why did Åby leave?", "cause"),
        ("varför avgick ordföranden", "cause"),
        ("Vem är projektledare för bron?", "person"),
        ("vad heter chefen för hamnen", "person"),
        ("vem på hamnen svarade", "person"),
        ("Vilka personer sitter i gruppen?", "person"),
        ("Who is the project manager?", "person"),
        ("Vilken dag möttes de?", "day"),
        ("Hur dags började mötet?", "clock"),
        ("I vilken lokal sågs ni?", "room"),
        ("Var hölls mötet?", "place"),
        ("Vilken remiss var svårast?", "choice"),
        ("Vilken av vägarna är viktigast?", "choice"),
        ("Vad sa regionen om bron?", "said"),
        ("Vad bestämdes på mötet?", "decided"),
        ("what was decided there", "decided"),
        ("Vilka saknades på mötet?", "absent"),
        ("Vem var ordförande före Olle?", "succession"),
        ("who took over after her", "succession"),
        ("Vem är konsult på byrån?", "person"),
        ("och vad fick hon betalt?", "person"),
        ("Vad betalade kommunen?", "amount"),
        ("När ska bron öppna?", "future"),
        ("Hur många kom?", "count"),
        ("Vad kostade bron?", "amount"),
        ("Vilka sex hamnar är med?", "named"),
        ("Vilka två i styret intervjuades?", "person"),
        ("Namnge projektledaren", "person"),
        ("Hur många procent kom?", "percent"),
        ("Borde Åby gå med?", "judged"),
        ("Hur länge varade mötet?", "span"),
        ("är bron bra enligt dig", "judged"),
        ("Vilken kommun betalade mest för bron?", "choice"),
    ],
)
def test_how_a_question_is_put_tells_what_its_answer_has_to_hold(question: str, demand: Demand) -> None:
    assert demand in demanded(question)


@pytest.mark.parametrize(
    "question",
    [
        "Vem leder projektet?",
        "Vilka kommuner är med?",
        "Vilken tid på året hålls mässan?",
        "Vad heter projektet?",
        "namn på kommunerna",
        "Vem är med i gruppen?",
        "Vilka satsningar är de viktigaste?",
        "Vilken kommun bestämde vilka vägar som är viktigast?",
        "vafför konsultbolag anlitade de",
        "Bor det fler här nu?",
    ],
)
def test_what_a_body_or_a_list_answers_as_well_demands_nothing_strict(question: str) -> None:
    assert not falls_short(demanded(question), frozenset())


@pytest.mark.parametrize(
    ("said", "met", "unmet"),
    [
        ("Hamnen leder projektet.", (), ("cause", "day", "amount", "count")),
        ("Eva Ek, Åby kommun, är ordförande.", ("who",), ("cause", "day")),
        ("Bron byggs för att korta vägen.", ("cause",), ("when", "amount")),
        ("De möttes den 7 maj 2021 på väg 73.", ("day", "when"), ("count", "clock")),
        ("De möttes två gånger, kl. 9 varje gång.", ("count", "clock"), ("day", "amount")),
        ("Bron kostade 21 420 kr.", ("amount", "count"), ("when", "cause")),
        ("Åby deltar inte.", ("denied",), ("future",)),
        ("En analys föreslås för 2022.", ("future", "when"), ("count", "cause")),
        ("Var tredje, 33 %, kom.", ("percent",), ("day",)),
        ("Eva Ek var ordförande till och med den 12 mars.", ("span", "day"), ("percent",)),
    ],
)
def test_what_stands_in_an_answer_tells_what_it_meets(
    said: str, met: tuple[Demand, ...], unmet: tuple[Demand, ...]
) -> None:
    held = held_by(said, ())

    assert held.issuperset(met)
    assert held.isdisjoint(unmet)


def test_a_number_of_things_does_not_name_them_but_a_list_does() -> None:
    assert "named" not in held_by("Projektet samlar sex hamnar och fem kommuner.", ("count", "which"))
    assert "named" in held_by("Sex hamnar är med: Åby, Ekvik och fyra till.", ("count",))
    assert "named" in held_by("Åby och Ekvik är med.", ("which",))


def test_what_an_answer_tells_a_number_of_is_what_follows_it() -> None:
    assert counted_in("Rådet hade fem digitala möten den 7 maj 2021.").split() == ["digitala", "möten", "den"]
    assert counted_in("Rådet sågs i Åby den 7 maj 2021.") == ""


def test_a_cause_for_something_is_none_for_its_contrary() -> None:
    why, why_not = demanded("Varför är Åby med?"), demanded("Varför är inte Åby med?")

    assert not falls_short(why, frozenset({"cause"}))
    assert falls_short(why_not, frozenset({"cause"}))
    assert not falls_short(why_not, frozenset({"cause", "denied"}))
