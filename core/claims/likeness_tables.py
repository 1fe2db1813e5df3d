"""Tables of likeness: by what pictures are compared, and which were found alike. They go with the picture."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base


class LikenessRow(Base):
    """What one picture is compared by."""

    __tablename__ = "likenesses"

    sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("evidence_blobs.sha256", ondelete="CASCADE"), primary_key=True
    )
    print: Mapped[str] = mapped_column(String(64))
    """Of the upright picture: a core.claims.likeness.Likeness."""
    map: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed, as pictures are."""


class LikenessBandRow(Base):
    """A row of a print, by which others that share it are found."""

    __tablename__ = "likeness_bands"
    __table_args__ = (Index(None, "sha256"),)

    band: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("likenesses.sha256", ondelete="CASCADE"), primary_key=True
    )


class LookAlikeRow(Base):
    """A picture that looks like one that was there before."""

    __tablename__ = "look_alikes"
    __table_args__ = (Index(None, "other"),)

    sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("likenesses.sha256", ondelete="CASCADE"), primary_key=True
    )
    other: Mapped[str] = mapped_column(
        String(64), ForeignKey("likenesses.sha256", ondelete="CASCADE"), primary_key=True
    )
