"""A text as the words that carry its meaning, each with the keys that it is found by."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, repeat

from bot.core.stems import stem, stem_all
from bot.core.swedish.compounds import Compounds
from bot.core.swedish.forms import LEMMAS, SHORTHAND
from bot.core.swedish.letters import fold, fold_all, tidy
from bot.core.swedish.spelling import Speller
from bot.core.text import LANGS, Lang
from bot.features.knowledge.everyday import EVERYDAY
from bot.features.knowledge.lexicon import CONCEPTS

_TOKEN = re.compile(r"\d+(?:[ .]\d{3})+(?!\d)|[^\W_]+")
_LINES = re.compile(rf"{_TOKEN.pattern}|\n")
LINE = "\n"
"""The token that parts the texts in a row of tokens."""
_NUMBER = re.compile(r"[\d .]+\Z")
_YEAR = re.compile(r"(?:19[5-9]\d|20[0-6]\d)\Z")

_FUNCTION_SV = """
och att det som en ett på är av för med den till inte om men var sig så vi har de ni jag kan han hon hur vad vem vems vilka
vilken vilket när varför där här från eller under vid mot efter innan ska skulle blev blir bli blivit finns fanns dom dem oss
vår vårt våra er ert era deras dess denna detta dessa någon något några nån nåt nåra bara också mycket mer än sin sitt sina
du din ditt dina hos åt genom utan varje kom kommer fick får få hade ha haft tack hej snälla är i u å ja nej nu då även ens
ju väl nog ska vore vara varit man mig dig honom henne ens sedan sen redan hit dit inom mellan bland enligt angående gällande
rörande kring runt över såsom exempelvis bland annat etc m m d v s via per igen alltså egentligen liksom typ ungefär cirka
ca exakt precis kunna kunde vill ville vilja få undrar undrade fråga veta berätta säga säg skulle gärna möjligt möjligen
någonstans någonting ändå ifall huruvida vars samt respektive dvs s k te ti dej mej sej oxå va e ä o mkt lite litet
""".split()
_FUNCTION_EN = """
the and of to is was were are be been what which who whom whose when where why how much many did do does done has have had on
with for from by at this that these those there their they them you your we our us it its about can could will would should
any some all not no yes please tell me between into than or if an a in as so but my i am he she his her him also just then
during each per up out off over under via while being us im wondering wonder know like get got s t d ll re ve
""".split()

_FUNCTION: dict[Lang, frozenset[str]] = {
    "sv": frozenset(map(fold, _FUNCTION_SV)),
    "en": frozenset(map(fold, _FUNCTION_EN)),
}

_LIGHT_SV = """
ge ger gav gett ta tar tog tagit gå går gick gått stå står stod komma ligga ligger läsa läser läste fortfarande äntligen hoppas
hoppades löd lyder säga säger sa sade veta vet visste försöka försöker försökte börja började slut slutligen själv själva annan annat
andra olika vanlig vanliga hel hela helt del gång gånger sak saker sätt fall exempel vis ting fråga frågan frågor frågorna
människor folk person personer idag dag dagar tid år året åren nytt gammal gammalt gamla stor stora stort liten lilla små
bra fin fint ganska väldigt jätte verkligen faktiskt bara precis nästan kanske troligen förmodligen säkert framför framöver
använda används användas använder använde slita sliter hårdast kul rolig roligt snacka snackar snackade prat pratet låta låter
lät visa visar tänka tänker tänkte känna känner kände hitta hittar hittade behöva behöver behövde heta heter hette kalla kallas
handla handlar handlade gälla inför emellan runtom ihop tillsammans ut ner ned upp fram bort tillbaka hem plötsligt sist sista
senast senaste förra södertörn södertörns södertörnskommunerna nuvarande aktuell aktuella gjorde gjort göra gör hände hänt
vänligen hjälpa uppgift info information exakta närmare kort kortfattat enkelt lätt svår svårt fin dags måste bör brukar brukade
tack alltihop samt visst jaha okej ok aha ursäkta förlåt hallå minns minnas kommer ihåg egentligen trodde tror
""".split()
_LIGHT_EN = """
give gives gave given take takes took taken go goes went gone stand come came lie read reading still finally hope hoped say says
said know knew try tried start way thing things case example question questions people person day days time year years new old big
small good fine quite very really actually only almost maybe probably surely use used using need needed needs find found show shows
name names called handle concern together out down up back away last latest current södertörn cooperation exactly exact briefly
kindly information info happen happened make made let please thank thanks remember sorry ok okay one ones lot kind sort
""".split()
_LIGHT: dict[Lang, frozenset[str]] = {"sv": frozenset(map(fold, _LIGHT_SV)), "en": frozenset(map(fold, _LIGHT_EN))}
_OF_SMALL_WORDS = frozenset({"=take_part", "=member", "=not_take_part"})
"""Concepts that are said with nothing but small words: "vilka var med"."""

COMPANIES_KEPT = 4000
STRANGERS_KEPT = 4000
"""Words that no text has, which people have asked with."""
MOST_INITIALS = 3
"""Letters of a name that is written in its initials: "sk"."""
_OF = frozenset("i av för till med hos från inom på".split())
LEAST_HALF = 5
"""Letters that each half of a misspelled compound has at least."""
_HOW_MUCH = {fold(word): word for word in ("många", "mycket")}
_MUCH = Speller(dict.fromkeys(_HOW_MUCH, 1))
"""After "hur" hardly anybody means another word that is spelled nearly so."""
_GLUED = re.compile(r"([^\W\d_]{4,})(\d{2,})")

SAME_MEANING = 0.85
LEANING = 0.5
PART = 0.65
NAMED = 0.85


_Expressions = dict[tuple[str, str], list[tuple[tuple[str, ...], str, float]]]
"""First and second stem → (the stems after them, key, strength)."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word that carries meaning; the same object for every time that it stands there without company.

    `keys` are what it is found by, each with a strength from 0 to 1: its stem, concepts beginning with "=", topics
    beginning with "@", parts of a compound. `own` is the first of them. `known` tells whether any text or table has it;
    `function` that it only holds the sentence together, `light` that it says little. `parts` are those of a compound that
    no text has as a whole.
    """

    text: str
    own: str
    keys: dict[str, float]
    known: bool = True
    function: bool = False
    number: bool = False
    year: int = 0
    light: bool = False
    parts: tuple[str, ...] = ()


def tokens_of(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case; "85 650" is one number, a hyphen parts words."""
    return _TOKEN.findall(tidy(text))


