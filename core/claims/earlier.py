"""Earlier claims of a sale that is being described: of its document line, its pictures, its serial numbers."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.duplicates import EARLIER, FOUND, LIVE, Earlier, Sale, asked, earlier_of
from core.claims.serial_numbers import serial_key
from core.claims.serial_tables import ClaimSerialRow
from core.claims.tables import ClaimRow


async def find_earlier(session: AsyncSession, sale: Sale) -> list[Earlier]:
    """Claims of the same document line or picture as a sale that is being described; as `find_earlier_of`."""
    return await with_those_of_serials(session, sale, earlier_of((await session.execute(EARLIER, asked(sale))).all()))


_SAME_SERIAL = (
    FOUND.join(ClaimSerialRow, ClaimSerialRow.claim_id == ClaimRow.id)
    .where(
        ClaimSerialRow.serial_key.in_(bindparam("keys", expanding=True)),
        ClaimRow.programme_id == bindparam("programme_id"),
        ClaimRow.id != bindparam("claim_id"),
        LIVE,
    )
    .distinct()
)


async def with_those_of_serials(session: AsyncSession, sale: Sale, earlier: Sequence[Earlier]) -> list[Earlier]:
    """Earlier claims, and those that bear a serial number of the sale."""
    if not sale.serials:
        return list(earlier)
    keys = sorted({serial_key(serial) for serial in sale.serials})
    asked_for = {"keys": keys, "programme_id": sale.programme_id, "claim_id": sale.claim_id or 0}
    found = earlier_of((await session.execute(_SAME_SERIAL, asked_for)).all())
    by_id = {one.claim_id: one for one in earlier} | {one.claim_id: replace(one, by_serial=True) for one in found}
    return [by_id[claim_id] for claim_id in sorted(by_id)]
