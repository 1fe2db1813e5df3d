"""Standing in for somebody whose regions or companies are others: the sight lasts as long as the absence."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies
from core.ids import CompanyId
from core.people.roles import Role
from core.people.scopes import Scope, limit
from sandbox.model import Message
from tests.conversations.selling import button, said, sell
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


@pytest.fixture
async def maria(stage: Stage, owner: Human) -> Human:
    found = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    await limited(stage, owner, found, 0)
    return found


@pytest.fixture
async def nina(stage: Stage, owner: Human) -> Human:
    """A manager who sees nothing of Maria's company."""
    found = await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    await limited(stage, owner, found, 1)
    return found


async def test_sales_are_decided_by_the_stand_in_while_it_lasts(
    stage: Stage, owner: Human, maria: Human, nina: Human
) -> None:
    """Those that wait already come by /review, new ones as cards; afterwards their cards tell and do nothing."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan, "4410")
    await nina.says("/review")
    assert "4410" not in nina.screen
    await goes_away(maria, "Nina")
    await nina.says("/review")
    assert "4410" in nina.heard
    await nina.taps(said(nina, "Approve"))
    assert await ivan.balance() == 240
    await sell(ivan, "4411")
    card, approve = button(nina, said(nina, "Approve"))
    assert "4411" in card.text
    photo = card.media
    await stage.move(timedelta(days=9))
    assert is_closed(nina, card)
    assert now(nina, card).media is not photo
    assert await nina.taps_on(now(nina, card), approve)
    assert await ivan.balance() == 240
    await goes_away(maria, "Nina")
    assert "4411" in now(nina, card).text, "open again with the next absence"
    await nina.taps_on(now(nina, card), approve)
    assert await ivan.balance() == 480


async def test_who_is_replaced_as_a_stand_in_sees_no_more(
    stage: Stage, owner: Human, maria: Human, nina: Human
) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await goes_away(maria, "Nina")
    await sell(ivan, "4411")
    card, approve = button(nina, said(nina, "Approve"))
    await goes_away(maria, "Olga")
    assert is_closed(nina, card)
    await nina.taps_on(now(nina, card), approve)
    assert await ivan.balance() == 0


def now(human: Human, before: Message) -> Message:
    return next(message for message in human.messages if message.message_id == before.message_id)


def is_closed(human: Human, before: Message) -> bool:
    card = now(human, before)
    closed = said(human, "🔒 <b>Access closed.</b> Somebody else decides this now.")
    return card.text == closed and not card.buttons
