"""A partner asks for another look by one tap: somebody else answers, and takes nothing away."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.taps_claims import Review, ReviewAct
from core.claims.verdict_tables import AppealRow
from core.people.roles import Role
from tests.conversations.selling import by, data_of, decline, said, sell
from tests.stage import Human, Stage

X = "×\N{NO-BREAK SPACE}"
LOOK = "⚖️ Ask for another look"


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def moderator(stage: Stage, owner: Human) -> Human:
    return await stage.member("Masha", owner=owner, role=Role.MODERATOR)


async def test_a_declined_sale_is_granted_after_all(partner: Human, owner: Human, moderator: Human) -> None:
    """Whoever declined it sees it asked, and cannot answer; the other one reads why and approves."""
    await sell(partner)
    await decline(moderator, "Photo unreadable", again=False)
    await partner.taps(said(partner, LOOK))
    assert said(partner, "No. {number}", number="4411") in partner.heard
    assert said(partner, "Who decides: {names}", names="Olga") in partner.heard
    await partner.says("На фото всё видно")
    assert partner.heard == said(partner, "Noted. Whoever looks at it will read your words.")
    assert (
        said(
            owner,
            "⚖️ {document}: the partner asks for another look.",
            document=said(owner, "No. {number}", number="4411"),
        )
        in owner.all_heard
    )
    await moderator.says("/review")
    assert moderator.heard == said(moderator, "Nothing waits for your decision.")
    await owner.says("/review")
    assert "На фото всё видно" in owner.heard
    assert said(owner, "The decision stands") in owner.buttons
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240
    assert said(partner, "⚖️ Another look has added {points}.", points="240") in partner.heard


async def test_a_part_approval_is_raised_by_the_difference(partner: Human, owner: Human, moderator: Human) -> None:
    await sell(partner)
    await moderator.taps(said(moderator, "Correct and approve"))
    await moderator.taps(f"ABC-100 {X}2")
    await moderator.taps("1")
    await moderator.taps("✓ " + said(moderator, "Other quantity"))
    assert await partner.balance() == 120
    await partner.taps(said(partner, "Show the sale"))
    await partner.taps(said(partner, LOOK))
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_the_decision_stands(partner: Human, owner: Human, moderator: Human) -> None:
    """The partner reads so, and there is no second appeal."""
    await sell(partner)
    await decline(moderator, "Photo unreadable", again=False)
    await partner.taps(said(partner, LOOK))
    await owner.says("/review")
    await owner.taps(said(owner, "The decision stands"))
    assert said(partner, "⚖️ Somebody else has looked at it too: the decision stands.") in partner.heard
    await partner.taps(said(partner, "Show the sale"))
    assert said(partner, LOOK) not in partner.buttons
    assert await partner.balance() == 0


async def test_whoever_decided_does_not_answer(partner: Human, owner: Human, moderator: Human) -> None:
    await sell(partner)
    old = Review.unpack(data_of(moderator, said(moderator, "Approve")))
    await decline(moderator, "Photo unreadable")
    await partner.taps(said(partner, LOOK))
    for version in range(old.version, old.version + 4):
        forged = Review(claim_id=old.claim_id, version=version, act=ReviewAct.APPROVE).pack()
        toast = await moderator.forges(moderator.last_message, forged)
        assert toast == said(moderator, "You have decided this sale. Another look is for somebody else.")
    assert await partner.balance() == 0


async def test_after_ten_days_it_is_too_late(stage: Stage, partner: Human, owner: Human, moderator: Human) -> None:
    await sell(partner)
    await decline(moderator, "Photo unreadable")
    await stage.move(timedelta(days=11))
    assert await partner.taps(said(partner, LOOK)) == said(
        partner, "The days in which this could be asked are over. You can write to us: /help"
    )


async def test_an_answer_that_does_not_come_is_promised_anew(
    stage: Stage, partner: Human, owner: Human, moderator: Human
) -> None:
    """The partner reads which promise was broken and what the new one is; the card says the same."""
    await sell(partner)
    await decline(moderator, "Photo unreadable")
    await partner.taps(said(partner, LOOK))
    was = await promise_of(stage)
    await stage.move(was - stage.now() + timedelta(hours=1))
    late = said(
        partner,
        "{document}: the answer was promised {was} and has not come. We are sorry. You will have it {by_when}.",
        document=said(partner, "No. {number}", number="4411"),
        was=by(partner, was),
        by_when=by(partner, await promise_of(stage)),
    )
    assert partner.all_heard.count(late) == 1, partner.screen


async def test_an_appeal_is_not_forgotten_by_those_who_may_answer(stage: Stage, partner: Human, owner: Human) -> None:
    """It stands in the morning's figures, moderators are reminded, and who is above them hears that it is late."""
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR, company=None)
    nina = await stage.member("Nina", owner=owner, role=Role.MODERATOR, company=None)
    await sell(partner)
    await masha.says("/review")
    await decline(masha, "Photo unreadable")
    await partner.taps(said(partner, LOOK))
    await mara.says("/today")
    assert said(mara, "📋 {n} sale to decide", "📋 {n} sales to decide", 1) in mara.heard
    await stage.move(await promise_of(stage) - stage.now() + timedelta(hours=20))
    await mara.says("/today")
    assert said(mara, "⚠️ {n} of them late", "⚠️ {n} of them late", 1) in mara.heard
    due = ("⏰ <b>Time to decide: {n} sale</b>", "⏰ <b>Time to decide: {n} sales</b>", 1)
    assert any(said(nina, *due) in words for words in nina.all_heard), nina.screen
    assert not any(said(masha, *due) in words for words in masha.all_heard), "whoever decided it does not answer"
    late = (
        "⏰ <b>Another look waits longer than promised: {n} sale</b>",
        "⏰ <b>Another look waits longer than promised: {n} sales</b>",
        1,
    )
    assert len([words for words in mara.all_heard if said(mara, *late) in words]) == 1, mara.screen
    assert not any(said(owner, *late) in words for words in owner.all_heard)


async def promise_of(stage: Stage) -> datetime:
    """When an answer to the appeal is promised."""
    async with stage.service.db.read() as session:
        due: datetime | None = await session.scalar(select(AppealRow.due_at))
    assert due is not None
    return due
