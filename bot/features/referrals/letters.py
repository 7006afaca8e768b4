"""Reads what an issuer's letter, or a sentence about one, says of a referral: what, from whom, which number, when.

Pure: text in, a proposal out; nothing is kept before somebody has looked at it. Forms of case numbers and dates: as
Regeringskansliet, Trafikverket, the regions and the county boards write them.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import when
from bot.core.calendar import local_day
from bot.core.text import Lang, shorten
from bot.core.when.words import MONTHS
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder, words_of

LONGEST_READ = 20_000
LONGEST_TITLE = 200
LONGEST_ABOUT = 400
_SHORTEST_LETTER = 120

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATES = re.compile(
    rf"\b(?P<iso>20\d\d-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:\s*:?e|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?,?(?:\s+(?P<year>20\d\d))?"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>20\d\d)"
    r"|\b(?P<day3>\d{1,2})/(?P<month3>\d{1,2})(?:[\s-]+(?P<year3>20\d\d|\d\d)\b)?(?![\d/])",
    re.IGNORECASE,
)
_LETTERED = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,7}[ -]?20\d\d[/-]\d{1,6}(?:[:/-]\d{1,4})?|\d{2,5}-\d{2,6}-20\d\d"
_LETTERED += r"|[A-ZÅÄÖ]{1,6}-\d{3,6}-\d{2}"
_NUMBER_FORM = rf"(?:{_LETTERED}|20\d\d[/-]\d{{2,6}}(?:-\d{{1,3}})?|\d{{1,6}}/20\d\d)"
_LABELLED = re.compile(
    r"(?:dnr|d-nr|diarienummer|diarienr|diariebeteckning|ärendenummer|ärendenr|arendenummer|ärende(?:-?id)?"
    r"|beteckning|referens(?:nummer)?|case (?:number|no)|reference)\b[.:]?\s*(?:nr\b\.?\s*)?(?:är\s+|is\s+)?"
    rf"(?P<number>{_NUMBER_FORM})",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(rf"(?<![\w/])(?P<number>{_LETTERED})(?![\w/])")
_LOOSE_NUMBER = re.compile(r"\b(?:dnr|diarienummer|case number)\b[.:]?\s*(?P<number>[^,;\n]{1,60})", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"\]]+")
_MAIL = re.compile(r"[\w.+-]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")

_ISSUERS = re.compile(
    r"(?P<whole>(?:[A-ZÅÄÖ][a-zåäö]+-(?:, [a-zåäö]+-)? och )?[A-ZÅÄÖ]?[a-zåäö]+departementet"
    r"|Länsstyrelsen(?: i [A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ]?[a-zåäö]+)? län| [A-ZÅÄÖ][a-zåäö]+)?"
    r"|Region (?:Västra Götaland|Jämtland Härjedalen|[A-ZÅÄÖ][a-zåäö]+(?: län)?)"
    r"|Svenska kraftnät|Mälardalsrådet|Storsthlm|Regeringskansliet|Trafikförvaltningen"
    r"|(?:[A-ZÅÄÖ][a-zåäö]+ )?[A-ZÅÄÖ][a-zåäö]+(?:verket|myndigheten|inspektionen|domstolen|förvaltningen)"
    r"|[A-ZÅÄÖ][a-zåäö]+s (?:stad|kommun))(?![\wåäö])"
)
_SAME_AS = {
    "trafikverket": "Trafikverket",
    "regeringskansliet": "Regeringskansliet",
    "gov": "Regeringskansliet",
    "lansstyrelsen": "Länsstyrelsen",
    "boverket": "Boverket",
    "naturvardsverket": "Naturvårdsverket",
    "energimyndigheten": "Energimyndigheten",
    "regionstockholm": "Region Stockholm",
    "sll": "Region Stockholm",
    "sl": "Trafikförvaltningen",
    "svk": "Svenska kraftnät",
}
_ANSWERS_GO_TO = re.compile(r"(?:kommit in|inkomma?|skickas|lämnas|tillhanda)\b[^.]*$", re.IGNORECASE)
_FROM = re.compile(r"^(?:från|from|avsändare|sender)\s*:\s*(?P<who>.+)$", re.IGNORECASE | re.MULTILINE)
_SUBJECT = re.compile(
    r"^(?:ämne|subject|rubrik|ärende|angående|re)\s*:\s*(?P<what>.+(?:\n(?![^\n]{0,30}:)[a-zåäö(][^\n]*)?)$",
    re.IGNORECASE | re.MULTILINE,
)
_LISTS = re.compile(
    r"^(?:remissinstanser|sändlista|remissen skickas till|mottagare|bilaga: remissinstanser)\b[^\n]*\n"
    r"(?:[^\n]*\n?){0,150}?(?=\n\s*\n(?=[^\n]{60,})|\Z)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADLINE = re.compile(
    r"^\s*(?P<what>(?:remiss(?:en)?|promemoria[n]?:?|(?:del|slut)?betänkande[t]?:?|förslag till|samråd"
    r"|granskning|inbjudan att (?:yttra sig|lämna synpunkter)|begäran om yttrande"
    r"|möjlighet att (?:yttra sig|lämna synpunkter))\b[^\n]{12,})$",
    re.IGNORECASE | re.MULTILINE,
)
_PROSE = re.compile(
    r"\b(?:på remiss|remitterar|översänder|yttra(?:nde)? (?:er |sig )?(?:över|om)|synpunkter på|remiss av"
    r"|remissen avser|samråd (?:om|kring)|bjuder in till samråd om)\s+(?P<what>[^\n.]{12,180})",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:vb|vs|sv|fw|fwd|re|remiss(?:en)?|internremiss|inbjudan)\s*[:–—-]\s*"
    r"|(?:remiss(?:en)?|begäran om yttrande|inbjudan att (?:yttra sig|lämna synpunkter)"
    r"|möjlighet att (?:yttra sig|lämna synpunkter))\s+(?:av|om|över|på|gällande|angående|avseende|rörande|för)\s+"
    r"|(?:gällande|angående|avseende)\s+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[,;]?\s*\(?(?:dnr|diarienummer|ärendenummer|svar senast|sista dag)\b.*|\s+på remiss\b.*)$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:^|(?<=[.\n]))\s*(?P<what>[A-ZÅÄÖ][^.\n]{0,160}\b(?:syftar till|föreslår|föreslås|innebär|innehåller|handlar om"
    r"|beskriver|anger|redovisar|omfattar)\b[^.]{10,400}\.)",
    re.MULTILINE,
)
_SOONER = re.compile(
    r"\bsenast\b|\bsista (?:svars)?dag|\bdeadline\b|\bno later than\b|\bby\b|\blast day\b", re.IGNORECASE
)
_ANSWER = re.compile(r"svar|synpunkt|yttrand|remiss|inkom|kommit in|tillhanda|lämna|answer|repl", re.IGNORECASE)
_OTHER = re.compile(
    r"träder i kraft|publicer|informationsmöte|samrådsmöte|frågor|anstånd|anmäl|skickat|dokumentdatum|^datum|beslutade"
    r"|förlängd|sent|börjar gälla|öppet hus|webbinari",
    re.IGNORECASE | re.MULTILINE,
)

_BEGINS = re.compile(
    r"\s*(?:hej[,.]? )?(?:(?:vi har fått|det har kommit|har kommit|registrera|lägg (?:in|upp)|lagg (?:in|upp)|skapa"
    r"|new|register|add)\s+)?(?:en |a |the |an )?(?:ny |new )?(?:remiss|referral)\b(?!\w)\s*[:,–-]?\s*",
    re.IGNORECASE,
)
_REGISTERS = re.compile(
    r"\s*(?:hej[,.]? )?(?:(?:vi har fått |det har kommit |har kommit )?(?:en )?ny remiss|(?:vi har fått|det har kommit"
    r"|registrera|lägg (?:in|upp)|lagg (?:in|upp)|skapa) (?:en |ny |en ny )?remiss"
    r"|(?:(?:register|add) (?:a |the |an )?)?new referral|register (?:a |the )?referral|remiss\s*:)(?!\w)",
    re.IGNORECASE,
)
_LED = re.compile(
    r"[,;.]?\s*\b(?:leds av|ansvarig(?:t organ)?(?: är)?|ansvarar|bereds av|går till|leder|lead(?: body)?|led by"
    r"|handled by)\b:?\s*(?P<body>[^,;.\n]+)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"[,;.]\s*(?:och |and )?(?P<body>[^,;.\n]{3,60}?)\s+(?:bereder|leder|ansvarar|håller i|tar hand om|tar|prepares"
    r"|leads|handles|takes)\b(?: (?:det|den|svaret|arbetet|it|the answer))?",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"[,;.]?\s*\b(?:arbetsgrupp(?:en)?(?: är)?|skrivs av|working group|drafted by)\b:?\s*(?P<body>[^,;.\n]+)",
    re.IGNORECASE,
)
_CONCERNS = re.compile(r"[,;.]?\s*\b(?:gäller|handlar om|avser|about|concerns)\b:?\s*(?P<what>[^;\n]+)$", re.IGNORECASE)
_SENT_BY = re.compile(r"(?:^|\s+)(?:från|fran|from)\s+(?P<who>[^,;:\n]+):?", re.IGNORECASE)
_DUE = re.compile(
    r"[,;.]?\s*(?:\b(?:och )?(?:med )?(?:vi )?(?:ska )?(?:svar(?:as|a|et)?|synpunkter|yttrande|sista (?:svars)?dag"
    r"|deadline|answer|reply|due)\b\s*(?:ska (?:vara )?(?:inne|in)|är|is|skickas)?\s*(?:senast|by)?"
    r"|\bsenast\b|\bno later than\b)\s*(?:den |på |on |by )?(?P<day>[^,;\n]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A referral as far as a text tells it; empty where it does not. `due_on` may have been, which is for us to say."""

    title: str = ""
    issuer: str = ""
    number: str = ""
    link: str = ""
    due_on: dt.date | None = None
    about: str = ""
    lead: str = ""
    group: str = ""


