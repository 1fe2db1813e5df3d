"""What every screen of a sale says the same way: product, document, day, issuer, points."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.views import formats
from bot.views.product_names import called_on
from bot.views.typed import typed
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import CustomerType
from core.claims.claim_card import ClaimCard, LineFacts
from core.claims.claim_verdict import GrantedFacts
from core.claims.serial_numbers import BY_SERIAL

LONGEST_NAME = 60
SHORT_NAME = 30
LONGEST_SKU = 24
LONGEST_ISSUER = 48
LONGEST_BESIDE = 40
"""A product beside the one that was claimed."""

SHORT_SKU = 16
MANY = 6
"""Lines of a claim beyond which each is told by its article number alone, so that a caption holds them all."""

FEW_SERIALS = 8
LONGEST_SERIAL = 40

FEW = 3
"""Lines told where a claim stands in one line."""

PointsNames = Mapping[str, tuple[str, ...]]


def product(name: str, sku: str, *, short: bool = False) -> str:
    """`Boiler 24 kW (ABC-100)`, as HTML; `short` where several stand below one another."""
    longest = SHORT_NAME if short else LONGEST_NAME
    return f"{typed(name, longest)} ({typed(sku, LONGEST_SKU)})"


def times(what: str, quantity: int) -> str:
    """`Boiler 24 kW (ABC-100) × 2`, the sign and the number always on one line."""
    return f"{what} ×\N{NO-BREAK SPACE}{formats.number(quantity)}"


def line(facts: LineFacts) -> str:
    """A line of a claim."""
    return times(product(called_on(facts), facts.sku), facts.quantity)


def lines(claim: ClaimCard) -> list[str]:
    """All lines of a claim; of several each with its points, of many article numbers alone.

    Once it was granted otherwise than claimed, what was found stands beside: `Boiler (ABC-100) × 2 → × 1`.
    """
    granted = {one.position: one for one in claim.granted}
    if len(claim.lines) == 1:
        return [_beside(line(claim.lines[0]), claim.lines[0], granted)]
    many = len(claim.lines) > MANY
    return [_one_of_several(one, granted, many=many) for one in claim.lines]


def _one_of_several(claimed: LineFacts, granted: Mapping[int, GrantedFacts], *, many: bool) -> str:
    what = typed(claimed.sku, SHORT_SKU) if many else product(called_on(claimed), claimed.sku, short=True)
    found = granted.get(claimed.position)
    points = found.points if found else 0 if granted else claimed.points
    return f"{_beside(times(what, claimed.quantity), claimed, granted)} · +{formats.number(points)}"


def _beside(words: str, claimed: LineFacts, granted: Mapping[int, GrantedFacts]) -> str:
    """A claimed line, and what was granted for it where that differs."""
    found = granted.get(claimed.position)
    if not granted or (found and (found.product_id, found.quantity) == (claimed.product_id, claimed.quantity)):
        return words
    if found is None:
        return _("{line} → not counted").format(line=words)
    another = "" if found.product_id == claimed.product_id else f"{typed(called_on(found), LONGEST_BESIDE)} "
    return f"{words} → {another}×\N{NO-BREAK SPACE}{formats.number(found.quantity)}"


def in_short(claim: ClaimCard, few: int = FEW) -> str:
    """Lines of a claim in one: `ABC-100 × 2, RAD-10 × 4`."""
    shown = ", ".join(times(typed(one.sku, SHORT_SKU), one.quantity) for one in claim.lines[:few])
    return _and_more(shown, len(claim.lines) - few)


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
    return [*(f"<b>{one}</b>" for one in lines(claim)), *papers(claim)]


def papers(claim: ClaimCard, *, few: int = FEW_SERIALS) -> list[str]:
    """What a claim's document says, products aside, and what else proves the sale; at most `few` serial numbers."""
    number, day = document(claim.document_no), sold_on(claim.sold_on)
    if claim.claimed_document_no is not None:
        number = f"{document(claim.claimed_document_no)} → {number}"
    if claim.claimed_sold_on is not None:
        day = f"{sold_on(claim.claimed_sold_on)} → {formats.day(claim.sold_on)}"
    told = [number] if claim.numbered or not any(line.serials for line in claim.lines) else []
    customer = [customer_is(claim.customer_type)] if claim.customer_type is not None else []
    return [*serials(claim, few=few), *told, day, *late(claim.kept_percent), issued_by(claim.issuer), *customer]


def late(kept_percent: int) -> list[str]:
    """That a sale came late, and what it earns of its points."""
    return [_("Late: it earns {percent}%").format(percent=kept_percent)] if kept_percent < 100 else []


def serials(claim: ClaimCard, *, few: int = FEW_SERIALS) -> list[str]:
    """Serial numbers, a product each line, `few` of them all told; beside them those that were found instead."""
    granted = {one.position: one for one in claim.granted}
    bearing = [one for one in claim.lines if one.serials]
    told: list[str] = []
    while bearing and few > 0:
        one = bearing.pop(0)
        told.append(_serials(one, granted.get(one.position), several=len(claim.lines) > 1, few=few))
        few -= len(one.serials)
    more = sum(len(one.serials) for one in bearing)
    return [*told[:-1], _and_more(told[-1], more)] if told else []


def _serials(claimed: LineFacts, found: GrantedFacts | None, *, several: bool, few: int) -> str:
    told = serial_numbers(claimed.serials, few=few)
    if found is not None and found.serials != claimed.serials:
        told = f"{told} → {serial_numbers(found.serials, few=few)}"
    return f"{typed(claimed.sku, SHORT_SKU)}: {told}" if several else told


def serial_numbers(serials: Sequence[str], *, few: int = FEW_SERIALS) -> str:
    """`S/N 12AB-1, 12AB-2`: the first few; HTML."""
    shown = ", ".join(typed(serial, LONGEST_SERIAL) for serial in serials[:few])
    return f"{BY_SERIAL}{_and_more(shown, len(serials) - few) or '–'}"


def _and_more(what: str, more: int) -> str:
    if more <= 0:
        return what
    return _("{what} and {n} more", "{what} and {n} more", more).format(what=what, n=formats.number(more))


def customer(kind: CustomerType) -> str:
    """A kind of customer, as a button names it."""
    return {
        CustomerType.PRIVATE: _("Private home"),
        CustomerType.BUSINESS: _("Business"),
        CustomerType.PUBLIC: _("Public body"),
        CustomerType.RESELLER: _("Reseller"),
    }[kind]


def customer_is(kind: CustomerType) -> str:
    return _("Customer: {kind}").format(kind=customer(kind).lower())


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
