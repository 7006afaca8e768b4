"""The names that examples of what to say are written with: those of the cooperation itself."""

from bot.core.text import Lang
from bot.features.bodies.model import Cooperation


def of_town(name: str, lang: Lang) -> str:
    """Return the genitive of a municipality's name: "Salems", "Tallnäs", "Salem's"."""
    if lang == "en":
        return f"{name}'s"
    return name if name.lower().endswith(("s", "x", "z")) else f"{name}s"


def examples_of(cooperation: Cooperation, lang: Lang) -> dict[str, str]:
    """Return what fills the placeholders of an example.

    `body` is the first network as people call it, else the first body; `board` the management group by its formal
    name, else the first body; `town` the municipality whose name is the shortest to write, and `of_town` its genitive.
    """
    bodies = {body.kind: body for body in reversed(cooperation.bodies)}
    first = cooperation.bodies[0]
    town = min((each.name for each in cooperation.municipalities), key=len)
    return {
        "body": bodies.get("network", first).short(lang),
        "board": bodies.get("management_group", first).name(lang),
        "town": town,
        "of_town": of_town(town, lang),
    }
