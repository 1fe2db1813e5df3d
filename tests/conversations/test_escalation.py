"""A promise that was broken: the partner hears first, with the new date; then the superior of those who were late."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from bot.views import sales
from bot.words import speaking
from core.claims.tables import ClaimRow
from core.people.roles import Role
from core.people.tables import PersonRow
from tests.conversations.selling import said, sell
from tests.stage import Human, Stage


async def test_the_partner_hears_each_new_date_once(stage: Stage) -> None:
    """No date moves silently: of three promises that are broken each is told with what is promised instead."""
    owner = await stage.found(country="IT")
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    dues = [await promise_of(stage)]
    for _ in range(3):
        await stage.move(dues[-1] - stage.now() + timedelta(hours=1))
        dues.append(await promise_of(stage))
    await stage.move(timedelta(hours=2))
    told = [words for words in ivan.all_heard if words.startswith(said(ivan, "No. {number}", number="4411") + ":")]
    assert told == [late(ivan, was, due) for was, due in pairwise(dues)]


async def promise_of(stage: Stage) -> datetime:
    """When the sale's decision is promised."""
    async with stage.service.db.read() as session:
        due: datetime | None = await session.scalar(select(ClaimRow.due_at))
    assert due is not None
    return due


def late(human: Human, was: datetime, due: datetime) -> str:
    """The notice of a broken promise."""
    with speaking(human.language):
        missed, promised = sales.by(was, "UTC"), sales.by(due, "UTC")
    return said(
        human,
        "{document}: the answer was promised {was} and has not come. We are sorry. You will have it {by_when}.",
        document=said(human, "No. {number}", number="4411"),
        was=missed,
        by_when=promised,
    )


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_late_sale_goes_to_the_partners_manager(stage: Stage, language: str) -> None:
    """Neither the owner nor another manager is bothered; a moderator is reminded, those above read the morning."""
    owner = await stage.found(language=language, country="IT")
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language)
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR, language=language)
    ivan = await stage.member("Ivan", owner=mara, language=language)
    keeper, kept = (await mara.member()).id, (await ivan.member()).id
    await stage.run(
        lambda session: session.execute(update(PersonRow).where(PersonRow.id == kept).values(manager_id=keeper))
    )
    await sell(ivan)
    await stage.move(timedelta(days=6))
    late = said(
        mara, "⏰ <b>{n} sale waits longer than promised</b>", "⏰ <b>{n} sales wait longer than promised</b>", 1
    )
    told = [words for words in mara.all_heard if late in words]
    assert len(told) == 1, mara.screen
    assert said(mara, "The partners know, and have a new date.") in told[0]
    assert any(words.startswith(said(ivan, "No. {number}", number="4411") + ":") for words in ivan.all_heard), (
        ivan.screen
    )
    due = said(masha, "⏰ <b>Time to decide: {n} sale</b>", "⏰ <b>Time to decide: {n} sales</b>", 1)
    assert any(due in words for words in masha.all_heard)
    assert not any(due in words for words in (*mara.all_heard, *owner.all_heard))
    mornings = [words for words in mara.all_heard if words.startswith(said(mara, "Today"))]
    assert mornings
    assert said(mara, "⚠️ {n} of them late", "⚠️ {n} of them late", 1) in mornings[-1]
