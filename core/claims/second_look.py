"""A second look: what has to be confirmed before a claim is paid that looks like another."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.case import Case
from core.claims.claim import UNDECIDED
from core.claims.duplicates import Earlier, Sale, find_earlier_of
from core.claims.earlier import find_earlier
from core.claims.granting import Correction, Grant
from core.claims.refusals import LooksTheSame
from core.clock import local_date
from core.db.turns import take_turn
from core.ids import ClaimId
from core.people import pii


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The claim beside which the moderator confirmed, and whether it was paid when that was asked."""

    claim_id: ClaimId
    paid: bool


async def second_look(
    session: AsyncSession, case: Case, lines: Grant, correction: Correction | None, *, confirmed: Confirmed | None
) -> None:
    """Raise LooksTheSame where another claim of the same was paid, or is older and undecided, unless confirmed.

    Of two such claims paid at once, the second has to see the first: they take turns.
    """
    await take_turn(session, f"paying in {case.programme_id}")
    others = (await find_earlier_of(session, [case.claim_id])).get(case.claim_id, [])
    if correction is not None:
        if any(one.serials is not None for one in correction.lines):
            others = [one for one in others if not one.by_serial]
        others = [*others, *await _of_corrected(session, case, lines, correction)]
    in_the_way = [one for one in others if one.paid or (one.state in UNDECIDED and one.claim_id < case.claim_id)]
    first = min(in_the_way, key=lambda one: (not one.paid, one.claim_id), default=None)
    if first is None or confirmed == Confirmed(claim_id=first.claim_id, paid=first.paid):
        return
    known = await pii.names(session, [first.person_id])
    raise LooksTheSame(
        claim_id=case.claim_id,
        other_id=first.claim_id,
        paid=first.paid,
        document_no=first.document_no,
        by_name=known.get(first.person_id),
        on=local_date(first.decided_at or first.submitted_at, case.zone),
    )


async def _of_corrected(session: AsyncSession, case: Case, lines: Grant, correction: Correction) -> list[Earlier]:
    """Claims of the same as this one is found to be: a correction may lead to a document that was paid already."""
    sale = Sale(
        programme_id=case.programme_id,
        issuer_id=case.issuer_id,
        document_no=correction.document_no or (case.document_no if case.document_key else ""),
        sold_on=correction.sold_on or case.sold_on,
        products=tuple(sorted({line.product_id for line in lines})),
        serials=tuple(serial for line in lines for serial in line.serials),
        draft_id=None,
        claim_id=case.claim_id,
    )
    return await find_earlier(session, sale)
