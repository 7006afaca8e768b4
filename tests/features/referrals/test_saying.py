"""What a municipality says of a referral in words of its own."""

import pytest

from tests.features.referrals.conftest import Office


@pytest.mark.parametrize(
    "said",
    [
        "vi kommer inte att avstyrka länsplanen",
        "vi vill inte tillstyrka länsplanen",
        "vi kommer inte att lämna synpunkter på länsplanen",
        "vi avstår inte från länsplanen",
        "vi har inte tagit emot länsplanen",
        "we will not oppose the länsplan",
    ],
)
async def test_a_denied_position_was_kept_as_that_position(office: Office, said: str) -> None:
    """ "vi kommer inte att avstyrka" was kept as "avstyrker"."""
    await office.register()
    assert "så inget är noterat" in await office.say("Per Berg", said)
    assert "Tyresö | har inte svarat" in office.card().words


async def test_remarks_on_the_whole_had_no_verb(office: Office) -> None:
    """It said "Tyresö synpunkter på helheten"."""
    await office.register()
    said = await office.say("Per Berg", "vi avstyrker inte länsplanen")
    assert "Tyresö lämnar synpunkter på helheten" in said
