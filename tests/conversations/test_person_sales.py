"""Managers open what somebody has sold from that one's card, and find a sale by its document's number."""

import pytest

from bot.taps_people import SalesOf
from core.catalog.companies import list_companies
from core.people import scopes
from core.people.roles import Role
from core.people.scopes import Scope
from tests.conversations.selling import decline, promote, said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def maria(stage: Stage, owner: Human) -> Human:
    return await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)


async def opens_sales(manager: Human, name: str = "Ivan") -> None:
    await manager.says("/partners")
    await manager.taps(name)
    await manager.taps(said(manager, "🧾 Sales"))


async def limits(stage: Stage, owner: Human, manager: Human, company: int) -> None:
    """Have a manager see one company alone."""
    by, limited = await owner.member(), await manager.member()
    async with stage.service.db.read() as session:
        firms = await list_companies(session, by.programme_id)
    scope = Scope(companies=frozenset({firms[company].id}))
    await stage.run(lambda session: scopes.limit(session, limited.id, scope, by=by.id, now=stage.now()))


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_past_sales_are_opened_from_the_card(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    ivan = await stage.member("Ivan", owner=owner, language=language)
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None, language=language)
    await opens_sales(maria)
    assert maria.heard == said(maria, "No sales of {name} to show so far.", name="Ivan")
    await maria.taps(said(maria, "← Back"))
    assert said(maria, "No sale yet.") in maria.heard
    await sell(ivan, "4411")
    await maria.taps(said(maria, "Approve"))
    await sell(ivan, "4412")
    await decline(maria, "Photo unreadable")
    await sell(ivan, "4413")
    await opens_sales(maria)
    assert maria.heard == said(maria, "<b>Sales: {name}</b>\nTap one to open it.", name="Ivan")
    assert [label[0] for label in maria.buttons[:3]] == ["⏳", "❌", "✅"]
    assert maria.buttons[3:] == [said(maria, "← Back")]
    await maria.taps("✅")
    assert "4411" in maria.heard
    assert said(maria, "🖼 Show photo") in maria.buttons
    await maria.taps("⏳")
    assert "4413" in maria.heard
    await maria.taps(said(maria, "Approve"))
    assert await ivan.balance() == 480


async def test_many_sales_are_turned_page_by_page(ivan: Human, maria: Human) -> None:
    for number in range(4401, 4411):
        await ivan.sends_photo(invoice(str(number)), caption=f"ABC-100 x2 №{number}")
        if "Teplo Dom" in ivan.buttons:
            await ivan.taps("Teplo Dom")
    await opens_sales(maria)
    newest = maria.buttons
    assert ["4410" in newest[0], "4403" in newest[7]] == [True, True]
    assert newest[8:] == [said(maria, "Older →"), said(maria, "← Back")]
    await maria.taps(said(maria, "Older →"))
    assert ["4402" in maria.buttons[0], "4401" in maria.buttons[1]] == [True, True]
    await maria.taps(said(maria, "← Newer"))
    assert maria.buttons == newest


async def test_a_sale_is_found_by_its_number_however_it_is_written(ivan: Human, maria: Human) -> None:
    await sell(ivan, "AB-0044/11")
    await sell(ivan, "17")
    for typed in ("AB-0044/11", "№ ab 0044 11", "ав004411"):
        await maria.says("/partners")
        await maria.says(typed)
        assert len(maria.buttons) == 2
        assert "AB-0044/11 · Ivan" in maria.buttons[0]
    await maria.taps("⏳")
    assert "AB-0044/11" in maria.heard
    assert said(maria, "Approve") in maria.buttons
    await maria.says("0018")
    none = (
        "I know nobody whose name begins like “{text}”, and no sale of that number. "
        "Type another part of the name, or the whole number of a document."
    )
    assert maria.heard == said(maria, none, text="0018")
    await maria.taps(said(maria, "← Back"))
    assert any(label.startswith("Ivan") for label in maria.buttons)


async def test_what_is_out_of_sight_is_neither_listed_nor_found(stage: Stage, owner: Human, ivan: Human) -> None:
    """A sale stays with the company for which it was made, wherever its partner works by now."""
    petr = await stage.member("Petr", owner=owner, company=1)
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    await sell(ivan, "4411")
    await sell(petr, "4412")
    await limits(stage, owner, maria, company=1)
    await maria.says("/partners")
    await maria.says("4411")
    assert maria.buttons == [said(maria, "← Back")]
    await maria.says("4412")
    assert "4412 · Petr" in maria.buttons[0]
    await owner.says("/partners")
    await owner.taps("Ivan")
    await owner.taps(said(owner, "Company"))
    await owner.taps("Clima Casa")
    await opens_sales(maria)
    assert maria.heard == said(maria, "No sales of {name} to show so far.", name="Ivan")
    await opens_sales(owner)
    assert "4411" in owner.buttons[0]


async def test_nobody_opens_sales_out_of_sight_by_a_forged_tap(stage: Stage, owner: Human, ivan: Human) -> None:
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await sell(ivan, "4411")
    await limits(stage, owner, maria, company=1)
    forged = SalesOf(id=(await ivan.member()).id).pack()
    elsewhere = said(maria, "Somebody else looks after this region or company. An owner can change that under /staff.")
    await maria.says("/partners")
    assert await maria.forges(maria.last_message, forged) == elsewhere
    for human in (masha, ivan):
        assert await human.forges(human.last_message, forged)
        assert said(human, "<b>Sales: {name}</b>\nTap one to open it.", name="Ivan") not in human.screen


async def test_own_sales_and_those_of_the_own_company_are_not_found(stage: Stage, owner: Human, ivan: Human) -> None:
    """As with deciding: whoever works where they were made does not look."""
    maria = await stage.member("Maria", owner=owner)
    await promote(stage, maria, Role.MANAGER)
    await sell(maria, "4410")
    await sell(ivan, "4411")
    for number in ("4410", "4411"):
        await maria.says("/partners")
        await maria.says(number)
        assert maria.buttons == [said(maria, "← Back")]
    await opens_sales(maria)
    assert maria.heard == said(maria, "No sales of {name} to show so far.", name="Ivan")
