"""A second look: what has to be confirmed before a claim is paid that looks like another."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import UNDECIDED
from core.claims.duplicates import find_earlier_of
from core.claims.refusals import LooksTheSame
from core.clock import local_date
from core.db.turns import take_turn
from core.ids import ClaimId, ProgrammeId
from core.people import pii


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The claim beside which the moderator confirmed, and whether it was paid when that was asked."""

    claim_id: ClaimId
    paid: bool


async def second_look(
    session: AsyncSession, claim_id: ClaimId, *, programme_id: ProgrammeId, zone: str, confirmed: Confirmed | None
) -> None:
    """Raise LooksTheSame where another claim of the same was paid, or is older and undecided, unless confirmed.

    Of two such claims paid at once, the second has to see the first: they take turns.
    """
    await take_turn(session, f"paying in {programme_id}")
    others = (await find_earlier_of(session, [claim_id])).get(claim_id, [])
    in_the_way = [one for one in others if one.paid or (one.state in UNDECIDED and one.claim_id < claim_id)]
    first = min(in_the_way, key=lambda one: (not one.paid, one.claim_id), default=None)
    if first is None or confirmed == Confirmed(claim_id=first.claim_id, paid=first.paid):
        return
    known = await pii.names(session, [first.person_id])
    raise LooksTheSame(
        claim_id=claim_id,
        other_id=first.claim_id,
        paid=first.paid,
        document_no=first.document_no,
        by_name=known.get(first.person_id),
        on=local_date(first.decided_at or first.submitted_at, zone),
    )
