"""What people say of who was there, read into rows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.bodies.model import Municipality
from bot.features.bodies.naming import Finder
from bot.features.bodies.seats import Contact
from bot.features.meetings.attendance import Mark, Outcome
from bot.features.meetings.model import Called
from bot.features.meetings.rollcall.marking import Deed, Said, Spoken, marks_of
from bot.features.meetings.rollcall.past_days import read_past_days
from bot.features.meetings.rollcall.wording import Ear
from tests.conftest import cooperation
from tests.conversation import NOW

FINDER = Finder(cooperation())
EAR = Ear(FINDER)
TOWNS = {each.name: each for each in cooperation().municipalities}
BODY = next(each for each in cooperation().bodies if each.id == "planeringschefer")
WEDNESDAY = dt.datetime(2027, 1, 20, 9, tzinfo=dt.UTC)


def seat(town: Municipality, *, vacant: bool = False) -> Called:
    holder = None if vacant else Contact(f"h{town.code}", f"Hanna {town.name}sdotter", "")
    return Called(BODY, town, holder, None if vacant else Contact(f"s{town.code}", f"Sten {town.name}sson", ""), None)


SEATS = [seat(town) for town in TOWNS.values()]


def heard(said: str) -> tuple[dict[str, str], str | None]:
    """Return what is heard of each municipality, and of the rest."""
    names = {town.code: name for name, town in TOWNS.items()}
    spoken = EAR.spoken(said, [])
    told = {names[code]: f"{each.deed}{' online' if each.online else ''}" for code, each in spoken.said.items()}
    return told, spoken.rest


@pytest.mark.parametrize(
    ("said", "told", "rest"),
    [
        ("alla utom Salem", {"Salem": "not_there"}, "present"),
        # "Haninge" was noted as there: its verb is that of "alla".
        ("alla utom Nykvarn och Haninge kom", dict.fromkeys(("Nykvarn", "Haninge"), "not_there"), "present"),
        ("alla utom Nykvarn och Haninge var där", dict.fromkeys(("Nykvarn", "Haninge"), "not_there"), "present"),
        ("alla utom Salem och Haninge kom, Tyresö var med digitalt",
         {"Salem": "not_there", "Haninge": "not_there", "Tyresö": "present online"}, "present"),
        ("alla utom Nykvarn och Haninge hade ersättare", {"Nykvarn": "not_there", "Haninge": "stand_in"}, "present"),
        ("alla utom:\nSalem\nHaninge", {"Salem": "not_there", "Haninge": "not_there"}, "present"),
        # A denied absence was noted as one, and a "never" as presence.
        ("Salem var inte frånvarande", {"Salem": "present"}, None),
        ("Haninge uteblev inte", {"Haninge": "present"}, None),
        ("Haninge kom aldrig", {"Haninge": "not_there"}, None),
        ("Haninge never came", {"Haninge": "not_there"}, None),
        ("Salem kom inte på grund av förhinder", {"Salem": "excused"}, None),
        ("alla, utom Salem", {"Salem": "not_there"}, "present"),
        ("Alla var där", {}, "present"),
        ("full närvaro", {}, "present"),
        ("ingen kom", {}, "not_there"),
        ("Nykvarn kom inte, Tyresö hade ersättare", {"Nykvarn": "not_there", "Tyresö": "stand_in"}, None),
        ("Salem, Nykvarn och Tyresö kom inte", dict.fromkeys(("Salem", "Nykvarn", "Tyresö"), "not_there"), None),
        ("Salem kom inte, hade förhinder", {"Salem": "excused"}, None),
        ("alla utom Salem som var sjuk", {"Salem": "excused"}, "present"),
        ("upprop: alla utom Salem och Tyresö. Haninge hade ersättare",
         {"Salem": "not_there", "Tyresö": "not_there", "Haninge": "stand_in"}, "present"),
        ("Frånvarande: Salem, Nykvarn. Ersättare: Tyresö",
         {"Salem": "not_there", "Nykvarn": "not_there", "Tyresö": "stand_in"}, None),
        ("Frånvarande:\nSalem\nNykvarn", {"Salem": "not_there", "Nykvarn": "not_there"}, None),
        ("Salem hade förhinder men ersättaren kom", {"Salem": "stand_in"}, None),
        ("Nykvarn kom inte och hade ingen ersättare", {"Nykvarn": "not_there"}, None),
        ("ersättaren från Salem kom inte heller", {"Salem": "not_there"}, None),
        ("Salem var med digitalt, alla andra på plats", {"Salem": "present online"}, "present"),
        ("Tyresö hade ersättare, resten ordinarie", {"Tyresö": "stand_in"}, "present"),
        ("Salem och Nykvarn var borta och Tyresö skickade ersättare",
         {"Salem": "not_there", "Nykvarn": "not_there", "Tyresö": "stand_in"}, None),
        ("alla utom Salem och Nykvarn, som hade ersättare", {"Salem": "stand_in", "Nykvarn": "stand_in"}, "present"),
        ("rätta närvaron på mötet den 14 januari: Salem var där", {"Salem": "present"}, None),
        ("everybody but Salem", {"Salem": "not_there"}, "present"),
        ("everybody was there but Tyresö", {"Tyresö": "not_there"}, "present"),
        ("Nykvarn did not come but Tyresö sent a stand-in", {"Nykvarn": "not_there", "Tyresö": "stand_in"}, None),
        ("Salem was absent, the others were there", {"Salem": "not_there"}, "present"),
    ],
)  # fmt: skip
def test_who_was_there_in_words(said: str, told: dict[str, str], rest: str | None) -> None:
    assert EAR.notes(said) is not None
    assert heard(said) == (told, rest)


@pytest.mark.parametrize(
    "said",
    [
        "Nykvarn var inte sjuk",
        "Nykvarn hade inget förhinder",
        "inte alla kom",
        "alla var inte där",
        "Salem kom kanske inte",
        "alla utom",
        "Tyresö kom, Salem var kanske där",
    ],
)
def test_what_may_mean_both_is_unclear(said: str) -> None:
    """Such words were noted as the opposite, and an unfinished "alla utom" wiped out who was away."""
    assert EAR.spoken(said, SEATS).unclear


@pytest.mark.parametrize("said", ["alla utom Nykvarn och Norrtälje", "alla utom Norrtälje, Nykvarn"])
def test_a_stranger_beside_a_municipality_is_told(said: str) -> None:
    """Only a stranger who stood alone was."""
    assert EAR.spoken(said, SEATS).unread.startswith("Norrtälje")


@pytest.mark.parametrize(
    "said",
    [
        "Salem kommer inte på torsdag",
        "vad kom Salem fram till?",
        "alla kommuner har svarat på remissen",
        "jag kan inte på torsdag",
        "hade Salem ersättare?",
        "vem var med på mötet?",
        "Trafikverket kom med nya siffror",
        "skicka till planeringscheferna och alla ordförande utom Salem: Underlaget finns på Teams.",
        "send to the planning managers and all chairs except Salem: The papers are here.",
        "x" * 600,
    ],
)
def test_what_is_no_roll_call(said: str) -> None:
    meant = EAR.notes(said)
    assert meant is None or not EAR.spoken(said, []).says_anything


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("vem var med på förra mötet?", True),
        ("vilka kommuner var med på mötet den 14 januari?", True),
        ("vilka saknades i torsdags?", True),
        ("närvaron på senaste mötet", True),
        ("vem var med på planeringschefernas möte i fredags?", True),
        ("who was at the last meeting of the planning managers?", True),
        ("hur många kom till mötet i Hågelbyparken?", False),
        ("vem var med på mötet om Tvärförbindelsen?", False),
        ("hur många kom på mötena i år?", False),
        ("närvaron på mötena 2027", False),
        ("hur var närvaron i planeringscheferna i år", False),
        ("vem var med och grundade samarbetet?", False),
    ],
)
def test_when_it_is_asked_who_was_there(said: str, asks: bool) -> None:
    assert (EAR.asks_who_was_there(said) is not None) == asks
    assert EAR.notes(said) is None


ABSENT = ("{} kom inte", "{} var inte där", "{} saknades", "{} uteblev", "{} var frånvarande", "{} was absent")
SENT = ("{} hade ersättare", "{} skickade ersättare", "{} sent a stand-in")
EXCUSED = ("{} hade förhinder", "{} var sjuk", "{} hade anmält förhinder")
THERE = ("{} var där", "{} kom", "{} deltog", "{} var på plats", "{} was there")
PHRASES = [
    *((phrase, Deed.NOT_THERE) for phrase in ABSENT),
    *((phrase, Deed.STAND_IN) for phrase in SENT),
    *((phrase, Deed.EXCUSED) for phrase in EXCUSED),
    *((phrase, Deed.PRESENT) for phrase in THERE),
]
groups = st.permutations(sorted(TOWNS)).flatmap(
    lambda towns: st.lists(st.integers(1, 3), min_size=1, max_size=3).map(
        lambda sizes: [towns[sum(sizes[:at]) : sum(sizes[: at + 1])] for at in range(len(sizes)) if sum(sizes[:at]) < 8]
    )
)


@given(groups, st.data())
def test_each_group_of_municipalities_gets_its_own_deed(parts: list[list[str]], data: st.DataObject) -> None:
    said: list[str] = []
    wanted: dict[str, str] = {}
    for towns in parts:
        phrase, deed = data.draw(st.sampled_from(PHRASES))
        listed = towns[0] if len(towns) == 1 else f"{', '.join(towns[:-1])} och {towns[-1]}"
        said.append(phrase.format(listed))
        wanted |= dict.fromkeys(towns, deed.value)
    joined = data.draw(st.sampled_from([", ", ". ", "; ", " och ", "\n"])).join(said)
    assert heard(joined)[0] == wanted


@given(
    st.lists(st.sampled_from(sorted(TOWNS)), min_size=1, max_size=4, unique=True), st.sampled_from(["utom", "förutom"])
)
def test_all_but_some(towns: list[str], word: str) -> None:
    listed = towns[0] if len(towns) == 1 else f"{', '.join(towns[:-1])} och {towns[-1]}"
    spoken = EAR.spoken(f"alla {word} {listed}", [])
    base = {town.code: Mark(Outcome.PRESENT_HOLDER) for town in TOWNS.values()}
    marks = marks_of(spoken, SEATS, base)
    assert {code for code, mark in marks.items() if mark.outcome is Outcome.ABSENT} == {TOWNS[t].code for t in towns}
    assert all(marks[town.code] == base[town.code] for name, town in TOWNS.items() if name not in towns)


@given(
    st.dictionaries(
        st.sampled_from([town.code for town in TOWNS.values()]),
        st.builds(Said, st.sampled_from(Deed)),
        max_size=8,
    ),
    st.sampled_from([None, Deed.PRESENT, Deed.NOT_THERE]),
    st.sets(st.sampled_from([town.code for town in TOWNS.values()])),
)
def test_no_words_make_a_vacant_seat_absent_and_nothing_unsaid_changes(
    said: dict[str, Said], rest: Deed | None, vacant: set[str]
) -> None:
    called = [seat(town, vacant=town.code in vacant) for town in TOWNS.values()]
    base = {each.municipality.code: Mark(Outcome.PRESENT_HOLDER) for each in called if not each.vacant}
    marks = marks_of(Spoken(said, rest), called, base)
    for code, mark in marks.items():
        assert code not in vacant or mark.outcome.represents
        if code not in said and rest is None:
            assert mark == base[code]


@given(st.text(max_size=300))
def test_no_words_break_it(said: str) -> None:
    EAR.notes(said)
    EAR.asks_who_was_there(said)
    EAR.spoken(said, SEATS)
    read_past_days(said, NOW)


def test_people_are_known_by_name() -> None:
    spoken = EAR.spoken("Hanna Salemsdotter kom inte, Sten Tyresösson var där", SEATS)
    assert spoken.said == {TOWNS["Salem"].code: Said(Deed.NOT_THERE), TOWNS["Tyresö"].code: Said(Deed.STAND_IN)}
    # There are eight called Hanna, so the name alone tells nothing.
    assert EAR.spoken("Hanna kom inte", SEATS).said == {}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("mötet den 14 januari", "2027-01-14"),
        ("mötet 14/1", "2027-01-14"),
        ("den 14", "2027-01-14"),
        ("i torsdags", "2027-01-14"),
        ("torsdagens möte", "2027-01-14"),
        ("i onsdags", "2027-01-13"),
        ("i går", "2027-01-19"),
        ("i förrgår", "2027-01-18"),
        ("yesterday", "2027-01-19"),
        ("5 oktober", "2026-10-05"),
        ("28 januari", "2027-01-28"),
        ("Salem kom 5 minuter sent", None),
        ("alla utom Salem", None),
    ],
)
def test_days_that_have_been(said: str, day: str | None) -> None:
    days = read_past_days(said, WEDNESDAY)
    assert (days and days[0].isoformat()) == day
