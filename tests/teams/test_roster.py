"""Who is there, according to Teams."""

import dataclasses

import pytest

from bot.core.ports import RosterUnknown
from bot.core.turn import Conversation, Person, Scope
from tests.microsoft import BOT, TENANT, Fault, Microsoft
from tests.teams.conftest import Bot

TEAM = "19:plan@thread.tacv2"


def team(microsoft: Microsoft) -> Conversation:
    return Conversation(
        f"{TEAM};messageid=17", Scope.CHANNEL, microsoft.service_url, TENANT, TEAM, "Planeringschefer", TEAM
    )


async def test_all_pages_are_read(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.members = [{"id": f"29:{n}", "objectId": f"AAD-{n}", "name": f"Ledamot {n}"} for n in range(1201)]
    microsoft.members.append({"id": BOT, "name": "Södertörnsboten"})
    people = await bot.host.roster.members(team(microsoft))
    assert len(people) == 1201
    assert people[0] == Person("aad-0", "29:0", "Ledamot 0", TENANT)
    assert {request.path for request in microsoft.requests} == {
        "/v3/conversations/19%3Aplan%40thread.tacv2/pagedmembers"
    }


async def test_a_guest_keeps_their_own_tenant_and_oddities_are_left_out(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.members = [{"id": "29:guest", "tenantId": "HOME"}, {"id": 7}, {"name": "ingen"}]
    assert await bot.host.roster.members(team(microsoft)) == [Person("29:guest", "29:guest", "", "home")]


@pytest.mark.parametrize(
    "fault", [Fault(403), Fault(429), Fault(502), Fault(200, "{}"), Fault(200, "<html>"), Fault(drops=True)]
)
async def test_half_a_list_is_no_list(bot: Bot, microsoft: Microsoft, fault: Fault) -> None:
    microsoft.faults[TEAM] = fault
    with pytest.raises(RosterUnknown):
        await bot.host.roster.members(team(microsoft))


async def test_channels_are_told_by_name(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.channels = [{"id": TEAM}, {"id": "19:rem@thread.tacv2", "name": "Remisser"}, {"name": "?"}, None]  # type: ignore[list-item]
    assert await bot.host.roster.channels(team(microsoft)) == [(TEAM, "General"), ("19:rem@thread.tacv2", "Remisser")]


async def test_a_chat_has_no_channels(bot: Bot, microsoft: Microsoft) -> None:
    with pytest.raises(RosterUnknown):
        await bot.host.roster.channels(dataclasses.replace(team(microsoft), team_id=""))


async def test_a_foreign_host_is_not_asked(bot: Bot, microsoft: Microsoft) -> None:
    foreign = dataclasses.replace(team(microsoft), service_url="https://evil.example/")
    with pytest.raises(RosterUnknown):
        await bot.host.roster.members(foreign)
