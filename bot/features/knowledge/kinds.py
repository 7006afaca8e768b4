"""What kind of answer a question asks for: a person, a date, a number, a reason."""

import re
from collections.abc import Sequence

from bot.core.swedish.letters import fold, tidy
from bot.features.knowledge.model import FactKind

Kinds = dict[FactKind, float]

_DATE_WORD = r"(?:datum|dag|dagar|manad|manader|artal|tid|tidpunkt|vecka|klockslag)"
_ROWS: tuple[tuple[FactKind, float, str], ...] = (
    (
        "when",
        1.0,
        rf"\bnar\b|\bvilke[nt] {_DATE_WORD}\b|\bvilka (?:datum|dagar|artal|manader|tider)\b|\bhur dags\b|\bdatum(?:et)?\b",
    ),
    (
        "when",
        1.0,
        r"\bwhen\b|\b(?:which|what) (?:dates?|days?|months?|years?|times?)\b|\bdates?\b|\bhow long\b|\bhur lange\b",
    ),
    (
        "where",
        1.0,
        (
            r"\bvar(?:t)? (?:nagonstans|holls|holl|agde|ligger|lag|traffades|sags|motes|mottes|samlades|hittar"
            r"|finns|fanns|star|kan|anordnades|arrangerades|genomfordes|hade|har|gick|satt|ska|brukar|var|blev)\b"
        ),
    ),
    (
        "where",
        1.0,
        r"\b(?:vilken|vilket) (?:plats|ort|stad|stalle|lokal|kommun .* hols)\b|\bwhere\b|\bwhat (?:place|venue)\b",
    ),
    ("where", 0.6, r"\bvar\?|^(?:och )?var\b|\bvart\b|\bplats(?:en)?\b|\bvenue\b|\blocation\b"),
    (
        "count",
        1.0,
        r"\bhur manga\b|\bantal(?:et)?\b|\bhow many\b|\bnumber of\b|\bhur mycket folk\b|\bhur ofta\b|\bhow often\b",
    ),
    (
        "count",
        0.6,
        r"\bhur stor (?:del|andel)\b|\bandel(?:en)?\b|\bhow large\b|\bhow big\b|\bhur stor\b|\bhur mycket\b|\bhow much\b",
    ),
    (
        "amount",
        1.0,
        r"\bhur mycket\b|\bkosta\w*\b|\bkostn\w*\b|\bpris\w*\b|\bnota\w*\b|\bslutnota\w*\b|\bbelopp\w*\b|\bsumma\w*\b",
    ),
    (
        "amount",
        1.0,
        r"\bhow much\b|\bcosts?\b|\bprice\b|\bamount\b|\bhur dyr\w*\b|\bexpens\w+\b|\bspen[dt]\b|\bhur stor\w*\b",
    ),
    ("amount", 1.0, r"\bvad betala\w*|\bwhat (?:did|do|does) .*\bpay\b"),
    ("amount", 1.0, r"\bvad (?:gick|gar|landade|slutade|blev|la|lade)\b.*\bpa\b"),
    ("amount", 0.5, r"\bavgift\w*\b|\bfee\b|\bpeng\w*\b|\bmoney\b"),
    (
        "why",
        1.0,
        r"\bvarfor\b|\banledning\w*\b|\borsak\w*\b|\bkommer det sig\b|\bberor\b|\bberodde\b|\bwhy\b|\bhow come\b|\breasons?\b",
    ),
    (
        "why",
        0.8,
        r"\bsyfte\w*\b|\bpurpose\b|\bpoang\w*\b|\bskal(?:et)?\b|\bmeningen\b|\baim\b|\bvad ska \w+ vara bra for\b|\btanken\b",
    ),
    (
        "status",
        1.0,
        r"(?<!\bfor )\bstatus\b|\bhur (?:gick|gar|langt|har det gatt|star det)\b|\blaget\b|\bhan(?:de|t|der)\b|\bvad blev det av\b",
    ),
    (
        "status",
        1.0,
        r"\bhow (?:did|is|has)\b.*\b(?:go|going|gone)\b|\bwhat (?:happened|became|came)\b|\bprogress\b|\bhow far\b",
    ),
    (
        "status",
        0.7,
        r"\bhar .* (?:gjorts|genomforts|blivit|paborjats)\b|\buppfoljning\b|\bfollow-up\b|\bklara?\b|\bfardig\w*\b",
    ),
    (
        "who",
        1.0,
        r"\bvem\b|\bvems\b|\bvilka personer\b|\bvad het(?:er|te)\b|\bwho\b|\bwhose\b|\bwhom\b|\bnamnet pa\b|\bvicka\b",
    ),
    ("which", 0.9, r"\bvad? for\b|\bwhat kinds? of\b"),
    ("which", 1.0, r"\bvilk\w+\b|\bwhich\b|\blista\w*\b|\brakna upp\b|\blist\b|\bnamn ?ge\b|\bvicka\b"),
    ("how", 1.0, r"\bhur\b|\bpa vilket satt\b|\bhow\b|\bin what way\b"),
    ("what", 1.0, r"\bvad\b|\bva\b|\bwhat\b|\bwhats\b|\bberatta\b|\btell me\b|\bbeskriv\w*\b|\bforklara\b"),
    (
        "whether",
        1.0,
        (
            r"^(?:(?:och|men|sa|and|so|but) )?(?:ar|var|har|hade|finns|fanns|blev|kom|deltog|gick|fick|ska|skulle|kan|okade"
            r"|minskade|gjorde|tog|vaxte|ingar|ingick|gar|stammer|did|was|were|is|are|has|have|had|do|does|can|will)\b"
        ),
    ),
    ("whether", 0.7, r"\b(?:om|whether|if) (?:det|ni|vi|de|alla|nagon|kommunerna|there|you|we|they|all|any)\b"),
)
_PATTERNS = tuple((kind, weight, re.compile(pattern)) for kind, weight, pattern in _ROWS)

