"""A verdict can be undone for a moment: until then nothing is posted, and the partner hears nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.taps_review import Undo
from core.audit.acts import Act
from core.audit.tables import AuditEntryRow
from core.claims.verdict_tables import VerdictRow
from core.people.roles import Role
from tests.conversations.selling import button, decline, said, sell
from tests.stage import Human, Stage


@pytest.fixture
async def owner(stage: Stage) -> Human:
    return await stage.found(undo_seconds=30)


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def moderator(stage: Stage, owner: Human) -> Human:
    return await stage.member("Masha", owner=owner, role=Role.MODERATOR)


async def test_nothing_counts_until_the_moment_is_over(
    stage: Stage, partner: Human, owner: Human, moderator: Human
) -> None:
    """The moderator sees what he said and can take it back, the others see it is decided, the partner sees neither."""
    await sell(partner)
    card = partner.heard
    toast = await moderator.taps(said(moderator, "Approve"))
    assert toast is not None
    assert toast.startswith(said(moderator, "Approved: +{points}", points="240"))
    assert moderator.heard.startswith("⏱")
    assert moderator.buttons == [said(moderator, "↩️ Undo")]
    assert owner.heard.startswith("⏱")
    assert "Masha" in owner.heard
    assert owner.buttons == []
    assert partner.heard == card
    assert await partner.balance() == 0
    await stage.move(timedelta(seconds=29))
    assert await partner.balance() == 0
    await stage.move(timedelta(seconds=1))
    assert await partner.balance() == 240
    assert partner.heard.startswith("+240")
    assert moderator.heard.startswith(said(moderator, "✅ <b>Approved by {name}</b>", name="Masha"))
    after = ("↩️ Returned by the buyer", "🖼 Show photo", "History")
    assert moderator.buttons == [said(moderator, label) for label in after]


async def test_undone_is_as_if_nothing_was_said(stage: Stage, partner: Human, owner: Human) -> None:
    await sell(partner)
    heard = len(partner.all_heard)
    await decline(owner, "Photo unreadable")
    assert owner.heard.startswith("⏱")
    assert await owner.taps(said(owner, "↩️ Undo")) == said(owner, "Undone. The sale waits for its verdict again.")
    assert said(owner, "Approve") in owner.buttons
    await stage.move(timedelta(minutes=5))
    assert len(partner.all_heard) == heard
    async with stage.service.db.read() as session:
        undone = (await session.execute(select(AuditEntryRow).order_by(AuditEntryRow.serial.desc()))).scalars().first()
    assert undone is not None
    assert (undone.act, undone.before) == (Act.VERDICT_UNDONE, '{"verdict":"decline"}')
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=30))
    assert await partner.balance() == 240


async def test_undo_comes_too_late(stage: Stage, partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    message, undo = button(owner, said(owner, "↩️ Undo"))
    await stage.move(timedelta(seconds=31))
    assert await owner.taps_on(message, undo) == said(owner, "Too late: the verdict counts already.")
    assert await partner.balance() == 240


async def test_only_whoever_gave_it_undoes_it(stage: Stage, partner: Human, owner: Human, moderator: Human) -> None:
    await sell(partner)
    await moderator.taps(said(moderator, "Approve"))
    verdict_id = await stage.run(lambda session: session.scalar(select(VerdictRow.id)))
    assert verdict_id is not None
    forged = Undo(verdict_id=verdict_id).pack()
    assert await owner.forges(owner.last_message, forged) == said(owner, "Too late: the verdict counts already.")
    await stage.move(timedelta(seconds=30))
    assert await partner.balance() == 240


async def test_whoever_is_second_hears_who_was_first(
    stage: Stage, partner: Human, owner: Human, moderator: Human
) -> None:
    await sell(partner)
    message, approve = button(owner, said(owner, "Approve"))
    await moderator.taps(said(moderator, "Approve"))
    assert await owner.taps_on(message, approve) == said(owner, "Already approved. Decided by {name}.", name="Masha")
    await stage.move(timedelta(seconds=30))
    assert await partner.balance() == 240


async def test_the_partner_withdraws_meanwhile(stage: Stage, partner: Human, owner: Human) -> None:
    """The sale is gone, nothing is posted, and the moderator hears of it."""
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await partner.taps(said(partner, "Withdraw"))
    await partner.taps(said(partner, "Yes, withdraw the sale"))
    text = "{document}: the partner took the sale back before your verdict counted. Nothing was posted."
    assert owner.heard == said(owner, text, document=said(owner, "No. {number}", number="4411"))
    await stage.move(timedelta(minutes=1))
    assert await partner.balance() == 0


async def test_the_partner_corrects_meanwhile(stage: Stage, partner: Human, owner: Human) -> None:
    """The verdict was on something else: the sale waits again, as it is now."""
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await partner.taps(said(partner, "Change"))
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("6")
    await partner.taps(said(partner, "Send"))
    await stage.move(timedelta(minutes=1))
    assert await partner.balance() == 0
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(minutes=1))
    assert await partner.balance() == 720
