"""A handed sale as those see it who may fill it in, and on whose phones it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.events import GroupLost, GroupMoved
from core.channel.outbox import Priority
from core.channel.tables import CardRow
from core.claims import calling
from core.claims.claim_pictures import PictureFacts
from core.claims.draft_card import DraftCard, load_draft
from core.claims.handed_events import HandedChanged
from core.claims.in_groups import MOST_AT_ONCE, groups_of
from core.claims.practice_card import deciders_for, first_picture
from core.claims.refusals import NotYours
from core.claims.tables import HANDED, DraftRow
from core.ids import DraftId, PersonId
from core.people import pii
from core.people.employments import employers
from core.people.persons import Person, load, with_role
from core.people.rights import Right, roles_with
from core.people.scopes import scope_of, where_works


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedCard:
    """A photo that was sent alone."""

    sale: DraftCard
    name: str | None
    """Whose it is; None once forgotten."""
    filled_by: str | None
    """Who fills it in, or has."""
    at_work: bool
    """Whether somebody fills it in at this moment."""
    picture: PictureFacts | None


_WAITING = (
    select(DraftRow.id, DraftRow.person_id)
    .where(DraftRow.programme_id == bindparam("programme_id"), HANDED)
    .order_by(DraftRow.handed_at, DraftRow.id)
    .limit(MOST_AT_ONCE)
)
_CARDS: Any = CardRow.__table__
_STILL_THERE = (
    select(_CARDS.c.subject_id)
    .join(DraftRow, DraftRow.id == _CARDS.c.subject_id)
    .where(
        _CARDS.c.group_id == bindparam("of_group"),
        _CARDS.c.kind == CardKind.FILLING.value,
        HANDED,
    )
)


async def load_handed(session: AsyncSession, draft_id: DraftId, *, now: datetime) -> HandedCard | None:
    """A handed sale, whatever has become of it; None where it is forgotten."""
    try:
        sale = await load_draft(session, draft_id, now=now)
    except NotYours:
        return None
    draft = sale.draft
    names = await pii.names(session, [one for one in (draft.person_id, draft.filled_by) if one is not None])
    return HandedCard(
        sale=sale,
        name=names.get(draft.person_id),
        filled_by=names.get(draft.filled_by) if draft.filled_by is not None else None,
        at_work=draft.filled_until is not None and draft.filled_until > now,
        picture=await first_picture(session, draft_id),
    )


async def show_handed(session: AsyncSession, changed: HandedChanged) -> None:
    """The groups that are there for it get its card, else those who may fill it in; the cards there are follow."""
    partner = await load(session, changed.person_id)
    await cards.refresh(session, CardKind.DRAFT, changed.draft_id, now=changed.at)
    await cards.refresh(session, CardKind.COUNTER, partner.programme_id, now=changed.at, priority=Priority.NUDGE)
    if not changed.new:
        await cards.refresh(session, CardKind.FILLING, changed.draft_id, now=changed.at)
        return
    await _show(session, changed.draft_id, partner, now=changed.at, anew=True)


async def fall_back(session: AsyncSession, lost: GroupLost) -> None:
    """Some photos that wait go to where they go without the group, the first sent in front."""
    for row in (await session.execute(_WAITING, {"programme_id": lost.programme_id})).all():
        partner = await load(session, PersonId(row.person_id))
        await _show(session, DraftId(row.id), partner, now=lost.at, anew=False)


async def bring_along(session: AsyncSession, moved: GroupMoved) -> None:
    """What is still to be filled in is shown in the new chat."""
    left = list(await session.scalars(_STILL_THERE, {"of_group": moved.group_id}))
    await cards.refresh_all(session, CardKind.FILLING, left, now=moved.at)


async def _show(session: AsyncSession, draft_id: DraftId, partner: Person, *, now: datetime, anew: bool) -> None:
    shown_in = await groups_of(session, partner)
    await cards.show_in(session, shown_in, CardKind.FILLING, draft_id, now=now)
    if shown_in and not any(group.also_each for group in shown_in):
        return
    for person_id in await _fillers(session, partner):
        await cards.show(session, person_id, CardKind.FILLING, draft_id, now=now, anew=anew)


async def _fillers(session: AsyncSession, partner: Person) -> list[PersonId]:
    """Who gets its card: all who may fill it in while they are few, else whoever looks after the partner.

    All others find it in their queue.
    """
    if await calling.usual(session, partner.programme_id) is not calling.How.EVERY:
        return [one for one in await deciders_for(session, partner) if one != partner.id]
    region_id, company_id = await where_works(session, partner.id)
    found = await with_role(session, partner.programme_id, roles_with(Right.DECIDE_CLAIMS))
    mates = await employers(session, [one.id for one in found])
    return [
        one.id
        for one in found
        if one.id != partner.id
        and (company_id is None or mates.get(one.id) != company_id)
        and (await scope_of(session, one)).holds(region_id, company_id)
    ]