def registers(said: str) -> bool:
    """Tell whether somebody wants a referral to be registered, by a sentence or with an issuer's letter."""
    return _REGISTERS.match(said) is not None or is_letter(said)


def is_letter(said: str) -> bool:
    """Tell whether a text is an issuer's letter: long enough, about a remiss, with a number or a last day."""
    if len(said) < _SHORTEST_LETTER or not re.search(r"\bremiss|\byttra|\bsynpunkter\b|\bsamråd", said, re.IGNORECASE):
        return False
    formal = (
        bool(_LABELLED.search(said)) + bool(_SUBJECT.search(said) or _FROM.search(said)) + bool(_HEADLINE.search(said))
    )
    return formal + bool(_SOONER.search(said) and _DATES.search(said)) >= 2


def read(said: str, now: dt.datetime, finder: Finder, lang: Lang = "sv") -> Proposal:
    """Return what a sentence or a letter says of a referral; days without a year are read as of `now` (aware)."""
    text = said[:LONGEST_READ].replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ")
    begins = _BEGINS.match(text)
    rest = text[begins.end() :] if begins and _REGISTERS.match(text) else text
    if is_letter(rest) and ("\n" in rest.strip() or len(rest) > 3 * LONGEST_TITLE):
        return read_letter(rest, now)
    return _read_sentence(rest, now, finder, lang) if rest is not text or begins else read_letter(text, now)


