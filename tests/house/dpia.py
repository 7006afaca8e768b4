"""The tables of docs/dpia.md that are found by trying: what is kept about people, where, and when it goes.

    python -m tests.house.dpia

writes them anew into the document. A test does the same and compares, so that the document cannot say anything else
than what the bot does.
"""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.house.kept import Kind, Place, measure, places
from tests.house.somebody import collections

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "dpia.md"

HOLDS: Final[Mapping[str, str]] = {
    "activities": "verksamhetsplanens aktiviteter: vem som ansvarar, vad som har sagts om dem och av vem",
    "addresses": "hur boten når en person: konto i Teams, chatt, när någon senast skrev",
    "asked_cards": "det senaste kortet som väntar på någons ja eller nej",
    "broadcasts": "utskick: vem som skrev och godkände, till vilka, texten",
    "buddy_pairings": "vem som har frågats om att hjälpa en ny",
    "calendar_subscriptions": "kalenderadresser",
    "contacts": "listan över ledamöter: namn, e-post, kommun, uppdrag",
    "deliveries": "vem som fick ett utskick: namn, e-post",
    "departures": "frågor om någon har lämnat sin plats",
    "digests": "vem som vill ha läget på måndagar",
    "disclosures": "adress till filen med allt om en själv",
    "handled_sends": "vem som stoppade en påminnelse",
    "introduction_invitations": "inbjudningar till introduktionsmöten",
    "introductions": "presentationer i kanalen, med den nyas egna ord",
    "journal": "vem som gjorde vad i ett ärende och när (allmän handling)",
    "ladders": "vem som ändrade ett organs påminnelser",
    "last_questions": "vad någon senast frågade, för följdfrågor",
    "learned_facts": "vem på kansliet som svarade när svaret blev en faktauppgift",
    "meeting_changes": "vem som bokade, flyttade eller ställde in, för att kunna ångra",
    "meetings": "möten: gäster vid namn, vem som ändrade",
    "members": "att boten har träffat någon: namn, konto i Entra och Teams, organisation, språk",
    "newcomer_letters": "det som ska sägas till en ny i kanalen",
    "newcomer_talks": "samtalet med en ny",
    "newcomers": "vad en ny har berättat: titel, önskemål, samtycke",
    "notes_of_record": "beslut och externa möten: vem som skrev ner dem",
    "outbox": "meddelanden från boten, med text",
    "passed_questions": "frågor till kansliet: vem som frågade och svarade",
    "plans": "en bokning som någon håller på med",
    "presences": "vilka som är med i organens team: namn, e-post, konto",
    "presidiums": "vem som har varit ordförande när",
    "quiz_sittings": "ett quiz som någon håller på med",
    "referral_drafts": "vem som tog fram ett utkast till gemensamt svar",
    "referral_intakes": "en remiss som någon håller på att registrera",
    "referral_pending": "en mening som kunde gälla flera remisser",
    "referral_responses": "vem som svarade för en kommun på en remiss",
    "referrals": "vem som registrerade en remiss och beslutade om svar",
    "reminder_preferences": "hur mycket någon vill bli påmind",
    "roll_calls": "närvaro: vem som var där och vem som noterade det",
    "rsvps": "svar på kallelser",
    "seat_changes": "vem som ändrade vem som har en plats",
    "seat_claims": "frågor om vem som tar över en plats",
    "seats": "vem som har haft vilken plats när",
    "timers": "vad boten ska göra och när",
    "verdicts": "om ett svar var bra, med frågans ord men utan vem",
    "welcomes": "i vilka chattar boten har hälsat",
}
"""What each collection that names somebody holds; a new one must be told of here."""

STAYS: Final = "står kvar"
ON_WISH: Final = "står kvar tills den det gäller ber om det"


def register(kinds: list[Kind]) -> list[str]:
    """Return the record of processing: each kind as the bot tells of it, and when it was found to be gone."""
    rows = [
        f"| {each.holding.what.sv} | {each.holding.why.sv} | {each.holding.ground.sv} "
        f"| {each.holding.kept_for.sv} | {_days(each.days, STAYS)} |"
        for each in kinds
    ]
    head = ["| uppgift | ändamål | rättslig grund | hur länge, med botens ord | prövat: borta efter |"]
    return [*head, "| --- | --- | --- | --- | --- |", *rows]


def where(found: list[Place]) -> list[str]:
    """Return where it is kept, and when it was found to be gone; and the collections that name nobody."""
    rows = [
        f"| `{each.name}` | {HOLDS[each.name]} | {_days(each.days, STAYS if each.stays_when_forgotten else ON_WISH)} "
        f"| {STAYS if each.stays_when_forgotten else 'borta'} |"
        for each in found
    ]
    head = [
        "| samling | vad | prövat: namn och id borta efter | prövat: efter *glöm mig* |",
        "| --- | --- | --- | --- |",
    ]
    others = ", ".join(f"`{name}`" for name in sorted(set(collections()) - {each.name for each in found}))
    return [*head, *rows, "", f"Samlingar där ingen namnges: {others}."]


def _days(days: int | None, otherwise: str) -> str:
    return otherwise if days is None else "1 dag" if days == 1 else f"{days} dagar"


async def tables() -> dict[str, list[str]]:
    """Return the tables by their names in the document."""
    with tempfile.TemporaryDirectory() as folder:
        return {"register": register(await measure(Path(folder))), "samlingar": where(await places(Path(folder)))}


def filled(page: str, made: Mapping[str, list[str]]) -> str:
    """Return the document with its tables put in."""
    for name, lines in made.items():
        begins, ends = f"<!-- {name}: prövat -->", f"<!-- {name}: slut -->"
        before, found, rest = page.partition(begins)
        _, ended, after = rest.partition(ends)
        if not (found and ended):
            raise ValueError(f"The document has no place for {name}.")
        page = before + "\n".join([begins, "", *lines, "", ends]) + after
    return page


def main() -> None:
    """Write the tables into the document."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), asyncio.run(tables())), encoding="utf-8")


if __name__ == "__main__":
    main()
