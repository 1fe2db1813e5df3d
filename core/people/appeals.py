"""Appeals against sanctions: to somebody else than whoever decided, the owner where there is none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import case, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.events import SanctionImposed, SanctionLifted
from core.people.persons import Person, load
from core.people.rights import Right, allowed, roles_with
from core.people.roles import Role, Status
from core.people.sanctions import LONGEST_NOTE, Ground, Sanction, SanctionUnknown, Step, lift, load_sanction
from core.people.scopes import in_sight_of, where_works
from core.people.tables import PersonRow
from core.people.tables_standing import SanctionRow
from core.programme import programmes


class AppealTooLate(Refusal):
    """The time to appeal is over, or an appeal was made already."""


class NotYourAppeal(Refusal):
    """Somebody else decides this appeal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanctioned(Notice):
    """To the person: what was decided, why, and how to object."""

    kind: ClassVar[str] = "sanctioned"
    sanction_id: int
    step: Step
    ground: Ground
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionOver(Notice):
    """To the person: it was taken back."""

    kind: ClassVar[str] = "sanction_over"
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealCame(Notice):
    """To whoever decides an appeal."""

    kind: ClassVar[str] = "appeal_came"
    sanction_id: int
    person: PersonId
    decided_by: PersonId
    step: Step
    ground: Ground
    note: str
    words: str

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.person, self.decided_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRefused(Notice):
    """To the person: it stands."""

    kind: ClassVar[str] = "appeal_refused"
    step: Step


async def appeal(session: AsyncSession, sanction_id: int, words: str, *, by: PersonId, now: datetime) -> PersonId:
    """Object to a sanction; who decides. Raises SanctionUnknown for somebody else's or a lifted one, AppealTooLate."""
    sanction = await _own(session, sanction_id, by)
    person = await load(session, by)
    programme = await programmes.load(session, person.programme_id)
    if now > sanction.at + timedelta(days=programme.options.appeal_days):
        raise AppealTooLate
    judge_id = await _judge(session, sanction, person)
    words = " ".join(words.split())[:LONGEST_NOTE]
    taken = await session.scalar(
        update(SanctionRow)
        .where(SanctionRow.id == sanction_id, SanctionRow.appealed_at.is_(None))
        .values(appealed_at=now, appeal=words, judge_id=judge_id)
        .returning(SanctionRow.id)
        .execution_options(synchronize_session=False)
    )
    if taken is None:
        raise AppealTooLate
    notice = AppealCame(
        sanction_id=sanction_id,
        person=by,
        decided_by=sanction.decided_by,
        step=sanction.step,
        ground=sanction.ground,
        note=sanction.note,
        words=words,
    )
    tell(session, judge_id, notice, key=f"appeal:{sanction_id}", now=now)
    return judge_id


async def judge(session: AsyncSession, sanction_id: int, *, stands: bool, by: PersonId, now: datetime) -> Sanction:
    """Decide an appeal; the person is told. Raises NotAllowed, NotYourAppeal, SanctionUnknown."""
    await allowed(session, by, Right.LOOK_AFTER)
    sanction = await load_sanction(session, sanction_id)
    if sanction.lifted:
        raise SanctionUnknown
    judged = await session.scalar(
        update(SanctionRow)
        .where(SanctionRow.id == sanction_id, SanctionRow.judge_id == by, SanctionRow.judged_at.is_(None))
        .values(judged_at=now)
        .returning(SanctionRow.id)
        .execution_options(synchronize_session=False)
    )
    if judged is None:
        raise NotYourAppeal
    if not stands:
        return await lift(session, sanction_id, by=by, now=now)
    tell(session, sanction.person_id, AppealRefused(step=sanction.step), key=f"appeal:{sanction_id}", now=now)
    return sanction


async def tell_sanctioned(session: AsyncSession, imposed: SanctionImposed) -> None:
    """Have the person told what and why."""
    sanction = await load_sanction(session, imposed.sanction_id)
    notice = Sanctioned(sanction_id=sanction.id, step=sanction.step, ground=sanction.ground, note=sanction.note)
    tell(session, imposed.person_id, notice, key=f"sanction:{sanction.id}", now=imposed.at)


async def tell_lifted(session: AsyncSession, lifted: SanctionLifted) -> None:
    """Have the person told that it is over."""
    sanction = await load_sanction(session, lifted.sanction_id)
    tell(session, lifted.person_id, SanctionOver(step=sanction.step), key=f"lifted:{sanction.id}", now=lifted.at)


async def _own(session: AsyncSession, sanction_id: int, person_id: PersonId) -> Sanction:
    sanction = await load_sanction(session, sanction_id)
    if sanction.person_id != person_id or sanction.lifted:
        raise SanctionUnknown
    return sanction


async def _judge(session: AsyncSession, sanction: Sanction, person: Person) -> PersonId:
    """The own manager, else another one in sight, else an owner; whoever decided only where nobody else can."""
    region_id, company_id = await where_works(session, person.id)
    manager = select(PersonRow.manager_id).where(PersonRow.id == person.id).scalar_subquery()
    found = await session.scalars(
        select(PersonRow.id)
        .where(
            PersonRow.programme_id == person.programme_id,
            PersonRow.role.in_(sorted(roles_with(Right.LOOK_AFTER))),
            PersonRow.status == Status.ACTIVE.value,
            PersonRow.id != person.id,
            in_sight_of(PersonRow.id, literal(region_id), literal(company_id)),
        )
        .order_by(
            case((PersonRow.id == sanction.decided_by, 1), else_=0),
            case((PersonRow.id == manager, 0), (PersonRow.role == Role.OWNER.value, 2), else_=1),
            PersonRow.id,
        )
        .limit(1)
    )
    return PersonId(found.first() or sanction.decided_by)