_SPECIFIC: frozenset[FactKind] = frozenset({"who", "when", "where", "count", "amount", "why", "status"})

_GENERAL: tuple[FactKind, ...] = ("what", "how", "whether")

_NEAR: dict[tuple[FactKind, FactKind], float] = {
    ("who", "which"): 0.7,
    ("who", "what"): 0.35,
    ("which", "who"): 0.7,
    ("which", "what"): 0.8,
    ("which", "count"): 0.55,
    ("which", "where"): 0.45,
    ("which", "when"): 0.35,
    ("which", "amount"): 0.4,
    ("which", "whether"): 0.4,
    ("which", "status"): 0.4,
    ("which", "how"): 0.4,
    ("which", "why"): 0.35,
    ("what", "which"): 0.85,
    ("what", "status"): 0.7,
    ("what", "amount"): 0.6,
    ("what", "who"): 0.5,
    ("what", "why"): 0.6,
    ("what", "how"): 0.7,
    ("what", "count"): 0.4,
    ("what", "where"): 0.3,
    ("what", "when"): 0.3,
    ("what", "whether"): 0.5,
    ("when", "whether"): 0.4,
    ("when", "status"): 0.45,
    ("when", "which"): 0.35,
    ("when", "what"): 0.25,
    ("where", "which"): 0.5,
    ("where", "what"): 0.4,
    ("count", "amount"): 0.8,
    ("count", "which"): 0.7,
    ("count", "whether"): 0.5,
    ("count", "status"): 0.4,
    ("count", "what"): 0.35,
    ("count", "how"): 0.5,
    ("amount", "count"): 0.8,
    ("amount", "what"): 0.45,
    ("amount", "which"): 0.4,
    ("amount", "how"): 0.4,
    ("why", "what"): 0.7,
    ("why", "how"): 0.4,
    ("why", "which"): 0.45,
    ("why", "whether"): 0.4,
    ("why", "status"): 0.4,
    ("how", "what"): 0.75,
    ("how", "status"): 0.75,
    ("how", "which"): 0.55,
    ("how", "amount"): 0.35,
    ("how", "count"): 0.35,
    ("how", "whether"): 0.6,
    ("how", "who"): 0.35,
    ("how", "why"): 0.4,
    ("status", "what"): 0.75,
    ("status", "whether"): 0.8,
    ("status", "how"): 0.8,
    ("status", "when"): 0.5,
    ("status", "which"): 0.5,
    ("status", "amount"): 0.4,
    ("status", "why"): 0.35,
    ("whether", "status"): 0.85,
    ("whether", "what"): 0.7,
    ("whether", "which"): 0.75,
    ("whether", "count"): 0.65,
    ("whether", "how"): 0.75,
    ("whether", "who"): 0.6,
    ("whether", "when"): 0.6,
    ("whether", "where"): 0.6,
    ("whether", "amount"): 0.6,
    ("whether", "why"): 0.5,
}

