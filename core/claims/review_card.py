"""A claim as moderators see it: beside all that may be the same sale."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow
from core.claims.appeals import deciders_of
from core.claims.claim import UNDECIDED, ClaimState, EvidenceState, Phase
from core.claims.claim_card import ClaimCard, load_many
from core.claims.declined import DeclinedBefore, declined_before
from core.claims.duplicates import Earlier, find_earlier_of
from core.claims.looking_alike import looks_like
from core.claims.notes import NoteFacts, notes_of
from core.claims.pace import fast
from core.claims.refusals import OwnClaim, OwnCompany
from core.claims.seeing import load_claim, load_claims
from core.claims.shared import sharing
from core.claims.taking import Taken, takings
from core.claims.verdict_state import Pending, pending
from core.db.database import keyring
from core.ids import ClaimId, CompanyId, PersonId
from core.people import pii
from core.people.employments import employers
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
    seconded_by: str | None
    """Name of the second person, where two had to approve."""
    pending: Pending | None
    """A verdict that does not count yet, with the names above."""
    notes: tuple[NoteFacts, ...]
    """What partner and moderators wrote to each other, the latest last."""
    that_day: int | None
    """Claims of the partner within a day, where they are so many that somebody should look."""
    may_decide: bool
    """Whether the viewer can approve or decline it now."""
    may_undo: bool
    """Whether the viewer can take the verdict back that does not count yet."""
    looks_like: Beside | None = None
    """A claim whose picture looks like this one's, where it is not among the duplicates."""
    taken: Taken | None = None
    """Who else is about to decide it."""
    taken_by: str | None = None
    """That person's name."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to decide, so that nobody needs to see its pictures any more."""
        appealed = self.claim.appeal is not None and self.claim.appeal.is_open
        return self.claim.phase is not Phase.OPEN and self.pending is None and not appealed

    @property
    def may_wait_no_longer(self) -> bool:
        """Whether it waits for its partner though there are pictures to decide by."""
        stored = any(picture.state is EvidenceState.STORED for picture in self.claim.pictures)
        return self.claim.state is ClaimState.NEEDS_PHOTO and stored


