"""A year of referrals, played by words and buttons alone, and what each municipality said kept beside it.

Eight municipalities: one answers at once, one is a guest, one changes its mind, one is always late, one has nobody in
its seat, one never answers, one answers when it is reminded, one promises a text and keeps its word on the last day.
"""

import datetime as dt
import random
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.core.calendar import is_working_day
from bot.core.outbox import OPEN, OUTBOX, State
from bot.features.bodies.seats import Filling, Post
from bot.features.broadcasts.model import BROADCASTS
from bot.features.referrals.model import REFERRALS, Referral
from tests.microsoft import Fault, Request
from tests.scenarios.teams import IN_CHANNEL, KANSLI, TEAM, Somebody, Stage, card_of, mention, words

FIRST, LAST = dt.date(2027, 1, 4), dt.date(2027, 12, 17)
START = dt.datetime.combine(FIRST, dt.time(7), dt.UTC)
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
FILLINGS = tuple(Filling(BODY, CODES[town], Post.HOLDER, who.name, dt.date(2026, 1, 1)) for town, who in PEOPLE.items())
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
RECALLED_ON = dt.date(2027, 3, 1)

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
class Referring:
    """The year as it is played. `answered` is when each municipality gave an answer that is no promise.

    `pause` is called twice a day, when nothing is under way.
    """

    stage: Stage
    pause: Callable[[], Awaitable[None]] | None = None
    dice: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - the same year each time
    done: set[tuple[str, str]] = field(default_factory=set)
    answered: dict[tuple[str, str], dt.datetime] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    recalled: bool = False

    async def play(self, until: dt.date = LAST + dt.timedelta(days=1)) -> None:
        """Play the year, or the days before `until`."""
        await self.meet()
        today = FIRST
        while today < until:
            await self.day(today)
            if today == RECALLED_ON:
                await self.send_and_take_back()
            today += dt.timedelta(days=1)
        await self.until(today - dt.timedelta(days=1), 19)

    async def meet(self) -> None:
        """Let everybody be met: in their own chat and in the channel."""
        for town, who in PEOPLE.items():
            await self.stage.post(who, text="hej")
            sender = {"id": f"29:{who.key}", "name": who.name, "aadObjectId": who.id}
            guest = {"tenantId": GUEST} if town == "Haninge" else {}
            said = {"text": "<at>Södertörnsboten</at> hej", "entities": [mention()]}
            await self.stage.post(who, **IN_CHANNEL, **said, **{"from": sender | guest})
        await self.stage.post(KANSLI, text="hej")

    async def until(self, day: dt.date, hour: int, minute: int = 0) -> None:
        at = dt.datetime.combine(day, dt.time(hour, minute), dt.UTC)
        if at > self.stage.microsoft.now:
            await self.stage.until(at)

    async def say(self, who: Somebody, text: str) -> str:
        """Let somebody write in their own chat; return what the bot says back."""
        before = len(self.stage.there(f"a:{who.key}"))
        status, _ = await self.stage.post(who, text=text)
        assert status == 200
        back = [said for said in self.stage.there(f"a:{who.key}")[before:] if said.get("replyToId")]
        twice = self.stage.may_come_twice(self.stage.microsoft.now)
        assert len(back) == 1 or (back and twice), f"one reply to {text!r}, not {len(back)}"
        return words(back[-1])

    async def say_and_press(self, text: str, *verbs: str) -> dict[str, Any]:
        """Let Gunilla write something, and press the first button that does each of these; return the last card."""
        await self.say(KANSLI, text)
        card = card_of([said for said in self.stage.there("a:gunilla") if said.get("replyToId")][-1])
        for verb in verbs:
            status, answer = await self.stage.press(KANSLI, card, verb)
            assert status == 200
            card = answer["value"] if isinstance(answer["value"], dict) else card
        return card

    async def press_in_channel(self, who: Somebody, title: str, button: str) -> None:
        """Press a button on the card in the channel."""
        card = next(card for card in self.channel_cards() if f"Remiss: {title}" in card["fallbackText"])
        pressed = next(each for each in card["actions"] if each["title"] == button)
        action = {"type": "Action.Execute", "verb": pressed["verb"], "data": pressed["data"]}
        status, _ = await self.stage.post(
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
        return [card_of(said) for said in reversed(self.stage.there(TEAM)) if said.get("attachments")]

    def delivered(self) -> list[Request]:
        return [each for each in self.stage.microsoft.requests if not each.refused]

    async def referral(self, title: str) -> Referral:
        return next(kept.value for kept in await self.stage.kept(REFERRALS) if kept.value.title == title)

    # What people do

    async def day(self, today: dt.date) -> None:
        """Play one day: the morning's reminders, then what people do."""
        if is_working_day(today):
            self.misbehave(today)
        await self.until(today, 7, 30)
        if self.pause:
            await self.pause()
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
        if self.pause:
            await self.pause()

    def misbehave(self, today: dt.date) -> None:
        """Let Teams turn some away: 429 with a time to wait, and failures."""
        for place in ("a:anders", "a:petra", "a:maria", TEAM):
            if self.dice.random() < 0.2:
                self.stage.microsoft.faults[place] = Fault(429, headers={"Retry-After": "20"}, times=2)
        if self.dice.random() < 0.2:
            self.stage.microsoft.faults["new"] = Fault(503, times=2)
        if today.day % 9 == 0:
            self.stage.microsoft.faults["a:per"] = Fault(500, times=1)

    async def register(self, title: str, number: str, due: str) -> None:
        said = f"ny remiss: {title} från Länets myndighet, dnr {number}, svar senast {due}, leds av planeringscheferna"
        self.stage.microsoft.faults.clear()
        card = await self.say_and_press(said, "intake-register", "referral-decide")
        assert "Vi svarar gemensamt" in card["fallbackText"]
        again = await self.say(KANSLI, said)
        assert "är redan registrerad" in again

    async def answers(self, referral: Referral, today: dt.date) -> None:
        """Let everybody do what they do with a referral, each thing once, when its day has come."""
        title, last, begun = referral.title, referral.deadline, referral.decided_on or today
        self.stage.microsoft.faults.clear()
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
        self.answered.setdefault((title, town), self.stage.microsoft.now)

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
        status, body = await self.stage.fetch(address)
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

    async def send_and_take_back(self) -> None:
        """Send something wrong to the channel, and recall it."""
        self.stage.microsoft.faults.clear()
        await self.say_and_press_first("skicka till planeringscheferna: Fel underlag ligger på Teams.")
        await self.until(RECALLED_ON, 18, 30)
        await self.say_and_press_first("ta tillbaka utskicket")
        await self.until(RECALLED_ON, 19)
        deleted = {each.path for each in self.delivered() if each.method == "DELETE"}
        assert len(deleted) == 1

    async def say_and_press_first(self, text: str) -> None:
        """Let Gunilla write something, and press the first button of the card that comes back."""
        await self.say(KANSLI, text)
        card = card_of([said for said in self.stage.there("a:gunilla") if said.get("replyToId")][-1])
        if card.get("actions"):
            await self.stage.press(KANSLI, card, card["actions"][0]["verb"])

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


async def hold_true(year: Referring, until: dt.date = LAST + dt.timedelta(days=1)) -> None:
    """Hold what was said, and what is kept, to what the municipalities did before a day."""
    whole = until > LAST
    begun = {title for title, _, registered, _ in NINE if registered < until.isoformat()}
    assert year.checked == (begun if whole else {title for title, what in year.done if what == "standing"})

    # Nobody got more than one reminder a day, and nobody one about what they had answered.
    reminders = year.reminders()
    by_day = defaultdict(set)
    for town, at, said in reminders:
        by_day[town, at.date()].add(said)
        assert sum(each == (town, at, said) for each in reminders) == 1 or year.stage.may_come_twice(at)
        for title in begun:
            answered = year.answered.get((title, town))
            assert title not in said or answered is None or at < answered, f"{town} was reminded of {title} at {at}"
    assert all(len(said) == 1 for said in by_day.values())
    assert not {town for town, _, _ in reminders} & {"Botkyrka", "Huddinge"}
    assert not [at for _, at, _ in reminders if not is_working_day(at.date())]

    # The secretariat was told whom to phone.
    phone = [words(said) for said in year.stage.there("a:gunilla") if "Att ringa" in words(said)]
    assert all("Salem, Anders Viklund" in said and "Nynäshamn" in said for said in phone)
    if whole:
        assert {town for town, _, _ in reminders} >= {"Salem", "Nykvarn", "Södertälje"}
        assert any("saker väntar på Salem" in said for _, _, said in reminders)
        assert phone

    # Everything that was posted has ended, and nothing failed.
    rows = [kept.value for kept in await year.stage.kept(OUTBOX)]
    told = [kept.value for kept in await year.stage.kept(BROADCASTS)]
    for title in begun:
        about = f"referral:{(await year.referral(title)).id}"
        mine = [row.state for row in rows if row.about == about]
        assert mine
        assert not whole or not OPEN & set(mine)
        assert State.FAILED not in mine
        offices = [each.listed for each in told if each.about == about]
        closed = (title, "closed") in year.done
        assert offices == ([8, 8] if closed else [8]), "the offices hear of the choice and of the answer"
    if whole:
        said = await year.say(KANSLI, "vilka remisser har vi svarat på i år?")
        assert "9 gemensamma remissvar 2027" in said