def tokens_of_lines(texts: Iterable[str]) -> list[str]:
    """Return the tokens of texts in one row, LINE after each."""
    return _LINES.findall(tidy("".join([text.replace(LINE, " ") + LINE for text in texts])))


def is_small(token: str, lang: Lang) -> bool:
    """Tell whether a token in lower case only holds a sentence together, or says little."""
    folded = fold(token)
    return folded in _FUNCTION[lang] or folded in _LIGHT[lang]


_Meaning = tuple[list[str], str, float]
"""The tokens of an expression, what it means, how strongly."""


def _expression(written: str) -> list[str]:
    bare = written.strip()
    return [bare] if bare.isalpha() and bare.islower() else tokens_of(bare)


class Vocabulary:
    """What every known word means: stems, concepts, names of topics, and how common the word is."""

    def __init__(self, names: Iterable[tuple[str, Lang, str]], texts: Mapping[Lang, Mapping[str, int]]) -> None:
        """Learn the words.

        Args:
            names: (topic id, language, alias).
            texts: the tokens of everything that is written in the facts and how often, by language.
        """
        common: dict[Lang, Counter[str]] = {"sv": Counter(), "en": Counter()}
        self.hard: set[str] = set()
        self._meanings: dict[Lang, dict[str, dict[str, float]]] = {"sv": {}, "en": {}}
        self._expressions: dict[Lang, _Expressions] = {"sv": {}, "en": {}}
        self._stems: dict[Lang, set[str]] = {"sv": set(), "en": set()}
        self._surface: set[str] = set()
        self._spellers: dict[Lang, Speller] = {}
        names = tuple(names)
        self._initials = frozenset(
            fold(alias) for _, lang, alias in names if lang == "sv" and len(alias) <= MOST_INITIALS
        )
        expressions = self._lexicon()
        ways: dict[Lang, tuple[list[str], list[str], list[str]]] = {}
        for topic, lang, alias in names:
            expressions[lang].append((_expression(alias), f"@{topic}", NAMED))
        for lang in LANGS:
            counted = common[lang]
            for tokens, _, _ in expressions[lang]:
                counted.update(tokens)
            written = {token: times for token, times in texts[lang].items() if not token[0].isdigit()}
            for token, times in written.items():
                counted[token] += times
            known = list(counted)
            folds = fold_all(known)
            owns = stem_all(folds, lang)
            self._stems[lang].update(owns)
            self._surface.update(folds)
            small = {token for token, folded in zip(known, folds, strict=True) if folded in _FUNCTION[lang]}
            self._learn(lang, expressions[lang], dict(zip(known, owns, strict=True)), small)
            for word in sorted((*_FUNCTION[lang], *_LIGHT[lang])):
                counted[word] += 5
                self._surface.add(word)
            self._spellers[lang] = Speller(counted)
            ways[lang] = known, folds, owns
        self._beginnings = {word[:3] for word in (*self._stems["sv"], *LEMMAS)}
        self._compounds = Compounds(self._stands_alone)
        self._in_company: dict[tuple[Word, tuple[tuple[str, float], ...]], Word] = {}
        self._strangers: dict[tuple[str, Lang], Word] = {}
        end = Word(LINE, "", {}, function=True)
        self._words: dict[Lang, dict[str, Word]] = {"sv": {LINE: end}, "en": {LINE: end}}
        for lang in LANGS:
            words = self._words[lang]
            here = texts[lang]
            for token, folded, own in zip(*ways[lang], strict=True):
                if token in here and not token[0].isdigit():
                    words[token] = self._find(token, folded, own, lang)
            words.update({token: self._made(token, lang) for token in here if token not in words})

    def _lexicon(self) -> dict[Lang, list[_Meaning]]:
        """Return what the tables of everyday talk say, by language."""
        meanings: dict[Lang, list[_Meaning]] = {"sv": [], "en": []}
        for row in (*CONCEPTS.strip().splitlines(), *EVERYDAY.strip().splitlines()):
            name, swedish, english = row.split("|")
            name = name.strip()
            if name.startswith("!"):
                name = name[1:]
                self.hard.add(f"={name}")
            languages: tuple[tuple[Lang, str], ...] = (("sv", swedish), ("en", english))
            for lang, words in languages:
                for word in words.split(","):
                    strength = LEANING if "~" in word else SAME_MEANING
                    meanings[lang].append((_expression(word), f"={name}", strength))
        return meanings

    def _learn(self, lang: Lang, meanings: list[_Meaning], stems: Mapping[str, str], small: set[str]) -> None:
        """Learn what expressions mean; `stems` is token → its stem, `small` the tokens of small words."""
        for tokens, key, strength in meanings:
            if not tokens:
                continue
            if key[0] == "=" and key not in _OF_SMALL_WORDS and small.issuperset(tokens):
                continue
            first = stems[tokens[0]]
            if len(tokens) == 1:
                known = self._meanings[lang].setdefault(first, {})
                known[key] = max(strength, known.get(key, 0.0))
            else:
                rest = tuple(stems[token] for token in tokens[2:])
                self._expressions[lang].setdefault((first, stems[tokens[1]]), []).append((rest, key, strength))

    def _stands_alone(self, word: str) -> bool:
        """Tell whether a folded word may be part of a compound."""
        if word in _NO_PARTS or word[:-1] in _NO_PARTS:
            return False
        if word in self._surface or word in _SHORT_PARTS:
            return len(word) > 3 or word in _SHORT_PARTS
        return len(word) > 4 and word[:3] in self._beginnings and stem(word, "sv") in self._stems["sv"]

    def knows(self, folded: str, lang: Lang) -> bool:
        """Tell whether a folded word, or another form of it, is known."""
        return folded in self._surface or (len(folded) > 5 and stem(folded, lang) in self._stems[lang])

    def lang_of(self, text: str) -> Lang | None:
        """Return the language that knows more of the words of a text, None when both know as many."""
        swedish = english = 0
        for token in tokens_of(text):
            folded = fold(token)
            swedish += stem(folded, "sv") in self._stems["sv"]
            english += stem(folded, "en") in self._stems["en"]
        if swedish == english:
            return None
        return "sv" if swedish > english else "en"

    def word(self, token: str, lang: Lang) -> Word:
        """Return what one token in lower case is."""
        word = self._words[lang].get(token) or self._strangers.get((token, lang))
        if word is None:
            word = self._made(token, lang)
            if len(self._strangers) >= STRANGERS_KEPT:
                self._strangers.clear()
            self._strangers[token, lang] = word
        return word

    def known(self, lang: Lang) -> Mapping[str, Word]:
        """Return every token of the texts with what it is."""
        return self._words[lang]

    def small(self, tokens: Iterable[str], lang: Lang) -> tuple[str, ...]:
        """Return the tokens that only hold a sentence together."""
        return tuple(token for token in tokens if self.word(token, lang).function)

    def _made(self, token: str, lang: Lang) -> Word:
        if _NUMBER.match(token):
            digits = token.replace(" ", "").replace(".", "")
            year = int(digits) if _YEAR.match(token) else 0
            return Word(digits, digits, {digits: 1.0}, number=True, year=year)
        folded = fold(token)
        return self._find(token, folded, stem(folded, lang), lang)

    def _find(self, token: str, folded: str, own: str, lang: Lang) -> Word:
        if folded in _FUNCTION[lang]:
            return Word(token, own, {}, function=True)
        keys = {own: 1.0}
        known = own in self._stems[lang] or folded in self._surface
        meanings = self._meanings[lang].get(own)
        if meanings is None and not known:
            other: Lang = "en" if lang == "sv" else "sv"
            foreign = stem(folded, other)
            meanings = self._meanings[other].get(foreign)
            if foreign in self._stems[other]:
                keys[foreign] = 1.0
                known = True
        if meanings:
            keys.update(meanings)
        parts: tuple[str, ...] = ()
        if lang == "sv" or not known:
            found = self._compounds.parts(folded)
            if not known and not any(part in _FUNCTION["sv"] for part in found):
                parts = found
            for part in found:
                part_own = stem(part, "sv")
                known = True
                for key, strength in {part_own: 1.0, **self._meanings["sv"].get(part_own, {})}.items():
                    keys[key] = max(PART * strength, keys.get(key, 0.0))
        return Word(token, own, keys, known, light=folded in _LIGHT[lang], parts=parts)

    def read(self, tokens: list[str], lang: Lang, *, join: bool = False) -> list[Word]:
        """Return the words of a text that carry meaning, with what they mean together.

        `join` takes neighbours that somebody knows as one word for that word too ("nätverks mötet"), and compounds that
        no text has for their parts.
        """
        words = [self.word(token, lang) for token in tokens]
        if join:
            words = [
                part for word in words for part in (map(self.word, word.parts, repeat(lang)) if word.parts else (word,))
            ]
        spans = self._spans(words, lang)
        if join:
            for position, (first, second) in enumerate(pairwise(words)):
                joined = self._joined(first, second)
                if joined:
                    for at in (position, position + 1):
                        spans.setdefault(at, {}).update(self.word(joined, lang).keys)
        if spans:
            words = [self._with(word, spans.get(position)) for position, word in enumerate(words)]
        return [word for word in words if not word.function]

    def read_lines(self, tokens: list[str], lang: Lang) -> list[Word]:
        """Return the words of the texts in a row of tokens, small words as well, with what they mean together."""
        known = self._words[lang]
        words = [known.get(token) or self.word(token, lang) for token in tokens]
        for position, meant in self._spans(words, lang).items():
            words[position] = self._with(words[position], meant)
        return words

    def _with(self, word: Word, extra: dict[str, float] | None) -> Word:
        """Return a word with the keys that it has in company as well; a small word gets a meaning by them.

        The same word in the same company is the same object, so that what is known of it need not be found again.
        """
        if extra is None:
            return word
        company = (word, tuple(extra.items()))
        made = self._in_company.get(company)
        if made is None:
            if word.function:
                made = Word(word.text, max(extra, key=lambda key: extra[key]), extra)
            else:
                keys = {**word.keys, **{key: max(v, word.keys.get(key, 0.0)) for key, v in extra.items()}}
                made = replace(word, keys=keys)
            if len(self._in_company) >= COMPANIES_KEPT:
                self._in_company.clear()
            self._in_company[company] = made
        return made

    def _spans(self, words: list[Word], lang: Lang) -> dict[int, dict[str, float]]:
        """Return the keys that words mean together, at the places of those that carry meaning, else of the first."""
        owns = [word.own for word in words]
        table = self._expressions[lang]
        spans: dict[int, dict[str, float]] = {}
        for position, pair in enumerate(pairwise(owns)):
            if pair not in table:
                continue
            for rest, key, strength in table[pair]:
                end = position + 2 + len(rest)
                if rest and tuple(owns[position + 2 : end]) != rest:
                    continue
                heads = [at for at in range(position, end) if not words[at].function] or [position]
                for at in heads:
                    meant = spans.setdefault(at, {})
                    meant[key] = max(strength, meant.get(key, 0.0))
        return spans

    def _joined(self, first: Word, second: Word) -> str | None:
        if first.function or second.function or first.number or second.number:
            return None
        joined = fold(first.text) + fold(second.text)
        return joined if joined in self._surface else None

    def meant_together(self, tokens: list[str], lang: Lang) -> list[tuple[str, float]]:
        """Return the concepts and topics that words of the texts in a row of tokens mean together, each time they do."""
        words = self._words[lang]
        owns = [words[token].own for token in tokens]
        found: list[tuple[str, float]] = []
        table = self._expressions[lang]
        pairs = list(pairwise(owns))
        hits = table.keys() & set(pairs)
        if hits:
            for at, pair in enumerate(pairs):
                if pair in hits:
                    found.extend(
                        (key, strength)
                        for rest, key, strength in table[pair]
                        if not rest or tuple(owns[at + 2 : at + 2 + len(rest)]) == rest
                    )
        return found

    def mended(self, tokens: list[str], lang: Lang) -> list[str]:
        """Return tokens with misspelled words mended, parted words joined and shorthand written in full."""
        mended: list[str] = []
        skip = after_how = False
        for position, token in enumerate(tokens):
            if skip:
                skip = False
                continue
            folded = fold(token)
            full = SHORTHAND.get(folded) if lang == "sv" and not self._is_name(position, tokens) else None
            after_how = position > 0 and tokens[position - 1] == "hur"
            following = fold(tokens[position + 1]) if position + 1 < len(tokens) else ""
            if full is not None:
                mended.extend(full.split())
            elif after_how and (meant := _MUCH.meant(token)):
                mended.append(_HOW_MUCH[meant])
            elif token[0].isdigit() or folded in _FUNCTION[lang] or folded in self._surface:
                mended.append(token)
            elif len(following) > 2 and folded + following in self._surface:
                mended.append(folded + following)
                skip = True
            else:
                mended.extend(self._repaired(token, folded, lang))
        return mended

    def _is_name(self, position: int, tokens: list[str]) -> bool:
        """Tell whether an abbreviation stands for a name and not for what people type in a hurry: "möten i sk"."""
        if fold(tokens[position]) not in self._initials:
            return False
        following = tokens[position + 1 : position + 2]
        return not following or is_small(following[0], "sv") or (position > 0 and tokens[position - 1] in _OF)

    def _repaired(self, token: str, folded: str, lang: Lang) -> list[str]:
        """Return what a token that stands nowhere most likely is: itself, another word, or two."""
        other: Lang = "en" if lang == "sv" else "sv"
        if stem(folded, other) in self._stems[other]:
            return [token]
        speller = self._spellers[lang]
        if self.knows(folded, lang):
            return [token]
        if len(folded) > 6 and (near := speller.meant(token, most=1)):
            return [near]
        if self._compounds.parts(folded):
            return [token]
        glued = _GLUED.fullmatch(token)
        if glued:
            return [speller.meant(glued[1]) or glued[1], glued[2]]
        meant = speller.meant(token)
        return [meant] if meant else self._repaired_halves(folded, speller) or [token]

    def _repaired_halves(self, folded: str, speller: Speller) -> list[str]:
        """Return the two parts of a misspelled compound of which one at least is written right, else nothing."""
        for cut in range(len(folded) - LEAST_HALF, LEAST_HALF - 1, -1):
            head, tail = folded[:cut], folded[cut:]
            if tail in self._surface and (near := speller.meant(head, most=2)):
                return [near, tail]
            if head in self._surface and (near := speller.meant(tail, most=2)):
                return [head, near]
        return []


_SHORT_PARTS = frozenset("vag bil bus sma avs nki sup yh el ny by bro res del mal".split())
_NO_PARTS = _FUNCTION["sv"] | frozenset(
    """
    agare agarna aggare akten akter aktiga aller anda ande anden anse anser ansva anter anterna antor arade aren arna
    ater ator atter avs barhet battring bear betat betet dela delta dens ellen else eterna etter even fora fore foret
    fort forts garna hand heten heter heterna infor inga ingar ingarna ingen inne inter joner konta kott kottet lade
    lades lagt lara lare lever ligen ligt merade merades merar merat mode moter moterna ning ningar ortat radare rade
    rades rator redo retar ring ringar ringarna ringen same samman skap skapet slag slagen slaget slar slog stans taga
    tagande tagandet tagare tagarna tagarnas vanare varar varig variga
    """.split()
)
"""What begins or ends words without being a word there: a deltagare is no owner, ledamöter are no meetings."""
