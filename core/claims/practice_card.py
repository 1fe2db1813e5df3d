"""A practice sale as its person and those who decide see it, and on whose phones it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.outbox import Priority
from core.claims.claim import EvidenceState, PictureKind
from core.claims.claim_pictures import PictureFacts
from core.claims.draft_card import DraftCard, load_draft
from core.claims.drafting import USABLE
from core.claims.practice import PracticeDecided, PracticeRemoved, PracticeSent, PracticeState
from core.claims.practice_tables import PracticeRow
from core.claims.tables import EvidenceRow
from core.ids import DraftId, EvidenceId, PersonId, Points
from core.outreach.notices import Notice, tell
from core.people import pii
from core.people.persons import Person, load, with_role
from core.people.rights import Right, may, roles_with
from core.people.roles import Role
from core.people.scopes import scope_of, where_works
from core.people.tables import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCard:
    """A practice sale."""

    sale: DraftCard
    person_id: PersonId
    name: str | None
    """Whose it is; None once forgotten."""
    state: PracticeState
    points: Points
    """What it would earn."""
    decides: str | None
    """Who else was asked to decide, where that is one person."""
    picture: PictureFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised(Notice):
    """To whoever practised: somebody has decided."""

    kind: ClassVar[str] = "practised"
    priority: ClassVar[Priority] = Priority.INTERACTIVE
    approved: bool
    points: Points


_ONE = select(PracticeRow).where(PracticeRow.draft_id == bindparam("draft_id"))
_PICTURE = (
    select(EvidenceRow)
    .where(EvidenceRow.draft_id == bindparam("draft_id"), EvidenceRow.state.in_(USABLE))
    .order_by(EvidenceRow.id)
    .limit(1)
)
_MANAGER = select(PersonRow.manager_id).where(PersonRow.id == bindparam("id"))


async def load_practice(session: AsyncSession, draft_id: DraftId, *, now: datetime) -> PracticeCard | None:
    """A practice sale; None where it was deleted."""
    row = (await session.execute(_ONE, {"draft_id": draft_id})).scalar_one_or_none()
    if row is None:
        return None
    person = await load(session, PersonId(row.person_id))
    asked = [] if may(person, Right.DECIDE_CLAIMS) else await deciders_for(session, person)
    names = await pii.names(session, [person.id, *asked])
    return PracticeCard(
        sale=await load_draft(session, draft_id, now=now),
        person_id=person.id,
        name=names.get(person.id),
        state=PracticeState(row.state),
        points=Points(row.points),
        decides=names.get(asked[0]) if len(asked) == 1 else None,
        picture=await first_picture(session, draft_id),
    )


async def show_sent(session: AsyncSession, sent: PracticeSent) -> None:
    """The draft's message shows the practice from now on, and those who decide get it as they get a sale."""
    before, after = (CardKind.DRAFT, sent.draft_id), (CardKind.PRACTICE, sent.draft_id)
    if sent.unseen:
        await cards.show(session, sent.person_id, *after, now=sent.at)
    else:
        await cards.turn(session, sent.person_id, before, after, now=sent.at, anew=sent.anew)
    person = await load(session, sent.person_id)
    for decider in await deciders_for(session, person):
        await cards.show(session, decider, CardKind.PRACTICE_REVIEW, sent.draft_id, now=sent.at)


async def show_decided(session: AsyncSession, changed: PracticeDecided | PracticeRemoved) -> None:
    """Every card of it follows."""
    for kind in (CardKind.PRACTICE, CardKind.PRACTICE_REVIEW):
        await cards.refresh(session, kind, changed.draft_id, now=changed.at)


async def tell_decided(session: AsyncSession, decided: PracticeDecided) -> None:
    """Have whoever practised told, as of a sale."""
    notice = Practised(approved=decided.approved, points=decided.points)
    tell(session, decided.person_id, notice, key=f"practice:{decided.draft_id}", now=decided.at)


async def deciders_for(session: AsyncSession, person: Person) -> list[PersonId]:
    """Who is asked: whoever decides sales practises alone; a partner's manager, else all who would see the sale."""
    if may(person, Right.DECIDE_CLAIMS):
        return [person.id]
    manager: int | None = await session.scalar(_MANAGER, {"id": person.id})
    if manager is not None and may(await load(session, PersonId(manager)), Right.DECIDE_CLAIMS):
        return [PersonId(manager)]
    region_id, company_id = await where_works(session, person.id)
    found = await with_role(session, person.programme_id, roles_with(Right.DECIDE_CLAIMS) - {Role.OWNER})
    in_sight = [one.id for one in found if (await scope_of(session, one)).holds(region_id, company_id)]
    owners = await with_role(session, person.programme_id, [Role.OWNER])
    return in_sight or [owner.id for owner in owners]


async def first_picture(session: AsyncSession, draft_id: DraftId) -> PictureFacts | None:
    """A draft's first usable picture."""
    evidence = (await session.execute(_PICTURE, {"draft_id": draft_id})).scalar_one_or_none()
    return _facts(evidence) if evidence else None


def _facts(row: EvidenceRow) -> PictureFacts:
    return PictureFacts(
        evidence_id=EvidenceId(row.id),
        state=EvidenceState(row.state),
        kind=PictureKind(row.kind),
        channel=row.channel,
        message_key=row.message_key,
        file_id=row.file_id,
        refused_for=None,
    )
