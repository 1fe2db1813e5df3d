"""Whoever looks after some companies sees nothing of the others': not by an old button, and not by a guessed one."""

from datetime import timedelta
from functools import partial

import pytest

from bot.taps_claims import DeclineFor, Review, ReviewAct
from bot.taps_prizes import Hand, Handing
from bot.taps_queue import TakeOver
from bot.taps_review import DeclineNote
from core.catalog.companies import list_companies
from core.claims.claim import DeclineReason
from core.ids import CompanyId
from core.people import scopes
from core.people.roles import Role
from core.people.scopes import Scope
from tests.conversations.earning import earn
from tests.conversations.selling import data_of, decline, said, sell
from tests.conversations.test_prizes import offer, order
from tests.stage import Human, Stage

REFUSED = "Somebody else looks after this region or company. An owner can change that under /staff."


@pytest.fixture
async def mara(stage: Stage, owner: Human) -> Human:
    """A manager limited to the second company."""
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER)
    person, by = await mara.member(), await owner.member()
    async with stage.service.db.read() as session:
        second = (await list_companies(session, person.programme_id))[1]
    limit = Scope(companies=frozenset({CompanyId(second.id)}))
    await stage.run(partial(scopes.limit, person_id=person.id, scope=limit, by=by.id, now=stage.now()))
    return mara


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    """A partner of the first company."""
    return await stage.member("Ivan", owner=owner)


async def test_a_sale_out_of_sight_is_not_opened(owner: Human, mara: Human, ivan: Human) -> None:
    await sell(ivan, "4411")
    before = mara.screen
    sale = Review.unpack(data_of(owner, owner.t("Approve")))
    waiting = [
        *(Review(claim_id=sale.claim_id, version=sale.version, act=act) for act in ReviewAct),
        DeclineFor(claim_id=sale.claim_id, version=sale.version, reason=DeclineReason.OTHER),
        DeclineNote(claim_id=sale.claim_id, version=sale.version, reason=DeclineReason.UNREADABLE),
        TakeOver(claim_id=sale.claim_id),
    ]
    for tap in waiting:
        assert await mara.forges(mara.last_message, tap.pack()) == said(mara, REFUSED), tap
    await decline(owner, "Photo unreadable")
    shown = Review(claim_id=sale.claim_id, version=sale.version + 1, act=ReviewAct.SHOW)
    assert await mara.forges(mara.last_message, shown.pack()) == said(mara, REFUSED)
    assert mara.screen == before


async def test_an_order_out_of_sight_is_somebody_elses_to_hand_over(owner: Human, mara: Human, ivan: Human) -> None:
    """Nor is it told: the owner hears of it."""
    await earn(ivan, 300, document_no="1")
    await offer(owner, "Thermos", 300, picture=False)
    number = await order(ivan, 300)
    assert "Ivan" in owner.heard
    assert "Ivan" not in mara.screen
    for act in (Handing.GIVE, Handing.CANCEL):
        tap = Hand(do=act, id=number)
        assert await mara.forges(mara.last_message, tap.pack())
    await mara.forges(mara.last_message, Hand(do=Handing.LIST).pack())
    assert "Ivan" not in mara.screen
    await owner.forges(owner.last_message, Hand(do=Handing.LIST).pack())
    assert "Ivan" in owner.heard


async def test_orders_out_of_sight_are_late_for_others(stage: Stage, owner: Human, mara: Human, ivan: Human) -> None:
    await earn(ivan, 250, document_no="4411")
    await offer(owner, "Pen", 100, picture=False)
    await order(ivan, 100)
    await stage.move(timedelta(days=40))
    late = "🎁 {n} order later than promised", "🎁 {n} orders later than promised", 1
    for human in (owner, mara):
        await human.says("/today")
    assert said(owner, *late) in owner.heard
    assert said(mara, *late) not in mara.heard
