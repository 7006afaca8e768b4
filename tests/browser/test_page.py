"""The page in a real Chromium: what a person sees, with mouse and with keyboard, and what axe says of it.

Run by `make test-browser`, which brings Playwright; Chromium is the system's own (`CHROMIUM` names another).
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.chromium import page_at

pytestmark = pytest.mark.browser


@pytest.fixture
def page(address: str) -> Iterator[Any]:
    with page_at(address, 1280, 860) as opened:
        yield opened


def say(page: Any, words: str) -> None:
    page.fill("#text", words)
    page.keyboard.press("Enter")


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]


def test_a_question_is_answered_on_a_card(page: Any) -> None:
    say(page, "vilka är de fem prioriteringarna?")
    page.wait_for_selector("text=Tvärförbindelse Södertörn")
    page.click("text=Bra svar")
    page.wait_for_selector("text=Tack")
    assert violations(page) == []


def test_a_meeting_is_booked_answered_and_seen_by_others(page: Any) -> None:
    page.select_option("#person", label="Tobias Lager")
    say(page, "boka planeringscheferna om två veckor på torsdag kl 9-11 på Tyresö slott")
    page.click(".card >> text=Boka >> nth=-1")
    page.wait_for_selector("text=bokat")
    page.wait_for_selector("#channels .new")
    page.select_option("#person", label="Mehmet Aydin")
    page.click("#channels >> text=planeringscheferna")
    page.click("text=Förhinder >> nth=-1")
    page.wait_for_selector("#messages >> text=Botkyrka")
    assert violations(page) == []


def wait_for_time_to_pass(page: Any) -> None:
    # The clock on the page moves with every thing that falls due; the form takes no new time before the last of them.
    page.wait_for_selector("#clock button:not([disabled])")


def test_time_is_moved_by_a_button_and_by_words(page: Any) -> None:
    before = page.inner_text("#now")
    page.click("text=En vecka fram")
    wait_for_time_to_pass(page)
    later = page.inner_text("#now")
    assert later != before
    page.fill("#until", "om 10 dagar kl 9")
    page.keyboard.press("Enter")
    wait_for_time_to_pass(page)
    assert page.inner_text("#now") != later
    assert "kl. 9" in page.inner_text("#now")
    page.fill("#until", "igår")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=ingen tid längre fram")


def test_the_keyboard_alone_is_enough(page: Any) -> None:
    page.focus(".skip")
    order = []
    for _ in range(12):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    assert order[0] == "En timme fram"
    assert order.index("until") < order.index("person")
    page.focus("#person")
    first = page.input_value("#person")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.id") == "person"
    assert page.evaluate("document.getElementById('person').selectedIndex") == 2
    assert page.input_value("#person") != first
    page.focus("#text")
    page.keyboard.type("hjälp")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Det här kan jag hjälpa dig med")
    page.focus("#messages button >> text=Möten")
    page.keyboard.press("Enter")
    page.wait_for_selector("#messages >> text=när är nästa möte")
    assert page.evaluate("document.activeElement.id") == "text"


def test_a_form_half_filled_in_stays_when_something_arrives(page: Any) -> None:
    """Each message drew all of them anew, and what somebody was writing on a card was gone."""
    page.select_option("#person", label="Tobias Lager")
    say(page, "ny remiss")
    field = page.locator("#messages .card input[type=text]").first
    field.fill("Länsplan för")
    say(page, "vilka är de fem prioriteringarna?")
    page.wait_for_selector("text=Tvärförbindelse Södertörn")
    assert field.input_value() == "Länsplan för"


def test_whoever_reads_further_up_is_left_there(page: Any) -> None:
    for _ in range(4):
        say(page, "vilka är de fem prioriteringarna?")
    page.wait_for_function("() => document.querySelectorAll('.mine').length === 4")
    place = "document.getElementById('messages').scrollTop"
    page.wait_for_function(f"() => {place} > 300")
    page.evaluate(f"{place} = 0")
    page.wait_for_timeout(200)
    # The same person, on another page of the browser.
    status = page.evaluate(
        """() => fetch("/page-api/turn", {
            method: "POST", headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ person: document.getElementById("person").value, place: "", text: "hej" }),
        }).then((answer) => answer.status)"""
    )
    assert status == 200
    page.wait_for_selector("#messages .mine >> text=hej", state="attached")
    assert page.evaluate(place) == 0
    say(page, "hej")
    page.wait_for_function(f"() => {place} > 300")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    assert violations(page) == []
    page.select_option("#person", value="")
    page.wait_for_selector("#name")
    assert violations(page) == []
    page.fill("#name", "Nora Ny")
    page.click("text=Lägg till i teamet")
    page.wait_for_selector("#about >> text=ingen plats")
    page.select_option("#person", label="Emma Clarke")
    page.wait_for_selector("text=You are")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_in_a_narrow_window_the_newest_is_in_sight(page: Any) -> None:
    """All the page scrolled, and an answer came below what was in sight."""
    page.set_viewport_size({"width": 390, "height": 800})
    for _ in range(3):
        say(page, "vilka är de fem prioriteringarna?")
    page.wait_for_function("() => document.querySelectorAll('#messages .card').length >= 4")
    assert page.evaluate("document.documentElement.scrollHeight") <= 800
    newest = page.locator("#messages article").last.bounding_box()
    assert newest["y"] + newest["height"] <= 800
    assert page.locator("#text").bounding_box()["y"] < 800
