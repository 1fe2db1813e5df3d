"""Standing in for somebody whose regions or companies are others: the sight lasts as long as the absence."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies
from core.ids import CompanyId
from core.people.roles import Role
from core.people.scopes import Scope, limit
from tests.conversations.selling import sell
from tests.stage import Human, Stage


async def limited(stage: Stage, owner: Human, human: Human, company: int) -> None:
    by, person = await owner.member(), await human.member()

    async def step(session: AsyncSession) -> None:
        firms = await list_companies(session, by.programme_id)
        scope = Scope(companies=frozenset({CompanyId(firms[company].id)}))
        await limit(session, person.id, scope, by=by.id, now=stage.now())

    await stage.run(step)


async def goes_away(manager: Human, stand_in: str) -> None:
    await manager.says("/staff")
    await manager.taps(manager.person.first_name)
    await manager.taps(manager.t("I will be away"))
    await manager.taps(stand_in)
    await manager.taps(manager.buttons[6])


@pytest.mark.parametrize("maria_limited", [True, False])
async def test_a_stand_in_sees_what_the_absent_one_saw(stage: Stage, owner: Human, maria_limited: bool) -> None:
    """Questions, sales and the card, until the absence is over; limits and their screens stay as they were."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    nina = await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    if maria_limited:
        await limited(stage, owner, maria, 0)
    await limited(stage, owner, nina, 1)
    ivan = await stage.member("Ivan", owner=maria)
    await goes_away(maria, "Nina")
    assert "Maria" in nina.heard
    await ivan.says("When do you come?")
    assert any("When do you come?" in text for text in nina.all_heard)
    assert not any("When do you come?" in text for text in maria.all_heard)
    await sell(ivan, "4411")
    assert any("4411" in text for text in nina.all_heard)
    await nina.says("/partners")
    await nina.taps(nina.t("Mine"))
    await nina.taps("Ivan")
    assert nina.t("Company") in nina.buttons
    await owner.says("/staff")
    await owner.taps("Nina")
    await owner.taps(owner.t("Limits"))
    assert "Teplo Dom" not in owner.heard
    await stage.move(timedelta(days=9))
    await ivan.says("And now?")
    assert not any("And now?" in text for text in nina.all_heard)
    await nina.says("/partners")
    assert "Ivan" not in " ".join(nina.buttons)