_CLAIMANTS = (
    select(PersonRow.id, PersonRow.occupation, CompanyRow.name, PersonPiiRow.wrapped_key, PersonPiiRow.sealed)
    .outerjoin(PersonPiiRow, PersonPiiRow.person_id == PersonRow.id)
    .outerjoin(EmploymentRow, (EmploymentRow.person_id == PersonRow.id) & EmploymentRow.until.is_(None))
    .outerjoin(CompanyRow, CompanyRow.id == EmploymentRow.company_id)
    .where(PersonRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(EmploymentRow.id)
)


async def load_review(
    session: AsyncSession, claim_id: ClaimId, viewer: Person, *, now: datetime | None = None
) -> ReviewCard:
    """A claim for whoever decides, beside all that may be the same sale; who else looks at it `now`, if that is given.

    Raises NotAllowed, NotYours, OutOfScope, OwnClaim, OwnCompany.
    """
    require(viewer, Right.DECIDE_CLAIMS)
    claim = await load_claim(session, claim_id, viewer)
    if claim.person_id == viewer.id:
        raise OwnClaim
    found = (await load_reviews(session, [(claim_id, viewer)], now=now)).get((claim_id, viewer.id))
    if found is None:
        raise OwnCompany
    return found


async def load_reviews(
    session: AsyncSession, wanted: Sequence[tuple[ClaimId, Person]], *, now: datetime | None = None
) -> dict[tuple[ClaimId, PersonId], ReviewCard]:
    """Claims for those who decide, by claim and viewer; what a viewer may not decide is left out.

    As many statements for one as for many.
    """
    deciders = [(claim_id, viewer) for claim_id, viewer in wanted if may(viewer, Right.DECIDE_CLAIMS)]
    loaded = await load_claims(session, deciders)
    company_of = await employers(session, {viewer for _, viewer in loaded})
    seen = {key: claim for key, claim in loaded.items() if not _is_own(claim, key[1], company_of)}
    cards, had_their_say = await _cards(session, {claim.id: claim for claim in seen.values()}, now)
    return {key: _as_seen(cards[claim.id], key[1], had_their_say.get(claim.id, ())) for key, claim in seen.items()}


async def load_for_all(session: AsyncSession, ids: Sequence[ClaimId], *, now: datetime) -> dict[ClaimId, ReviewCard]:
    """Claims as a group sees them, in which everybody may be who decides: asked at the press."""
    found, _ = await _cards(session, await load_many(session, sorted(ids)), now)
    return {
        claim_id: replace(card, may_decide=card.pending.until is None, may_undo=True) if card.pending else card
        for claim_id, card in found.items()
    }


async def _cards(
    session: AsyncSession, claims: Mapping[ClaimId, ClaimCard], now: datetime | None
) -> tuple[dict[ClaimId, ReviewCard], Mapping[ClaimId, Collection[PersonId]]]:
    """The cards of claims as all see them, and who decided what is appealed."""
    earlier = await find_earlier_of(session, claims)
    declined = await declined_before(session, claims)
    shared = await sharing(session, claims)
    notes = await notes_of(session, claims)
    sent_fast = await fast(session, {claim.id: claim.submitted_at for claim in claims.values()})
    beside = {one.claim_id for found in earlier.values() for one in found}
    similar = await looks_like(session, claims)
    others = await load_many(session, sorted(beside | set(shared.values()) | set(similar.values())))
    everybody = [*claims.values(), *others.values()]
    people = await _claimants(session, {claim.person_id for claim in everybody})
    appealed = [claim.id for claim in claims.values() if claim.appeal and claim.appeal.is_open]
    undecided = [*appealed, *(claim.id for claim in claims.values() if claim.state is ClaimState.IN_REVIEW)]
    had_their_say = await deciders_of(session, appealed)
    not_counting = await pending(session, undecided)
    said = [claim.decision for claim in claims.values() if claim.decision] + list(not_counting.values())
    taken = await takings(session, undecided, now=now) if now is not None else {}
    named = {who for one in said for who in (one.by, one.seconded_by) if who} | {one.by for one in taken.values()}
    names = await pii.names(session, named) if named else {}
    cards: dict[ClaimId, ReviewCard] = {}
    for claim in claims.values():
        last = not_counting.get(claim.id) or claim.decision
        cards[claim.id] = ReviewCard(
            claim=claim,
            claimant=people[claim.person_id],
            duplicates=tuple(
                _beside(one.claim_id, others, people) for one in sorted(earlier.get(claim.id, ()), key=_weight)
            ),
            shares_document=_beside(shared[claim.id], others, people) if claim.id in shared else None,
            declined_before=_unless_beside(declined.get(claim.id), earlier.get(claim.id, ())),
            decided_by=names.get(last.by) if last else None,
            seconded_by=names.get(last.seconded_by) if last and last.seconded_by else None,
            pending=not_counting.get(claim.id),
            notes=notes.get(claim.id, ()),
            that_day=sent_fast.get(claim.id),
            may_decide=claim.state is ClaimState.IN_REVIEW or claim.id in appealed,
            may_undo=False,
            looks_like=_beside(similar[claim.id], others, people)
            if claim.id in similar and similar[claim.id] not in {one.claim_id for one in earlier.get(claim.id, ())}
            else None,
            taken=taken.get(claim.id),
            taken_by=names.get(taken[claim.id].by) if claim.id in taken else None,
        )
    return cards, had_their_say


def _as_seen(card: ReviewCard, viewer: PersonId, had_their_say: Collection[PersonId]) -> ReviewCard:
    """The card as one of those who decide sees it: an appeal is for somebody else than whoever decided."""
    if viewer in had_their_say:
        return replace(card, may_decide=False)
    if card.taken is not None and card.taken.by == viewer:
        card = replace(card, taken=None)
    given = card.pending
    if given is None:
        return card
    mine = (given.seconded_by or given.by) == viewer
    return replace(card, may_decide=given.until is None and not mine, may_undo=mine)


def _is_own(claim: ClaimCard, viewer: PersonId, company_of: Mapping[PersonId, CompanyId]) -> bool:
    """Whether a claim is the viewer's own, or of the company he works for."""
    company = company_of.get(viewer)
    return claim.person_id == viewer or (company is not None and claim.company_id == company)


def _beside(claim_id: ClaimId, others: Mapping[ClaimId, ClaimCard], people: Mapping[PersonId, Claimant]) -> Beside:
    return Beside(claim=others[claim_id], claimant=people[others[claim_id].person_id])


def _weight(other: Earlier) -> tuple[bool, bool, ClaimId]:
    return (not other.paid, other.state not in UNDECIDED, other.claim_id)


def _unless_beside(declined: DeclinedBefore | None, beside: Sequence[Earlier]) -> DeclinedBefore | None:
    known = {other.claim_id for other in beside}
    return None if declined is None or declined.claim_id in known else declined


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
