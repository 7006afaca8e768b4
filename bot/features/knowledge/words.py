"""A text as the words that carry its meaning, each with the keys that it is found by."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.stems import stem
from bot.core.swedish.compounds import Compounds
from bot.core.swedish.forms import SHORTHAND
from bot.core.swedish.letters import fold, tidy
from bot.core.swedish.spelling import Speller
from bot.core.text import LANGS, Lang
from bot.features.knowledge.lexicon import CONCEPTS

_TOKEN = re.compile(r"\d+(?:[ .]\d{3})+(?!\d)|[^\W_]+")
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
_GREETING = frozenset("hej hejsan hallå tja tjena god morgon tack snälla hi hello thanks please".split())

SAME_MEANING = 0.85
LEANING = 0.5
PART = 0.65


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries meaning.

    `keys` are what it is found by, each with a strength from 0 to 1: its stem, concepts beginning with "=", topics
    beginning with "@", parts of a compound. `own` is its first key. `known` tells whether any text or table has it.
    """

    text: str
    own: str
    keys: dict[str, float]
    known: bool = True
    year: int = 0
    number: bool = False


class Vocabulary:
    """What every known word means: stems, concepts, names of topics, and how common the word is."""

    def __init__(self, texts: dict[Lang, list[str]], names: Iterable[tuple[str, Lang, str]]) -> None:
        """Learn the words.

        Args:
            texts: all that is written in the facts, by language.
            names: (topic id, language, alias).
        """
        self.common: Counter[str] = Counter()
        self.concepts: dict[Lang, dict[str, dict[str, float]]] = {"sv": {}, "en": {}}
        self.expressions: dict[Lang, dict[str, list[tuple[tuple[str, ...], str, float]]]] = {"sv": {}, "en": {}}
        self.hard: set[str] = set()
        self._stems: dict[Lang, set[str]] = {"sv": set(), "en": set()}
        self._surface: set[str] = set()
        self._learn_lexicon()
        for topic, lang, alias in names:
            self._learn_expression(lang, alias, f"@{topic}", 1.0)
        for lang, lines in texts.items():
            for line in lines:
                for token in _TOKEN.findall(tidy(line)):
                    if not token.isdigit():
                        self.common[token] += 1
                        self._stems[lang].add(stem(fold(token), lang))
        for lang in LANGS:
            for word in _FUNCTION_SV if lang == "sv" else _FUNCTION_EN:
                self.common[word] += 50
        self._surface = {fold(word) for word in self.common}
        self._compounds = Compounds(self._stands_alone)
        self._speller: Speller | None = None
        self._keys: dict[tuple[str, Lang], tuple[str, dict[str, float], bool]] = {}

    @property
    def speller(self) -> Speller:
        """The speller over all known words, made when it is first needed."""
        if self._speller is None:
            self._speller = Speller(self.common)
        return self._speller

    def _learn_lexicon(self) -> None:
        for row in CONCEPTS.strip().splitlines():
            name, swedish, english = (part.strip() for part in row.split("|"))
            if name.startswith("!"):
                name = name[1:]
                self.hard.add(f"={name}")
            languages: tuple[tuple[Lang, str], ...] = (("sv", swedish), ("en", english))
            for lang, words in languages:
                for entry in words.split(","):
                    word = entry.strip()
                    strength = SAME_MEANING
                    if word.startswith("~"):
                        word, strength = word[1:], LEANING
                    self._learn_expression(lang, word, f"={name}", strength)

    def _learn_expression(self, lang: Lang, expression: str, key: str, strength: float) -> None:
        tokens = _TOKEN.findall(tidy(expression))
        if not tokens:
            return
        for token in tokens:
            if not token.isdigit():
                self.common[token] += 1
        stems = tuple(stem(fold(token), lang) for token in tokens)
        self._stems[lang].update(stems)
        if len(stems) == 1:
            known = self.concepts[lang].setdefault(stems[0], {})
            known[key] = max(strength, known.get(key, 0.0))
        else:
            self.expressions[lang].setdefault(stems[0], []).append((stems, key, strength))

    def _stands_alone(self, word: str) -> bool:
        """Tell whether a folded word may be part of a compound."""
        if len(word) < 4 and word not in _SHORT_PARTS:
            return False
        return word in self._surface or (len(word) > 4 and stem(word, "sv") in self._stems["sv"])

    def knows(self, folded: str, lang: Lang) -> bool:
        """Tell whether a folded word, or another form of it, is known."""
        return folded in self._surface or (len(folded) > 5 and stem(folded, lang) in self._stems[lang])

    def lang_of(self, text: str) -> Lang | None:
        """Return the language that knows more of the words of a text, None when both know as many."""
        swedish = english = 0
        for token in _TOKEN.findall(tidy(text)):
            folded = fold(token)
            swedish += stem(folded, "sv") in self._stems["sv"]
            english += stem(folded, "en") in self._stems["en"]
        if swedish == english:
            return None
        return "sv" if swedish > english else "en"

    def mended(self, text: str, lang: Lang) -> str:
        """Return a text with its misspelled words mended, for what looks at the words of a question."""
        return " ".join(self._mended(_TOKEN.findall(tidy(text)), lang))

    def keys_of(self, folded: str, lang: Lang) -> tuple[str, dict[str, float], bool]:
        """Return (own key, all keys with strengths, known) of one folded word."""
        cached = self._keys.get((folded, lang))
        if cached is None:
            cached = self._find_keys(folded, lang)
            self._keys[folded, lang] = cached
        return cached

    def _find_keys(self, folded: str, lang: Lang) -> tuple[str, dict[str, float], bool]:
        own = stem(folded, lang)
        keys = {own: 1.0}
        known = own in self._stems[lang] or folded in self._surface
        meanings = self.concepts[lang].get(own)
        if meanings is None and not known:
            other: Lang = "en" if lang == "sv" else "sv"
            foreign = stem(folded, other)
            meanings = self.concepts[other].get(foreign)
            if foreign in self._stems[other]:
                keys[foreign] = 1.0
                known = True
        keys.update(meanings or {})
        if lang == "sv" or not known:
            for part in self._compounds.parts(folded):
                part_own = stem(part, "sv")
                known = True
                for key, strength in {part_own: 1.0, **self.concepts["sv"].get(part_own, {})}.items():
                    keys[key] = max(PART * strength, keys.get(key, 0.0))
        return own, keys, known

    def read(self, text: str, lang: Lang, *, repair: bool = False) -> list[Word]:
        """Return the meaningful words of a text.

        Args:
            text: what is written.
            lang: the language to read it in.
            repair: mend misspellings of words that nobody knows, and write shorthand in full.
        """
        tokens = _TOKEN.findall(tidy(text))
        if repair:
            tokens = self._mended(tokens, lang)
        stems = [stem(fold(token), lang) for token in tokens]
        spans = self._spans(stems, lang)
        words: list[Word] = []
        function = _FUNCTION[lang]
        for position, token in enumerate(tokens):
            extra = spans.get(position)
            folded = fold(token)
            if token[0].isdigit() and not any(c.isalpha() for c in token):
                words.append(_number(token, extra))
                continue
            if folded in function:
                if extra:
                    first = max(extra, key=lambda key: extra[key])
                    words.append(Word(token, first, dict(extra)))
                continue
            own, keys, known = self.keys_of(folded, lang)
            if extra:
                keys = {**keys, **{key: max(value, keys.get(key, 0.0)) for key, value in extra.items()}}
            words.append(Word(token, own, keys, known))
        return words

    def _spans(self, stems: list[str], lang: Lang) -> dict[int, dict[str, float]]:
        """Return the concepts and topics that words together mean, at the positions of those words."""
        found: dict[int, dict[str, float]] = {}
        table = self.expressions[lang]
        for position, first in enumerate(stems):
            for expression, key, strength in table.get(first, ()):
                end = position + len(expression)
                if tuple(stems[position:end]) == expression:
                    for at in range(position, end):
                        keys = found.setdefault(at, {})
                        keys[key] = max(strength, keys.get(key, 0.0))
        return found

    def _mended(self, tokens: list[str], lang: Lang) -> list[str]:
        mended: list[str] = []
        skip = False
        for position, token in enumerate(tokens):
            if skip:
                skip = False
                continue
            folded = fold(token)
            if token[0].isdigit() or folded in _FUNCTION[lang]:
                mended.append(token)
                continue
            full = SHORTHAND.get(folded)
            if full is not None:
                mended.extend(full.split())
                continue
            if self.knows(folded, lang) or self._compounds.parts(folded):
                mended.append(token)
                continue
            following = fold(tokens[position + 1]) if position + 1 < len(tokens) else ""
            if len(following) > 2 and folded + following in self._surface:
                mended.append(folded + following)
                skip = True
                continue
            mended.append(self._repaired(token, folded, lang))
        return mended

    def _repaired(self, token: str, folded: str, lang: Lang) -> str:
        other: Lang = "en" if lang == "sv" else "sv"
        if stem(folded, other) in self._stems[other]:
            return token
        return self.speller.meant(token) or token


_SHORT_PARTS = frozenset("väg vag bil bus åvs avs nki sup hel yh el ny by bro".split())


def _number(token: str, extra: dict[str, float] | None) -> Word:
    digits = token.replace(" ", "").replace(".", "")
    keys = {digits: 1.0, **(extra or {})}
    year = int(digits) if _YEAR.match(digits) and digits == token else 0
    return Word(digits, digits, keys, known=True, year=year, number=True)
