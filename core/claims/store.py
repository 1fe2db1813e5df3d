"""The evidence store: pictures, sealed, under the digest of what was received."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.picture import MEDIA_TYPE, Checked
from core.claims.tables import BlobRow
from core.db.database import keyring


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPicture:
    """A picture out of the store."""

    content: bytes
    media_type: str
    width: int
    height: int


class EvidenceStore(Protocol):
    """Where pictures lie."""

    async def put(self, session: AsyncSession, picture: Checked, *, now: datetime) -> None:
        """Keep a picture. A second call changes nothing."""

    async def get(self, session: AsyncSession, sha256: str) -> StoredPicture | None:
        """A picture by the digest of the bytes received; None where it is not, or no longer, kept."""

    async def get_many(self, session: AsyncSession, digests: Collection[str]) -> dict[str, StoredPicture]:
        """Pictures by those digests, few of them, asked for at once; what is not, or no longer, kept is left out."""


_PUT = insert(BlobRow).on_conflict_do_nothing(index_elements=[BlobRow.sha256])
_GET = select(BlobRow.sha256, BlobRow.sealed, BlobRow.media_type, BlobRow.width, BlobRow.height).where(
    BlobRow.sha256.in_(bindparam("digests", expanding=True))
)


class TableStore:
    """Pictures in the programme's own database: one backup holds them, every replica sees them."""

    async def put(self, session: AsyncSession, picture: Checked, *, now: datetime) -> None:
        await session.execute(
            _PUT,
            {
                "sha256": picture.sha256,
                "sealed": keyring(session).evidence.close(picture.jpeg),
                "media_type": MEDIA_TYPE,
                "width": picture.width,
                "height": picture.height,
                "stored_at": now,
            },
        )

    async def get(self, session: AsyncSession, sha256: str) -> StoredPicture | None:
        return (await self.get_many(session, [sha256])).get(sha256)

    async def get_many(self, session: AsyncSession, digests: Collection[str]) -> dict[str, StoredPicture]:
        if not digests:
            return {}
        opened = keyring(session).evidence.open
        return {
            row.sha256: StoredPicture(
                content=opened(row.sealed), media_type=row.media_type, width=row.width, height=row.height
            )
            for row in await session.execute(_GET, {"digests": sorted(digests)})
        }


STORE: EvidenceStore = TableStore()
"""The store of this installation."""
