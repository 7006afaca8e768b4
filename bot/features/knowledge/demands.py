"""What an answer must hold to be one: a cause to "varför", a person's name to "vem är rektor", a day to "vilken dag".

A near miss shares its words with a fact and asks for something that the fact does not hold. Here stands what a question
demands by how it is put, and what a fact meets, by how its answer is written and how people ask about it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, get_args

from bot.core.swedish.letters import fold
from bot.features.knowledge.kinds import Kinds
from bot.features.knowledge.model import FactKind

Demand = Literal[
    "amount", "count", "when", "who", "cause", "person", "day", "clock", "place", "room", "choice",
    "decided", "absent", "succession", "said", "named", "percent", "judged", "span", "future", "others", "denied",
]  # fmt: skip
EVERY_DEMAND: frozenset[Demand] = frozenset(get_args(Demand))
STRICT: frozenset[Demand] = frozenset(
    {
        "cause",
        "person",
        "day",
        "clock",
        "place",
        "room",
        "choice",
        "decided",
        "absent",
        "succession",
        "said",
        "named",
        "percent",
        "judged",
        "span",
    }
)
"""Demands without which a fact is no answer, whatever else it says."""
LOOSE: tuple[Demand, ...] = ("future", "others", "denied")
"""Demands that speak against a fact that does not meet them, but do not decide."""
BY_PHRASING: frozenset[Demand] = frozenset(
    {"cause", "absent", "succession", "said", "choice", "percent", "judged", *LOOSE}
)
"""Demands that a fact meets too which people ask about in that way; the others only what stands in its answer meets."""

_WORDS: dict[Demand, str] = {
    "cause": "varför anledning anledningen orsak orsaken skälet why reason reasons",
    "said": """
        sa sade tyckte tycker tyckt svarade skrev berättade påpekade ansåg lovade krävde yttrade
        diskuterade diskuterades say said think thought reply replied answer answered write
        wrote discuss discussed argue promised
    """,
    "absent": "frånvarande uteblev saknades absent missing",
    "future": "nästa igen kommande ska blir framöver framtiden next again will upcoming",
    "others": "andra fler övriga annan ytterligare other others else",
    "choice": """
        mest minst flest färst störst störste högst lägst sämst bäst längst kortast dyrast billigast snabbast
        most least fewest biggest largest smallest highest lowest worst best longest shortest cheapest
    """,
    "percent": "procent procenten percent percentage",
    "denied": "inte ej aldrig ingen inga inget utan not no never without none didn don isn wasn",
}
_DEMANDED_BY: dict[str, Demand] = {
    form: demand for demand, words in _WORDS.items() for word in words.split() for form in (word, fold(word))
}
_TITLE = (
    r"(?:\w*(?:ledare|chef|direktor|strateg|samordnare|sekreterare|handlaggare|kommunalrad|minister|ordforande)(?:e?n)?"
    r"|rektorn?|vd|professor|moderatorn?|koordinator|administrator|kontaktperson|talare|forfattare|revisor"
    r"|manager|director|leader|head|ceo|chair(?:man|woman|person)?|minister|contact person|author|officer|auditor)"
)
_SOME = r"(?:tva|tre|fyra|fem|sex|sju|atta|nio|tio|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_PATTERNS: tuple[tuple[Demand, str], ...] = (
    ("cause", r"\bhur kommer det sig\b|\bvad beror\b|\bhow come\b"),
    ("person", rf"\b(?:vem|vems|who|whose) (?:\w+ ){{0,2}}?(?:ar|var|blir|blev|is|was) (?:\w+ ){{0,2}}?{_TITLE}\b"),
    ("person", rf"\b(?:vad het(?:er|te)|namnet pa|name of) (?:\w+ ){{0,3}}?(?:han|hon|den som|{_TITLE})\b"),
    ("person", r"\b(?:vilka personer|vilken person|vem personligen|which persons?|which people|who in person)\b"),
    ("person", r"^(?:och |and )?(?:vem|who) (?:pa|fran|hos|av|at|from|of)\b"),
    ("person", r"\bnam(?:n|nen) pa (?:de |dem )?(?:som|ledamot\w*|deltag\w*|person\w*)\b"),
    ("person", r"\b(?:han|hon|honom|henne|hans|hennes|he|she|him|his|her)\b"),
    ("person", r"\bnames of (?:the )?(?:people|members|participants)\b"),
    (
        "person",
        (
            r"\b(?:vem|who) (?:ar|var|is|was) (?:konsult|anstalld|kontakt|consultant|employee|contact)\w*"
            r" (?:pa|hos|fran|at|from)\b"
        ),
    ),
    (
        "decided",
        r"^(?:och |and )?(?:vad|what) (?:\w+ ){0,3}?(?:bestamde\w*|beslutade\w*|beslot\w*|enades|decided|agreed)\b",
    ),
    ("decided", r"\bvad (?:kom (?:ni|vi|de|dom|man) (?:fram till|overens om)|blev beslutet)\b"),
    ("succession", r"\b(?:vem|who)\b.* (?:fore|innan|before|efter|after) "),
    (
        "succession",
        r"\b(?:eftertrad|foretrad|tog over (?:efter|som)|took over (?:from|as)|predecess|success?or|replaced)",
    ),
    ("day", r"\bvilke[nt] (?:dag|datum|veckodag)\b|\b(?:which|what|exact) (?:day|date|weekday)\b"),
    (
        "clock",
        r"\bvilke[nt] tid\b(?! pa aret)|\bnar pa dagen\b|\bhur dags\b|\bklockslag\b|\bwhat time\b(?! of (?:the )?year)",
    ),
    ("span", r"\b(?:hur lange|how long) (?:varade|holl|tog|var|did|was|were)\b"),
    ("room", r"\bvilke[nt] (?:lokal|hotell|rum|byggnad|adress|sal|gata)\b"),
    ("room", r"\b(?:which|what) (?:hotel|room|building|address|street)\b"),
    (
        "choice",
        (
            r"^(?:och |and )?(?:vem|vilk\w+|which|who)\b.*(?<!at) (?:mest|minst|flest|farst|storste?|hogst|lagst"
            r"|samst|bast|langst|kortast|dyrast|billigast|snabbast|most|least|fewest|biggest|largest|smallest|highest"
            r"|lowest|worst|best|longest|shortest|cheapest)\b"
        ),
    ),
    (
        "choice",
        (
            r"^(?:och |and )?(?:vem|vilke[nt]|which|who) (?:(?!vilk|som|that|who)\w+ ){0,6}?(?:ar|var|is|was) (?:the )?"
            r"(?:\w+ast|bast|samst|storst|minst|hogst|lagst|langst|most \w+|best|worst|biggest|smallest|highest|lowest"
            r"|\w+iest)$"
        ),
    ),
    (
        "named",
        rf"^(?:och |and )?(?:vilka|which|namnge|namn|name|list|rakna upp|lista) (?:de |dom |the |of the )?{_SOME}\b",
    ),
    ("person", rf"^(?:och |and )?(?:vilka|which) (?:de |dom |the )?{_SOME} (?:i|ur|fran|pa|hos|of|in|from|at) "),
    ("person", rf"\b(?:namnge|name) (?:\w+ )?{_TITLE}\b"),
    (
        "judged",
        (
            r"^(?:(?:men|och|sa|but|and|so) )?(?:borde|should|ought|tycker du|anser du|do you think|do you agree)\b"
            r"(?! inte (?:det|jag)\b)"
        ),
    ),
    (
        "judged",
        r"\b(?:enligt dig|(?:vad|what) (?:tycker|anser|do) (?:du|you think)|din (?:asikt|uppfattning)|your opinion)\b",
    ),
)
_COMPILED = tuple((demand, re.compile(pattern)) for demand, pattern in _PATTERNS)
_BY_KIND: frozenset[FactKind] = frozenset({"amount", "count", "when", "who", "where"})


def demanded_by(tokens: Iterable[str]) -> Iterator[Demand]:
    """Yield the demands that the words of questions or phrasings make, each word by itself."""
    return (demand for demand in map(_DEMANDED_BY.get, tokens) if demand)


def demands_of(typed: Collection[str], mended: Collection[str], kinds: Kinds) -> frozenset[Demand]:
    """Return what an answer to a question has to hold.

    Args:
        typed: the words of the question.
        mended: the same without slips; a rare word may have been taken for a slip.
        kinds: what `kinds_of` found in it.
    """
    found = {*demanded_by(typed), *demanded_by(mended)} - {"choice"}
    for plain in {" ".join(map(fold, tokens)) for tokens in (typed, mended)}:
        found.update(demand for demand, pattern in _COMPILED if pattern.search(plain))
    if kinds.get("why", 0.0) < 1:
        found.discard("cause")
    wanted = {kind for kind, weight in kinds.items() if weight >= 1} - {"status"}
    if wanted and wanted <= _BY_KIND:
        found.update(_MET_BY_KIND[kind] for kind in wanted if kind != "where" or len(wanted) == 1)
    return frozenset(found)


TOLD_BY: dict[FactKind, Demand] = {
    "who": "person", "when": "day", "where": "place", "why": "cause", "count": "count", "amount": "amount",
}  # fmt: skip
"""What an answer to another question has to meet to have told this too."""

_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_HELD: tuple[tuple[Demand, re.Pattern[str]], ...] = (
    ("amount", re.compile(r"\d\s?%|\bkr\b|\bkronor\b")),
    (
        "when",
        re.compile(
            rf"\b(?:{_MONTH}|våren|sommaren|hösten|vintern|året|år|årligen|dag|veckan|månad\w*|(?:19|20)\d\d)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "who",
        re.compile(
            r"(?<![.!?:\n*-] )(?<!^)\b[A-ZÅÄÖ][\wåäö]+"
            r"|cheferna|strategerna|direktör|kommunerna|kansliet|politiker|konsult|ordförande"
        ),
    ),
    ("place", re.compile(r"\bdigital|\bwebb|\b(?:i|på|vid) [A-ZÅÄÖ]")),
    ("day", re.compile(rf"\b\d{{1,2}} {_MONTH}\b")),
    ("clock", re.compile(r"\bkl\b|\bklockan\b|\bförmiddag|\beftermiddag")),
    (
        "cause",
        re.compile(
            r"\beftersom\b|\bdärför\b|\bför att\b|\bsyft|\bskäl|\bberodde\b|\bberor\b|\bpå grund\b|\borsak|\banledning"
            r"|\bgjorde att\b|\bmotiv|\butifrån\b|\bkriterier|\btill följd\b|\bpandemi",
            re.IGNORECASE,
        ),
    ),
    (
        "decided",
        re.compile(r"\bbe(?:slut|slöt|stäm)|\benades\b|\böverens|\brekommend|\bresulterade|\bslutsats", re.IGNORECASE),
    ),
    ("span", re.compile(r"\btill\b|\btimm|\bminut|\b(?:dagar|veckor|månader)\b|\d–\d|\bhela\b", re.IGNORECASE)),
    ("percent", re.compile(r"\d\s?%|\bprocent\b")),
    ("absent", re.compile(r"\b(?:från|när)var|\bsakna|\bdeltar inte\b", re.IGNORECASE)),
    (
        "succession",
        re.compile(
            r"\b(?:före|efter|därefter|t\.o\.m\.|till och med|fram till|från och med|tog över)\b", re.IGNORECASE
        ),
    ),
    ("denied", re.compile(r"\b(?:inte|ingen|inga|inget|utan|nej|saknas)\b", re.IGNORECASE)),
    (
        "future",
        re.compile(r"\b(?:ska|kommer att|föreslås|väntas|planeras|fortsätter|202[2-9])\b"),
    ),
)
_NAMES = re.compile(r"^- |: ", re.MULTILINE)
"""How an answer begins to tell one thing after the other."""
_NOT_COUNTED = re.compile(
    rf"\b(?:19|20)\d\d(?:[–-]\d\d(?:\d\d)?)?\b|\b\d{{1,2}} {_MONTH}\b|\b[A-Z]+\d+(?:E\d+)?\b"
    r"|\b(?:väg|avsnitt|kapitel|trafikplats|vecka|delaktivitet|deluppdrag) \d[\d.]*",
    re.IGNORECASE,
)
"""Figures that tell no number of anything."""
_COUNTED = re.compile(
    r"(?:\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|alla|samtliga|båda|flera|många|flertal\w*|flest\w*|några|olika|inga?)\b)"
    r"(?=(?P<what>(?: [\wåäöé-]+){1,3}))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|ingen|inga|inget|alla|samtliga|båda|gång|gånger|hälften"
    r"|flera|många)\b",
    re.IGNORECASE,
)
_MET_BY_KIND: dict[FactKind, Demand] = {
    "amount": "amount", "count": "count", "when": "when", "who": "who", "why": "cause", "where": "place",
}  # fmt: skip


def held_by(said: str, kinds: Iterable[FactKind]) -> set[Demand]:
    """Return which demands an answer in Swedish meets but for a person's name.

    `kinds` are those of the fact, its own first.
    """
    kinds = tuple(kinds)
    held = {_MET_BY_KIND[kind] for kind in kinds if kind in _MET_BY_KIND}
    if kinds[:1] not in (("count",), ("amount",)) or _NAMES.search(said):
        held.add("named")
    held.update(demand for demand, pattern in _HELD if pattern.search(said))
    if _NUMBER.search(_NOT_COUNTED.sub("", said)):
        held.add("count")
    return held


def counted_in(said: str) -> str:
    """Return the words after each number in an answer in Swedish: "digitala möten" of "fem digitala möten"."""
    return " ".join(number["what"] for number in _COUNTED.finditer(_NOT_COUNTED.sub("", said)))


def lacks(demands: frozenset[Demand], met: frozenset[Demand]) -> float:
    """Return 1.0 when an answer lacks what is asked for, as can be told by what stands in it, else 0.0.

    A question such as "hur mycket folk" asks for a number or a sum: one of such things is enough.
    """
    things = demands.difference(STRICT, LOOSE)
    return float((bool(things) and things.isdisjoint(met)) or not demands & STRICT <= met)


def falls_short(demands: frozenset[Demand], met: frozenset[Demand]) -> bool:
    """Tell whether a fact is no answer to a question, however many of its words it holds."""
    if not demands & STRICT <= met:
        return True
    return bool({"cause", "denied"} <= demands and "denied" not in met) or (
        {"when", "future"} <= demands and "future" not in met
    )
