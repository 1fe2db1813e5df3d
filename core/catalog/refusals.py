"""Refusals around the lists."""

from dataclasses import dataclass
from datetime import date

from core.errors import Refusal


class NotListed(Refusal):
    """The programme has no such product or company."""


@dataclass(kw_only=True, eq=False)
class PointsUnusable(Refusal):
    """Not whole points from 1 to MOST_POINTS with a day behind them, or a day that is over."""

    past: date | None = None
    """The day that is over: what sales of it earn is settled."""


class AliasUnusable(Refusal):
    """No name, one that is too long, or too many of them."""
