"""A year of referrals, played through POST /api/messages with real tokens, on a store that is closed and opened again.

Eight municipalities: one answers at once, one is a guest, one changes its mind, one is always late, one has nobody in
its seat, one never answers, one answers when it is reminded, one promises a text and keeps its word on the last day.
"""

import contextlib
import datetime as dt
import random
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.core import outbox
from bot.core.calendar import is_working_day
from bot.core.ports import Kept, Transaction
from bot.features.bodies.seats import Filling, Post
from bot.features.broadcasts.model import BROADCASTS
from bot.features.referrals.model import REFERRALS, Referral
from bot.store.open import open_store
from tests.microsoft import Fault, Microsoft, Request
from tests.scenarios.teams import IN_CHANNEL, KANSLI, TEAM, Somebody, bot_in_teams, card_of, mention, words

FIRST, LAST = dt.date(2027, 1, 4), dt.date(2027, 12, 17)
BODY = "planeringschefer"


def _who(key: str, name: str, number: int, **more: Any) -> Somebody:
    return Somebody(key, name, f"dddddddd-0000-4000-8000-{number:012}", changes=more)


PEOPLE = {
    "Botkyrka": _who("mehmet", "Mehmet Aydin", 1),
    "Haninge": _who("lovisa", "Lovisa Brandt", 2),
    "Huddinge": _who("lukas", "Lukas Josefsén", 3),
    "Nykvarn": _who("petra", "Petra Nyqvist", 4),
    "Salem": _who("anders", "Anders Viklund", 5),
    "Södertälje": _who("maria", "Maria Sandell", 6),
    "Tyresö": _who("per", "Per Berg", 7),
}
CODES = {
    "Botkyrka": "0127",
    "Haninge": "0136",
    "Huddinge": "0126",
    "Nykvarn": "0140",
    "Salem": "0128",
    "Södertälje": "0181",
    "Tyresö": "0138",
}
GUEST = "haninges-egen-tenant"

# Title, case number, registered, due. They overlap; the fourth falls due in July and the fifth just after it.
NINE = (
    ("Länsplan", "TRN 2027-0001", "2027-01-11", "2027-03-15"),
    ("Cykelstrategi", "RS 2027-0002", "2027-01-18", "2027-03-22"),
    ("Vattenförsörjning", "402-0003-2027", "2027-02-01", "2027-04-16"),
    ("Elektrifiering", "LI2027/00004", "2027-04-12", "2027-07-15"),
    ("Bullerkartläggning", "NV-2027-00005", "2027-05-10", "2027-08-31"),
    ("Kollektivtrafikplan", "SL 2027-0006", "2027-08-16", "2027-10-15"),
    ("Näringslivspolitik", "RS 2027-0007", "2027-08-23", "2027-10-22"),
    ("Detaljhandelspolicy", "RS 2027-0008", "2027-08-30", "2027-10-29"),
    ("Översvämningsskydd", "402-0009-2027", "2027-09-13", "2027-11-26"),
)
MOVED = {"Cykelstrategi": ("2027-02-08", "2027-04-12"), "Kollektivtrafikplan": ("2027-09-20", "2027-10-08")}
"""On which day the secretariat says that a deadline is moved, and to which: one later, one earlier."""

TEXTS = {
    "Haninge": "Haninge avstyrker prioriteringen så länge finansieringen saknas.",
    "Huddinge": "Huddinge har räknat om och avstyrker etapp ett.",
    "Nykvarn": "Nykvarn tillstyrker och vill se en tidig start.",
    "Tyresö": "En etappindelning behövs.",
}
AT_DEADLINE = {
    "Botkyrka": "har inget att erinra",
    "Haninge": "avstyrker avsnitt 3",
    "Huddinge": "avstyrker avsnitt 3",
    "Nykvarn": "har inte svarat",
    "Nynäshamn": "saknar ledamot",
    "Salem": "har inte svarat",
    "Södertälje": "avstår",
    "Tyresö": "lämnar synpunkter på avsnitt 5",
}


