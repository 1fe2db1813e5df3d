"""Cards that people put away themselves: which of them stand, and that one no longer does."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.card_kinds import CardKind
from core.channel.tables import CardRow
from core.ids import PersonId

_CARDS: Any = CardRow.__table__
_STANDING = select(_CARDS.c.subject_id).where(
    _CARDS.c.person_id == bindparam("of_person"),
    _CARDS.c.kind == bindparam("of_kind"),
    _CARDS.c.subject_id.in_(bindparam("of_subjects", expanding=True)),
    _CARDS.c.message_id.is_not(None),
)
_PUT_AWAY = (
    update(_CARDS)
    .where(
        _CARDS.c.person_id == bindparam("of_person"),
        _CARDS.c.kind == bindparam("of_kind"),
        _CARDS.c.message_id == bindparam("message"),
    )
    .values(message_id=None, shown=None)
)


async def standing(
    session: AsyncSession, person_id: PersonId, kind: CardKind, subject_ids: Collection[int]
) -> frozenset[int]:
    """Of some subjects those whose cards stand in a person's chat."""
    keys = {"of_person": person_id, "of_kind": kind.value, "of_subjects": sorted(subject_ids)}
    return frozenset(await session.scalars(_STANDING, keys))


async def put_away(session: AsyncSession, person_id: PersonId, kind: CardKind, message_id: int) -> None:
    """A person has a card's message deleted: it is sent anew only when it is asked for."""
    await session.execute(_PUT_AWAY, {"of_person": person_id, "of_kind": kind.value, "message": message_id})
