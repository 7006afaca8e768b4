"""What people say of who was there: "alla utom Salem", "Nykvarn kom inte, Tyresö hade ersättare"."""

import itertools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from bot.core.swedish.letters import fold, plain, tidy
from bot.features.bodies.naming import Finder, Word, words_of
from bot.features.meetings.model import Called
from bot.features.meetings.rollcall.marking import Deed, Said, Spoken
from bot.features.meetings.rollcall.past_days import MONTHS, bare_letters
from bot.features.meetings.wording import asks

LONGEST: Final = 500
"""Characters beyond which nobody calls a roll."""
_OPENS = re.compile(
    r"(?:hej,? )?(?:(?:upprop(?:et)?|närvarolistan?|roll ?call)\b|(?:närvaro|närvaron|attendance)(?=\s*:)"
    r"|(?:notera|ta|note|take) (?:the )?(?:närvaro\w*|attendance)\b)[\s:,–-]*"
)
_CORRECTS = re.compile(
    r"(?:hej,? |kan du |please )*(?:rätta|ratta|ändra|andra|korrigera|correct|change|fix) (?:till )?(?:i )?"
    r"(?:the )?(?:närvaro\w*|narvaro\w*|uppropet|attendance|roll ?call)\b"
)
_WAS_THERE = re.compile(
    r"(?:hej,? |och |and )?(?:(?:vem(?: alla)?"
    r"|(?:vilka|hur många)(?: kommuner)?) (?:var|kom|deltog|närvarade|missade|skickade|hade)\b"
    r"|(?:vilka|vem) (?:saknades|uteblev|fattades)\b|who (?:was|were|came|attended)\b"
    r"|which municipalities (?:came|were)\b"
    r"|(?:visa |show )?(?:the )?(?:närvaron|narvaron|attendance) (?:på|från|vid|i|of|at|from|for)\b)"
)
_OF_A_MEETING = re.compile(
    r"\b(?:möte\w*|mote\w*|sammanträde\w*|sammantrade\w*|träff\w*|meetings?|sist|senast\w*|igår|i går|i \w+dags"
    r"|last time|yesterday)\b"
)
_FIGURES = re.compile(
    r"\b(?:mötena?|moten|sammanträdena|meetings|i år|i fjol|förra året|20\d\d|statistik|procent|this year|last year)\b"
)
_ABOUT_IT = frozenset(
    (
        "hej och and vem vilka vilken alla kommuner kommunerna hur manga var kom deltog narvarade med dar narvarande "
        "saknades uteblev fattades missade skickade "
        "ersattare visa show narvaron narvaro attendance pa fran vid i till av for of at from the a "
        "motet mote motena sammantradet sammantrade traffen traff meeting forra senaste sist sista last latest "
        "previous den dagens igar gar idag dag forrgar yesterday today on there present absent who was were came "
        "attended which municipalities how many did come is vecka week v kl har hade vi ni oss vart vara "
        "our natverket gruppen"
    ).split()
)
"""What a question about who was at a meeting is made of; with other words in it, it is about something else."""
_TOLD_WITH = _ABOUT_IT | frozenset(
    (
        "utom forutom undantag med men inte ej aldrig ingen inga nagon fanns dok upp har fick fatt hade skickade "
        "missade vara "
        "saknas fattas franvarande borta sjuk sjuka forhinder forfall aterbud anmald anmalt anmalde forhindrad "
        "forhindrade ersattare ersattaren suppleant suppleanten ordinarie digitalt lank distans teams video plats "
        "resten ovriga andra samtliga allihop fulltalig fulltaligt full tyvarr bara ocksa heller sen sent en ett sin "
        "jo och samt ringde ringt mejlade mejlat horde hort av sig sa sager sagt enligt de dom han hon det att "
        "kommer deltar kan ska svarat anmalda meddelat "
        "upprop notera noterar ta ratta andra korrigera narvarolista uppropet utan nog "
        "not never everyone everybody all except but no nobody none missing showed up had sent stand in ins deputy "
        "deputies substitute holder ill sick excused hindered online remotely rest others one note take correct change "
        "fix roll call they rang called phoned mailed he she it that t "
        "coming comes come attend attending attends answered able ar just nu now here"
    ).split()
)
"""What is said of who was there is made of these, beside names and days."""
_NOW = re.compile(r"\b(?:ar|is|are) (?:\w+ )?(?:har|pa plats|here|present)\b|\b(?:saknas|fattas)\b")
"""Said of a meeting that is under way: "Haninge är inte här"."""
_NOW_VERBS = (
    (re.compile(r"\b[Ää]r\b"), "var"),
    (re.compile(r"\b(?:saknas|fattas)\b"), "saknades"),
    (re.compile(r"\b(?:is|are)\b"), "was"),
)
_UNNOTED = re.compile(
    r"(?:hej,? )?(?:(?:vilka|vilket) (?:av )?(?:våra |mina )?möten?a? (?:saknar|har ingen|är inte|har inte fått)\b"
    r".*\bnärvaro\w*|(?:är|har) närvaron?(?: på \w+)? (?:noterad|noterats|blivit noterad)|onoterad närvaro"
    r"|närvaro som (?:inte är noterad|saknas)|(?:which|what) meetings? (?:lack|have no|are without|need) .*attendance"
    r"|is the attendance noted)"
)
_THERE = re.compile(r"\b(?:med|dar|pa plats|har|come|attend|there|present|absent|missing)\b")
"""What stands apart from its verb in a question: "var Salem och Tyresö med", "did Salem come"."""
_VERBS = frozenset(
    (
        "kom kommer deltog deltar narvarade narvarar var ar saknas saknades fattas uteblev har hade "
        "did does was were is are has have had will can kan ska"
    ).split()
)
_EVERYBODY = frozenset("alla allihop samtliga nagon nagra ingen everybody everyone all anybody anyone".split())
_GREETS = frozenset("hej och men and but hello".split())
_NO_NAMES = frozenset("jag vi du ni man vem vad nar hur det dar har i we you they he she it".split())
_DEFINITE = re.compile(r"\w{3,}(?:en|et|arna|erna|orna)")
"""Common nouns in their definite form begin a sentence as often as names do: "Remissen", "Handlingarna"."""
_MONTHS_AND_DAYS = re.compile(
    rf"\d+|(?:{MONTHS})\w*|(?:mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)\w*"
)
_SPLITS = re.compile(
    r"[;.!\n]|\s(?:men|fast|medan|while)\s(?!inte\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"(\s(?:och|and|samt|but|&)\s)")
_ALL = re.compile(r"\b(?:alla|allihop\w*|samtliga|everybody|everyone|all)\b")
_REST = re.compile(r"\b(?:resten|ovriga|de andra|alla andra|the (?:rest|others)|everyone else|everybody else)\b")
_NOBODY = re.compile(r"\b(?:ingen|inga|nobody|none|no one)\b")
_EXCEPT = re.compile(r"\b(?:utom|forutom|med undantag (?:av|for)|men inte|except(?: for)?|but|apart from)\b")
_FULL = re.compile(r"\b(?:fulltalig\w*|full narvaro|full house|full attendance)\b")
_NO_STAND_IN = re.compile(
    r"\b(?:ingen|utan|no|without|ej)(?: an?y?)? (?:ersattar\w*|suppleant\w*|stand in\w*|deputy)"
    r"|\b(?:ersattar\w*|suppleant\w*|stand in\w*|deputy) (?:\w+ ){0,3}(?:inte|ej|not|didn t)\b"
)
_NOT_THERE = re.compile(
    r"\b(?:(?:kom|var|dok|deltog|narvarade|fanns|came|was|were|did|had) (?:\w+ ){0,2}(?:inte|ej|aldrig|not|never)"
    r"|never (?:came|showed up|attended)"
    r"|inte (?:dar|med|har)|(?:wasn|weren|didn) t|not (?:there|present)"
    r"|saknades|fattades|uteblev|missade|franvarande|borta|absent|missing|no show)\b"
)
_EXCUSED = re.compile(
    r"\b(?:forhinder|forhindrad\w*|forfall|sjuk\w*|excused|apologies|apologised|apologized|hindered|ill|sick"
    r"|(?:an)?mal(?:de|t) (?:franvaro|aterbud)|aterbud|vab\w*|giltig\w*)\b"
)
_NOT_AWAY = re.compile(
    r"\b(?:var|is|was|were) (?:\w+ )?(?:inte|ej|not) (?:franvarande|borta|absent|missing)\b"
    r"|\b(?:uteblev|saknades|fattades) (?:inte|ej|aldrig)\b|\b(?:wasn|weren) t (?:absent|missing)\b"
)
_UNCLEAR = re.compile(
    r"\b(?:inte|ej|inget|inga|ingen|aldrig|not|no|never) (?:(?:att|ha|fa|fatt|anmalt|nagot|langre|any|longer) )*"
    r"(?:forhinder|forhindrad\w*|forfall|sjuka?|ill|sick|hindered|excused)\b"
    r"|\b(?:inte|ej|not) (?:alla|allihop\w*|samtliga|all|everybody|everyone)\b"
    r"|\b(?:alla|allihop\w*|samtliga|everybody|everyone) (?:kom|var|deltog|narvarade|came|was|were) "
    r"(?:inte|ej|aldrig|not)\b"
    r"|\b(?:kanske|eventuellt|mojligen|troligen|formodligen|perhaps|maybe|possibly|probably)\b"
)
"""Said so, it tells neither that somebody was there nor that they were not."""
_STAND_IN = re.compile(r"\b(?:ersattar\w*|suppleant\w*|stand ins?|deputy|deputies|substitute)\b")
_ONLINE = re.compile(r"\b(?:digitalt?|online|remotely|(?:pa|via|over) (?:lank|distans|teams|video)|uppkopplad\w*)\b")
_HOLDER = re.compile(r"\b(?:ordinarie|holder)\b")
_PRESENT = re.compile(
    r"\b(?:kom|var (?:\w+ )?(?:dar|med|pa plats|har|narvarande)|deltog|narvarade|narvarande|dok upp|pa plats|fanns"
    r"|anslot|came|(?:was|were) (?:there|present|in)|attended|present|showed up)\b"
)
_PAST = re.compile(
    r"\b(?:kom|var|hade|deltog|narvarade|narvarande|uteblev|saknades|fattades|dok|skickade|franvarande|borta|came|was"
    r"|were|had|did|didn|wasn|weren|attended|sent|absent|missing|present)\b"
)
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody wants with the attendance; `explicit` when they name it, `corrects` when it was noted before.

    `now` is whether it can only be about a meeting that is under way.
    """

    said: str
    explicit: bool = False
    corrects: bool = False
    now: bool = False


class Ear:
    """Hears what is said of attendance, in one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def notes(self, said: str) -> Meant | None:
        """Return what was said to note or correct attendance, or None when it is something else."""
        words = plain(said)
        if len(said) > LONGEST or said.rstrip().endswith("?") or self.is_turned(said):
            return None
        if _CORRECTS.match(words):
            return Meant(said, explicit=True, corrects=True)
        if _OPENS.match(words) and not _WAS_THERE.match(words):
            return Meant(said, explicit=True)
        if asks(said):
            return None
        folded = bare_letters(said)
        # "Skicka till alla utom Salem: …" is no roll call.
        excepts = _EXCEPT.search(folded) and self.is_all_of_it(said)
        about_all = _ALL.search(folded) and (_PAST.search(folded) or excepts)
        if about_all or _FULL.search(folded) or (_NOBODY.search(folded) and _PRESENT.search(folded)):
            return Meant(said)
        if _NOW.search(folded) and self._finder.municipalities(words_of(said)) and self.is_all_of_it(said):
            return Meant(said, now=True)
        if not _PAST.search(folded) or len(words.split()) > 40:
            return None
        named = self._finder.municipalities(words_of(said)) or re.match(r"\W*[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ]", said)
        return Meant(said) if (named and _deed(folded)) or self.stranger(said) else None

    def is_all_of_it(self, said: str) -> bool:
        """Tell whether nothing else is said than who was at a meeting, so that it cannot be about another matter."""
        return not self._speaks_of_else(said, _TOLD_WITH, names=True)

    def is_turned(self, said: str) -> bool:
        """Tell whether a sentence begins with its verb, as a question does: "kom Haninge", "var alla där"."""
        words = [word for word in words_of(said) if word.folded not in _GREETS]
        if len(words) < 2 or words[0].folded not in _VERBS:
            return False
        after = said[words[0].end : words[1].start]
        known = self._finder.municipalities(words)
        names = _is_name(words[1]) or any(each.start == 1 for each in known)
        return not after.strip() and (names or words[1].folded in _EVERYBODY)

    def stranger(self, said: str) -> str:
        """Return who was not there, came by stand-in or was excused, when it is no municipality here; else nothing."""
        words = words_of(said)
        name = list(itertools.takewhile(_is_name, words))
        if not name or len(name) == len(words) or self._finder.municipalities(words):
            return ""
        if any(each.folded in _TOLD_WITH | _NO_NAMES or _DEFINITE.fullmatch(each.folded) for each in name):
            return ""
        deed = _deed(bare_letters(said))
        told = deed is not None and deed.deed in {Deed.NOT_THERE, Deed.EXCUSED, Deed.STAND_IN}
        return " ".join(each.written for each in name) if told and self.is_all_of_it(said) else ""

    def asks_who_was_there(self, said: str) -> str | None:
        """Return a question about who was at a meeting, or None when it is something else."""
        words = plain(said)
        if len(words) > 200 or _FIGURES.search(words):
            return None
        if _WAS_THERE.match(words) and _OF_A_MEETING.search(words):
            return None if self._speaks_of_else(said, _ABOUT_IT) else said
        return said if self._asks_of_the_last(said) else None

    def _asks_of_the_last(self, said: str) -> bool:
        """Tell whether it is asked who was there though no meeting is named: "kom Haninge?", "vilka var borta?"."""
        words = words_of(said)
        bare = _WAS_THERE.match(plain(said)) is not None and not self._finder.bodies(words)
        turned = self.is_turned(said) and _PAST.search(bare_letters(said)) is not None
        if not (bare or turned):
            return False
        folded = bare_letters(said)
        there = _deed(folded) is not None or (turned and _THERE.search(folded) is not None)
        return there and self.is_all_of_it(said)

    def _speaks_of_else(self, said: str, known: Set[str], *, names: bool = False) -> bool:
        """Tell whether there are other words than known ones; `names` of people are known when they may stand there."""
        words = words_of(said)
        spans = [(each.start, each.end) for each in self._finder.bodies(words)]
        spans += [(each.start, each.end) for each in self._finder.municipalities(words)]
        inside = {number for start, end in spans for number in range(start, end)}
        return any(
            number not in inside
            and word.folded not in known
            and not _MONTHS_AND_DAYS.fullmatch(word.folded)
            and not (names and _is_name(word))
            for number, word in enumerate(words)
        )

    def asks_what_is_unnoted(self, said: str) -> bool:
        """Tell whether somebody asks which meetings' attendance nobody has noted."""
        return len(said) < 200 and _UNNOTED.fullmatch(plain(said)) is not None

    def asked_of(self, said: str, called: Sequence[Called]) -> list[str]:
        """Return the codes of the municipalities that a question is about, by their names or those of their people."""
        return list(dict.fromkeys(each.code for each in self._mentions(words_of(said), called)))

    def spoken(self, said: str, called: Sequence[Called]) -> Spoken:
        """Return what was said of the municipalities, people of `called` named instead of theirs included."""
        text = _told(said)
        told: dict[str, Said] = {}
        rest: Deed | None = None
        unread = ""
        pending: list[_Mention] = []
        latest: list[_Mention] = []
        begun: Said | None = None
        everybody = False
        unclear = open_except = ""
        for clause in self._clauses(text):
            words = words_of(clause)
            towns = self._mentions(words, called)
            folded = " ".join(word.folded for word in words)
            deed = _deed(folded)
            everybody = everybody or _ALL.search(folded) is not None
            if _UNCLEAR.search(folded) and (towns or everybody):
                unclear = unclear or clause.strip()
            elif _EXCEPT.search(folded) and everybody:
                rest = Deed.PRESENT
                latest = [each for each in towns if each.start > _word_at(folded, _EXCEPT)]
                after = _after(clause, folded)
                unread = unread or (_stranger(after, self._mentions(words_of(after), called)) if latest else after)
                open_except = "" if after else clause.strip()
                begun = Said(Deed.EXCUSED if deed and deed.deed is Deed.EXCUSED else Deed.NOT_THERE)
                _tell(told, latest, begun)
            elif not towns and (of_rest := _of_rest(folded, deed)):
                rest = of_rest
            elif deed is None:
                # A list that goes on: after its deed, or towards it.
                if begun:
                    _tell(told, towns, begun)
                    latest = [*latest, *towns]
                    open_except = "" if towns else open_except
                else:
                    pending += towns
            elif not towns and clause.rstrip().endswith(":"):
                begun, latest = deed, []
            else:
                if towns or pending:
                    latest = [*pending, *towns]
                _tell(told, latest, deed)
                begun = deed if towns and _deed_at(folded) < towns[0].start else None
                pending = []
        return Spoken(told, rest, unread, unclear or open_except)

    def _clauses(self, text: str) -> list[str]:
        """Return the parts of a text that each say one thing; an "och" parts two only when both say something."""
        found: list[str] = []
        for sentence in _SPLITS.split(text):
            parts = sentence.split(",")
            for number, part in enumerate(parts):
                left, *others = _AND.split(part)
                joints, pieces = others[::2], others[1::2]
                for at, (joint, piece) in enumerate(zip(joints, pieces, strict=True)):
                    # "Nykvarn kom inte och Salem och Tyresö hade ersättare": Salem belongs to what is said later.
                    later = any(map(_speaks, [*pieces[at:], *parts[number + 1 :]])) and not self._goes_on(left)
                    if _speaks(left) and (_speaks(piece) or later) and not _ends_except(left, piece):
                        found.append(left)
                        left = piece
                    else:
                        left = f"{left}{joint}{piece}"
                found.append(left)
        return [each for each in found if each.strip()]

    def _goes_on(self, clause: str) -> bool:
        """Tell whether more municipalities may follow: what is said of them stands first, as in "alla utom Salem"."""
        folded = bare_letters(clause)
        towns = self._finder.municipalities(words_of(clause))
        return _EXCEPT.search(folded) is not None or (bool(towns) and _deed_at(folded) < towns[0].start)

    def _mentions(self, words: Sequence[Word], called: Sequence[Called]) -> list["_Mention"]:
        towns = [
            _Mention(found.values[0].code, found.start, found.end)
            for found in self._finder.municipalities(words)
            if len(found.values) == 1
        ]
        taken = {number for each in towns for number in range(each.start, each.end)}
        people = [each for each in _people(words, called) if each.start not in taken]
        return sorted([*towns, *people], key=lambda each: each.start)


@dataclass(frozen=True, slots=True)
class _Mention:
    code: str
    start: int
    end: int
    is_stand_in: bool = False
    by_name: bool = False


def _told(said: str) -> str:
    """Return what is said of who was there, without what opens it; of a meeting under way as if it had been."""
    found = _OPENS.match(tidy(said)) or _CORRECTS.match(tidy(said))
    text = said[found.end() :] if found else said
    for verb, past in _NOW_VERBS if _NOW.search(bare_letters(text)) else ():
        text = verb.sub(past, text)
    return text


def _speaks(part: str) -> bool:
    folded = bare_letters(part)
    return _deed(folded) is not None or _EXCEPT.search(folded) is not None


def _ends_except(left: str, piece: str) -> bool:
    """Tell whether "alla utom Nykvarn" goes on in "Haninge kom": the verb is that of "alla"."""
    folded = bare_letters(left)
    deed = _deed(bare_letters(piece))
    return (
        _EXCEPT.search(folded) is not None
        and _ALL.search(folded) is not None
        and _deed(folded) is None
        and deed is not None
        and deed.deed is Deed.PRESENT
    )


def _stranger(after: str, known: Sequence["_Mention"]) -> str:
    """Return the first of the names after "utom" that is no municipality's and nobody's, as it was written."""
    words = words_of(after)
    inside = {number for each in known for number in range(each.start, each.end)}
    for number, word in enumerate(words):
        before = words[number - 1] if number else None
        listed = before is None or before.folded in {"och", "and", "samt"} or "," in after[before.end : word.start]
        if listed and number not in inside and _is_name(word):
            return word.written
    return ""


def _deed(folded: str) -> Said | None:
    folded = _NOT_AWAY.sub("var dar", folded)
    bare = _NO_STAND_IN.sub(" inte dar ", folded) if _NO_STAND_IN.search(folded) and _PAST.search(folded) else folded
    online = _ONLINE.search(bare) is not None
    for deed, pattern in (
        (Deed.STAND_IN, _STAND_IN),
        (Deed.EXCUSED, _EXCUSED),
        (Deed.NOT_THERE, _NOT_THERE),
        (Deed.HOLDER, _HOLDER),
        (Deed.PRESENT, _PRESENT),
    ):
        if pattern.search(bare):
            return Said(deed, online and deed not in {Deed.EXCUSED, Deed.NOT_THERE})
    return Said(Deed.PRESENT, online=True) if online else None


def _of_rest(folded: str, deed: Said | None) -> Deed | None:
    """Return what a clause without a municipality says of all, of the others or of nobody."""
    if _FULL.search(folded):
        return Deed.PRESENT
    if deed and (_ALL.search(folded) or _REST.search(folded)):
        return {Deed.HOLDER: Deed.PRESENT, Deed.PRESENT: Deed.PRESENT, Deed.NOT_THERE: Deed.NOT_THERE}.get(deed.deed)
    return Deed.NOT_THERE if deed and deed.deed is Deed.PRESENT and _NOBODY.search(folded) else None


def _deed_at(folded: str) -> int:
    """Return at which word the first deed of a clause stands."""
    patterns = (_STAND_IN, _EXCUSED, _NOT_THERE, _HOLDER, _PRESENT, _ONLINE)
    return min((_word_at(folded, each) for each in patterns if each.search(folded)), default=0)


def _word_at(folded: str, pattern: re.Pattern[str]) -> int:
    found = pattern.search(folded)
    return folded[: found.start()].count(" ") if found else 0


def _after(clause: str, folded: str) -> str:
    """Return what stands after "utom", as it was written."""
    words = words_of(clause)
    found = _EXCEPT.search(folded)
    number = folded[: found.end()].count(" ") + 1 if found else 0
    return clause[words[number].start :].strip() if number < len(words) else ""


def _tell(told: dict[str, Said], towns: Iterable[_Mention], said: Said) -> None:
    # "Åsa var med från Tyresö": who it was says more than whose seat it is.
    for each in sorted(towns, key=lambda each: each.by_name):
        deed = said.deed
        if each.by_name and deed is Deed.PRESENT:
            deed = Deed.STAND_IN if each.is_stand_in else Deed.HOLDER
        if each.is_stand_in and deed is Deed.HOLDER:
            deed = Deed.STAND_IN
        told[each.code] = Said(deed, said.online)


def _people(words: Sequence[Word], called: Sequence[Called]) -> list[_Mention]:
    """Return the seats whose people are named: by whole name, or by a part of it that one of them alone has."""
    names: dict[tuple[str, ...], set[tuple[str, bool]]] = {}
    for each in called:
        for contact, stands_in in ((each.holder, False), (each.stand_in, True)):
            parts = tuple(fold(contact.name).split()) if contact else ()
            for name in {parts, *((part,) for part in parts if len(part) >= _SHORTEST_NAME)}:
                if name:
                    names.setdefault(name, set()).add((each.municipality.code, stands_in))
    found: list[_Mention] = []
    at = 0
    while at < len(words):
        step = 1
        for length in (4, 3, 2, 1):
            key = tuple(word.folded for word in words[at : at + length])
            seats = names.get(key) or names.get((*key[:-1], key[-1].removesuffix("s")))
            if len(key) == length and seats and len({code for code, _ in seats}) == 1 and _is_name(words[at]):
                code, stands_in = min(seats)
                found.append(_Mention(code, at, at + length, stands_in, by_name=True))
                step = length
                break
        at += step
    return found


def _is_name(word: Word) -> bool:
    return word.written[:1].isupper()
