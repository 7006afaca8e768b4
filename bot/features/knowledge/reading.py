"""A question as it is understood: its words and their weight, what it asks for and demands, whether it leans back."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.core.language import guess_lang
from bot.core.swedish.letters import fold, tidy
from bot.core.text import LANGS, Lang
from bot.features.knowledge.clauses import meant, without_lead_in
from bot.features.knowledge.demands import Demand, demands_of
from bot.features.knowledge.index import SORT_OF, FactIndex, Weighed
from bot.features.knowledge.kinds import Kinds, kinds_of, opening
from bot.features.knowledge.model import FactKind, Topic
from bot.features.knowledge.words import PART, Word, tokens_of

LONGEST_QUESTION = 600
"""Characters of a question that are read; what follows them is left out."""

FRAGMENT = 4
"""A question of so few words leans on the one before, whatever it would mean alone: "och bron då?"."""

_QUESTION_WORDS = frozenset(
    """
    hur vad vem vems vilka vilken vilket när nar var vart varför varfor
    who whom whose what which when where why how
    """.split()
)
_RELATIVE_YEAR = re.compile(
    r"\b(?:i [åa]r|(?:det )?här året|innevarande år|i ?fjol|förra [åa]ret|året innan"
    r"|this year|last year|the year before)\b"
)
_COMPARED = re.compile(
    r"\b(?:än|mot|med|från|sedan|sen|than|with|since|from|on|to)(?: the)? "
    r"(?:året innan|året före|förra året|föregående år|i ?fjol|year before|previous year|last year)\b"
)
"""What the report compares its own year with."""
UNTOLD_YEAR = 0
"""A year that is told by the day of asking ("i år"): no fact speaks of it."""
_CONTINUES = re.compile(
    r"^(?:och|o|men|sa|fast|and|but|what about|how about|okej och|ok och|ah|aha|jaha)\b|\bda\??$|\bthen\??$"
)
_POINTS_BACK = re.compile(
    r"\b(?:den|dem|dom|de|han|hon|honom|henne|hans|hennes|deras|dess|denna|detta|dessa|dar|darifran|da|samma|ovriga|andra|"
    r"it|its|they|them|their|he|him|his|she|her|there|that|those|these|this|same|others?)\b"
    r"|\bdet\??$|\b(?:var|ar|blev|kostade|kostar) det\b"
)


_THAT_IS = re.compile(
    r"\b(?:förra året|i ?fjol|last year)[,( ]+(?:(?:alltså|d\.?v\.?s\.?|det vill säga|i\.?e\.?|that is),? +)?"
    r"(?:(?:från|mellan|under|from|between|in) +)?20\d\d\b"
)
"""A year that is told by the day of asking and then by its number: the number counts."""
_WRITES_ONESELF = re.compile(
    r"\b(?:jag|vi)\b(?: (?:sitter|haller|ska|maste|behover|och|pa|med|att|just|nu|forsoker))*"
    r" (?:skriver|skriva|oversatter)\b"
    r"|\b(?:i|we)(?: am| are| m| re| have to| need to| must)? (?:writing|write|translating)\b"
)
"""Somebody tells what they do themselves, which is no task for the bot."""
_ONES_OWN_WAGE = re.compile(
    r"\b(?:hans|hennes|deras|his|her|their) (?:\w+ )?(?:lon|loner|salar|wage)|\b(?:he|she|they) earn"
    r"|\btjanar (?:han|hon|de|dom)\b|\b(?:han|hon|de|dom) tjanar\b"
)
"""What somebody is paid, which is one's own, though what staff costs is no secret."""
_TIMES = frozenset({"=next_time", "=last_time"})
"""Concepts of when something is asked about; half a word does not tell it: Almedalsveckan is not next week."""
_SOMEBODY = frozenset(
    {"=chair", "=committee", "=directors", "=municipality", "=secretariat", "=government", "=consultant"}
)
"""Concepts of those who could hold an opinion."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood."""

    text: str
    lang: Lang
    weighed: tuple[Weighed, ...]
    kinds: Kinds
    years: frozenset[int]
    hard: Mapping[str, str]
    focus: int
    small: tuple[str, ...]
    demands: frozenset[Demand]
    sought: tuple[FactKind | None, tuple[Word, ...]]
    compounds: tuple[tuple[Word, ...], ...]
    continues: bool
    points_back: bool


