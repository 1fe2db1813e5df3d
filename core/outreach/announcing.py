"""Announcing: one message to everybody of the programme, or of the own scope, seen and counted before it goes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, literal_column, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.channel.outbox import Priority
from core.db.work import defer
from core.errors import Refusal
from core.events import Due
from core.ids import AnnouncementId, PersonId, ProgrammeId
from core.outreach.notices import Notice, tell
from core.outreach.tables import AnnouncementRow
from core.people.consents import ConsentKind, stands
from core.people.events import PersonErased
from core.people.persons import Person, load
from core.people.rights import Right, allowed
from core.people.roles import Status
from core.people.scopes import scope_of
from core.people.tables import ChannelAccountRow, PersonRow

AT_ONCE = 200
"""People into whose outbox it is written by one transaction."""


class State(StrEnum):
    """How far an announcement is."""

    COMPOSED = "composed"
    """Shown to its author, sent to nobody."""
    DROPPED = "dropped"
    GOING_OUT = "going_out"
    OUT = "out"
    """Written into everybody's outbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced(Notice):
    """To everybody: the author's message, copied."""

    kind: ClassVar[str] = "announced"
    priority: ClassVar[Priority] = Priority.BROADCAST
    message_key: str
    advertising: bool = False
    """Whether it is an offer, which a button below refuses for the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementOut(Notice):
    """To the author: it is on its way to so many."""

    kind: ClassVar[str] = "announcement_out"
    recipients: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """To whom an announcement would go now."""

    people: int
    unreachable: int
    """Those of them to whom nothing gets through: they blocked the bot or never opened it."""
    left_out: int = 0
    """Those who do not get it because they have not agreed to advertising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """An announcement before it goes."""

    id: AnnouncementId
    state: State
    audience: Audience
    advertising: bool = False
    """Whether it is an offer; news of the programme otherwise, which go to everybody."""


class AnnouncementGone(Refusal):
    """It went out already, was dropped, or is somebody else's."""


class NobodyToTell(Refusal):
    """There is nobody besides the author."""


class NobodyWantsOffers(Refusal):
    """There are people, and none of them has agreed to advertising."""


_GOING_OUT = select(AnnouncementRow).where(literal_column("state = 'going_out'")).order_by(AnnouncementRow.id).limit(1)
_WAKE = (
    update(AnnouncementRow)
    .where(AnnouncementRow.id == bindparam("of_announcement"))
    .values(launched_at=bindparam("at"))
    .execution_options(synchronize_session=False)
)
"""Written with the commit, so that whoever sends is woken at once."""
_NEXT = select(AnnouncementRow.launched_at).where(literal_column("state = 'going_out'")).limit(1)


async def compose(
    session: AsyncSession, message_key: str, *, by: PersonId, now: datetime, advertising: bool = False
) -> Announcement:
    """Take a message of the author's to be announced; an earlier one that waits is dropped.

    Raises NotAllowed, NobodyToTell.
    """
    author = await allowed(session, by, Right.ANNOUNCE)
    audience = await _audience(session, author, advertising=advertising)
    if not audience.people + audience.left_out:
        raise NobodyToTell
    await session.execute(
        update(AnnouncementRow)
        .where(AnnouncementRow.by_id == by, AnnouncementRow.state == State.COMPOSED.value)
        .values(state=State.DROPPED.value)
        .execution_options(synchronize_session=False)
    )
    announcement_id = await session.scalar(
        insert(AnnouncementRow)
        .values(
            programme_id=author.programme_id,
            by_id=by,
            state=State.COMPOSED.value,
            message_key=message_key,
            advertising=advertising,
            composed_at=now,
        )
        .returning(AnnouncementRow.id)
    )
    return _composed(announcement_id or 0, audience, advertising=advertising)


async def take_for(
    session: AsyncSession, announcement_id: AnnouncementId, *, advertising: bool, by: PersonId
) -> Announcement:
    """Take what was not sent yet for an offer, or for news. Raises NotAllowed, AnnouncementGone once it went out."""
    author = await allowed(session, by, Right.ANNOUNCE)
    await _leave(session, announcement_id, by, advertising=advertising)
    audience = await _audience(session, author, advertising=advertising)
    return _composed(announcement_id, audience, advertising=advertising)


