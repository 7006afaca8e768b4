import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.leanings import learn
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.leanings import Leaning, packed, signs_of
from bot.features.knowledge.model import Fact, Gap, Leanings, Library, Source, Topic, Wording, Wordings
from bot.library import DataFault, read_library

DATA = Path(__file__).parents[3] / "data"


def fact(name: str, question: str, answer: str, *asked: str) -> Fact:
    return Fact(
        name,
        ("barn",),
        "what",
        Wording(question, question),
        Wording(answer, answer),
        Source("plan"),
        dt.date(2021, 1, 1),
        "kansliet",
        Wordings(asked, ()),
    )


LIBRARY = Library(
    facts=(
        fact("roof", "Vem lade taket?", "Byalaget lade taket.", "vem byggde taket", "vem ordnade taket på ladan"),
        fact(
            "paint", "När målades ladan?", "Ladan målades i maj 2021.", "vilken dag målades ladan", "när var målningen"
        ),
    ),
    topics=(Topic("barn", Wording("ladan", "the barn"), "project"),),
    gaps=(Gap("barn-owner", "not_told", ("barn",), Wordings(("vad kostade ladan", "prislapp för ladan"), ())),),
)


def test_what_was_learned_leans_to_the_fact_that_is_asked_for() -> None:
    knowledge = Knowledge(replace(LIBRARY, leanings=learn(LIBRARY)))

    first = {c.fact.id: c.match for c in knowledge.consider("vem var det som ordnade taket")}
    refused = {c.fact.id: c.match for c in knowledge.consider("vad kostade ladan egentligen")}

    assert first["roof"].leaning > 0.5
    assert max((match.leaning for name, match in first.items() if name != "roof"), default=0.0) < 0.2
    assert first["roof"].told > 0.5
    assert max(refused, key=lambda name: refused[name].leaning) == "barn-owner"
    assert refused["barn-owner"].told < 0


def test_one_word_that_speaks_for_what_nothing_answers_is_noticed() -> None:
    knowledge = Knowledge(replace(LIBRARY, leanings=learn(LIBRARY)))

    plain = {c.fact.id: c.match for c in knowledge.consider("när var målningen")}
    priced = {c.fact.id: c.match for c in knowledge.consider("vad blev målningens prislapp")}

    assert plain["paint"].against < 0.05
    assert priced["paint"].against > 0.1


def test_the_same_data_teaches_the_same() -> None:
    assert learn(LIBRARY) == learn(LIBRARY)


def test_a_fact_that_nothing_was_learned_of_is_found_by_its_phrasings() -> None:
    added = fact("door", "Vem snickrade dörren?", "Sixten snickrade dörren.", "vem gjorde dörren", "dörrens snickare")
    knowledge = Knowledge(replace(LIBRARY, leanings=learn(LIBRARY), facts=(*LIBRARY.facts, added)))

    assert knowledge.ask("vem var det som snickrade dörren?").facts == ("door",)
    assert knowledge.ask("vem lade taket?").facts == ("roof",)


def test_what_was_learned_of_a_fact_that_is_gone_leads_nowhere() -> None:
    knowledge = Knowledge(replace(LIBRARY, leanings=learn(LIBRARY), facts=LIBRARY.facts[1:]))

    assert "roof" not in {c.fact.id for c in knowledge.consider("vem lade taket på ladan")}
    assert knowledge.ask("när målades ladan?").facts == ("paint",)


@given(st.dictionaries(st.integers(0, 500), st.integers(-127, 127), max_size=40))
def test_a_row_of_weights_comes_back_as_it_was_packed(row: dict[int, int]) -> None:
    leaning = Leaning(
        Leanings(tuple(map(str, range(501))), {"tak": (1.0, packed(row), 0.0)}), list(map(str, range(501))), ()
    )

    leant = leaning.of({"tak": 1.0})

    weights = [row.get(place, 0) for place in range(501)]
    assert [round(64 * value) for value in leant.things] == weights
    assert [round(64 * leant.to(place)[0]) for place in range(501)] == weights


def test_other_years_and_sorts_of_things_are_signs() -> None:
    knowledge = Knowledge(LIBRARY)
    words = [
        (knowledge._index.vocabulary.word("ladan", "sv"), 1.0),
        (knowledge._index.vocabulary.word("2019", "sv"), 1.0),
    ]

    signs = signs_of(words, ["när"], {"when": 1.0}, {"@barn": ("%project",)}, frozenset({2021}))

    assert signs["#year"] == 1.0
    assert signs["%project"] > 0
    assert signs["when*%project"] > 0
    assert "~nar" in signs
    assert "2019" not in signs


def test_everything_in_the_data_was_learned_of() -> None:
    library = read_library(DATA)

    named = [*(fact.id for fact in library.facts), *(gap.id for gap in library.gaps)]

    assert sorted(named) == sorted(library.leanings.facts), "run python -m benchmarks.leanings"
    assert len(named) == len(set(named)), "a fact and a gap share an id"


def test_a_broken_file_of_leanings_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "leanings.json").write_text('{"facts": 3}', encoding="utf-8")

    with pytest.raises(DataFault, match=r"leanings\.json: it cannot be read .* python -m benchmarks\.leanings"):
        read_library(tmp_path)
