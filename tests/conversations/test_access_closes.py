"""Whoever no longer decides keeps nothing: cards lose photo, facts and buttons at once, whatever follows later."""

from collections.abc import Awaitable, Callable

import pytest

from core.catalog.companies import list_companies
from core.claims.queue_tables import QueueRow
from core.ids import CompanyId
from core.people.roles import Role
from core.people.scopes import EVERYTHING, Scope, limit
from sandbox.model import Message
from tests.conversations.selling import said, sell
from tests.conversations.test_handed import hands_over
from tests.stage import Human, Stage

CLOSED = "🔒 <b>Access closed.</b> Somebody else decides this now."
Closes = Callable[[Stage, Human], Awaitable[None]]
Card = tuple[int, object]
"""A message and the photo it showed."""


@pytest.fixture
async def maria(stage: Stage, owner: Human) -> Human:
    return await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)


async def hands_over_all(stage: Stage, owner: Human) -> None:
    await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Hand over and leave"))
    await owner.taps("Nina")
    await owner.taps(owner.t("Hand over"))


async def takes_role(_stage: Stage, owner: Human) -> None:
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Role"))
    await owner.taps(owner.t("Viewer"))


async def excludes(_stage: Stage, owner: Human) -> None:
    await owner.says("/staff")
    for tap in ("Maria", "Warn or keep out", "Exclusion", "Insults or threats", "Without a note"):
        await owner.taps(owner.t(tap))


async def bins(_stage: Stage, owner: Human) -> None:
    await owner.says("/staff")
    for tap in ("Maria", "Into the bin", "Put into the bin"):
        await owner.taps(owner.t(tap))


@pytest.mark.parametrize("closes", [takes_role, bins, excludes])
async def test_who_no_longer_decides_has_nothing_in_hand(
    stage: Stage, owner: Human, maria: Human, closes: Closes
) -> None:
    """What lay under the thumb comes to the next who asks, at once and not when the taking would have ended."""
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan, "4411")
    await maria.says("/review")
    await masha.says("/review")
    assert "4411" not in masha.heard
    await closes(stage, owner)
    await masha.says("/review")
    assert "4411" in masha.heard
    async with stage.service.db.read() as session:
        person = await maria.member()
        assert await session.get(QueueRow, person.id) is None
    await masha.taps(said(masha, "Approve"))
    assert await ivan.balance() == 240


@pytest.mark.parametrize("closes", [hands_over_all, takes_role, excludes])
async def test_who_no_longer_decides_keeps_no_photo(stage: Stage, owner: Human, maria: Human, closes: Closes) -> None:
    """Neither of a sale nor of a photo to be filled in, nor on a decision later."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan, "4411")
    sale = _card(maria)
    await hands_over(ivan)
    photo = _card(maria)
    await closes(stage, owner)
    _are_closed(maria, sale, photo)
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    _are_closed(maria, sale, photo)
    assert await ivan.balance() == 240


async def test_a_narrower_scope_closes_what_lies_outside(stage: Stage, owner: Human, maria: Human) -> None:
    """And opens it again with the scope."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan, "4411")
    sale = _card(maria)
    await _limits(stage, owner, maria, to_second=True)
    _are_closed(maria, sale)
    await _limits(stage, owner, maria, to_second=False)
    again = _now(maria, sale)
    assert "4411" in again.text
    assert again.media is not None
    assert said(maria, "Approve") in maria.buttons


async def _limits(stage: Stage, owner: Human, human: Human, *, to_second: bool) -> None:
    by, person = await owner.member(), await human.member()
    async with stage.service.db.read() as session:
        firms = await list_companies(session, by.programme_id)
    scope = Scope(companies=frozenset({CompanyId(firms[1].id)})) if to_second else EVERYTHING
    await stage.run(lambda session: limit(session, person.id, scope, by=by.id, now=stage.now()))
    await stage.settle()


def _card(human: Human) -> Card:
    return human.last_message.message_id, human.last_message.media


def _are_closed(human: Human, *cards: Card) -> None:
    for before in cards:
        card = _now(human, before)
        assert card.text == said(human, CLOSED)
        assert card.media not in {None, before[1]}
        assert not card.buttons


def _now(human: Human, before: Card) -> Message:
    return next(message for message in human.messages if message.message_id == before[0])