async def launch(session: AsyncSession, announcement_id: AnnouncementId, *, by: PersonId, now: datetime) -> Audience:
    """Let it go out, once. Raises NotAllowed, NobodyWantsOffers, AnnouncementGone for a second call."""
    author = await allowed(session, by, Right.ANNOUNCE)
    advertising = await _leave(session, announcement_id, by, state=State.GOING_OUT.value, launched_at=now)
    audience = await _audience(session, author, advertising=advertising)
    if advertising and not audience.people:
        raise NobodyWantsOffers
    defer(session, _WAKE, {"of_announcement": announcement_id, "at": now}, told=Due(at=now))
    await record(
        session,
        programme_id=author.programme_id,
        by=by,
        act=Act.ANNOUNCED,
        subject=f"announcement:{announcement_id}",
        after={"people": audience.people, "advertising": advertising},
        now=now,
    )
    return audience


async def drop(session: AsyncSession, announcement_id: AnnouncementId, *, by: PersonId) -> bool:
    """Let it go nowhere; whether it was to be an offer. Raises AnnouncementGone once it went out."""
    return await _leave(session, announcement_id, by, state=State.DROPPED.value)


async def send_some(session: AsyncSession, *, now: datetime) -> int:
    """Write the oldest announcement that is going out into some more outboxes; how many. Call again until 0."""
    row = (await session.scalars(_GOING_OUT.with_for_update(skip_locked=True))).one_or_none()
    if row is None:
        return 0
    author = await load(session, PersonId(row.by_id))
    wanted = await _wanted(session, author, advertising=row.advertising)
    people = list(
        await session.scalars(
            select(PersonRow.id).where(wanted, PersonRow.id > row.reached_to).order_by(PersonRow.id).limit(AT_ONCE)
        )
    )
    for person_id in people:
        notice = Announced(message_key=row.message_key or "", advertising=row.advertising)
        tell(session, PersonId(person_id), notice, key=f"announcement:{row.id}", now=now)
    row.recipients += len(people)
    if people:
        row.reached_to = people[-1]
    if len(people) < AT_ONCE:
        row.state = State.OUT.value
        out = AnnouncementOut(recipients=row.recipients)
        tell(session, author.id, out, key=f"announcement:{row.id}:out", now=now)
    await session.flush()
    return max(len(people), 1)


async def next_due(session: AsyncSession) -> datetime | None:
    """When an announcement that is not all out was let go."""
    found: datetime | None = await session.scalar(_NEXT)
    return found


async def forget(session: AsyncSession, erased: PersonErased) -> None:
    """Unlearn where the messages of an erased author stand."""
    await session.execute(
        update(AnnouncementRow)
        .where(AnnouncementRow.by_id == erased.person_id)
        .values(message_key=None, state=State.OUT.value)
        .execution_options(synchronize_session=False)
    )


async def _leave(session: AsyncSession, announcement_id: AnnouncementId, by: PersonId, **values: Any) -> bool:
    """Change what waits to be sent; whether it is an offer."""
    left: bool | None = await session.scalar(
        update(AnnouncementRow)
        .where(
            AnnouncementRow.id == announcement_id,
            AnnouncementRow.by_id == by,
            AnnouncementRow.state == State.COMPOSED.value,
        )
        .values(**values)
        .returning(AnnouncementRow.advertising)
        .execution_options(synchronize_session=False)
    )
    if left is None:
        raise AnnouncementGone
    return left


def _composed(announcement_id: int, audience: Audience, *, advertising: bool) -> Announcement:
    return Announcement(
        id=AnnouncementId(announcement_id), state=State.COMPOSED, audience=audience, advertising=advertising
    )


async def _audience(session: AsyncSession, author: Person, *, advertising: bool) -> Audience:
    reachable = (
        select(ChannelAccountRow.id)
        .where(ChannelAccountRow.person_id == PersonRow.id, ChannelAccountRow.unreachable_at.is_(None))
        .exists()
    )
    agree = stands(ConsentKind.ADVERTISING) if advertising else true()
    counted = select(
        func.count().filter(agree).label("people"),
        func.count().filter(agree, ~reachable).label("unreachable"),
        func.count().filter(~agree).label("left_out"),
    ).where(await _wanted(session, author, advertising=False))
    row = (await session.execute(counted)).one()
    return Audience(people=row.people, unreachable=row.unreachable, left_out=row.left_out)


async def _wanted(session: AsyncSession, author: Person, *, advertising: bool) -> ColumnElement[bool]:
    """Everybody active in the author's sight, the author left out; for an offer those alone who agreed to such."""
    scope = await scope_of(session, author)
    programme: ProgrammeId = author.programme_id
    return and_(
        PersonRow.programme_id == programme,
        PersonRow.status == Status.ACTIVE.value,
        PersonRow.id != author.id,
        scope.within(PersonRow.region_id, PersonRow.company_id),
        stands(ConsentKind.ADVERTISING) if advertising else true(),
    )
