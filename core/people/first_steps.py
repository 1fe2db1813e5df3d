"""First steps: five things that make a newcomer at home, ticked off as they happen, and one reminder."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.outbox import Priority
from core.claims.claim import ClaimState
from core.claims.events import ClaimApproved, ClaimSubmitted
from core.claims.practice import PracticeSent
from core.claims.tables import ClaimRow
from core.ids import PersonId, Points
from core.outreach.notices import Notice, tell
from core.people import pii
from core.people.events import PersonJoined
from core.people.persons import Person, load
from core.people.rights import Right, may, require
from core.people.roles import Role
from core.people.tables import PersonRow
from core.people.tables_start import FirstStepsRow
from core.points.welcome import bonus_of

REMIND_AFTER = timedelta(days=7)


class Step(StrEnum):
    """What a newcomer does first, in this order."""

    JOINED = "joined"
    PRACTISED = "practised"
    SALE = "sale"
    """Sent a first sale."""
    POINTS = "points"
    """Has earned something by it."""
    PRIZE = "prize"
    """Looked at the prizes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSteps:
    """How far somebody has come."""

    steps: tuple[tuple[Step, bool], ...]
    """Those that this programme has, and whether each is done."""
    helper: str | None
    """Who helps with the first sale; None where nobody looks after the partner."""
    welcome_points: Points
    """What the programme gave to begin with."""

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return all(done for _, done in self.steps)

    @property
    def next(self) -> Step | None:
        """What to do now."""
        return next((step for step, done in self.steps if not done), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginHere(Notice):
    """To a newcomer who was let in: where to begin."""

    kind: ClassVar[str] = "begin_here"
    priority: ClassVar[Priority] = Priority.INTERACTIVE


_STEPS: Any = FirstStepsRow.__table__
_NEW = insert(_STEPS).on_conflict_do_nothing(index_elements=[_STEPS.c.person_id])
_FOUND = select(_STEPS.c.practised_at, _STEPS.c.sale_at, _STEPS.c.points_at, _STEPS.c.prize_at).where(
    _STEPS.c.person_id == bindparam("of_person")
)
_EARNING = (ClaimState.APPROVED.value, ClaimState.PARTLY_APPROVED.value)
_SALES = select(func.count().label("sent"), func.count().filter(ClaimRow.state.in_(_EARNING)).label("earned")).where(
    ClaimRow.person_id == bindparam("of_person")
)
_MANAGER = select(PersonRow.manager_id).where(PersonRow.id == bindparam("of_person"))


def _note(column: str, **also: Any) -> Any:
    """Note the first time only; the person, where this was it."""
    noted = {column: bindparam("at", type_=_STEPS.c.sale_at.type), **also}
    return (
        update(_STEPS)
        .where(_STEPS.c.person_id == bindparam("of_person"), _STEPS.c[column].is_(None))
        .values(noted)
        .returning(_STEPS.c.person_id)
    )


_PRACTISED = _note("practised_at")
_SENT = _note("sale_at", remind_at=None)
_EARNED = _note("points_at")
_LOOKED = _note("prize_at")


async def first_steps(session: AsyncSession, person: Person) -> FirstSteps:
    """How far a partner has come, whenever the partner came."""
    row = (await session.execute(_FOUND, {"of_person": person.id})).one_or_none()
    sales = (await session.execute(_SALES, {"of_person": person.id})).one()
    manager: int | None = await session.scalar(_MANAGER, {"of_person": person.id})
    done = {
        Step.JOINED: True,
        Step.PRACTISED: bool(sales.sent or (row and row.practised_at)),
        Step.SALE: bool(sales.sent),
        Step.POINTS: bool(sales.earned),
        Step.PRIZE: bool(row and row.prize_at),
    }
    there = [step for step in Step if step is not Step.PRIZE or may(person, Right.SPEND)]
    return FirstSteps(
        steps=tuple((step, done[step]) for step in there),
        helper=(await pii.names(session, [PersonId(manager)])).get(PersonId(manager)) if manager is not None else None,
        welcome_points=await bonus_of(session, person),
    )


async def begin(session: AsyncSession, joined: PersonJoined) -> None:
    """A partner begins: from now on steps are noted, and a first sale that does not come is asked for."""
    if joined.role is not Role.PARTNER:
        return
    await session.execute(_NEW, {"person_id": joined.person_id, "remind_at": joined.at + REMIND_AFTER})
    if joined.let_in_by is not None and may(await load(session, joined.person_id), Right.CLAIM):
        tell(session, joined.person_id, BeginHere(), key="begin_here", now=joined.at)


async def open_card(session: AsyncSession, person: Person, *, now: datetime) -> None:
    """Show the card below the conversation; it follows from now on. Raises NotAllowed."""
    require(person, Right.CLAIM)
    await session.execute(_NEW, {"person_id": person.id, "remind_at": None})
    await cards.show(session, person.id, CardKind.STEPS, person.id, now=now, anew=True)


async def practised(session: AsyncSession, sent: PracticeSent) -> None:
    """A practice sale was sent."""
    await _follow(session, _PRACTISED, sent.person_id, sent.at)


async def sent_sale(session: AsyncSession, sent: ClaimSubmitted) -> None:
    """A sale was sent: of the first one is taken note, and nobody is reminded any more."""
    await _follow(session, _SENT, sent.person_id, sent.at)


async def earned(session: AsyncSession, approved: ClaimApproved) -> None:
    """A sale has earned."""
    await _follow(session, _EARNED, approved.person_id, approved.at)


async def looked_at_prizes(session: AsyncSession, person: Person, *, now: datetime) -> None:
    """Somebody looks at the prizes."""
    if person.role is Role.PARTNER:
        await _follow(session, _LOOKED, person.id, now)


async def _follow(session: AsyncSession, note: Any, person_id: PersonId, at: datetime) -> None:
    if await session.scalar(note, {"of_person": person_id, "at": at}) is not None:
        await cards.refresh(session, CardKind.STEPS, person_id, now=at)
