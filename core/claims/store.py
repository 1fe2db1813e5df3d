"""The evidence store: pictures, sealed, under the digest of what was received."""

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


_PUT = insert(BlobRow).on_conflict_do_nothing(index_elements=[BlobRow.sha256])
_GET = select(BlobRow.sealed, BlobRow.media_type, BlobRow.width, BlobRow.height).where(
    BlobRow.sha256 == bindparam("digest")
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
        row = (await session.execute(_GET, {"digest": sha256})).one_or_none()
        if row is None:
            return None
        return StoredPicture(
            content=keyring(session).evidence.open(row.sealed),
            media_type=row.media_type,
            width=row.width,
            height=row.height,
        )


STORE: EvidenceStore = TableStore()
"""The store of this installation."""