# Letters


def read_letter(text: str, now: dt.datetime) -> Proposal:
    """Return what an issuer's letter says, forwarded mails included."""
    own = _LISTS.sub("\n", text)
    number = _number_in(text)
    link = _LINK.search(own)
    about = _ABOUT.search(own)
    return Proposal(
        title=_title_in(own),
        issuer=_issuer_in(own),
        number=number,
        link=link[0].rstrip(".,;)") if link else "",
        due_on=_due_in(text, now),
        about=shorten(about["what"], LONGEST_ABOUT) if about else "",
    )


def _number_in(text: str) -> str:
    found = _LABELLED.search(text) or _BARE_NUMBER.search(_DATES.sub(" ", _LINK.sub(" ", text)))
    return " ".join(found["number"].split()) if found else ""


def _title_in(text: str) -> str:
    for pattern in (_SUBJECT, _HEADLINE, _PROSE):
        for found in pattern.finditer(text):
            what = found["what"]
            if pattern is _HEADLINE:
                what = _with_next_line(what, text[found.end() :])
            if title := clean_title(what):
                return title
    return ""


def _with_next_line(line: str, after: str) -> str:
    """Return a headline with the line that it goes on in: one that begins with a small letter, a digit or a bracket."""
    rest = after.lstrip("\n") if after[:1] == "\n" else ""
    following = rest.split("\n", 1)[0].strip() if after[:2] != "\n\n" else ""
    goes_on = following[:1].islower() or following[:1] in "(0123456789" or line.rstrip()[-1:] in "-–,"
    return f"{line} {following}" if following and goes_on and not _DATES.match(following) else line


