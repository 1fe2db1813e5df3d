"""Tables of the catalogue: companies, issuers of invoices, products and their rates."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Id


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
    __table_args__ = (UniqueConstraint("programme_id", "sku_key"), Index(None, "programme_id", "revision"))

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    sku: Mapped[str] = mapped_column(String(64))
    sku_key: Mapped[str] = mapped_column(String(64))
    """The SKU folded for comparison: case, separators and look-alike letters."""
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    """The name folded for comparison."""
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