@dataclass
class Year:
    """The year as it is played. `answered` is when each municipality gave an answer that is no promise."""

    folder: Path
    url: str
    clock: MovableClock
    microsoft: Microsoft
    dice: random.Random
    restarts: bool
    stack: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)
    teams: Any = None
    done: set[tuple[str, str]] = field(default_factory=set)
    answered: dict[tuple[str, str], dt.datetime] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    stopped: int = 0

    async def open(self) -> None:
        store = await open_store(self.url, self.folder)
        running = bot_in_teams(self.folder, store, playing=(self.microsoft, self.clock))
        self.teams = await self.stack.enter_async_context(running)

    async def stop_and_start(self) -> None:
        """Close the bot with its store at a moment of no one's choosing, and open it again."""
        await self.stack.aclose()
        self.stack = contextlib.AsyncExitStack()
        await self.open()
        self.stopped += 1

    async def maybe_restart(self) -> None:
        if self.restarts and self.dice.random() < 0.05:
            await self.stop_and_start()

    async def until(self, day: dt.date, hour: int, minute: int = 0) -> None:
        at = dt.datetime.combine(day, dt.time(hour, minute), dt.UTC)
        if at > self.clock():
            await self.teams.until(at)

    async def say(self, who: Somebody, text: str) -> str:
        """Let somebody write in their own chat; return what the bot says back."""
        before = len(self.teams.there(f"a:{who.key}"))
        status, _ = await self.teams.post(who, text=text)
        assert status == 200
        back = [said for said in self.teams.there(f"a:{who.key}")[before:] if said.get("replyToId")]
        assert len(back) == 1, f"one reply to {text!r}, not {len(back)}"
        return words(back[0])

    async def say_and_press(self, text: str, *verbs: str) -> dict[str, Any]:
        """Let Gunilla write something, and press the first button that does each of these; return the last card."""
        await self.say(KANSLI, text)
        card = card_of([said for said in self.teams.there("a:gunilla") if said.get("replyToId")][-1])
        for verb in verbs:
            status, answer = await self.teams.press(KANSLI, card, verb)
            assert status == 200
            card = answer["value"] if isinstance(answer["value"], dict) else card
        return card

    async def press_in_channel(self, who: Somebody, title: str, button: str) -> None:
        """Press a button on the card in the channel."""
        card = next(card for card in self.channel_cards() if f"Remiss: {title}" in card["fallbackText"])
        pressed = next(each for each in card["actions"] if each["title"] == button)
        action = {"type": "Action.Execute", "verb": pressed["verb"], "data": pressed["data"]}
        status, _ = await self.teams.post(
            who,
            **IN_CHANNEL,
            type="invoke",
            name="adaptiveCard/action",
            text=None,
            value={"action": action, "trigger": "manual"},
            replyToId="card",
        )
        assert status == 200

    def channel_cards(self) -> list[dict[str, Any]]:
        """Return the cards that have stood in the channel, the latest first."""
        return [card_of(said) for said in reversed(self.teams.there(TEAM)) if said.get("attachments")]

    def delivered(self) -> list[Request]:
        return [each for each in self.microsoft.requests if not each.refused]

    async def referral(self, title: str) -> Referral:
        async def work(tx: Transaction) -> list[Kept[Referral]]:
            return [kept async for kept in tx.all(REFERRALS)]

        found: list[Kept[Referral]] = await self.teams.bot.store.run(work)
        return next(kept.value for kept in found if kept.value.title == title)

    # What people do

    async def day(self, today: dt.date) -> None:
        """Play one day: the morning's reminders, then what people do."""
        if is_working_day(today):
            self.misbehave(today)
        await self.until(today, 7, 30)
        await self.maybe_restart()
        await self.until(today, 9, 30)
        if not is_working_day(today):
            return
        for title, number, registered, due in NINE:
            if today == dt.date.fromisoformat(registered):
                await self.register(title, number, due)
            if title in MOVED and today == dt.date.fromisoformat(MOVED[title][0]):
                moved = await self.say(KANSLI, f"svarsdagen för {title} är flyttad till {MOVED[title][1]}")
                assert "Flyttat. Ny tidtabell" in moved
            if today > dt.date.fromisoformat(registered) and (title, "closed") not in self.done:
                await self.answers(await self.referral(title), today)
        await self.until(today, 18)
        await self.maybe_restart()

    def misbehave(self, today: dt.date) -> None:
        """Let Teams turn some away: 429 with a time to wait, and failures."""
        for place in ("a:anders", "a:petra", "a:maria", TEAM):
            if self.dice.random() < 0.2:
                self.microsoft.faults[place] = Fault(429, headers={"Retry-After": "20"}, times=2)
        if self.dice.random() < 0.2:
            self.microsoft.faults["new"] = Fault(503, times=2)
        if today.day % 9 == 0:
            self.microsoft.faults["a:per"] = Fault(500, times=1)

    async def register(self, title: str, number: str, due: str) -> None:
        said = f"ny remiss: {title} från Länets myndighet, dnr {number}, svar senast {due}, leds av planeringscheferna"
        self.microsoft.faults.clear()
        card = await self.say_and_press(said, "intake-register", "referral-decide")
        assert "Vi svarar gemensamt" in card["fallbackText"]
        again = await self.say(KANSLI, said)
        assert "är redan registrerad" in again

    async def answers(self, referral: Referral, today: dt.date) -> None:
        """Let everybody do what they do with a referral, each thing once, when its day has come."""
        title, last, begun = referral.title, referral.deadline, referral.decided_on or today
        self.microsoft.faults.clear()
        days = dt.timedelta(days=1)
        acts: tuple[tuple[str, dt.date, Callable[[str], Awaitable[None]]], ...] = (
            ("mehmet", begun + days, self.mehmet),
            ("lovisa", last - 10 * days, self.lovisa),
            ("lukas", begun + 2 * days, self.lukas),
            ("lukas again", last - 6 * days, self.lukas_again),
            ("maria", last - 4 * days, self.maria),
            ("per promises", begun + 3 * days, self.per_promises),
            ("per", last - days if is_working_day(last - days) else last, self.per),
            ("standing", last, self.check_standing),
            ("petra", last + days, self.petra),
            ("draft", last + 3 * days, self.check_draft),
            ("closed", referral.due_on - 3 * days, self.close),
        )
        for what, day, act in acts:
            if today >= day and (title, what) not in self.done:
                self.done.add((title, what))
                await act(title)

    async def mehmet(self, title: str) -> None:
        await self.press_in_channel(PEOPLE["Botkyrka"], title, "Inget att erinra")
        self.note(title, "Botkyrka")

    async def lovisa(self, title: str) -> None:
        await self.remark("Haninge", 3, title)

    async def lukas(self, title: str) -> None:
        await self.say(PEOPLE["Huddinge"], f"vi har inget att erinra på {title}")
        self.note(title, "Huddinge")

    async def lukas_again(self, title: str) -> None:
        assert "avstyrker avsnitt 3" in await self.remark("Huddinge", 3, title)

    async def maria(self, title: str) -> None:
        await self.say(PEOPLE["Södertälje"], f"vi avstår från att svara på {title}")
        self.note(title, "Södertälje")

    async def per_promises(self, title: str) -> None:
        assert "texten väntas" in await self.say(PEOPLE["Tyresö"], f"vi lämnar synpunkter på {title}")

    async def per(self, title: str) -> None:
        await self.remark("Tyresö", 5, title)

    async def petra(self, title: str) -> None:
        assert "märkt som sent" in await self.remark("Nykvarn", 3, title)

    async def close(self, title: str) -> None:
        await self.say_and_press(f"{title} är besvarad i dag https://svar.example/{title}", "referral-close")

    async def remark(self, town: str, section: int, title: str) -> str:
        said = await self.say(PEOPLE[town], f"vi lämnar synpunkter på avsnitt {section} i {title}: {TEXTS[town]}")
        self.note(title, town)
        return said

    def note(self, title: str, town: str) -> None:
        self.answered.setdefault((title, town), self.clock())

    # What is held to be true

    async def check_standing(self, title: str) -> None:
        """Every municipality's status is right on the municipalities' last day."""
        said = await self.say(KANSLI, f"hur går det med {title}")
        rows = dict(row.split(" | ", 1) for row in said.split("\n") if " | " in row)
        rows.pop("Kommun")
        assert rows == AT_DEADLINE, title
        self.checked.add(title)

    async def check_draft(self, title: str) -> None:
        """The draft holds every section, every voice and every dissent."""
        card = await self.say_and_press(f"gör ett utkast till svar på {title}")
        address = next(button["url"] for button in card["actions"] if button["title"] == "Öppna som text")
        status, body = await self.teams.fetch(address)
        assert status == 200
        written = body.decode().replace("\\", "")
        for part in (
            *TEXTS.values(),
            "Avsnitt 3: Nykvarn tillstyrker, till skillnad från Haninge och Huddinge, som avstyrker.",
            "Botkyrka har inget att erinra.",
            "Södertälje avstår från att yttra sig.",
            "Salem har inte svarat.",
            "Nynäshamn saknar ledamot och har inte kunnat svara.",
            "(inkom sent)",
        ):
            assert part in written, f"{part!r} is missing in the draft on {title}"

    def reminders(self) -> list[tuple[str, dt.datetime, str]]:
        """Return every reminder that somebody got: municipality, when, and what it says."""
        chats = {f"/v3/conversations/a%3A{who.key}/activities": town for town, who in PEOPLE.items()}
        chats |= {f"/v3/conversations/a:{who.key}/activities": town for town, who in PEOPLE.items()}
        found = []
        for request in self.delivered():
            if request.method == "POST" and request.path in chats and request.body:
                said = words(request.body)
                if re.search(r"väntar på \w+", said.split("\n")[0] or said):
                    found.append((chats[request.path], request.at, said))
        return found


