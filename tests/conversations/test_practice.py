"""A practice sale walks the whole way: same photo, same questions, a decision, and nothing is paid or counted."""

import pytest
from sqlalchemy import func, select

from core.claims.practice_tables import PracticeRow
from core.claims.tables import ClaimRow
from core.people.roles import Role
from core.points.tables import TransactionRow
from tests.conversations.selling import data_of, describe, said, sell
from tests.stage import Human, Stage, invoice

MARK = "🎓 <b>PRACTICE: nothing is paid</b>"


async def begins(human: Human) -> None:
    await human.says("/help")
    await human.taps(human.t("🎓 Practise a sale"))


async def counted(stage: Stage) -> tuple[int, int]:
    """Claims and transactions."""
    async with stage.service.db.read() as session:
        claims = await session.scalar(select(func.count()).select_from(ClaimRow))
        moved = await session.scalar(select(func.count()).select_from(TransactionRow))
    return claims or 0, moved or 0


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_newcomer_practises_and_the_manager_decides(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    ivan = await stage.member("Ivan", owner=mara, language=language)
    await begins(ivan)
    assert said(ivan, MARK) in ivan.heard
    await sell(ivan, "4411")
    assert said(ivan, MARK) in ivan.heard
    waits = "{name} has it now, as a real sale. You need not wait: decide it yourself and see what follows."
    assert said(ivan, waits, name="Mara") in ivan.heard
    assert said(mara, MARK) in mara.heard
    assert "Boiler 24 kW (ABC-100)" in mara.heard
    assert "(photo)" in mara.screen
    assert said(owner, MARK) not in owner.screen
    await mara.taps(mara.t("Approve"))
    assert "240" in ivan.heard
    assert said(mara, "✅ Approved for practice. Nothing was posted.") in mara.heard
    assert await ivan.balance() == 0
    assert await counted(stage) == (0, 0)


async def test_a_manager_tries_all_of_it_on_his_first_evening_with_one_phone(stage: Stage, owner: Human) -> None:
    await begins(owner)
    await sell(owner, "4411")
    assert said(owner, "Approve") in owner.buttons
    await owner.taps(said(owner, "Approve"))
    assert "240" in owner.heard
    assert await counted(stage) == (0, 0)
    assert await owner.balance() == 0


async def test_a_partner_need_not_wait_and_deletes_it(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await begins(ivan)
    await sell(ivan, "4411")
    stale = data_of(owner, owner.t("Decline"))
    await ivan.taps(ivan.t("Approve it myself"))
    assert said(ivan, "✅ Approved for practice. Nothing was posted.") in ivan.screen
    toast = await owner.forges(owner.last_message, stale)
    assert toast == owner.t("This practice sale is decided already, or deleted.")
    await ivan.taps(ivan.t("Delete"))
    assert said(ivan, "The practice sale is deleted.") in ivan.screen
    assert said(owner, "The practice sale is deleted.") in owner.screen
    async with stage.service.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(PracticeRow)) == 0


async def test_the_same_sale_in_earnest_is_no_repeat(stage: Stage, owner: Human) -> None:
    """Same photo, same number, same day: the practice is nothing that a sale could repeat."""
    ivan = await stage.member("Ivan", owner=owner)
    await begins(ivan)
    await sell(ivan, "4411")
    await sell(ivan, "4411")
    assert await counted(stage) == (1, 0)
    assert said(owner, MARK) not in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() == 240


async def test_practice_after_a_sale_is_no_repeat_either_and_takes_no_real_photo(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.sends_photo(invoice("real"))
    await begins(ivan)
    await ivan.sends_photo(invoice("practice"))
    assert said(ivan, MARK) in ivan.heard
    await ivan.taps(ivan.t("It is a real sale"))
    assert said(ivan, MARK) not in ivan.heard
    assert said(ivan, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", 1) in ivan.heard


async def test_a_decline_is_told_too(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await begins(ivan)
    await sell(ivan, "4411")
    await owner.taps(said(owner, "Decline"))
    assert said(
        ivan, "🎓 <b>Practice declined.</b> Of a real sale you would read here why, and what to do about it."
    ) in (ivan.heard)


async def test_without_products_there_is_a_way_out(stage: Stage) -> None:
    owner = await stage.found(products="")
    ivan = await stage.member("Ivan", owner=owner)
    await begins(owner)
    assert owner.t("Add products") in owner.buttons
    await begins(ivan)
    assert "help@heat.example" in ivan.heard
    await describe_words(ivan)


async def describe_words(ivan: Human) -> None:
    """Nothing is awaited of him."""
    await ivan.says("hello")
    assert said(ivan, "To practise, send any photo. To stop, /cancel.") not in ivan.heard


async def test_words_where_a_photo_is_awaited_and_a_way_to_stop(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await begins(ivan)
    await ivan.says("what now?")
    assert said(ivan, "To practise, send any photo. To stop, /cancel.") in ivan.heard
    await ivan.says("/cancel")
    await describe(ivan)
    assert said(ivan, MARK) not in ivan.heard
