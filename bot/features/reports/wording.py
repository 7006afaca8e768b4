"""Understands what is asked of figures: whose, of which year, and whether a document is wanted."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.naming import TEXTS_REMEMBERED, Finder, Word, words_of

LONGEST = 150
"""Nobody asks for figures in more characters than this."""


class Ask(StrEnum):
    """What somebody wants to see."""

    FIGURES = "figures"
    OWN = "own"
    SELDOM = "seldom"
    PERSONS = "persons"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. `year` is a year, or how many before this one as 0 or -1; None when none was said.

    `bodies` are more than one when any of them can be meant.
    """

    ask: Ask
    bodies: tuple[Body, ...] = ()
    municipality: Municipality | None = None
    year: int | None = None

    def year_at(self, today_year: int) -> int | None:
        """Return the year that is meant, None when none was said."""
        return None if self.year is None else self.year + today_year if self.year <= 0 else self.year


_TOPIC = re.compile(
    r"narvaro(?:n|s|ns|statistik(?:en)?|siffror(?:na)?|grad(?:en)?|niva(?:n)?)?|motesnarvaro(?:n)?|motesstatistik(?:en)?"
    r"|statistik(?:en)?|attendance|statistics|stats"
)
_DOCUMENT = re.compile(
    r"rapport(?:en)?|arsrapport(?:en)?|narvarorapport(?:en)?|motesrapport(?:en)?|verksamhetsberattelse(?:n)?"
    r"|narvarokapit(?:el|let)|report|excel(?:fil(?:en)?)?|xlsx|kalkylblad(?:et)?|kalkylark(?:et)?|spreadsheet|word"
    r"|docx|dokument(?:et)?|document|export(?:en|era)?"
)
_WEAK_DOCUMENT = frozenset(
    "word dokument dokumentet document rapport rapporten report export exporten exportera".split()
)
"""Words for documents that need more beside them: a year, a verb, attendance."""
_MAKES = frozenset("gor skapa oppna visa skriv hamta ge ladda ner fram ta make create open show write get give".split())
_PERSONS = frozenset("person personer personerna ledamot ledamoter ledamoterna member members people".split())
_WHO = frozenset("vem vilka vilken vilket who which".split())
_WHOSE = frozenset("ledamoter ledamot personer oss members people us brukar tends tend som that".split())
_MINE = frozenset("min mitt mina my".split())
_ENGLISH = frozenset("have did was often many".split())
_HOW_OFTEN = ("hur ofta", "hur manga", "how often", "how many")
_TIMES = frozenset("ofta often ganger times".split())
_PRESENT = frozenset(
    """
    kommer kommit kom deltar deltagit deltog narvarar narvarat narvarande ar varit uteblir uteblivit saknas
    saknats missar missat franvarande borta med dit har comes come came attends attend attended misses missed
    skickat ersattare ersatts
    miss absent missing away there present been shows turns show turn up does did ganger times manga many egen
    own
    """.split()
)
_FREQUENCY = frozenset(
    """
    allra mycket sallan sallsynt oftast ofta mest minst flest farst fa lagst samst lagsta seldom rarely hardly
    ever most often least fewest lowest worst poorest
    """.split()
)
_CUES = _FREQUENCY | _TIMES | {"manga", "many"}
_YEAR = re.compile(r"(20\d\d)")
_RELATIVE = (
    (re.compile(r"\b(?:i fjol|forra aret|fjolaret|fjolarets|forra arets|last year|last years|previous year)\b"), -1),
    (re.compile(r"\b(?:i ar|det har aret|arets|hittills|this year|this years|so far|year to date)\b"), 0),
)
_FILLERS = frozenset(
    """
    hur vad ar var ser sag ut blev har varit ligger lag visa ge mig oss vi jag kan du se kolla far fa en ett den
    det de i for pa av om till under med over hos fran at tack snalla hog lag bra dalig hoga laga vara
    sammanstalla sammanstallning how what was is were are has have had been the attendance in of for show me give us
    please this last year at to a an on aret ar forra fjol hittills sa far gick gatt so arets arlig arliga
    yearly annual hela hel per som by from with natverket natverk natverkens gruppen grupp grupps organ organet
    organen kommun kommuner kommunen kommuns kommunens kommunerna municipality municipalities body bodies
    network networks alla samtliga all total totalt totalen siffror siffrorna figures numbers tabell diagram och
    and moten motena motenas meetings gor skapa oppna skriv hamta ladda ner fram ta make create open write get s
    var like look looked looks good high low hej stor stort stora liten hade had
    """.split()
)


