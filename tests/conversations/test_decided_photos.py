"""Once a sale is decided its photo leaves moderators' chats; whoever may see it has it shown, and that is noted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.audit.acts import Act
from core.audit.tables import AuditEntryRow
from core.people.roles import Role
from tests.conversations.selling import data_of, said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def owner(stage: Stage) -> Human:
    return await stage.found(undo_seconds=30)


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_the_photo_is_replaced_in_place(stage: Stage, partner: Human, owner: Human) -> None:
    """Not before the verdict counts: until then it may be undone."""
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await sell(partner)
    before = _photo(masha)
    await owner.taps(said(owner, "Approve"))
    assert _photo(masha) == before
    messages = len(masha.messages)
    await stage.move(timedelta(seconds=30))
    assert len(masha.messages) == messages
    assert _photo(masha) not in {None, before}
    assert "4411" in masha.heard
    assert said(masha, "🖼 Show photo") in masha.buttons


async def test_showing_it_is_noted_and_undone_by_a_tap(stage: Stage, partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=30))
    messages = len(owner.messages)
    await owner.taps(said(owner, "🖼 Show photo"))
    assert len(owner.messages) == messages + 1
    number = said(owner, "No. {number}", number="4411")
    assert owner.heard == said(owner, "{document}. That you looked is noted.", document=number)
    async with stage.service.db.read() as session:
        acts = list(await session.scalars(select(AuditEntryRow.act)))
    assert acts.count(Act.PHOTO_SHOWN.value) == 1
    await owner.taps(said(owner, "Put it away"))
    assert len(owner.messages) == messages


async def test_in_a_review_group_it_is_replaced_as_well(stage: Stage, partner: Human, owner: Human) -> None:
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    group = await owner.makes_group("Review", [masha])
    await owner.adds_bot(group)
    await owner.says("/bind", chat=group)
    await sell(partner)
    before = owner.last_message_in(group).media
    await masha.taps("Approve", chat=group)
    await stage.move(timedelta(seconds=30))
    assert owner.last_message_in(group).media not in {None, before}


async def test_the_history_is_there_after_the_decision(stage: Stage, partner: Human, owner: Human) -> None:
    """For the partner and for whoever decides: what was asked, written and decided."""
    await sell(partner)
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "Something else…"))
    await owner.says("Which shop?")
    await partner.says("By the bridge", reply_to=partner.last_message)
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=30))
    for human in (owner, partner):
        await human.taps(said(human, "History"))
        assert "Which shop?" in human.heard
        assert "By the bridge" in human.heard


async def test_partners_are_not_shown_it(stage: Stage, partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=30))
    thief = await stage.member("Petr", owner=owner)
    messages = len(thief.messages)
    assert await thief.forges(thief.last_message, data_of(owner, said(owner, "🖼 Show photo")))
    assert len(thief.messages) == messages


async def test_opened_photos_are_put_away_by_the_decision(stage: Stage, partner: Human, owner: Human) -> None:
    """By whoever decided; the old button then shows them as any decided sale's, and that is noted."""
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await partner.sends_photo(invoice("page 1"))
    await partner.sends_photo(invoice("page 2"))
    for tap in ("Boiler 24 kW", "2"):
        await partner.taps(tap)
    await partner.says("4411")
    await partner.taps("Teplo Dom")
    await partner.taps(said(partner, "Send"))
    card, before = masha.last_message, len(masha.messages)
    old = data_of(masha, said(masha, "All {n} photo", "All {n} photos", 2))
    await masha.taps(said(masha, "All {n} photo", "All {n} photos", 2))
    photos = [message.media for message in masha.messages[before:]]
    assert len(set(photos)) == 2
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=31))
    pages = masha.messages[before:]
    assert [page.text for page in pages] == [said(masha, "🖼 The photo was put away.")] * 2
    assert not {page.media for page in pages} & {None, *photos}
    await masha.forges(card, old)
    assert len(masha.messages) == before + 4
    async with stage.service.db.read() as session:
        acts = list(await session.scalars(select(AuditEntryRow.act)))
    assert acts.count(Act.PHOTO_SHOWN.value) == 1


async def test_a_photo_put_away_by_hand_stays_away(stage: Stage, partner: Human, owner: Human) -> None:
    """Neither a decision nor anything else sends it anew."""
    await partner.sends_photo(invoice("page 1"))
    await partner.sends_photo(invoice("page 2"))
    for tap in ("Boiler 24 kW", "2"):
        await partner.taps(tap)
    await partner.says("4411")
    await partner.taps("Teplo Dom")
    await partner.taps(said(partner, "Send"))
    before = len(owner.messages)
    await owner.taps(said(owner, "All {n} photo", "All {n} photos", 2))
    for _ in range(2):
        await owner.taps(said(owner, "Put it away"))
    assert len(owner.messages) == before
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=31))
    assert len(owner.messages) == before


def _photo(human: Human) -> object:
    """What the last message shows."""
    return human.last_message.media
