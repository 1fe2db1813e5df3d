"""What every screen of a sale says the same way: product, document, day, issuer, points."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.views import formats
from bot.views.typed import typed
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim_card import ClaimCard, LineFacts

LONGEST_NAME = 60
LONGEST_SKU = 24
LONGEST_ISSUER = 48

PointsNames = Mapping[str, tuple[str, ...]]


def product(name: str, sku: str) -> str:
    """`Boiler 24 kW (ABC-100)`, as HTML."""
    return f"{typed(name, LONGEST_NAME)} ({typed(sku, LONGEST_SKU)})"


def times(what: str, quantity: int) -> str:
    """`Boiler 24 kW (ABC-100) × 2`, the sign and the number always on one line."""
    return f"{what} ×\N{NO-BREAK SPACE}{formats.number(quantity)}"


def line(facts: LineFacts) -> str:
    """A line of a claim."""
    return times(product(facts.product, facts.sku), facts.quantity)


def sold_on(day: date, today: date | None = None) -> str:
    """The day of the sale, near ones also in words."""
    if today is not None and day == today:
        return _("Date: today, {date}").format(date=formats.day(day))
    if today is not None and day == today - timedelta(days=1):
        return _("Date: yesterday, {date}").format(date=formats.day(day))
    return _("Date: {date}").format(date=formats.day(day))


def issued_by(issuer: str) -> str:
    return _("Issued by: {issuer}").format(issuer=typed(issuer, LONGEST_ISSUER))


def to_come(points: int, names: PointsNames) -> str:
    """The points that approval brings."""
    return _("<b>+{points}</b> when approved").format(points=formats.points(points, names))


def facts(claim: ClaimCard) -> list[str]:
    """A claim's sale, a fact each line."""
    return [*(f"<b>{line(one)}</b>" for one in claim.lines), *papers(claim)]


def papers(claim: ClaimCard) -> list[str]:
    """What a claim's document says, products aside."""
    return [
        document(claim.document_no),
        sold_on(claim.sold_on),
        issued_by(claim.issuer),
    ]


def by(due: datetime, zone: str) -> str:
    """A promised instant on somebody's clock: `до вторника, 24 ноября, 18:00`."""
    return (
        _("by Monday, {moment}"),
        _("by Tuesday, {moment}"),
        _("by Wednesday, {moment}"),
        _("by Thursday, {moment}"),
        _("by Friday, {moment}"),
        _("by Saturday, {moment}"),
        _("by Sunday, {moment}"),
    )[due.astimezone(ZoneInfo(zone)).weekday()].format(moment=formats.moment(due, zone))
