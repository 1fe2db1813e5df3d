"""Tables of the catalogue: companies, issuers of invoices, products, their rates and words."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Id


class RegionRow(Base):
    """A part of the market that somebody looks after."""

    __tablename__ = "regions"
    __table_args__ = (UniqueConstraint("programme_id", "name_key"),)

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    name: Mapped[str] = mapped_column(String(64))
    name_key: Mapped[str] = mapped_column(String(64))
    active: Mapped[bool] = mapped_column(default=True)


class OutletRow(Base):
    """A shop or branch of a company."""

    __tablename__ = "outlets"
    __table_args__ = (UniqueConstraint("company_id", "name_key"),)

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    name: Mapped[str] = mapped_column(String(128))
    name_key: Mapped[str] = mapped_column(String(128))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    """The company's where empty."""
    timezone: Mapped[str | None] = mapped_column(String(64))
    """The company's where empty."""
    active: Mapped[bool] = mapped_column(default=True)


class CompanyRow(Base):
    """A firm that people of the programme work for. Never itself a member."""

    __tablename__ = "companies"
    __table_args__ = (UniqueConstraint("programme_id", "name_key"),)

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    name: Mapped[str] = mapped_column(String(128))
    name_key: Mapped[str] = mapped_column(String(128))
    """The name folded for comparison."""
    active: Mapped[bool] = mapped_column(default=True)
    """Whether it is chosen from; people who work for it stay."""
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    timezone: Mapped[str | None] = mapped_column(String(64))
    """IANA zone in which its people live who chose none."""
    created_at: Mapped[datetime]


class IssuerRow(Base):
    """Whoever writes invoices: a company of the programme or any other seller."""

    __tablename__ = "issuers"
    __table_args__ = (UniqueConstraint("programme_id", "key"), Index(None, "programme_id", "company_id"))

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    key: Mapped[str] = mapped_column(String(128))
    """The tax id where it is known, else the folded name."""
    name: Mapped[str] = mapped_column(String(128))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    """The company of the programme that it is, where it is one."""


class ProductRow(Base):
    """A product that earns points."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("programme_id", "sku_key"),
        UniqueConstraint("programme_id", "barcode"),
        Index(None, "programme_id", "revision"),
        Index(None, "programme_id", "active", "name_key"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    sku: Mapped[str] = mapped_column(String(64))
    sku_key: Mapped[str] = mapped_column(String(64))
    """The SKU folded for comparison: case, separators and look-alike letters."""
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    """The name folded for comparison."""
    names: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Locale -> name, in languages whose name differs from `name`."""
    barcode: Mapped[str | None] = mapped_column(String(32))
    """EAN or another code of digits and letters, without separators."""
    category: Mapped[str] = mapped_column(String(64), default="")
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What else people call it, as somebody who keeps the catalogue has written."""
    sought: Mapped[str] = mapped_column(Text, default="")
    """What it is looked for by: see core.catalog.sought."""
    active: Mapped[bool] = mapped_column(default=True)
    revision: Mapped[int]
    """The number of the saving that last changed the row: the highest of a programme dates its whole list."""


class RateRow(Base):
    """Points per unit of a product, on the days it covers."""

    __tablename__ = "rates"
    __table_args__ = (
        CheckConstraint("points_per_unit >= 0", name="points_not_negative"),
        Index(None, "product_id", "valid_from"),
    )

    id: Mapped[Id]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    points_per_unit: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    """The last day covered; open where empty."""


class WordRow(Base):
    """A word that products have or had: what a mistyped one is mended to."""

    __tablename__ = "catalogue_words"
    __table_args__ = (UniqueConstraint("programme_id", "word"),)

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    word: Mapped[str] = mapped_column(String(72))
    """Folded, a space before and after."""


class LearnedRow(Base):
    """What somebody typed before choosing a product: the same words find it next time."""

    __tablename__ = "learned_words"
    __table_args__ = (UniqueConstraint("programme_id", "typed", "product_id"), Index(None, "product_id"))

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    typed: Mapped[str] = mapped_column(String(32))
    """A keyed digest of the folded words: equal for the same ones, and nobody reads a name in it."""
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    times: Mapped[int]
    """How often it was chosen after these words."""
    forgotten_at: Mapped[datetime | None]
    """When whoever keeps the catalogue had them forgotten: they find it no more, unless that is undone."""
