"""A claim as moderators see it: beside all that may be the same sale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow
from core.claims.claim import UNDECIDED, ClaimState
from core.claims.claim_card import ClaimCard, load_claim, load_claims, load_many
from core.claims.declined import DeclinedBefore, declined_before
from core.claims.duplicates import Earlier, find_earlier_of
from core.claims.refusals import OwnClaim
from core.claims.shared import sharing
from core.claims.tables import ClaimRow
from core.db.database import keyring
from core.ids import ClaimId, PersonId
from core.people import pii
from core.people.persons import Person
from core.people.rights import Right, may, require
from core.people.roles import Occupation
from core.people.tables import EmploymentRow, PersonPiiRow, PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Whose claim it is, for those who decide."""

    person_id: PersonId
    name: str | None
    """None once forgotten."""
    occupation: Occupation | None
    company: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another claim of what may be the same sale."""

    claim: ClaimCard
    claimant: Claimant


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """A claim as moderators see it."""

    claim: ClaimCard
    claimant: Claimant
    duplicates: tuple[Beside, ...]
    """Claims of the same document line or resting on the same picture: paid ones first, then those that wait."""
    shares_document: Beside | None
    """Somebody else's claim of other products on the same document."""
    declined_before: DeclinedBefore | None
    """An earlier claim of this document that was declined, and is not among the duplicates."""
    decided_by: str | None
    """Name of whoever decided; None while nobody has, or once forgotten."""
    may_decide: bool
    """Whether the viewer can approve or decline it now."""


_PROMISED = func.coalesce(ClaimRow.missed_due_at, ClaimRow.due_at)
"""The first promise: a late claim does not go to the end of the queue with each new one."""

_WAITING = (
    select(ClaimRow.id)
    .where(
        ClaimRow.programme_id == bindparam("programme_id"),
        ClaimRow.state == ClaimState.IN_REVIEW.value,
        ClaimRow.person_id != bindparam("viewer"),
    )
    .order_by(_PROMISED, ClaimRow.id)
)
_PLACE_OF = select(_PROMISED.label("promised")).where(
    ClaimRow.id == bindparam("claim_id"), ClaimRow.programme_id == bindparam("programme_id")
)
_AFTER = _WAITING.where(
    or_(
        bindparam("promised", type_=ClaimRow.due_at.type) < _PROMISED,
        and_(bindparam("promised", type_=ClaimRow.due_at.type) == _PROMISED, ClaimRow.id > bindparam("claim_id")),
    )
)
_CLAIMANTS = (
    select(PersonRow.id, PersonRow.occupation, CompanyRow.name, PersonPiiRow.wrapped_key, PersonPiiRow.sealed)
    .outerjoin(PersonPiiRow, PersonPiiRow.person_id == PersonRow.id)
    .outerjoin(EmploymentRow, (EmploymentRow.person_id == PersonRow.id) & EmploymentRow.until.is_(None))
    .outerjoin(CompanyRow, CompanyRow.id == EmploymentRow.company_id)
    .where(PersonRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(EmploymentRow.id)
)


async def load_review(session: AsyncSession, claim_id: ClaimId, viewer: Person) -> ReviewCard:
    """A claim for whoever decides, beside all that may be the same sale. Raises NotAllowed, NotYours, OwnClaim."""
    require(viewer, Right.DECIDE_CLAIMS)
    claim = await load_claim(session, claim_id, viewer)
    if claim.person_id == viewer.id:
        raise OwnClaim
    return (await load_reviews(session, [(claim_id, viewer)]))[claim_id, viewer.id]


async def load_reviews(
    session: AsyncSession, wanted: Sequence[tuple[ClaimId, Person]]
) -> dict[tuple[ClaimId, PersonId], ReviewCard]:
    """Claims for those who decide, by claim and viewer; what a viewer may not decide is left out.

    As many statements for one as for many.
    """
    deciders = [(claim_id, viewer) for claim_id, viewer in wanted if may(viewer, Right.DECIDE_CLAIMS)]
    seen = {key: claim for key, claim in (await load_claims(session, deciders)).items() if claim.person_id != key[1]}
    claims = {claim.id: claim for claim in seen.values()}
    earlier = await find_earlier_of(session, claims)
    declined = await declined_before(session, claims)
    shared = await sharing(session, claims)
    beside = {one.claim_id for found in earlier.values() for one in found}
    others = await load_many(session, sorted(beside | set(shared.values())))
    everybody = [*claims.values(), *others.values()]
    people = await _claimants(session, {claim.person_id for claim in everybody})
    deciders_of = {claim.decision.by for claim in claims.values() if claim.decision}
    names = await pii.names(session, deciders_of) if deciders_of else {}
    cards = {
        claim.id: ReviewCard(
            claim=claim,
            claimant=people[claim.person_id],
            duplicates=tuple(
                _beside(one.claim_id, others, people) for one in sorted(earlier.get(claim.id, ()), key=_weight)
            ),
            shares_document=_beside(shared[claim.id], others, people) if claim.id in shared else None,
            declined_before=_unless_beside(declined.get(claim.id), earlier.get(claim.id, ())),
            decided_by=names.get(claim.decision.by) if claim.decision else None,
            may_decide=claim.state is ClaimState.IN_REVIEW,
        )
        for claim in claims.values()
    }
    return {key: cards[claim.id] for key, claim in seen.items()}


def _beside(claim_id: ClaimId, others: Mapping[ClaimId, ClaimCard], people: Mapping[PersonId, Claimant]) -> Beside:
    return Beside(claim=others[claim_id], claimant=people[others[claim_id].person_id])


def _weight(other: Earlier) -> tuple[bool, bool, ClaimId]:
    return (not other.paid, other.state not in UNDECIDED, other.claim_id)


def _unless_beside(declined: DeclinedBefore | None, beside: Sequence[Earlier]) -> DeclinedBefore | None:
    known = {other.claim_id for other in beside}
    return None if declined is None or declined.claim_id in known else declined


async def waiting(session: AsyncSession, viewer: Person, *, after: ClaimId | None = None) -> list[ClaimId]:
    """Claims that the viewer may decide now, the one promised first in front. Raises NotAllowed.

    `after` leaves out those up to a claim, wherever that stands by now.
    """
    require(viewer, Right.DECIDE_CLAIMS)
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id}
    if after is None:
        return [ClaimId(claim_id) for claim_id in await session.scalars(_WAITING, asked)]
    place = {"claim_id": after, "programme_id": viewer.programme_id}
    promised = await session.scalar(_PLACE_OF, place)
    found = await session.scalars(_AFTER, asked | place | {"promised": promised})
    return [ClaimId(claim_id) for claim_id in found]


async def _claimants(session: AsyncSession, ids: set[PersonId]) -> dict[PersonId, Claimant]:
    if not ids:
        return {}
    keys = keyring(session)
    return {
        PersonId(row.id): Claimant(
            person_id=PersonId(row.id),
            name=pii.open_sealed(keys, row.wrapped_key, row.sealed).name if row.sealed else None,
            occupation=Occupation(row.occupation) if row.occupation else None,
            company=row.name,
        )
        for row in await session.execute(_CLAIMANTS, {"ids": sorted(ids)})
    }