class Reader:
    """Reads questions with the words of an index."""

    def __init__(self, index: FactIndex, topics: Collection[Topic]) -> None:
        self._index = index
        self._vocabulary = index.vocabulary
        self._people = frozenset(f"@{topic.id}" for topic in topics if topic.kind in ("person", "organisation", "body"))
        self._years_in_names = {f"@{topic.id}": years for topic in topics if (years := _years_in_names(topic))}

    def lang_of(self, text: str) -> Lang | None:
        """Return the language of a text, by its small words, else by its others; None when nothing tells."""
        return guess_lang(text) or self._vocabulary.lang_of(text)

    def read(self, text: str, lang: Lang) -> Reading:
        """Return how a question in a language is understood."""
        vocabulary = self._vocabulary
        tokens = vocabulary.mended(tokens_of(text), lang)
        words = [word for word in vocabulary.read(tokens, lang, join=True) if word.year not in self._index.present]
        years = frozenset(word.year for word in words if word.year and not _is_part_of_name(word))
        for word in words:
            for key in self._years_in_names.keys() & word.keys.keys():
                years -= self._years_in_names[key]
        compared = bool(_COMPARED.search(tidy(text)))
        numbered = bool(_THAT_IS.search(tidy(text)))
        if not compared and not numbered and _RELATIVE_YEAR.search(tidy(text)):
            years |= {UNTOLD_YEAR}
        weighed = self._index.weigh(words)
        plain = " ".join(re.sub(r"[^\w\s]+", " ", fold(tidy(text))).split())
        typed = set(tokens_of(text))
        hard = {
            word.own: key
            for word in words
            for key, strength in word.keys.items()
            if key in vocabulary.hard
            and (strength > PART or key not in _TIMES)
            and word.text in typed
            and (len(word.text) > 3 or word.function or word.own[0] == "=")
            and not ((compared or numbered) and key == "=last_time")
        }
        if not any(self._is_somebody(word) for word in words) and not re.search(r"\b(?:du|ni|you)\b", plain):
            hard = {own: key for own, key in hard.items() if key != "=view"}
        if _WRITES_ONESELF.search(plain):
            hard = {own: key for own, key in hard.items() if key != "=write_for_me"}
        if _ONES_OWN_WAGE.search(plain):
            hard["=private"] = "=private"
        kinds = kinds_of(" ".join(tokens))
        return Reading(
            text,
            lang,
            tuple(weighed),
            kinds,
            years,
            hard,
            self._focus(tokens, words, lang),
            vocabulary.small(tokens, lang),
            demands_of(tokens_of(text), tokens, kinds),
            self._sought(tokens, lang),
            self._compounds(tokens, lang),
            continues=bool(_CONTINUES.search(plain)),
            points_back=bool(_POINTS_BACK.search(plain)),
        )

    def _focus(self, tokens: list[str], words: list[Word], lang: Lang) -> int:
        """Return the place of the word asked about ("hur många *kvinnor*"), -1 where there is none."""
        for position, token in enumerate(tokens):
            if token in _QUESTION_WORDS:
                after = self._vocabulary.read(tokens[position + 1 :], lang, join=True)
                owns = [word.own for word in words]
                return next((owns.index(word.own) for word in after if word.own in owns), -1)
        return -1

    def _sought(self, tokens: list[str], lang: Lang) -> tuple[FactKind | None, tuple[Word, ...]]:
        """Return the sort of a question and the word first after the question word, a new compound in its parts."""
        vocabulary = self._vocabulary
        asks_for, after = opening(tokens)
        if asks_for:
            for token in tokens[after:]:
                word = vocabulary.word(token, lang)
                if not word.function:
                    parts = tuple(vocabulary.word(part, lang) for part in word.parts) or (word,)
                    return SORT_OF.get(asks_for, asks_for), parts
        return None, ()

    def _compounds(self, tokens: list[str], lang: Lang) -> tuple[tuple[Word, ...], ...]:
        """Return the compounds that no text has, in their parts: of "ekonomichefernas" nobody here has heard."""
        vocabulary = self._vocabulary
        words = (vocabulary.word(token, lang) for token in tokens)
        return tuple(tuple(vocabulary.word(part, lang) for part in word.parts) for word in words if word.parts)

    def _is_somebody(self, word: Word) -> bool:
        return not word.keys.keys().isdisjoint(self._people) or not word.keys.keys().isdisjoint(_SOMEBODY)


def leans_back(question: str) -> bool:
    """Tell whether a question reads as one that builds on the question before it."""
    asked = without_lead_in(question)
    if meant(asked) != asked:
        return True
    plain = " ".join(re.sub(r"[^\w\s]+", " ", fold(tidy(asked))).split())
    return len(plain.split()) <= FRAGMENT or bool(_CONTINUES.search(plain) or _POINTS_BACK.search(plain))


def cut_short(question: str) -> str:
    """Return as much of a question as is read, on one line."""
    return " ".join(question.split())[:LONGEST_QUESTION]


def _years_in_names(topic: Topic) -> frozenset[int]:
    """Return the years that a subject is called by, such as that of a plan: they say nothing of when."""
    names = (name for lang in LANGS for name in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang)))
    return frozenset(int(year) for name in names for year in re.findall(r"(?:19|20)\d\d", name))


def _is_part_of_name(word: Word) -> bool:
    """Tell whether a year belongs to a name ("Kollektivtrafikplan 2050"), and so says nothing of when."""
    return len(word.keys) > 1