_YEAR = re.compile(r"\bår(?:et)?\b")
"""Told apart from "är" before the letters are folded."""
_ASKING = re.compile(r"\b(?:hur|vad|vem|vems|vilk\w+|nar|var|vart|varfor|how|what|who|whose|which|when|where|why)\b")

NO_KIND = 0.7
"""How well a fact fits a question that says nothing of its kind: a fragment such as "södertörn invånare"."""


def kinds_of(text: str) -> Kinds:
    """Return the kinds that the words of a question ask for, each with a weight up to 1; empty for a mere topic."""
    plain = " ".join(fold(_YEAR.sub("artal", tidy(text))).split())
    asking = _ASKING.search(plain)
    later = asking.end() if asking else len(plain)
    found: Kinds = {}
    for kind, weight, pattern in _PATTERNS:
        if weight <= found.get(kind, 0.0):
            continue
        match = pattern.search(plain)
        if match:
            aside = asking is not None and match.start() > later and _ASKING.match(match[0]) is not None
            found[kind] = max(found.get(kind, 0.0), weight * (0.4 if aside else 1.0))
    if any(found.get(kind, 0) >= 1 for kind in _SPECIFIC):
        for general in _GENERAL:
            if general in found:
                found[general] = 0.5
        if "who" not in found and "which" in found:
            found["which"] = 0.8
    if _WHAT_SORT_OF.search(plain):
        found |= {"which": 1.0, "why": 0.5}
    return found


_WHAT_SORT_OF = re.compile(
    r"\bvarfor (?!\w*(?:r|de|te|des|ts|s|t|lir|lev|gick|fick|kom|tog|stod|drog|bjod|slog|foll|gav|vann)\b)\w{5,}"
)
"""In speech "vad för" and "varför" sound alike; a reason is asked for with a verb, a thing with its name."""

_OPENINGS: dict[str, FactKind] = {
    "när": "when", "when": "when", "datum": "when", "where": "where", "vem": "who", "vems": "who", "who": "who",
    "varför": "why", "why": "why", "antal": "count", "vad": "what", "what": "what", "status": "status",
    "vilka": "which", "vilken": "which", "vilket": "which", "which": "which",
}  # fmt: skip
_AFTER_HOW: dict[str, FactKind] = {
    "många": "count", "many": "count", "stor": "count", "mycket": "amount", "much": "amount", "dyrt": "amount",
    "gick": "status", "går": "status", "långt": "status",
}  # fmt: skip


_AFTER_WHERE = frozenset(
    "nånstans någonstans hölls höll ägde ligger låg träffades sågs möttes samlades hittar finns fanns står kan anordnades "
    "arrangerades genomfördes hade har gick satt ska brukar var blev huserade nån någon i".split()
)


def opening(tokens: Sequence[str]) -> tuple[FactKind | None, int]:
    """Return what a text asks for by its first question word, and the place after that; quick, for there are thousands."""
    for position, word in enumerate(tokens[:4]):
        if word in ("hur", "how"):
            if position + 1 < len(tokens) and tokens[position + 1] in _AFTER_HOW:
                return _AFTER_HOW[tokens[position + 1]], position + 2
            return "how", position + 1
        if word == "var":
            following = tokens[position + 1] if position + 1 < len(tokens) else ""
            return "where" if following in _AFTER_WHERE else "whether" if position == 0 else None, position + 1
        if word in _OPENINGS:
            return _OPENINGS[word], position + 1
    return None, 0


def fit(asked: Kinds, kind: FactKind) -> float:
    """Return how well a fact of a kind answers what is asked, from 0 to 1."""
    if not asked:
        return NO_KIND
    return max(weight * (1.0 if wanted == kind else _NEAR.get((wanted, kind), 0.1)) for wanted, weight in asked.items())
