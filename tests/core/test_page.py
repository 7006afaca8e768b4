"""An address that was given is known again, and no other is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.page import Addresses

KEYS = st.text(min_size=1, max_size=20)
BASES = st.sampled_from(["https://boten.example.se", "https://example.se:8443/boten", "http://127.0.0.1:3978"])


@given(BASES, KEYS, st.sampled_from(["", "kalender.ics", "å ä.ics"]))
def test_the_key_of_an_address_that_was_given_is_read_back(base: str, key: str, name: str) -> None:
    given_out = Addresses(base).of("kalender", key, name)
    assert Addresses(base).key_in("kalender", given_out) == key
    assert Addresses(base).key_in("mote", given_out) == ""


@given(st.text(max_size=80))
def test_any_text_may_be_asked_about(link: str) -> None:
    for base in ("", "https://boten.example.se"):
        assert Addresses(base).key_in("kalender", link) == ""


@pytest.mark.parametrize(
    "link",
    [
        "https://boten.example.se/kalender/abc",
        "http://boten.example.se/kalender/abc/kalender.ics",
        "webcal://BOTEN.example.se/kalender/abc/kalender.ics?x=1#y",
        "  https://boten.example.se/kalender/abc/  ",
    ],
)
def test_addresses_as_people_and_calendars_write_them(link: str) -> None:
    assert Addresses("https://boten.example.se").key_in("kalender", link) == "abc"


@pytest.mark.parametrize(
    "link",
    [
        "https://boten.example.se.ond.example/kalender/abc",
        "https://ond.example/boten.example.se/kalender/abc",
        "https://x@boten.example.se/kalender/abc",
        "https://boten.example.se/kalender",
        "https://boten.example.se/kalender/",
        "https://boten.example.se/kalender/a/b/c",
        "https://boten.example.se/kalendern/abc",
        "javascript://boten.example.se/kalender/abc",
        "boten.example.se/kalender/abc",
        f"https://boten.example.se/kalender/{'a' * 300}",
    ],
)
def test_what_is_no_address_of_ours_has_no_key(link: str) -> None:
    assert Addresses("https://boten.example.se").key_in("kalender", link) == ""
