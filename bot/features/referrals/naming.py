"""Finds the referral that somebody means: by its case number, the words of its title, or as the only one."""

import itertools
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.core.stems import stem
from bot.features.bodies.naming import words_of
from bot.features.referrals.model import Referral, number_key

_SHORTEST = 4
_PREFIX = 5
_LONGEST_ENDING = 4
_SHORTEST_SLIP = 6
"""Letters of a word in which one may be wrong: in shorter ones it is another word."""
_COMPOUND = re.compile(r"(?P<what>.{3,}?)s?(?:remiss?(?:en|ens)?|remissvar(?:et)?)")
"""As people call a referral: "energiremissen"."""
_EMPTY = frozenset(
    "remiss remissen remisser remissens remisserna internremiss forslag forslaget till over inom samt eller denna"
    " detta referral referrals proposal draft gallande avseende angaende rorande svar svaret yttrande samrad samradet"
    " with from have what about that this".split()
)
_COMMON = frozenset(
    "regional regionala regionens regionalt stockholm stockholms lan lans lanet plan planen plans program programmet"
    " sverige sveriges nationell nationella strategi strategin granskning betankandet promemorian region kommun"
    " kommuner trafik vag vagen andring andringar".split()
)
"""Words of many titles: alone they say little."""
_TINY = frozenset("for och att som den det med var vid via the and our har ska vad nar hur ett per han hon vem".split())
_NUMBERS = re.compile(r"[A-Za-zÅÄÖåäö]{0,8}[ -]?\d{2,5}[/-]\d{1,6}(?:[/-]\d{2,4})?")