@contextlib.asynccontextmanager
async def _played(folder: Path, url: str, seed: int, *, restarts: bool) -> AsyncIterator[Year]:
    clock = MovableClock(start=dt.datetime.combine(FIRST, dt.time(7), dt.UTC))
    async with Microsoft(clock).playing() as microsoft:
        year = Year(folder, url, clock, microsoft, random.Random(seed), restarts)  # noqa: S311 - chance, no secret
        await year.open()
        try:
            fillings = [
                Filling(BODY, CODES[town], Post.HOLDER, who.name, dt.date(2026, 1, 1)) for town, who in PEOPLE.items()
            ]
            assert await year.teams.bot.seating.fill(fillings)
            for town, who in PEOPLE.items():
                await year.teams.post(who, text="hej")
                sender = {"id": f"29:{who.key}", "name": who.name, "aadObjectId": who.id}
                guest = {"tenantId": GUEST} if town == "Haninge" else {}
                said = {"text": "<at>Södertörnsboten</at> hej", "entities": [mention()]}
                await year.teams.post(who, **IN_CHANNEL, **said, **{"from": sender | guest})
            await year.teams.post(KANSLI, text="hej")
            yield year
        finally:
            await year.stack.aclose()


@pytest.mark.parametrize(("url", "restarts"), [("memory:", False), ("tinydb:", True)])
async def test_a_year_of_referrals(tmp_path: Path, url: str, restarts: bool) -> None:
    async with _played(tmp_path, url, 7, restarts=restarts) as year:
        today = FIRST
        while today <= LAST:
            await year.day(today)
            if today == dt.date(2027, 3, 1):
                await _send_and_take_back(year)
            today += dt.timedelta(days=1)
        await year.until(LAST, 19)
        assert year.checked == {title for title, *_ in NINE}
        assert year.stopped > 10 or not restarts

        # Nobody got more than one reminder a day, and nobody one about what they had answered.
        reminders = year.reminders()
        by_day = defaultdict(list)
        for town, at, said in reminders:
            by_day[town, at.date()].append(said)
            for title, *_ in NINE:
                answered = year.answered.get((title, town))
                assert title not in said or answered is None or at < answered, f"{town} was reminded of {title} at {at}"
        assert all(len(said) == 1 for said in by_day.values())
        assert {town for town, _, _ in reminders} >= {"Salem", "Nykvarn", "Södertälje"}
        assert not {town for town, _, _ in reminders} & {"Botkyrka", "Huddinge"}
        assert not [at for _, at, _ in reminders if not is_working_day(at.date())]
        assert any("saker väntar på Salem" in said for _, _, said in reminders)

        # The secretariat was told whom to phone.
        phone = [words(said) for said in year.teams.there("a:gunilla") if "Att ringa" in words(said)]
        assert phone
        assert all("Salem, Anders Viklund" in said and "Nynäshamn" in said for said in phone)

        # Everything that was posted has ended, and the counts add up.
        store = year.teams.bot.store
        for title, *_ in NINE:
            referral = await year.referral(title)
            tally = await store.run(lambda tx, key=referral.id: outbox.counts(tx, f"referral:{key}"))
            assert tally.waiting == 0
            assert tally.sent + tally.unreachable + tally.failed + tally.cancelled == tally.total
            assert tally.failed == 0
            told = await store.run(lambda tx, key=referral.id: tx.find(BROADCASTS, about=f"referral:{key}"))
            assert [each.value.listed for each in told] == [8, 8], "the offices hear of the choice and of the answer"
        said = await year.say(KANSLI, "vilka remisser har vi svarat på i år?")
        assert said.startswith("\n9 gemensamma remissvar 2027") or "9 gemensamma remissvar 2027" in said


async def _send_and_take_back(year: Year) -> None:
    """Send something wrong to the channel, and recall it."""
    year.microsoft.faults.clear()
    await year.say(KANSLI, "skicka till planeringscheferna: Fel underlag ligger på Teams.")
    card = card_of([said for said in year.teams.there("a:gunilla") if said.get("replyToId")][-1])
    await year.teams.press(KANSLI, card, card["actions"][0]["verb"])
    await year.until(dt.date(2027, 3, 1), 18, 30)
    await year.say_and_press("ta tillbaka utskicket")
    card = card_of([said for said in year.teams.there("a:gunilla") if said.get("replyToId")][-1])
    if card.get("actions"):
        await year.teams.press(KANSLI, card, card["actions"][0]["verb"])
    await year.until(dt.date(2027, 3, 1), 19)
    deleted = [each for each in year.delivered() if each.method == "DELETE"]
    assert len(deleted) == 1
