"""Properties of how answers are read: nothing is invented, nothing that takes a position is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.bodies.naming import Finder
from bot.features.referrals.model import Position, Says
from bot.features.referrals.remarks import position_of
from bot.features.referrals.saying import Reader, mended
from tests.conftest import cooperation

READER = Reader(Finder(cooperation()))
VERBS = {"tillstyrker": Position.SUPPORTS, "avstyrker": Position.OPPOSES}
FRAGMENTS = st.sampled_from(
    "vi tillstyrker avstyrker avstår från inte att lämna synpunkter på avsnitt 3 kapitel 4.2 men och i övrigt inget"
    " erinra: . , länsplanen Salem Tyresö kommun kanske har fått mottagen yttrar oss skriv nej hej – bakom".split()
)


@given(st.lists(FRAGMENTS, max_size=30).map(" ".join))
def test_no_word_of_a_remark_is_invented(said: str) -> None:
    answer = READER.answer(said)
    written = mended(said)
    for part in (answer, *answer.parts) if answer else ():
        for piece in part.pieces:
            assert set(piece.text.split()) <= set(written.split()) | {word.strip(",") for word in written.split()}
            assert not piece.section or piece.section in written


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(said: str) -> None:
    READER.answer(said)
    READER.about(said)
    READER.taken_back(said)
    READER.answer(f"vi avstyrker avsnitt 3: {said}")


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(VERBS)), st.integers(1, 40)), min_size=1, max_size=5, unique_by=lambda p: p[1]
    )
)
def test_every_position_in_a_sentence_is_kept(positions: list[tuple[str, int]]) -> None:
    said = "vi " + " och ".join(f"{verb} avsnitt {number}" for verb, number in positions)
    answer = READER.answer(said)
    assert answer is not None
    assert answer.says is Says.CONTRIBUTES
    assert {(each.section, each.position) for each in answer.pieces} == {
        (str(number), VERBS[verb]) for verb, number in positions
    }


@pytest.mark.parametrize("word", ["avstyckar", "avtrycket", "erinrade", "synpunkten", "mottagare", "tillverkar"])
def test_other_words_are_no_slips(word: str) -> None:
    assert mended(word) == word
    assert position_of(mended(word)) is Position.REMARKS


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("avstryker", "avstyrker"), ("tilstyrker", "tillstyrker"), ("errinra", "erinra"), ("synpunker", "synpunkter")],
)
def test_a_slip_is_mended(slip: str, meant: str) -> None:
    assert mended(f"vi {slip} den") == f"vi {meant} den"