_TOGETHER = 0.5
"""What common words score when they name something: "nationella planen", but not "planen" alone."""
_CASE_NUMBER = re.compile(r"\b[A-ZÅÄÖ]{2,8}[ -]?\d{4}[/-]\d{1,6}\b")
_GREETING = re.compile(
    r"^\s*(?:(?:ja|jo|nej|ok|okej|hej|hejsan|hallå|tack|god (?:morgon|dag|kväll)|yes|no|hi|hello"
    r"|good morning)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[:;\n]|[.!](?=\s+[A-ZÅÄÖ])|,\s*(?=(?:vi|det|den|de|som|och|utan|dock|we|it|which|and)\b)"
    r"|\b(?:eftersom|därför|men|för att|så att|så länge|då|utan att|på grund av|pga|med tanke på|med hänsyn|enligt"
    r"|because|since|but|due to|according)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:avsn(?:itt(?:et)?)?|kap(?:itel|itlet)?|punkt(?:en)?|section|chapter|del)\b\.?\s*"
    r"(?:\d[\d.]*|[A-ZÅÄÖ]\b|[”\"'][^”\"']{1,80}[”\"']|om \w+)"
    r"(?:\s*(?:,|och|and|till|[-–])\s*\d[\d.]*)*|https?://\S+|\d[\d/.:-]*"
)
_HEAD = re.compile(
    r"(?P<name>[^,]{2,120}?)(?:\s+(?:är|blev|har|is|was|has)\s+(?:\w+\s+){0,3}?(?:besvara|inskick|insänd|avsänd|flytta"
    r"|ändra|förläng|återkalla|återtag|indrag|answered|sent|moved|extended|changed)"
    r"|s?\s+(?:nya )?(?:sista|svars(?:dag|datum|tid)|deadline|due date))",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"\b(?:(?:på|pa|från|fran|om|över|av|mot|kring|med|till|angående|gällande|rörande|avseende|beträffande|on|from|to"
    r"|för(?! (?:hög|dyr|stor|låg|lite|mycket|sen|kort|svag|oklar)\w*\b)|about|of|for|with|regarding|remiss\w*"
    r"|(?:till|av)styrk\w*|support\w*|oppose\w*|approve\w*|stöd\w*|bakom|bifall\w*|answer\w*|referrals?"
    r"|utkast(?:et)?|svarsutkast|draft|ta bort|stryk|makulera|remove|withdraw|delete|emot|received)\b\s+"
    r"|(?:mottag\w*|emot|received|erinra|synpunkter|avstår|abstains?|object)\b\s*,\s*)(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_HOW = re.compile(r"\b(?:i|med|under|utan|enligt|som|vid|in|with|as|without)\b", re.IGNORECASE)
"""Begins what is said of a thing, not what it is called: "förslaget i dess nuvarande form"."""
_GENERIC = frozenset("remissen forslaget planen arendet programmet strategin remissforslaget proposal referral".split())
_NO_NAME = frozenset(
    # Words that stand around a name.
    "pa om av mot kring for till med utan under hos betraffande on to of the an in it its this us our we you is was"
    " are has be been will not no any all and or som vi vara vart du ni jag det den de dem en ett inte ej aldrig"
    " ingen inget inga nagon nagot nagra alla allt hela helt hallet delvis delen starkt bestamt absolut tyvarr garna"
    " nog ocksa aven just bara kan ska skulle vill maste far fick lat ju val tack tacksamt hej ja nej nu sa da har"
    " hade bli blir blev ar var tva tre ny nya nytt nagonsin heller langre vidare forst mer mera fler ovrigt sig oss"
    " sida"
    # What referrals are about for anybody.
    " remissvar remissvaret remissforslag arende arendet arenden fall fallet fraga fragan sak saken gang gangen"
    " skede skedet helhet helheten stort anledning bakgrund grund synpunkt synpunkter synpunkterna erinra erinran"
    " invanda invandningar invandning svara svarar svarat svarade svaren besvara besvarad besvarat besvarar"
    " besvarade besvaras yttra yttrar yttranden kommentar kommentarer remark remarks comments objections object"
    " nothing answer answers answered answering joint jointly gemensamt gemensamma gemensam tillsammans ihop enskilt"
    " separat separately together lamna lamnar lamnat lamnas skicka skickar skickat skickad skickas inskickad"
    " inskickat insand avsand sent send ge ger skriva skriver gor gora ta tar tagit bort stryk emot mottagen"
    " mottagit mottaget mottagna received avstar avsta avstod abstain abstains decline tillstyrker tillstyrka"
    " tillstyrks avstyrker avstyrka avstyrks support supports supported oppose opposes stod stodja stodjer utkast"
    " utkastet svarsutkast draft drafts version word text texten texter texterna dokument dokumentet kommun kommunen"
    " kommunens kommuner kommunerna kommunernas vardera municipality municipalities aterkallad atertagen indragen"
    " makulera avsluta remove withdraw delete withdrawn recalled kansliet ersattare ersattaren ledamot ledamoten behalf"
    " foljande motivering motiveringen dess sin sitt sina form formen utformning utformningen nuvarande inriktning"
    " inriktningen huvudsak innehall innehallet princip villkor forutsattning"
    # Days and their moving.
    " flytta flyttas flyttad flyttat flyttar andra andras andrad andrat andrar forlang forlanga forlangd forlangt"
    " forlangs moved move extended extend changed change anstand beviljat fatt given sista svarsdag svarsdagen"
    " svarsdatum svarsdatumet datum datumet svarstid svarstiden deadline deadlinen dag dagen dagar dagarna due date"
    " day last first intern interna internt extra tid tiden senast by until vecka veckan veckor week month manad"
    " manaden manader aret year idag igar imorgon imorse dags today yesterday tomorrow morgon nasta borjan slutet"
    " mitten start end host hosten varen sommar sommaren vinter vintern jul julen pask pasken spring summer autumn"
    " winter januari februari mars april maj juni juli augusti september oktober november december january february"
    " march may june july august october jan feb apr jun aug sep sept okt oct nov dec mandag tisdag onsdag torsdag"
    " fredag lordag sondag mandagen tisdagen onsdagen torsdagen fredagen efter fore innan fran over vid nar"
    " after before monday tuesday wednesday thursday friday nyarsafton nyarsdagen trettondagen trettondagsafton"
    " skartorsdagen langfredagen paskafton paskdagen annandag valborgsmassoafton kristi himmelsfardsdag pingstafton"
    " pingstdagen nationaldagen midsommar midsommarafton midsommardagen allhelgona julafton juldagen".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names: the referrals it can mean, or as written `unknown`, a name that none of them has.

    Both are empty when it names none.
    """

    found: tuple[Referral, ...] = ()
    unknown: str = ""


def named(said: str, referrals: Sequence[Referral]) -> list[Referral]:
    """Return the referrals that a text names beyond doubt: one when it is clear, several when it is not."""
    by_number = _numbered(said, referrals)
    return by_number or _best(_scores(said, referrals), 1)


def meant(said: str, referrals: Sequence[Referral], apart: Container[str] = ()) -> Named:
    """Return what a sentence about a referral names; words in `apart`, folded, are no name of a referral.

    A sentence that names something is only about what matches it, whichever others there are.
    """
    by_number = _numbered(said, referrals)
    if by_number:
        return Named(tuple(by_number))
    if number := _CASE_NUMBER.search(said):
        return Named(unknown=number[0])
    said = _GREETING.sub("", said)
    who, colon, rest = said.partition(":")
    if colon and not _telling(who, apart):
        said = rest  # It only tells who speaks: "Som ersättare för Salem: …".
    clause = next((part for part in _CLAUSE.split(said) if part.strip()), "")
    for pattern in (_SLOT, _HEAD):
        phrase = _name(clause, pattern, apart)
        if phrase:
            # The name alone counts: what else is said may have words of other titles in it.
            found = _best(_scores(phrase, referrals), 1)
            if not found and all(_fits(word, referrals) for word in _telling(phrase, apart)):
                found = _best(_scores(phrase, referrals), 0)
            found = found or _nearly(phrase, clause, referrals)
            # "Vi tycker att länsplanen borde ta med spår": what stands after "med" is no name, and before it is one.
            before = clause.partition(phrase)[0] if phrase in clause else ""
            found = found or _best(_scores(before, referrals), 1)
            if len(found) > 1:
                found = _best(_scores(clause, found), 0)
            return Named(tuple(found), "" if found else phrase.partition(",")[0])
    found = _best(_scores(said, referrals), 1) or _best(_scores(clause, referrals), _TOGETHER)
    return Named(tuple(found or _nearly("", clause, referrals)))


def weakly(said: str, referrals: Sequence[Referral]) -> list[Referral]:
    """Return the only referral of which a text has any word at all, or none."""
    found = [each for score, each in _scores(said, referrals) if score > 0]
    return found if len(found) == 1 else []


def _numbered(said: str, referrals: Sequence[Referral]) -> list[Referral]:
    keys = {number_key(found[0]) for found in _NUMBERS.finditer(said)}
    return [each for each in referrals if each.number_key and each.number_key in keys]


def _nearly(phrase: str, clause: str, referrals: Sequence[Referral]) -> list[Referral]:
    """Return the referrals of whose title a name has a word's beginning, or a word with a slip or a space in it."""
    words = [word.folded for word in words_of(clause)]
    pairs = [f"{one}{other}" for one, other in itertools.pairwise(words)]
    tried = [word.folded for word in words_of(phrase)] + [pair for pair in pairs if len(pair) > _SHORTEST_SLIP]
    tried = [word for word in tried if word not in _COMMON and word not in _NO_NAME and not word.isdigit()]
    return [
        each
        for each in referrals
        if any(_nearly_same(word, other.folded) for word in tried for other in words_of(each.title))
    ]


def _nearly_same(word: str, other: str) -> bool:
    if word[0] != other[0] or min(len(word), len(other)) < _SHORTEST:
        return False
    if other.startswith(word) and other not in _COMMON:
        return True
    if min(len(word), len(other)) < _SHORTEST_SLIP or not word.isalpha():
        return False
    return OSA.distance(word, other, score_cutoff=1) <= 1 or OSA.distance(stem(word, "sv"), stem(other, "sv")) == 1


def _scores(said: str, referrals: Sequence[Referral]) -> list[tuple[float, Referral]]:
    words = [word.folded for word in words_of(said)]
    return [(_score(words, each), each) for each in referrals]


def _best(scored: Sequence[tuple[float, Referral]], least: float) -> list[Referral]:
    best = max((score for score, _ in scored), default=0.0)
    return [each for score, each in scored if score >= best - 0.25] if best >= least and best > 0 else []


def _name(clause: str, pattern: re.Pattern[str], apart: Container[str]) -> str:
    """Return the words of a clause that name something, as written; empty when none do."""
    found = pattern.search(clause)
    if found is None:
        return ""
    text = _ASIDE.sub(lambda aside: " " * len(aside[0]), found["name"])
    cut = _HOW.search(text)
    if (
        cut
        and {word.folded for word in words_of(text[: cut.start()])} & _GENERIC
        and not _telling(text[: cut.start()], apart)
    ):
        return ""
    telling = [word for word in words_of(text) if _tells(word.folded, apart)]
    return text[telling[0].start : telling[-1].end] if telling else ""


def _telling(phrase: str, apart: Container[str]) -> list[str]:
    return [word.folded for word in words_of(phrase) if _tells(word.folded, apart)]


def _tells(word: str, apart: Container[str]) -> bool:
    return len(word) > 1 and not (
        word in _NO_NAME or word in _EMPTY or word in _COMMON or word in _TINY or word in apart
    )


def _fits(word: str, referrals: Sequence[Referral]) -> bool:
    return any(_same(word, other.folded) for each in referrals for other in words_of(f"{each.title} {each.issuer}"))


def _score(words: Sequence[str], referral: Referral) -> float:
    score, seen = 0.0, set()
    for word in words:
        if word in _EMPTY or word in seen:
            continue
        seen.add(word)
        compound = _COMPOUND.fullmatch(word)
        if compound and any(_begins(compound["what"], other.folded) for other in words_of(referral.title)):
            score += 1.0
        elif any(_same(word, other.folded) for other in words_of(referral.title)):
            score += 0.3 if word in _COMMON else 1.0
        elif any(_same(word, other.folded) for other in words_of(referral.issuer)):
            score += 0.2 if word in _COMMON else 0.9
    return score


def _begins(what: str, other: str) -> bool:
    """Tell whether a word of a title begins as what somebody calls a referral by: "energi" and "energiplan"."""
    return other.startswith(what) or what == f"{other}e" or (len(other) >= _SHORTEST and what.startswith(other))


def _same(word: str, other: str) -> bool:
    """Tell whether two folded words are one in any form: "lansplanen" and "lansplan", "t28", "73"."""
    if word == other:
        is_name = len(word) == _SHORTEST - 1 and word not in _TINY
        return is_name or len(word) >= _SHORTEST or any(letter.isdigit() for letter in word)
    if min(len(word), len(other)) < _SHORTEST:
        return False
    if stem(word, "sv") == stem(other, "sv") and word[:_SHORTEST] == other[:_SHORTEST]:
        return True
    short, long = sorted((word, other), key=len)
    return len(short) >= _PREFIX and long.startswith(short) and len(long) - len(short) <= _LONGEST_ENDING
