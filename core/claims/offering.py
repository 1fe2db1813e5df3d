"""What a draft's card offers to choose from, before anything is typed."""

from typing import Any

from sqlalchemy import Select, bindparam, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog import products
from core.catalog.issuers import Issuer, issuer_of
from core.catalog.products import ProductChoice
from core.catalog.tables import IssuerRow
from core.claims.drafting import Draft
from core.claims.tables import ClaimLineRow, ClaimRow
from core.ids import PersonId, ProductId
from core.people.employments import employer

LATEST = 40
"""Latest claims that offers are taken from."""

RECENT = 4
"""Products offered from them."""

ISSUERS = 8


def _latest(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(ClaimRow)
        .join(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
        .where(ClaimRow.person_id == bindparam("person_id"))
        .order_by(ClaimRow.submitted_at.desc(), ClaimRow.id.desc())
        .limit(LATEST)
    )


_LATEST_PRODUCTS = _latest(ClaimLineRow.product_id)
_LATEST_ISSUERS = _latest(ClaimRow.issuer_id, ClaimRow.company_id)
_OF_PROGRAMME = select(IssuerRow.id, IssuerRow.name, IssuerRow.company_id).where(
    IssuerRow.programme_id == bindparam("programme_id")
)
_ISSUERS = union(
    _OF_PROGRAMME.where(IssuerRow.id.in_(bindparam("used", expanding=True))),
    _OF_PROGRAMME.where(IssuerRow.company_id.is_not(None)),
).order_by("id")


async def offered_products(session: AsyncSession, draft: Draft, person_id: PersonId) -> list[ProductChoice]:
    """Products of the person's latest claims, the newest first; the first of the list for whoever has none."""
    on = draft.sold_on or draft.started_at.date()
    latest = await session.scalars(_LATEST_PRODUCTS, {"person_id": person_id})
    recent = [ProductId(product) for product in dict.fromkeys(latest)][:RECENT]
    return await products.choices(session, recent, on=on) or await products.offered(session, draft.programme_id, on=on)


async def offered_issuers(session: AsyncSession, draft: Draft) -> list[Issuer]:
    """The issuers last used at the company the person works for now, that company, the others used, then the rest."""
    latest = (await session.execute(_LATEST_ISSUERS, {"person_id": draft.person_id})).all()
    own = await employer(session, draft.person_id)
    used = list(dict.fromkeys(row.issuer_id for row in latest))
    here = list(dict.fromkeys(row.issuer_id for row in latest if row.company_id == own))
    rows = await session.execute(_ISSUERS, {"programme_id": draft.programme_id, "used": used})
    ordered = sorted(rows, key=lambda row: (_place(row.id, here), row.company_id != own, _place(row.id, used)))
    return [issuer_of(row) for row in ordered[:ISSUERS]]


def _place(issuer_id: int, used: list[int]) -> int:
    return used.index(issuer_id) if issuer_id in used else len(used)
