"""What people say of meetings: places and guests, and the verbs that plan, move, cancel and answer."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache

from bot.core import when
from bot.core.swedish.letters import plain
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder, words_of
from bot.features.meetings.model import MOST_IN_SERIES, Form, Guest, Says
from bot.features.meetings.times import COUNT, NUMBERS, SEASON, Times, local_day_of, read_times

LONGEST = 2000
"""Characters beyond which nobody plans in one message."""
LONGEST_PLACE = 120
MOST_GUESTS = 20
_CUT = "\x00"
_NO_BODY = frozenset(
    "ett en extra extrainsatt nytt ny nya möte mötet möten in för åt med a an the meeting meetings for with".split()
)
_LINK = re.compile(r"https?://[^\s<>\"]+")
_BOOKS = re.compile(
    r"(?:hej,? |kan du |kan vi |vill |jag vill |snälla |please |can you )*"
    r"(?:boka(?: in)?(?! av\b)|planera(?: in)?|lägg in|lagg in|kalla till|nytt möte|book|schedule)\b"
)
_IS_TO_MEET = re.compile(
    r"(?!.*\b(?:beslut\w*|noter\w*|påminn\w*|meddela\w*|också|även|also|att)\b)(?:\S+ ){0,6}?"
    r"(?:ska|skall|behöver|måste|should|shall|will|need to|must)(?: \S+){0,3}?"
    r" (?:(?:ha|hålla|få till|have|hold) (?:ett |en |a |an )?(?:extra ?\w* |nytt )?(?:möte|sammanträde|träff|meeting)"
    r"|ses|träffas|mötas|sammanträda|meet)\b.*"
)
_CLOCK_TIME = re.compile(
    r"\b(?:kl\.? ?\d{1,2}|klockan \d{1,2}|\d{1,2}[.:]\d\d|\d{1,2} ?[ap]m"
    r"|\d{1,2} ?[-–] ?\d{1,2}(?! ?(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)))\b"
)
_INTRODUCTION = re.compile(r"\bintroduktionsmöte|\bintroduction meeting", re.IGNORECASE)
"""What a meeting is called to which everybody new is invited; it stands first on the agenda."""
_AGENDA = re.compile(r"\b(?:agenda|dagordning|punkter)\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)
_GUESTS = re.compile(
    r"\b(?:gäst(?:er)?|gast(?:er)?|guests?|inbjud(?:en|na)|med|with)\b:?\s+([^\x00;\n]+?)"
    r"(?=\s+(?:på|i|hos|at)\s+\S|[;\n\x00]|\.\s|$)",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"\s+(?:och|and|samt|men|but)$", re.IGNORECASE)
"""What is left of "på Tyresö slott och den 17 digitalt" when the times are cut out."""
_PLACE = re.compile(r"(?<!\w)(?:plats:?|place:?|på|pa|i|hos|at|in)\s+([^\x00,;\n]+?)\s*(?=[,;\n\x00]|$)", re.IGNORECASE)
_ONLINE = re.compile(r"\b(?:digitalt?|online|på (?:teams|distans)|via teams|on teams|teamsmöte)\b", re.IGNORECASE)
_HYBRID = re.compile(r"\b(?:hybrid\w*)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:hej,? |och |men |and )?(?:vem|vilka|vilken|vilket|vad|var|när|hur|varför|finns|har|är|kan|ska|visa|lista|who"
    r"|which|what|where|when|how|why|is|are|does|do|show|list)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"(?:hej,? |kan du |kan vi |vill |jag vill |snälla |please |can you )*(?:flytta|skjut(?:a)? (?:upp|fram)"
    r"|(?:ändra|andra|byt|change) (?:the )?(?:tid(?:en)?|time)|move|postpone)\b"
    r"|mötet\b.{0,40}\b(?:flyttas|skjuts)\b"
)
_CANCELS = re.compile(
    r"(?:hej,? |kan du |kan vi |vill |jag vill |snälla |please |can you )*(?:ställ(?:a)? in|stall(?:a)? in"
    r"|avboka(?! (?:mig|oss)\b)|cancel|call off)\b"
    r"|(?:vi |jag )?(?:måste )?(?:ställer|ställa) in (?:mötet|sammanträdet|träffen)\b"
    r"|mötet\b.{0,40}\b(?:(?:ställs|stalls) in|(?:är|blir) inställt)$"
)
_NEXT = re.compile(
    r"(?:hej,? |och |and )?(?:när|nar) (?:är|ar|blir|har|ses|träffas|traffas|möts|mots|sammanträder)\b.*"
    r"|(?:vad|vilket) är (?:vårt |mitt )?nästa (?:möte|sammanträde).*|(?:nästa|nasta) (?:möte|mote|sammanträde"
    r"|träff)\b.*"
    r"|(?:what(?:'s| is) )?(?:my |the |our )?next meeting\b.*|when (?:is|do|does|are)\b.*(?:meet|meeting)\b.*"
)
_STANDS = re.compile(
    r"(?:hej,? |men )?(?:(?:är|blir|har) (?:\w+ ){0,6}(?:mötet|sammanträdet|träffen)\b.*\b(?:inställt|inställd|av"
    r"|flyttat|flyttad|kvar|ändrat|ställts in|flyttats)|(?:blir det|är det) (?:något|nåt|ett) (?:möte|sammanträde)\b.*"
    r"|(?:har (?:vi|ni)|finns det) (?:något|nåt|ett) (?:möte|sammanträde)\b.*|varför (?:är|blev|blir|ställdes) .*"
    r"(?:möte|sammanträde)\w*\b.*\b(?:inställt|in|av|flyttat)|(?:is|was) the meeting\b.*(?:cancelled|off|moved|on)"
    r"|is there (?:a|any) meeting\b.*|(?:var|hur dags|vilken tid|vilket klockslag|när) (?:är|börjar|slutar|hålls) "
    r"(?:nästa )?(?:mötet?|sammanträdet?|träffen)\b.*|var (?:ses|träffas|möts|sitter) (?:vi|ni)\b.*"
    r"|(?:vad står|vad är det|vad har vi) på (?:dagordningen|agendan)\b.*|(?:visa )?dagordningen(?: till| för| på)?\b.*"
    r"|where (?:is the meeting|do we meet)\b.*|what time (?:is|does) the meeting\b.*|what(?:'s| is) on the agenda\b.*)"
)
"""Asked of a meeting that stands in the calendar: whether it is held, where, when and about what."""
_NEXT_HINT = re.compile(
    r"\b(?:nästa|nasta|next) (?:möte|mote|sammanträde|träff|gång|gang|meeting)|\b(?:ses|träffas|traffas|möts"
    r"|mots) (?:vi|ni)\b"
    r"|\b(?:när|nar) (?:ses|träffas|traffas|möts|mots|sammanträder)\b|\bwhen do(?:es)? (?:we|i|the)\b.*\bmeet\b"
)
_LISTS = re.compile(
    r"(?:hej,? |och |and )?(?:(?:vilka|visa|lista|alla|show|list|which|what)\b.*\b(?:möten|moten|mötena"
    r"|sammanträden\w*|meetings|träffar)\b.*"
    r"|(?:kommande|planerade|bokade|upcoming|mina|våra|my|our) (?:möten|moten|meetings)\b.*"
    r"|(?:möten|meetings|mötena) (?:i|för|in|for)\b.*|möten?(?:a|er)?|moten?|meetings?)"
)
_REPORTED = re.compile(
    r"\b(?:hade|höll|holl|var|hölls|haft|hållit|hållits|varit|togs|deltog|\w{4,}ades|held|had|were|was|been"
    r"|20[01]\d|202[0-5]|i fjol|förra året|last year)\b"
)
_MEETING = re.compile(r"\b(?:möte\w*|mote\w*|sammanträde\w*|träff\w*|meetings?)\b")
_SEND = re.compile(
    r"(?:skicka|lägg ut|lagg ut|send|post) (?:ut )?(?:kallelse(?:n|r|rna)?|inbjud\w+|the invitations?|invitations?)\b.*"
)
_CANNOT = re.compile(
    r"\b(?:(?:kan|kommer|deltar|hinner|medverkar) (?:jag |vi )?(?:inte|ej|icke|aldrig)|är (?:inte|ej) med"
    r"|får förhinder|far forhinder|har förhinder|förhinder|forhinder|är (?:\w+ )?sjuk|sjuk (?:på|i|den)|sjukanmäl\w*"
    r"|vab(?:bar|ar|ba)?|uteblir|återbud|frånvaro|på (?:tjänsteresa|annat håll)|semester|bortrest|utomlands"
    r"|dubbelbokad|upptagen|tackar? nej|avanmäl(?:er)? (?:mig|oss)|(?:boka|bokar) av (?:mig|oss)|avbokar? (?:mig|oss)"
    r"|can(?:'t|not| not)|won't|will (?:not|never)|not (?:coming|attending|able)|unable"
    r"|i(?:'m| am) (?:ill|sick|away|busy|on (?:leave|holiday|vacation))|(?:have|need) to decline|declin\w+)\b"
)
_MILD = re.compile(
    r"\b(?:tyvärr|tyvarr|dessvärre|tråkigt nog|nog|väl|absolut|alltså|ju|faktiskt|verkligen|då|heller|nu|alls"
    r"|unfortunately|sadly|really|definitely) "
)
"""Words that may stand between a verb and its "inte" and change nothing."""
_NOT = re.compile(r"\b(?:inte|ej|icke|aldrig|not|never)\b|n't\b")
_NOT_YET = re.compile(r"\b(?:inte|ej|not) (?=(?:förrän|före|innan|before|until)\b)")
_NOT_HINDERED = re.compile(
    r"\b(?:inget|inga|inte|ej|no|not) (?:ha |att ha |få |fått |något |någon |längre |any |longer )*"
    r"(?:förhinder|forhinder|hindrad|sjuk|ill|sick|hindered)\b"
)
_NOT_ONLINE = re.compile(r"\b(?:inte|ej|not) (?:digitalt|online|på teams|via teams|på distans|on teams|remotely)\b")
_NOT_ON_SITE = re.compile(r"\b(?:inte|ej|not) (?:\w+ ){0,2}(?:på plats|on site|in person)\b")
_ON_SITE = re.compile(r"\b(?:på plats|on site|in person)\b")
_OF_ELSE = re.compile(
    r"\bkommer (?:inte |ej )?(?:ihåg|åt|överens|på (?:vad|vem|hur|vilke\w|när|var))\b"
    r"|\bkommer (?:inte|ej) att (?!kunna\b|komma\b|delta\b|medverka\b|hinna\b|vara (?:med|där|på plats)\b|ha\b|få\b)"
)
"""Said with the same words, of something else than coming."""
_PERHAPS = re.compile(
    r"\b(?:kanske|eventuellt|möjligen|möjligtvis|troligen|troligtvis|förmodligen|sannolikt|osäker|perhaps|maybe|possibly"
    r"|probably|might)\b"
)
_IF = re.compile(r"\b(?:om|ifall|if) (?:jag|vi|det|i|we|it)\b")
_PARTS = re.compile(r",|;|\b(?:men|but|eftersom|because|så)\b")
_STAND_IN = re.compile(
    r"\b(?:min|vår|my|our)? ?(?:ersättar(?:e|en)|ersattaren?|suppleant(?:en)?|stand-?in|deputy) (?:kommer|går"
    r"|deltar|tar|comes|is coming|will|goes)\b"
    r"|\b(?:skickar|sänder|send(?:ing)?) (?:min |vår |en |my |our |a )?(?:ersättare|suppleant|stand-?in|deputy)\b"
    r"|\b(?:i ?stället för mig|i mitt ställe|på min plats|instead of me|in my (?:place|stead))\b"
)
_DAY = (
    r"(?:\d{1,2}[/. ](?:\d{1,2}|(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*)"
    r"|(?:mån|tis|ons|tors|fre)dag\b|i ?dag\b|i ?morgon\b|v\.? ?\d|vecka \d|\d{4}-)"
)
"""How a day begins that stands without "på" or "den": "kommer 3 december"."""
_WHO = r"(?:jag|vi|i(?:'m| am|'ll| will)?|we(?:'re| are|'ll| will)?)"
_COMES = re.compile(
    rf"(?:ja,? |yes,? )?{_WHO} (?:kommer|deltar|medverkar|närvarar|hinner|är (?:med|på plats)|ansluter|kopplar upp"
    r"|dyker upp|tackar ja|ställer upp|(?:kan ta|tar) (?:det|platsen|mötet)|anmäler (?:mig|oss)"
    r"|kan (?:komma|delta|medverka|vara med)"
    r"|(?:can |will )?(?:coming|come|attend|be there|attending|join|joining|take part|taking part|make it|dial in))\b"
    # As the buttons say it: "deltar digitalt 14 januari".
    r"|(?:deltar|kommer|är med|taking part|coming|joining) (?:digitalt|online|på (?:teams|länk|distans)"
    r"|via (?:teams|länk)|on teams|remotely)\b"
    rf"|(?:kommer|deltar|är med)(?= på\b| i\b| den\b| till mötet\b| {_DAY}|$)|tackar ja\b|count me in\b"
    r"|anmäl(?:er)? (?:mig|oss)(?= till (?:mötet|sammanträdet|träffen|nästa)\b| på\b| den\b|$)"
)
_MAYBE = re.compile(r"kanske (?:kommer|deltar|kan) (?:jag|vi)\b|(?:jag|vi) kanske (?:kommer|deltar|kan)\b")
_NAME = r"[A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+){0,2}"
_SENDS = re.compile(rf"(?:[Jj]ag|[Vv]i) skickar ({_NAME})")
_INSTEAD = re.compile(rf"({_NAME}) (?:kommer|går|deltar|tar|comes|goes)\b")
_COMES_ONLINE = re.compile(
    r"\b(?:digitalt|online|på (?:teams|länk|distans)|via (?:teams|länk)|kopplar upp|on teams|remotely|dial in)\b"
)
_ANSWERS = re.compile(
    r"(?:(?:tyvärr|dessvärre|hej|ja|nej|sorry|no|yes),? )*"
    r"(?:jag|vi|i|we|får|kan (?:inte|ej)|förhinder|forhinder|min ersättare|can't|cannot"
    rf"|(?:deltar|kommer|är med|taking part|coming|joining) (?:digitalt|online|på|via|on|remotely|i|den|till|{_DAY})"
    r"|(?:kommer|deltar|är med)$|(?:hinner|kommer|deltar) (?:tyvärr )?(?:inte|ej)|vab(?:bar|ar)?|uteblir"
    r"|sjuk(?:anmäl\w*)?|anmäler (?:förhinder|frånvaro)|(?:lämnar |ger |anmäler )?återbud"
    r"|(?:måste )?tackar? (?:ja|nej)|anmäl(?:er)? (?:mig|oss)|avanmäl(?:er)? (?:mig|oss)|(?:boka|bokar) av (?:mig|oss)"
    r"|avbokar? (?:mig|oss)|(?:skickar )?(?:vår )?(?:ersättare|suppleant)|kanske (?:kommer|deltar|kan) (?:jag|vi)"
    r"|count me in|[\w-]+(?: [\w-]+)? (?:kommer|går|deltar|tar|comes|goes) "
    r".*(?:i ?stället för mig|i mitt ställe|på min plats|instead of me|in my (?:place|stead)))\b"
)
_CLOCK = re.compile(r"\b(?:kl\.?|klockan|at)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?")


@lru_cache(maxsize=64)
def asks(said: str) -> bool:
    """Tell whether something said is a question rather than an answer to one."""
    return said.rstrip().endswith("?") or _ASKS.match(said.strip()) is not None


def _says_when_to_meet(said: str, words: str) -> bool:
    """Tell whether somebody says that a body is to meet at a time of day: "planeringscheferna ska ses 4 mars kl 9"."""
    if len(words) > 200 or said.rstrip().endswith("?") or not _CLOCK_TIME.search(words):
        return False
    return _IS_TO_MEET.fullmatch(words) is not None


def says_off(said: str) -> bool:
    """Tell whether something is said of a meeting that was cancelled."""
    return re.search(r"\binställ|\bställdes in|\bcancel", plain(said)) is not None


def names_meeting(said: str) -> bool:
    """Tell whether something is said of a meeting by that word."""
    return _MEETING.search(plain(said)) is not None


@dataclass(frozen=True, slots=True)
class Wish:
    """A booking as far as it was said in one sentence."""

    bodies: tuple[Body, ...] = ()
    either: tuple[Body, ...] = ()
    times: Times = field(default_factory=Times)
    place: str = ""
    link: str = ""
    form: Form | None = None
    guests: tuple[Guest, ...] = ()
    agenda: tuple[str, ...] = ()


class Reader:
    """Reads what is said of meetings, in one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    # Planning

    def books(self, said: str) -> bool:
        """Tell whether somebody wants to book."""
        words = plain(said)
        return len(said) <= LONGEST and (_BOOKS.match(words) is not None or _says_when_to_meet(said, words))

    def booking(self, said: str, now: dt.datetime) -> Wish:
        """Return what was said of a meeting to book, with times read as of `now` (aware)."""
        text = " ".join(said.split(" ")).rstrip(" .!")
        agenda: tuple[str, ...] = ()
        if found := _AGENDA.search(text):
            agenda = tuple(item.strip(" .-–") for item in re.split(r"[;\n]", found[1]) if item.strip(" .-–"))[:30]
            text = text[: found.start()] + _CUT
        link = ""
        if found := _LINK.search(text):
            link = found[0].rstrip(".,;)")
            text = f"{text[: found.start()]}{_CUT}{text[found.start() + len(link) :]}"
        form = Form.HYBRID if _HYBRID.search(text) else Form.ONLINE if _ONLINE.search(text) else None
        text = _ONLINE.sub(_CUT, _HYBRID.sub(_CUT, text))
        bodies, either, text = self._bodies(text)
        times = read_times(text.replace(_CUT, " "), now)
        text = _without_times(text, now)
        guests: list[Guest] = []
        for found in _GUESTS.finditer(text):
            guests += read_guests(found[1])
        text = _GUESTS.sub(_CUT, text)
        place = ""
        if found := _PLACE.search(text):
            place = read_place(found[1])
        if (kind := _INTRODUCTION.search(said)) and not any(_INTRODUCTION.search(item) for item in agenda):
            agenda = (kind[0].capitalize(), *agenda)
        return Wish(bodies, either, times, place, link, form, tuple(guests)[:MOST_GUESTS], agenda)

    def unknown_body(self, said: str, now: dt.datetime) -> str:
        """Return what somebody calls the body to book for when no body is called so: "boka blomvännerna på torsdag"."""
        found = _BOOKS.match(plain(said))
        named = []
        for word in plain(said)[found.end() :].split() if found else ():
            if word in _NO_BODY:
                continue
            if not word.isalpha() or len(word) < 4 or word in NUMBERS or when.read(word, now):
                break
            named.append(word)
        return " ".join(named)

    def body(self, said: str) -> tuple[tuple[Body, ...], tuple[Body, ...]]:
        """Return the bodies that are named, and those of which one is meant when it is not clear which."""
        bodies, either, _ = self._bodies(said)
        return bodies, either

    def without_bodies(self, said: str) -> str:
        """Return what was said with the bodies that it names cut out."""
        return self._bodies(said)[2].replace(_CUT, " ")

    def _bodies(self, text: str) -> tuple[tuple[Body, ...], tuple[Body, ...], str]:
        words = words_of(text)
        bodies: list[Body] = []
        either: tuple[Body, ...] = ()
        for found in self._finder.bodies(words):
            if len(found.values) == 1:
                if found.values[0] not in bodies:
                    bodies.append(found.values[0])
                start, end = words[found.start].start, words[found.end - 1].end
                text = text[:start] + _CUT * (end - start) + text[end:]
            else:
                either = found.values
        return tuple(bodies), () if bodies else either, text

    # Moving and cancelling

    def moves(self, said: str) -> bool:
        """Tell whether somebody wants to move a meeting."""
        return len(said) <= LONGEST and _MOVES.match(plain(said)) is not None

    def cancels(self, said: str) -> bool:
        """Tell whether somebody wants to cancel a meeting."""
        told = plain(said).endswith("inställt") and said.rstrip().endswith("?")
        return len(said) <= LONGEST and _CANCELS.match(plain(said)) is not None and not told

    def sends(self, said: str) -> bool:
        """Tell whether somebody wants the invitations sent."""
        return len(said) < 200 and _SEND.fullmatch(plain(said)) is not None

    # Asking

    def asks_next(self, said: str) -> bool:
        """Tell whether somebody asks for the next meeting."""
        words = plain(said)
        known = len(words) < 200 and _NEXT.fullmatch(words) is not None and not _REPORTED.search(words)
        return known and _NEXT_HINT.search(words) is not None

    def asks_whether(self, said: str) -> bool:
        """Tell whether somebody asks if a meeting is held, or has been cancelled or moved."""
        words = plain(said)
        return (
            len(words) < 200
            and _STANDS.fullmatch(words) is not None
            and not _REPORTED.search(words.removeprefix("var "))
        )

    def asks_list(self, said: str) -> bool:
        """Tell whether somebody asks for the meetings that are planned."""
        words = plain(said)
        return (
            len(words) < 200
            and "extern" not in words
            and _LISTS.fullmatch(words) is not None
            and not _REPORTED.search(words)
        )

    # Answering

    def answer(self, said: str) -> "Answered | None":
        """Return what somebody says for their seat, or None."""
        words = plain(said)
        if len(words) > 200 or said.rstrip().endswith("?") or not _ANSWERS.match(words):
            return None
        if sends := _SENDS.fullmatch(said.strip(" .!")):
            return Answered(Says.STAND_IN, sends[1])
        bare = _NOT_YET.sub("", _MILD.sub("", words))
        if _OF_ELSE.search(bare):
            return None
        if _NOT_ONLINE.search(bare):
            return Answered(Says.ATTENDING if _ON_SITE.search(bare) else None)
        if _NOT_ON_SITE.search(bare) and _COMES_ONLINE.search(bare):
            return Answered(Says.ONLINE)
        parts = [part.strip() for part in _PARTS.split(bare)]
        found = [answered for part in parts if (answered := _answered(part, bare))]
        sent = next((each for each in found if each.says is Says.STAND_IN), None)
        if sent and (instead := _INSTEAD.match(said)):
            return Answered(Says.STAND_IN, instead[1])
        return sent or (found[0] if found else None)