class Reader:
    """Understands questions about figures, in one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        # Four commands ask what one turn means.
        self._question_in = lru_cache(TEXTS_REMEMBERED)(self._find_question)

    def question(self, said: str) -> Question | None:
        """Return what is asked of figures, or None when it is something else."""
        return self._question_in(said) if len(said) <= LONGEST else None

    def _find_question(self, said: str) -> Question | None:
        words = words_of(said)
        if not any(_is_cue(word.folded) for word in words):
            return None
        bodies, towns = self._finder.bodies(words), self._finder.municipalities(words)
        if len(bodies) > 1 or len(towns) > 1 or any(len(each.values) > 1 for each in towns):
            return None
        body = bodies[0].values if bodies else ()
        town = towns[0].values[0] if towns else None
        named = [(each.start, each.end) for each in bodies] + [(each.start, each.end) for each in towns]
        rest = _without(words, named)
        year, text = _year(rest)
        ask = self._ask(text.split(), year is not None, bool(town or body))
        return Question(ask, body, town, year) if ask else None

    def _ask(self, tokens: list[str], dated: bool, named: bool) -> Ask | None:
        if not tokens:
            return None
        topics = [token for token in tokens if _TOPIC.fullmatch(token)]
        documents = [token for token in tokens if _DOCUMENT.fullmatch(token)]
        others = {token for token in tokens if token not in _FILLERS} - set(topics) - set(documents)
        frequency, mine = others & _FREQUENCY, others & _MINE
        how_often = " ".join(tokens[:2]) in _HOW_OFTEN
        if tokens[0] in _WHO and topics[:1] == tokens[1:2]:
            # "Vilken närvaro hade Salem?" asks for the same as "hur stor".
            others -= _WHO
        elif tokens[0] in _WHO:
            asked = frequency and (topics or set(tokens) & _PRESENT)
            return Ask.SELDOM if asked and others <= _WHO | _WHOSE | _PRESENT | _FREQUENCY else None
        # "i" is "in" to most people here.
        speaks_of_self = "jag" in tokens or ("i" in tokens and tokens[0] == "how" and _ENGLISH & set(tokens))
        if (mine and topics) or (speaks_of_self and how_often):
            return Ask.OWN if others <= _MINE | _PRESENT | _FREQUENCY else None
        if how_often and named and _TIMES & set(tokens) and others <= _PRESENT | _FREQUENCY:
            return Ask.FIGURES
        if topics and others and others <= _PERSONS:
            return Ask.PERSONS
        if others:
            return None
        if documents:
            enough = set(documents) - _WEAK_DOCUMENT or topics or dated or _MAKES & set(tokens) or len(tokens) == 1
            # What a document is, is a question to those who know the reports.
            return Ask.REPORT if enough and tokens[0] not in {"vad", "what", "hur", "how"} else None
        return Ask.FIGURES if topics else None


def _is_cue(word: str) -> bool:
    """Tell whether a folded word can be that by which a question is one about figures."""
    return word in _CUES or _TOPIC.fullmatch(word) is not None or _DOCUMENT.fullmatch(word) is not None


def _without(words: tuple[Word, ...], named: list[tuple[int, int]]) -> str:
    """Return the folded words beside the names of bodies and municipalities."""
    kept = [word.folded for at, word in enumerate(words) if not any(start <= at < end for start, end in named)]
    return " ".join(kept)


def _year(text: str) -> tuple[int | None, str]:
    """Return the year that is said, and the words without it."""
    if found := _YEAR.findall(text):
        return (int(found[0]) if len(set(found)) == 1 else None), " ".join(_YEAR.sub(" ", text).split())
    for pattern, years in _RELATIVE:
        if pattern.search(text):
            return years, " ".join(pattern.sub(" ", text).split())
    return None, text
