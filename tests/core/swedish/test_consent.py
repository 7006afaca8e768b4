"""What is taken for a yes, for a no and for neither."""

import pytest

from bot.core.swedish.consent import consents


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ja", True),
        ("JA!", True),
        ("Ja tack, gör det.", True),
        ("gärna", True),
        ("ja gärna, snälla", True),
        ("okej då", True),
        ("yes please", True),
        ("sure, do it", True),
        ("nej", False),
        ("nej tack, det är bra", False),
        ("nej det behövs inte", False),
        ("no thanks", False),
        ("forget it", False),
        ("glöm det", False),
        ("ja, men vem är ordförande?", None),
        ("nej jag menade delmålen", None),
        ("ja inte den", None),
        ("skicka inte", None),
        ("vilka är prioriteringarna?", None),
        ("tack", None),
        ("", None),
        ("ja " * 100, None),
    ],
)
def test_a_short_word_of_consent(said: str, meant: bool | None) -> None:
    assert consents(said) is meant
