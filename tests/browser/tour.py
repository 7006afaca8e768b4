"""Walks through the page as the README tells it, and takes the pictures that stand there.

    make pictures

Asks a question, plans a meeting, answers it, calls the roll, looks at the figures, welcomes somebody new and runs a
referral to its draft, as the people whom it concerns, in a real Chromium against `python -m bot dev`.
"""

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.chromium import ROOT, dev, page_at

PICTURES = ROOT / "docs" / "pictures"
SECRETARIAT, CHAIR, MEMBER = "Tobias Lager", "Mehmet Aydin", "Karin Holmlund"


class Tour:
    """One walk. Words are in Swedish, as on the page."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def become(self, name: str) -> None:
        """Be somebody, in their own chat."""
        self.page.select_option("#person", label=name)
        self.page.click("#own button")
        self._settle()

    def go_to(self, channel: str) -> None:
        """Go to a body's channel."""
        self.page.click(f"#channels >> text={channel}")
        self._settle()

    def say(self, words: str) -> None:
        """Write something."""
        self.page.fill("#text", words)
        self.page.keyboard.press("Enter")
        self._settle()

    def press(self, title: str) -> None:
        """Press the last button with this title."""
        self.page.locator("#messages button", has_text=re.compile(f"^{re.escape(title)}$")).last.click()
        self._settle()

    def until(self, words: str) -> None:
        """Let time pass."""
        self.page.fill("#until", words)
        self.page.click("#clock button[type=submit]")
        self._passed()

    def _passed(self) -> None:
        # Two months of reminders take their time on a busy machine.
        self.page.wait_for_function("() => !document.querySelector('#clock button').disabled", timeout=180_000)
        self._settle()

    def a_week_on(self) -> None:
        """Let a week pass."""
        self.page.click("#clock button[data-hours='168']")
        self._passed()

    def newcomer(self, name: str, body: str) -> None:
        """Let somebody new join a body's team, and be them."""
        self.page.select_option("#person", value="")
        self.page.fill("#name", name)
        self.page.select_option("#joins", label=body)
        self.page.click("#newcomer button")
        self._settle()

    def sees(self, words: str) -> None:
        """Wait until this stands among the messages."""
        self.page.locator("#messages", has_text=words).wait_for()

    def picture(self, name: str) -> None:
        """Take a picture of the page as it is."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.evaluate("document.activeElement.blur()")
        self.page.screenshot(path=str(PICTURES / f"{name}.png"))

    def _settle(self) -> None:
        self.page.wait_for_function("() => !document.getElementById('status').textContent")
        self.page.wait_for_timeout(400)


def walk(tour: Tour) -> None:
    """Do what the README says one can do in five minutes."""
    tour.become(MEMBER)
    tour.say("vilka är de fem prioriteringarna?")
    tour.sees("Tvärförbindelse Södertörn")
    tour.picture("answer")
    tour.become(SECRETARIAT)
    for said in (
        "boka planeringscheferna torsdag v 3 2027 kl 9-11 på Tyresö slott, gäst Trafikverket",
        "boka kommundirektörerna torsdag v 5 2027 kl 9-11 på Rådhuset",
        "boka samarbetskommittén torsdag v 7 2027 kl 9-11 på Rådhuset",
    ):
        tour.say(said)
        tour.press("Boka")
    tour.become(MEMBER)
    tour.go_to("planeringscheferna")
    tour.press("Kommer")
    tour.become(CHAIR)
    tour.go_to("planeringscheferna")
    tour.press("Förhinder, ersättare kommer")
    tour.sees("Har inte svarat")
    tour.picture("invitation")
    tour.become(SECRETARIAT)
    tour.say("ny remiss: Länsplan för Stockholm från Region Stockholm, dnr RS 2026/123, svar senast 15 mars 2027")
    tour.say("planeringscheferna")
    tour.press("Registrera")
    tour.press("Ja, gemensamt")
    tour.become(CHAIR)
    tour.say("vi har inget att erinra på länsplanen")
    tour.become(MEMBER)
    tour.say("vi lämnar synpunkter på avsnitt 3 i länsplanen: vi avstyrker eftersom spåren saknas")
    tour.become(SECRETARIAT)
    tour.say("hur går det med länsplanen")
    tour.sees("avstyrker avsnitt 3")
    tour.picture("referral")
    tour.say("gör ett utkast till svar på länsplanen")
    tour.sees("Öppna i Word")
    tour.newcomer("Nora Nyberg", "planeringscheferna")
    tour.a_week_on()
    tour.sees("Hej och välkommen till nätverket")
    tour.picture("newcomer")
    tour.until("21 januari 2027 kl 12")
    tour.become(CHAIR)
    tour.sees("Vilka var med?")
    tour.picture("roll-call")
    tour.press("Stämmer")
    tour.become(SECRETARIAT)
    tour.say("läget")
    tour.picture("overview")


def main() -> None:
    """Walk, and print how long it took."""
    begun = dt.datetime.now(dt.UTC)
    with tempfile.TemporaryDirectory() as folder, dev(Path(folder)) as address, page_at(address, 1120, 900) as page:
        walk(Tour(page))
    print(f"Walked in {(dt.datetime.now(dt.UTC) - begun).total_seconds():.0f} s; pictures in {PICTURES}")  # noqa: T201


if __name__ == "__main__":
    main()
