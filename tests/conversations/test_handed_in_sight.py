"""Photos sent alone are found by whoever may fill them in, however many others wait."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies
from core.claims.claim import DraftState
from core.claims.tables import DraftRow
from core.ids import CompanyId
from core.people import scopes
from core.people.roles import Role
from core.people.scopes import Scope
from tests.conversations.selling import said
from tests.conversations.test_handed import hands_over
from tests.stage import Human, Stage


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_many_out_of_sight_do_not_hide_one_in_sight(stage: Stage, ivan: Human, owner: Human) -> None:
    """What the counter counts, the button finds: others' photos that wait longer are passed over, however many."""
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    petr = await stage.member("Petr", owner=owner, company=1)
    limited, by = await mara.member(), await owner.member()
    async with stage.service.db.read() as session:
        second = (await list_companies(session, by.programme_id))[1]
    limit = Scope(companies=frozenset({CompanyId(second.id)}))
    await stage.run(partial(scopes.limit, person_id=limited.id, scope=limit, by=by.id, now=stage.now()))
    await hands_over(ivan)
    await stage.run(partial(_copied, 60))
    await stage.move(timedelta(minutes=1))
    await hands_over(petr)
    await mara.says("/review")
    await mara.taps(said(mara, "📝 To fill in: {n}", n=1))
    assert said(mara, "📝 <b>To be filled in</b>") in mara.heard
    assert "Petr" in mara.heard


async def _copied(times: int, session: AsyncSession) -> None:
    """The one photo that waits, as if sent so many times."""
    row = (await session.execute(select(DraftRow.__table__).where(DraftRow.state == DraftState.HANDED.value))).one()
    copy = {name: value for name, value in row._asdict().items() if name != "id"}
    await session.execute(insert(DraftRow), [copy] * times)
