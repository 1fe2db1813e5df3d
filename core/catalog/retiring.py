"""Products that are no longer offered: their sales stay, and they can come back."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.refusals import NotListed
from core.catalog.saving import lock_list
from core.catalog.shelves import REVISION
from core.catalog.tables import ProductRow
from core.ids import ProductId
from core.people.persons import Person
from core.people.rights import Right, allowed


async def retire_product(session: AsyncSession, product_id: ProductId, *, by: Person, now: datetime) -> str:
    """Offer a product no longer; its name. A second call changes nothing. Raises NotAllowed, NotListed."""
    return await _offer(session, product_id, by, offered=False, now=now)


async def restore_product(session: AsyncSession, product_id: ProductId, *, by: Person, now: datetime) -> str:
    """Offer a product again, at the points it had; its name. Raises NotAllowed, NotListed."""
    return await _offer(session, product_id, by, offered=True, now=now)


async def _offer(session: AsyncSession, product_id: ProductId, by: Person, *, offered: bool, now: datetime) -> str:
    editor = await allowed(session, by.id, Right.EDIT_CATALOGUE)
    await lock_list(session, editor.programme_id)
    revision = await session.scalar(REVISION, {"programme_id": editor.programme_id}) or 0
    name: str | None = await session.scalar(
        update(ProductRow)
        .where(ProductRow.id == product_id, ProductRow.programme_id == editor.programme_id)
        .values(active=offered, revision=revision + 1)
        .returning(ProductRow.name)
        .execution_options(synchronize_session=False)
    )
    if name is None:
        raise NotListed
    await record(
        session,
        programme_id=editor.programme_id,
        by=by.id,
        act=Act.PRODUCT_RESTORED if offered else Act.PRODUCT_RETIRED,
        subject=f"product:{product_id}",
        now=now,
    )
    return name
