"""Sentences in Swedish and English, and what makes them safe and well set."""

import re
import string
from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["sv", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

NO_BREAK = "\N{NO-BREAK SPACE}"

_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d])")
_UNITS = re.compile(r"(?<=\d) (?=(?:kr|kronor|%|procent|invånare|km)(?![^\W\d_]))")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#~|])")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or more, in both languages, with the same `{placeholders}` in both.

    `{town:whose}` writes the name of `town` in the genitive, as `whose` does. Raises ValueError at
    construction when a placeholder is missing in one of the languages.
    """

    sv: str
    en: str

    def __post_init__(self) -> None:
        if placeholders(self.sv) != placeholders(self.en):
            raise ValueError(f"The placeholders differ between {self.sv!r} and {self.en!r}")

    def __call__(self, lang: Lang, **values: object) -> str:
        """Return the text in `lang` with its placeholders filled; KeyError when a value is missing."""
        template = self.sv if lang == "sv" else self.en
        return template.format_map({name: _Filled(value, lang) for name, value in values.items()})


class _Filled:
    """What fills a placeholder, written as it is or, with `:whose`, in the genitive."""

    def __init__(self, value: object, lang: Lang) -> None:
        self._said, self._lang = str(value), lang

    def __format__(self, how: str) -> str:
        return whose(self._said, self._lang) if how == "whose" else format(self._said, how)


def whose(name: str, lang: Lang) -> str:
    """Return the genitive of a name: "Salems", "Tallnäs", "Salem's". In Swedish a name in s, x or z takes no s."""
    if lang == "en":
        return f"{name}'s"
    return name if name.lower().endswith(("s", "x", "z")) else f"{name}s"


def placeholders(template: str) -> frozenset[str]:
    """Return the names between braces in a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def set_numbers(text: str) -> str:
    """Put non-breaking spaces inside grouped numbers and before their units, as Swedish is set: 85 650 kr."""
    grouped = _THOUSANDS.sub(lambda m: m.group(1) + m.group(2).replace(" ", NO_BREAK), text)
    return _UNITS.sub(NO_BREAK, grouped)


def grouped(number: int) -> str:
    """Return a number as Swedish is set: 85 650, with spaces that do not break."""
    return f"{number:,}".replace(",", NO_BREAK)


def escape(value: str) -> str:
    """Return somebody else's words so that Teams shows them as they were written, with no markup of theirs."""
    # Cards turn `{{DATE(…)}}` and `{{TIME(…)}}` into times, and know no way to escape them.
    return _MARKDOWN.sub(r"\\\1", " ".join(value.split())).replace("{{", "{ {")


def shorten(value: str, limit: int) -> str:
    """Return `value` cut at a word to at most `limit` characters, with an ellipsis where something was cut."""
    folded = " ".join(value.split())
    if len(folded) <= limit:
        return folded
    head = folded[: limit - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head
    return at_word.rstrip(" ,.;:") + "…"


def join_names(names: list[str], lang: Lang) -> str:
    """Return names as a person lists them: "Haninge, Salem och Tyresö"."""
    if len(names) < 2:
        return "".join(names)
    word = "och" if lang == "sv" else "and"
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