def clean_title(line: str) -> str:
    """Return what a referral is called, without what every such line begins and ends with."""
    title = " ".join(line.split())
    while (cut := _LEADING.sub("", title, count=1)) != title:
        title = cut
    title = _TRAILING.sub("", title).strip(" .,:;–-\"”'")
    number = _LABELLED.search(title) or _BARE_NUMBER.search(title)
    if number:
        title = title.replace(number[0], "").strip(" .,:;–-()")
    title = shorten(title, LONGEST_TITLE)
    return title[:1].upper() + title[1:] if len(title) >= 4 else ""


def _issuer_in(text: str) -> str:
    """Return the sender: who wrote the mail, whom the answer goes to, and who is named first and most."""
    scores: dict[str, float] = defaultdict(float)
    for sender in _FROM.finditer(text):
        for name in _names_in(sender["who"]):
            scores[name] += 4
        if (host := _MAIL.search(sender["who"])) and (name := _of_host(host["host"])):
            scores[name] += 2
    for place, found in enumerate(_ISSUERS.finditer(text)):
        scores[found["whole"]] += 1 + 1 / (1 + place)
        if _ANSWERS_GO_TO.search(text[max(0, found.start() - 40) : found.start()]):
            scores[found["whole"]] += 1.5
    for mail in _MAIL.finditer(text):
        if name := _of_host(mail["host"]):
            scores[name] += 0.5
    return _likeliest(scores, text)


def _likeliest(scores: dict[str, float], text: str) -> str:
    for name in list(scores):
        if name.endswith("departementet"):
            # A department speaks for itself, though Regeringskansliet stands at the top of the paper.
            scores[name] += 4
        whole = next((other for other in scores if other.startswith(f"{name} ")), None)
        if whole:
            scores[whole] += scores[name]
    return max(scores, key=lambda name: (scores[name], -text.find(name)), default="")


def _names_in(text: str) -> Iterator[str]:
    for found in _ISSUERS.finditer(text):
        yield found["whole"]


def _of_host(host: str) -> str:
    parts = host.lower().split(".")
    return next((_SAME_AS[part] for part in parts if part in _SAME_AS), "")


def _due_in(text: str, now: dt.datetime) -> dt.date | None:
    best: tuple[float, int, dt.date] | None = None
    for found in _DATES.finditer(text):
        day = _day_of(found, now)
        if day is None:
            continue
        sentence = re.split(r"[.!?]\s|\n\s*\n", text[max(0, found.start() - 260) : found.start()])[-1]
        near = sentence[-60:]
        line = sentence.rsplit("\n", 1)[-1]
        score = (
            3.0 * bool(_SOONER.search(near)) + 2.0 * bool(_ANSWER.search(sentence)) - 4.0 * bool(_OTHER.search(line))
        )
        if score >= 3 and (best is None or score > best[0]):
            best = (score, found.start(), day)
    return best[2] if best else None


def read_day(text: str, now: dt.datetime) -> dt.date | None:
    """Return the day that somebody wrote, also one that has been; None when it is none.

    A day without a year is the next one from `now` (aware) on.
    """
    if found := _DATES.search(text):
        return _day_of(found, now)
    moment = when.read(text, now)
    return _first_day(moment) if moment else None