def _answered(part: str, whole: str) -> "Answered | None":
    """Return what a part of an answer says, None when nothing of whether somebody comes."""
    says: Says | None = None
    if _STAND_IN.search(part):
        says = None if _NOT.search(part) else Says.STAND_IN
    elif _NOT_HINDERED.search(part):
        says = None
    elif _CANNOT.search(part):
        says = Says.HINDERED
    elif _MAYBE.match(part):
        says = None
    elif _COMES.match(part):
        online = _COMES_ONLINE.search(whole) is not None
        says = None if _NOT.search(part) else Says.ONLINE if online else Says.ATTENDING
    else:
        return None
    return Answered(None if _unsure(part, whole) else says)


def _unsure(part: str, whole: str) -> bool:
    """Tell whether somebody leaves it open whether they come: by a word in that part, or by a condition."""
    return _PERHAPS.search(part) is not None or _IF.search(whole) is not None


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody said for their seat in words; None when it is not clear whether they come.

    `by` is who is said to come instead, as it was written, empty when nobody is named.
    """

    says: Says | None
    by: str = ""


def read_place(said: str) -> str:
    """Return a place as it was written, without what stands around it."""
    return _LEFT_OVER.sub("", " ".join(said.split()).strip(" .,:;-–"))[:LONGEST_PLACE]


def read_guests(said: str) -> list[Guest]:
    """Return the guests in a list such as "Anna Ek från Trafikverket och Region Stockholm"."""
    found = []
    for part in re.split(r",|\s+(?:och|and|samt)\s+", said):
        words = " ".join(part.split()).strip(" .:")
        if not words or len(words) > LONGEST_PLACE:
            continue
        pair = re.fullmatch(r"(.+?)\s+(?:från|fran|from)\s+(.+)|(.+?)\s*\((.+)\)", words)
        if pair:
            found.append(Guest(pair[1] or pair[3], pair[2] or pair[4]))
        else:
            found.append(Guest(organisation=words))
    return found


def _without_times(text: str, now: dt.datetime) -> str:
    """Cut out what is said of times, so that what is left can be places and guests."""
    text = SEASON.sub(_CUT, COUNT.sub(_CUT, text))
    for _ in range(MOST_IN_SERIES):
        moment = when.read(text.replace(_CUT, " "), now)
        if moment is None or moment.span[1] <= moment.span[0]:
            break
        start, end = moment.span
        text = text[:start] + _CUT * (end - start) + text[end:]
    return text


def read_day_of_answer(said: str, now: dt.datetime) -> when.Moment | None:
    """Return the day that an answer is about; a time of day alone is when somebody comes or goes, not which meeting."""
    return when.read(_CLOCK.sub(" ", said), now)


@dataclass(frozen=True, slots=True)
class Change:
    """What was said of a meeting to move or cancel: whose, the days on which it may be, and what it moves to."""

    bodies: tuple[Body, ...]
    first: dt.date | None
    last: dt.date | None
    to: str = ""


def read_change(reader: Reader, said: str, now: dt.datetime, *, moves: bool) -> Change:
    """Return what was said of a meeting to move or cancel."""
    left, to = " ".join(said.split()).rstrip(" .!?"), ""
    if moves:
        parts = re.split(r"\s(?:till|to)\s", left)
        if len(parts) > 1:
            left, to = " ".join(parts[:-1]), parts[-1]
    bodies, _ = reader.body(left)
    moment = when.read(left, now)
    first = local_day_of(moment.start) if moment else None
    last = local_day_of(moment.end) if moment and moment.end else first
    return Change(bodies, first, last, to)
