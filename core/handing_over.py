"""Handing over: all that goes to a successor when somebody leaves, listed concept by concept, in one transaction."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.channel.tables import GroupRow
from core.claims.claim import UNDECIDED
from core.claims.tables import ClaimRow
from core.claims.taking import free_all
from core.events import emit
from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.changes import CannotLookAfter, remove
from core.people.charge import in_charge
from core.people.events import LookedAfter
from core.people.persons import Person, load, lock
from core.people.rights import Right, may
from core.people.roles import Status
from core.people.scopes import widen
from core.people.stages import Stage
from core.people.tables import EnrolmentRow, InviteRow, PersonRow
from core.people.tables_standing import AbsenceRow, SanctionRow
from core.talks.tables import TalkRow


class Handed(StrEnum):
    """What goes over."""

    PARTNERS = "partners"
    """Whoever was looked after."""
    QUESTIONS = "questions"
    """Partners' talks; counted are those that wait for an answer."""
    APPEALS = "appeals"
    """Appeals that wait for a decision."""
    INVITES = "invites"
    """Invitations that work: their links go on working."""
    STAND_INS = "stand_ins"
    """Colleagues for whom the person stands in."""
    GROUPS = "groups"
    """Review groups that the person has bound."""
    LISTED = "listed"
    """People from lists who have not joined yet."""
    SALES = "sales"
    """Partners' sales that wait for a decision; those that the person has in hand are free for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TookOver(Notice):
    """To the successor: whose work is theirs from now on."""

    kind: ClassVar[str] = "took_over"
    from_id: PersonId
    partners: int
    questions: int
    groups: int = 0
    listed: int = 0
    sales: int = 0

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.from_id,)


Move = Callable[[AsyncSession, PersonId, PersonId, datetime], Awaitable[None]]
Count = Callable[[AsyncSession, PersonId, datetime], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Concern:
    """How one concept is counted and handed over."""

    count: Count
    move: Move


def _rows(row: Any, column: str, *which: Callable[[datetime], ColumnElement[bool]]) -> Concern:
    """Rows whose column names who is responsible."""

    async def count(session: AsyncSession, person_id: PersonId, now: datetime) -> int:
        asked = select(func.count()).select_from(row).where(getattr(row, column) == person_id, *(w(now) for w in which))
        return int(await session.scalar(asked) or 0)

    async def move(session: AsyncSession, person_id: PersonId, to: PersonId, now: datetime) -> None:
        await session.execute(
            update(row)
            .where(getattr(row, column) == person_id, *(w(now) for w in which))
            .values({column: to})
            .execution_options(synchronize_session=False)
        )

    return Concern(count, move)


async def _move_partners(session: AsyncSession, person_id: PersonId, to: PersonId, now: datetime) -> None:
    """Who takes part is told, each once; whoever takes over is no partner of the own."""
    await session.execute(
        update(PersonRow)
        .where(PersonRow.id == to, PersonRow.manager_id == person_id)
        .values(manager_id=None)
        .execution_options(synchronize_session=False)
    )
    moved = await session.execute(
        update(PersonRow)
        .where(PersonRow.manager_id == person_id)
        .values(manager_id=to)
        .returning(PersonRow.id, PersonRow.status)
        .execution_options(synchronize_session=False)
    )
    partners = tuple(sorted(PersonId(row.id) for row in moved if row.status == Status.ACTIVE.value))
    await emit(session, LookedAfter(person_ids=partners, manager_id=to, at=now))


_LIVE = (lambda _: InviteRow.uses_left > 0, lambda now: InviteRow.expires_at > now)
_INVITES = _rows(InviteRow, "created_by", *_LIVE)


async def _move_invites(session: AsyncSession, person_id: PersonId, to: PersonId, now: datetime) -> None:
    """Those that the person made, and posters whose newcomers the person was to look after."""
    await _INVITES.move(session, person_id, to, now)
    await _rows(InviteRow, "manager_id", *_LIVE).move(session, person_id, to, now)


async def _count_sales(session: AsyncSession, person_id: PersonId, _now: datetime) -> int:
    asked = (
        select(func.count())
        .select_from(ClaimRow)
        .join(PersonRow, PersonRow.id == ClaimRow.person_id)
        .where(PersonRow.manager_id == person_id, ClaimRow.state.in_(sorted(UNDECIDED)))
    )
    return int(await session.scalar(asked) or 0)


async def _release_sales(session: AsyncSession, person_id: PersonId, _to: PersonId, now: datetime) -> None:
    """The sales go with their partners; what the person has in hand waits for nobody."""
    await free_all(session, person_id, now=now)


CONCERNS: Mapping[Handed, Concern] = {
    Handed.PARTNERS: Concern(
        _rows(PersonRow, "manager_id", lambda _: PersonRow.status == Status.ACTIVE.value).count, _move_partners
    ),
    Handed.QUESTIONS: Concern(
        _rows(TalkRow, "keeper_id", lambda _: TalkRow.waiting_since.is_not(None)).count,
        _rows(TalkRow, "keeper_id").move,
    ),
    Handed.APPEALS: _rows(SanctionRow, "judge_id", lambda _: SanctionRow.judged_at.is_(None)),
    Handed.INVITES: Concern(_INVITES.count, _move_invites),
    Handed.STAND_INS: _rows(AbsenceRow, "stand_in_id", lambda _: AbsenceRow.ended_at.is_(None)),
    Handed.GROUPS: _rows(GroupRow, "bound_by", lambda _: GroupRow.lost_at.is_(None)),
    Handed.LISTED: Concern(
        _rows(EnrolmentRow, "enrolled_by", lambda _: EnrolmentRow.stage != Stage.JOINED.value).count,
        _rows(EnrolmentRow, "enrolled_by").move,
    ),
    Handed.SALES: Concern(_count_sales, _release_sales),
}
"""Every concept that knows who is responsible has its line here."""


async def preview(
    session: AsyncSession, person_id: PersonId, to: PersonId, *, by: PersonId, now: datetime
) -> dict[Handed, int]:
    """How much would go over. Raises what `hand_over` raises."""
    await _check(session, person_id, to, by)
    return {what: await concern.count(session, person_id, now) for what, concern in CONCERNS.items()}


async def hand_over(
    session: AsyncSession, person_id: PersonId, to: PersonId, *, by: PersonId, now: datetime
) -> dict[Handed, int]:
    """Give all that a person is responsible for to a successor, and close the person's access; how much went over.

    Raises what `in_charge` raises, CannotLookAfter for an unfit successor, LastOwner.
    """
    person = await _check(session, person_id, to, by)
    await lock(session, person_id)
    counts = {what: await concern.count(session, person_id, now) for what, concern in CONCERNS.items()}
    for concern in CONCERNS.values():
        await concern.move(session, person_id, to, now)
    await widen(session, await load(session, to), person)
    await remove(session, person_id, by=by, now=now)
    if to != by:
        key = f"handed:{person_id}:{now.timestamp():.6f}"
        took_over = TookOver(
            from_id=person_id,
            partners=counts[Handed.PARTNERS],
            questions=counts[Handed.QUESTIONS],
            groups=counts[Handed.GROUPS],
            listed=counts[Handed.LISTED],
            sales=counts[Handed.SALES],
        )
        tell(session, to, took_over, key=key, now=now)
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.HANDED_OVER,
        subject=f"person:{person_id}",
        after={"to": to, **{what.value: n for what, n in counts.items()}},
        now=now,
    )
    return counts


async def _check(session: AsyncSession, person_id: PersonId, to: PersonId, by: PersonId) -> Person:
    _, person = await in_charge(session, person_id, by=by)
    successor = await load(session, to)
    if to == person_id or successor.programme_id != person.programme_id or not may(successor, Right.LOOK_AFTER):
        raise CannotLookAfter
    return person