def read_exact_day(text: str, now: dt.datetime) -> dt.date | None:
    """Return the day that somebody wrote to the day; None also for a month, a season or a week."""
    if found := _DATES.search(text):
        return _day_of(found, now)
    moment = when.read(text, now)
    return _first_day(moment) if moment and not moment.fuzzy and (moment.end is None or moment.has_time) else None


def _first_day(moment: when.Moment) -> dt.date:
    start = moment.end if moment.end and moment.fuzzy else moment.start
    return start.date() if isinstance(start, dt.datetime) else start


def _day_of(found: re.Match[str], now: dt.datetime) -> dt.date | None:
    if found["iso"]:
        try:
            return dt.date.fromisoformat(found["iso"])
        except ValueError:
            return None
    day = int(found["day"] or found["day2"] or found["day3"])
    month = MONTHS[(found["month"] or found["month2"]).lower()] if not found["day3"] else int(found["month3"])
    said = found["year"] or found["year2"] or found["year3"]
    today = local_day(now)
    try:
        if said:
            return dt.date(int(said) if len(said) == 4 else 2000 + int(said), month, day)
        this_year = dt.date(today.year, month, day)
        return this_year if this_year >= today else dt.date(today.year + 1, month, day)
    except ValueError:
        return None


# Sentences


def _read_sentence(said: str, now: dt.datetime, finder: Finder, lang: Lang) -> Proposal:
    text = " ".join(said.split()).rstrip(" .")
    link = ""
    if found := _LINK.search(text):
        link = found[0].rstrip(".,;)")
        text = f"{text[: found.start()].rstrip(' ,;')}{text[found.start() + len(link) :]}"
    number = ""
    if found := _LABELLED.search(text) or _BARE_NUMBER.search(text) or _LOOSE_NUMBER.search(text):
        number = " ".join(found["number"].split()).strip(" .")
        text = f"{text[: found.start()].rstrip(' ,;(')},{text[found.end() :].lstrip(' ,;)')}"
    about = ""
    if found := _CONCERNS.search(text):
        about, text = shorten(found["what"], LONGEST_ABOUT), text[: found.start()]
    text, lead = _body_after(_LED, text, finder)
    if not lead:
        text, lead = _body_after(_LEADS, text, finder)
    text, group = _body_after(_GROUP, text, finder)
    due_on = None
    for found in _DUE.finditer(text):
        if found["day"].strip() and (due_on := _read_due(found["day"], now, lang)):
            text = f"{text[: found.start()]},{text[found.end() :]}"
            break
    issuer = ""
    if found := _SENT_BY.search(text):
        issuer = found["who"].strip(" .")
        text = f"{text[: found.start()]},{text[found.end() :]}"
    if due_on is None and (found := _DATES.search(text)):
        due_on = _day_of(found, now)
        text = f"{text[: found.start()]}{text[found.end() :]}"
    title = next((part for piece in text.split(",") if (part := clean_title(piece))), "")
    if issuer == "" and (found := _ISSUERS.search(text)):
        issuer = found["whole"] if found["whole"] not in title else ""
    return Proposal(title, shorten(issuer, LONGEST_TITLE), number, link, due_on, about, lead, group)


def _read_due(text: str, now: dt.datetime, lang: Lang) -> dt.date | None:
    if found := _DATES.search(text):
        return _day_of(found, now)
    moment = when.read(text, now, lang)
    return _first_day(moment) if moment else None


def _body_after(pattern: re.Pattern[str], text: str, finder: Finder) -> tuple[str, str]:
    found = pattern.search(text)
    body = body_in(found["body"], finder) if found else None
    return (f"{text[: found.start()]},{text[found.end() :]}", body.id) if found and body else (text, "")


def body_in(text: str, finder: Finder) -> Body | None:
    """Return the one body that a text names, else None."""
    named = finder.bodies(words_of(text))
    values = {body.id: body for found in named for body in found.values}
    return next(iter(values.values())) if len(values) == 1 else None
