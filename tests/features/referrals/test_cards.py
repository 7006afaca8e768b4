"""The card in the channel as Teams is given it."""

import json
from dataclasses import replace
from pathlib import Path

from bot.core.card import card_json
from bot.features.bodies.model import Municipality
from bot.features.bodies.seats import Contact
from bot.features.referrals.cards import channel_card
from bot.features.referrals.model import Position, ReferralResponse, Remark, Round, Row, Says, State
from tests.conftest import cooperation
from tests.conversation import NOW
from tests.features.referrals.test_model import REFERRAL

GOLDEN = Path(__file__).parent / "golden"
ANNA = Contact("c", "Anna Ek", "anna ek")


def _row(code: str, says: Says | None, *remarks: Remark, late: bool = False, seated: bool = True) -> Row:
    said = ReferralResponse("r1", code, says, "a", "Anna Ek", NOW, remarks, late) if says else None
    return Row(Municipality(code, f"Kommun {code}"), ANNA if seated else None, None, said)


def test_the_card_in_the_channel_is_drawn_as_it_was_agreed() -> None:
    lead = next(body for body in cooperation().bodies if body.id == "planeringschefer")
    rows = (
        _row("1", None),
        _row("2", None, seated=False),
        _row("3", Says.RECEIVED),
        _row("4", Says.CONTRIBUTES),
        _row("5", Says.CONTRIBUTES, Remark("3", Position.OPPOSES, "*Pengar* saknas", "Anna Ek", NOW), late=True),
        _row("6", Says.NOTHING),
        _row("7", Says.ABSTAINS),
    )
    referral = replace(REFERRAL, state=State.JOINT, link="https://region.example/lansplan", title="Länsplan [utkast]")
    drawn = card_json(channel_card(Round(referral, lead, rows), "sv", NOW, answers=True))
    assert drawn == json.loads((GOLDEN / "channel.json").read_text(encoding="utf-8"))
