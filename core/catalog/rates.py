"""Rates: points per unit of a product, by the day of the sale."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from core.catalog.tables import RateRow

ALWAYS = date(1970, 1, 1)
"""First day of a product's first rate: how old a sale may be is the claim window's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What a unit earned on some day."""

    id: int
    points_per_unit: int


def covering(
    product: InstrumentedAttribute[Any] | BindParameter[Any], day: InstrumentedAttribute[Any] | BindParameter[date]
) -> ColumnElement[bool]:
    """The condition of the one rate that covers a product's sale on a day."""
    return and_(
        RateRow.product_id == product,
        RateRow.valid_from <= day,
        or_(RateRow.valid_until.is_(None), RateRow.valid_until >= day),
    )
