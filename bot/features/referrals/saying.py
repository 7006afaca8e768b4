"""What people say of a referral for a municipality, in words of their own: with slips, conditions, and of several."""

import itertools
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.core.swedish.letters import fold
from bot.features.bodies.naming import Finder, words_of
from bot.features.referrals.model import Says
from bot.features.referrals.remarks import (
    BETWEEN,
    BUT,
    FEW_WORDS,
    FLAT,
    NEGATION,
    NOT_AFTER,
    OPPOSES,
    PASSIVE,
    SOFT_OPPOSE,
    SOFT_SUPPORT,
    SOME_WORDS,
    SUPPORTS,
    Piece,
    cue,
    read_pieces,
)
from bot.features.referrals.wording import LONGEST, SHORT, asks

_OUR = (
    r"(?:våra |egna |några |följande |in |ett |något |eget |ytterligare |särskilda |direkta |fler |flera |många |lite "
    r"|en del |haft )*"
)
_NOTHING = cue(
    r"\b(?:(?:inget|ingenting|(?:inte|ej|icke)(?: någonting| något| nåt)?) att (?:erinra|invända|anmärka|tillägga)"
    rf"|(?:inga|inte|ej) {_OUR}(?:synpunkter|invändningar|erinringar|erinran|kommentarer|anmärkningar)"
    r"|utan erinran|ingen erinran|nothing to (?:object|add|remark)|(?:no|not any) (?:comments|objections|remarks)"
    r"|(?:do not|don't) have (?:any )?(?:comments|objections|remarks))\b"
)
_ABSTAINS = cue(
    r"\b(?:avstår(?: från)?|avstod|(?:att|vill|ska) avstå(?: från)?|att (?:inte|ej) (?:svara|besvara|yttra (?:oss|sig))"
    rf"|(?:lämnar|skickar|ger) (?:inget|inte|ej) {_OUR}(?:yttrande|svar|remissvar)"
    r"|(?:svarar|yttrar) (?:vi )?(?:oss |sig )?(?:inte|ej)(?: på| över)?"
    r"|(?:kommer|tänker|avser|ska|vill) (?:vi )?(?:inte|ej)(?: att)? (?:svara|besvara|yttra (?:oss|sig)"
    rf"|lämna {_OUR}(?:svar|yttrande|remissvar))"
    r"|abstains?|declines?|(?:will|do|does|are|is) not (?:wish to |want to |going to )?(?:answer|respond|comment))\b"
)
_CONTRIBUTES = cue(
    rf"\b(?:(?:lämnar|lämna|har|skickar|kommer med|ger|skriver) {_OUR}synpunkter"
    r"|vår(?:a|t)? (?:synpunkter|yttrande|text)|tillstyrk(?:er|a)?|avstyrk(?:er|a)?|contributes?"
    r"|(?:we |i )?(?:support|oppose)s?|(?:has|have|our) (?:comments|remarks)|yttrar (?:oss|sig))\b"
    r"|^\s*synpunkter från\b"
)
_RECEIVED = cue(r"\b(?:mottag(?:en|et|it|na)|(?:har )?tagit emot|received|acknowledged?)\b")
_SOFT = cue(
    rf"\b(?:{PASSIVE.pattern}|{SOFT_SUPPORT}|{SOFT_OPPOSE}|tycker|anser|ser (?:positivt|kritiskt) på|välkomnar"
    r"|(?:är|ställer (?:oss|sig)) (?:\w+ )?(?:positiva?|negativa?|kritiska?|tveksamma?)(?: till)?"
    r"|(?:is|are) (?:\w+ )?(?:positive|critical|negative))\b"
    r"|\bvårt svar (?:på|till|om) [^:]{2,80}(?=:)"
)
"""What people also say of other things: it is about a referral when one is named."""
_WISHES = cue(
    r"\b(?:vill (?:att|se|ha|få|gärna|framhålla|lyfta|betona|understryka)|önskar|saknar|föreslår|efterlyser|efterfrågar"
    r"|behöver|borde|would like|suggests?|propose|misses|miss)\b"
)
_WISHES_OTHERWISE = cue(
    r"\b(?:svara\w*|svar|tid|anstånd|veta|fråga\w*|frågor|utkast\w*|underlag\w*|länk\w*|dokument\w*|brev\w*"
    r"|hjälp\w*|skicka\w*|påminn\w*|läsa|diskutera\w*|prata|ta(?:s|r)? upp|flytta\w*|ändra vårt|know|ask|help"
    r"|discuss|send|read|time|answer|draft|link)\b"
)
"""What is wished of the round, or of a meeting, and not of what the referral proposes."""
_THINKS = cue(
    r"\b(?:borde|bör|behöver|saknar|missar|är (?:inte )?(?:bra|dålig\w*|otydlig\w*|oklar\w*|orimlig\w*|ofinansiera\w*"
    r"|för \w+)|ser (?:bra|dålig\w*) ut|should|lacks|misses)\b"
)
"""Somebody thinks so of a thing, without saying for whom."""
_SOFT_NOTHING = cue(r"\b(?:(?:inget|ingenting|(?:inte|ej) (?:någonting|något|nåt)) emot|no problems? with)\b")
_SOFT_RECEIVED = cue(
    r"\b(?:fått (?!anstånd|mer|längre|förläng|nytt|ny|in |svar|frågor|en fråga|synpunkter|besked)"
    r"|tack för \w*remiss\w*)\b"
)
_VAGUE = cue(
    r"\b(?:svara[rt]?|svar(?:et)? (?:kommer|dröjer)|återkommer|hinner|instämmer|ansluter|håller med|(?:mer|längre) tid"
    r"|väntar|yttra[rt]?|skriver|jobbar|arbetar|bereder|tar upp|behandlar|ok(?:ej)?|bra|dålig[at]?"
    r"|nöjda?|hoppar över|skippar|struntar|passar|samma (?:\w+ )?som"
    r"|anstånd|answer|agree|more time|waiting|write|working|fine|good|bad)\b"
)
_LATER = cue(r"\b(?:anstånd|hinner|(?:mer|längre|extra) tid|svara senare|more time|extension)\b")
_THAT_WE = cue(
    r"^(?!\s*(?:ska|kan|bör|får|vad|varför|om|när|hur|vem|vilka|vilken|är|har|should|can|what|why|if|when)\b).*"
    r"\b(?:att|that) (?:vi|jag|we)(?: \w+){0,2}\s*$"
)
"""Somebody tells what they say: "skriv att vi …"; a question is told by its first word too."""
_PERHAPS = cue(
    r"\b(?:kanske|nog|troligen|troligtvis|förmodligen|möjligen|eventuellt|lutar (?:åt|mot)|tror(?: att)?|överväger"
    r"|funderar på|skulle (?:vilja|kunna)|might|may|probably|perhaps|maybe|think(?: that)?)\b"
)
_HOW_TO = cue(
    r"\s*(?:hej[,!.]* )*(?:hur (?:gör|svarar|ändrar|lämnar|skickar|skriver|tar) (?:jag|vi|man)|how (?:do|can) (?:i|we)"
    r"|(?:vi|jag|we|i) (?:vill|behöver|ska|want to|need to) (?:ändra|change))\b.*"
    r"(?:remiss|\b(?:svar|svaret|svara|yttrande|yttrandet|yttra|synpunkter|answer|response|referral|remarks)\b)"
)
_SURELY = cue(r"remiss|\b(?:redan svarat|svarat redan|yttra\w*|(?:hinner|hinna)(?: \w+)? svara|already answered)\b")
_MEETING = cue(
    r"\b(?:möte\w*|sammanträd\w*|träff\w*|lunch\w*|frukost\w*|inbjud\w*|kallelse\w*|enkät\w*|meeting\w*|invit\w*"
    r"|(?:på |nu |nästa )?(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|i ?morgon|(?:mon|tues|wednes|thurs|fri)day|tomorrow)\b"
)
"""Then it is about a meeting, unless a referral is named."""
_WORD_OF_IT = cue(r"(?:hej[,!.]* )*(?:svar(?:et)?|yttrande(?:t)?|text(?:en)?|synpunkter(?:na)?)\b")
_ASKS_TO_NOTE = cue(
    r"\s*(?:hej[,!.]* |du,? )*(?:kan du |snälla )?(?:ändra|byt|skriv|notera|anteckna|sätt|change|note|write)\b"
)
"""An order to note something: "ändra vårt svar till avstår", which is about a referral only when one is named."""
_HEADED = re.compile(r"[^.?!:\n]{2,80}(?::|\s[–-])\s*")
"""Only a name stands before what is said: "Länsplanen: inget att erinra"."""
_FOR_US = cue(r"\b(?:för|från|hos) oss\b|\b(?:för|å) vår del\b|\bfor us\b")
_BACK = cue(
    r"\b(?:tar tillbaka|ta tillbaka|drar tillbaka|dra tillbaka|återtar|återkallar|ångrar|stryk|stryker|ta bort"
    r"|withdraws?|take back|takes back)\b.{0,30}?\b(?:svar(?:et)?|yttrande(?:t)?|synpunkter(?:na)?|text(?:en)?|answer"
    r"|remarks|comments)\b"
)
_NOT_BACK = cue(r"\b(?:utkast|förslag|gemensamma|draft)\b")
_ACTOR = cue(
    r"(?:hej(?:san)?[,!.]* |tack[,!.]* |ja,? |nej,? |jo,? |ok(?:ej)?,? |förlåt,? |rättelse[,:]? |sorry,? |no,? "
    r"|kanske |maybe |perhaps |och |för |från |nu |här |då |idag |i dag |på )*"
    r"(?:vi|jag|we|i|kommunen|kommunstyrelsen|kommunfullmäktige|ks|\w*nämnden|förvaltningen|our|vårt?|våra"
    r"|min kommun)\b"
)
_OURS = cue(r"\b(?:vi|vår|vårt|våra|jag|we|our|i)\b")
_OF_OTHERS = cue(
    r"\s*(?:beslut|aktivitet|utskick|utfall|resultat|protokoll|anteckning|fakta|fråga|notera|decision|activit|broadcast"
    r"|outcome|minutes)\w*"
)
"""Begins what is told of other things, with a colon: "beslut: vi tillstyrker …"."""
_FROM = cue(r"\s*[,:]?\s*(?:från|hälsar|meddelar|säger|svarar|skriver|from|says?)\s+")
_NOT_BEFORE = cue(rf"{NEGATION}{BETWEEN}\s*$")
_INSTEAD_OF = cue(r"\b(?:avstår|avstod|abstains?|avstå)(?: \w+)? (?:från|from)(?: att)?(?: \w+){0,3}\s*$")
_OTHERWISE = cue(r"\b(?:i övrigt|för övrigt|övrigt|otherwise|apart from that)\b")
_JOINTS = cue(r"\s*(?:,\s*)?\b(?:och|men|samt|medan|and|but|while)\b\s*|\s*[,;]\s+|(?<=\w)\.\s+|\s*\n+\s*")
_ENUMERATES = re.compile(
    r"\s*,\s*(?:och |eller |and |or )?|\s+(?:och|eller|samt|liksom|respektive|and|or)\s+", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{6,}")
_CUE_WORDS = frozenset(
    "avstyrker avstyrka avstyrks avstyrkt avstyrkte avstyrkas avstyrkan avstyrkande tillstyrker tillstyrka tillstyrks"
    " tillstyrkt tillstyrkte tillstyrkas tillstyrkan tillstyrkande erinra erinrar erinras erinrat erinran erinring"
    " erinringar synpunkt synpunkten synpunkter synpunkterna invandning invandningar mottagen mottaget mottagit"
    " mottagna mottagande mottagare".split()
)


@lru_cache(maxsize=1024)
def _mended_word(word: str) -> str:
    flat = fold(word)
    if flat in _CUE_WORDS or flat.startswith("avstyck"):
        return word
    near = [known for known in _CUE_WORDS if known[0] == flat[0] and OSA.distance(known, flat, score_cutoff=1) == 1]
    return min(near, key=len) if near else word


def mended(said: str) -> str:
    """Return what was said with slips mended in the words that take a position: "avstryker" is avstyrker."""
    return _WORD.sub(lambda found: _mended_word(found[0]), unicodedata.normalize("NFC", said))


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says for municipalities: `towns` are their codes, none for the person's own.

    `naming` is where the referral is named. `unclear` is whether it only says what they perhaps say, or do not: "vi
    kommer inte att avstyrka". With `soft` the words are about a referral only when one is named. `ours` is whether they
    speak as "we", so that a municipality may be part of a referral's name. `parts` are the answers of a sentence that
    gives several.
    """

    says: Says
    pieces: tuple[Piece, ...]
    towns: tuple[str, ...]
    naming: str
    unclear: bool = False
    soft: bool = False
    ours: bool = False
    parts: tuple["Answer", ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """That something is said of a referral for a municipality which is no answer.

    `later` is to want more time, `how` to ask how one answers. With `surely` it is about a referral also when none is
    named.
    """

    towns: tuple[str, ...]
    naming: str
    later: bool = False
    surely: bool = False
    how: bool = False


class Reader:
    """Reads what is said of referrals for a municipality, in one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def answer(self, said: str) -> Answer | None:
        """Return what is said for a municipality, or None when nothing is."""
        if len(said) > LONGEST or asks(said):
            return None
        text = mended(said)
        found = self._read(text)
        if found is None:
            return None
        return replace(found, parts=self._parts(text) if len(text) <= SHORT and ":" not in text else ())

    def about(self, said: str) -> About | None:
        """Return what is said of a referral by somebody who speaks for a municipality, when it is no answer."""
        flat = said.translate(FLAT)
        if len(said) <= SHORT and _HOW_TO.match(flat):
            return About((), said, surely=True, how=True)
        later = _LATER.search(flat) is not None
        thinks = len(said) <= SHORT and _THINKS.search(flat) is not None and not _MEETING.search(flat)
        if len(said) > SHORT or not (later or (not asks(said) and (thinks or _VAGUE.search(flat)))):
            return None
        towns = self.towns(said)
        ours = (
            _ACTOR.match(flat.strip())
            or _WORD_OF_IT.match(flat.strip())
            or _FOR_US.search(flat)
            or (later and _OURS.search(flat))
        )
        surely = _SURELY.search(flat) is not None
        return About(towns, said, later, surely=surely) if towns or ours or thinks else None

    def taken_back(self, said: str) -> About | None:
        """Return whose answer is taken back, or None when none is."""
        flat = said.translate(FLAT)
        found = _BACK.search(flat)
        if len(said) > SHORT or asks(said) or found is None or _NOT_BACK.search(flat):
            return None
        towns = self.towns(said)
        return About(towns, said[found.end() :]) if towns or _OURS.search(flat) else None

    def towns(self, text: str) -> tuple[str, ...]:
        """Return the codes of the municipalities that a text names; one that can be several is none."""
        found = self._finder.municipalities(words_of(text))
        return tuple(dict.fromkeys(each.values[0].code for each in found if len(each.values) == 1))

    def _read(self, text: str, *, goes_on: bool = False) -> Answer | None:
        """Return what a text says; one that `goes_on` after another need not say again who speaks."""
        text = text.strip()
        flat = text.translate(FLAT)
        says, by, soft = _says(flat)
        if says is None or by is None:
            return None
        before = text[: by.start()]
        towns = self.towns(before) or self._after(text, flat, by)
        ours = _OURS.search(flat[: by.end()]) is not None
        ordered = _ASKS_TO_NOTE.match(flat) is not None and not towns
        before_who = flat[: by.start()] + ("we" if by[0].lower().startswith("we ") else "")
        headed = _HEADED.fullmatch(before) is not None and not _OF_OTHERS.match(flat)
        begins = (
            goes_on
            or headed
            or _begins(flat)
            or _passive(by)
            or not before.strip(" ,.:-")
            or ordered
            or _THAT_WE.search(before_who) is not None
        )
        if not (towns or begins):
            return None
        announces = "synpunkt" in by[0].lower() and not _NOTHING.match(by[0])
        pieces = read_pieces(text, by, announces=announces) if says is Says.CONTRIBUTES else ()
        unclear = _unclear(flat, says, by)
        soft = (
            (soft and not (_passive(by) and len(text.split()) <= FEW_WORDS // 2))
            or ((headed or ordered) and not towns)
            or _of_meeting(flat, pieces)
        )
        if (headed or _passive(by)) and any(piece.section for piece in pieces):
            soft = False  # Sections are those of a referral: "avsnitt 3: tillstyrks".
        return Answer(says, pieces, towns, _naming(text, by), unclear, soft, ours)

    def _after(self, text: str, flat: str, by: re.Match[str]) -> tuple[str, ...]:
        """Return the municipality that stands after what is said as the one that says it: "… från Salem"."""
        found = _FROM.match(flat, by.end())
        after = words_of(text[found.end() :]) if found else ()
        first = [each for each in self._finder.municipalities(after) if each.start == 0 and len(each.values) == 1]
        return (first[0].values[0].code,) if first else ()

    def _parts(self, text: str) -> tuple[Answer, ...]:
        """Return the answers of a sentence that gives several, none when it gives one."""
        flat = text.translate(FLAT)
        clauses: list[str] = []
        for start, end in itertools.pairwise([0, *(joint.end() for joint in _JOINTS.finditer(flat)), len(text)]):
            if clauses and not (_says(flat[start:end])[0] and _says(clauses[-1].translate(FLAT))[0]):
                clauses[-1] += text[start:end]
            else:
                clauses.append(text[start:end])
        read = [self._read(clause, goes_on=number > 0) for number, clause in enumerate(clauses)]
        return tuple(each for each in read if each) if len(read) > 1 and all(read) else ()


def named_clauses(naming: str) -> list[str]:
    """Return the parts of a sentence in which referrals are named one by one: "länsplanen, och cykelplanen"."""
    return [part for part in _ENUMERATES.split(naming) if part.strip()] if len(naming) <= SHORT else []


def _of_meeting(flat: str, pieces: tuple[Piece, ...]) -> bool:
    """Tell whether a short sentence can be about a meeting: "jag avstår på torsdag"."""
    short = len(flat.split()) <= SOME_WORDS and not pieces
    return short and _MEETING.search(flat) is not None and "remiss" not in flat.lower()


def _passive(by: re.Match[str]) -> bool:
    """Tell whether it is said without saying who: "energiplanen tillstyrks"."""
    return PASSIVE.fullmatch(by[0]) is not None and by[0].lower().endswith("s")


def _begins(flat: str) -> bool:
    """Tell whether somebody speaks for themselves, perhaps after saying as whom."""
    text = flat.strip()
    head, *rest = re.split(r":|\s[–-]\s", text, maxsplit=1)
    who = rest and len(head) < 60 and not _OF_OTHERS.match(head)
    return _ACTOR.match(text) is not None or bool(who and _ACTOR.match(rest[0].strip()))


def _says(flat: str) -> tuple[Says | None, re.Match[str] | None, bool]:
    """Return what a flat text says, the words that say it, and whether they say so of other things too."""
    nothing, contributes = _NOTHING.search(flat), _contributes(flat)
    if nothing:
        position = contributes and (SUPPORTS.search(contributes[0]) or OPPOSES.search(contributes[0]))
        longer = len(flat) > SHORT // 2 or position or _OTHERWISE.search(flat)
        if contributes and contributes.start() < nothing.start() and longer:
            # "vi avstyrker avsnitt 3 … i övrigt inget att erinra" is no answer without remarks.
            return Says.CONTRIBUTES, contributes, False
        but = BUT.match(flat, nothing.end()) or BUT.search(flat, nothing.end())
        if but and len(but["what"].split()) > 2 and _remarks(but["what"]):
            # "inga invändningar, men vi saknar cykelvägar" is a remark.
            return Says.CONTRIBUTES, nothing, False
        return Says.NOTHING, nothing, False
    if contributes:
        return Says.CONTRIBUTES, contributes, False
    for says, pattern, soft in (
        (Says.ABSTAINS, _ABSTAINS, False),
        (Says.RECEIVED, _RECEIVED, False),
        (Says.NOTHING, _SOFT_NOTHING, True),
        (Says.CONTRIBUTES, _SOFT, True),
        (Says.RECEIVED, _SOFT_RECEIVED, True),
    ):
        if found := pattern.search(flat):
            return says, found, soft
    wish = _WISHES.search(flat)
    if wish and not (_WISHES_OTHERWISE.search(flat) or _MEETING.search(flat)):
        return Says.CONTRIBUTES, wish, True
    return None, None, False


def _remarks(flat: str) -> bool:
    """Tell whether what follows "men" only adds to what was said, and is no answer of its own."""
    says, _, soft = _says(flat)
    return says is None or (says is Says.CONTRIBUTES and soft)


def _contributes(flat: str) -> re.Match[str] | None:
    """Return the words by which remarks are given; not those that say from what they abstain."""
    for found in _CONTRIBUTES.finditer(flat):
        yttrar = found[0].lower().startswith("yttrar") and NOT_AFTER.match(flat, found.end())
        if not yttrar and not _INSTEAD_OF.search(flat[: found.start()]):
            return found
    return None


def _unclear(flat: str, says: Says, by: re.Match[str]) -> bool:
    """Tell whether the verb is negated and little else is said: what they do think is not known then."""
    if says is Says.NOTHING:
        return bool(_PERHAPS.search(flat[: by.start()]))
    if _NOTHING.match(by[0]):
        return False
    if says is Says.ABSTAINS and "inte" not in by[0].lower() and NOT_AFTER.match(flat, by.end()):
        return True
    if len(flat.split()) <= SOME_WORDS and _PERHAPS.search(flat[: by.start()]):
        return True
    if not _NOT_BEFORE.search(flat[: by.start()]):
        return False
    return says is not Says.CONTRIBUTES or len(flat.split()) <= SOME_WORDS


def _naming(text: str, by: re.Match[str]) -> str:
    """Return the beginning of what was said, where the referral is named: before the remarks themselves."""
    head, colon, _ = text.partition(":")
    return head if colon and by.start() <= len(head) < SHORT else text[:SHORT]
