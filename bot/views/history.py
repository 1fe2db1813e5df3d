"""The history in words: what came and went, page by page, and why."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps import HistoryPage, Open, Place, Why
from bot.taps_claims import ClaimAct, OwnClaim
from bot.views import formats, sales
from bot.views.buttons import button, keyboard, rows_of
from bot.views.product_names import called_on
from bot.views.typed import typed
from bot.views.wording_points import document
from bot.words import translate as _
from core.clock import local_date
from core.people.persons import Person
from core.points.explain import ExplainedClaim, ExplainedDecision, ExplainedLine, Explanation
from core.points.kinds import TransactionKind
from core.points.values import HistoryEntry
from core.programme.programmes import Programme

PAGE = 8
"""Entries of a page."""

LINES_EXPLAINED = 3
"""Products of a sale that "why?" lists; more are counted."""


def page(entries: Sequence[HistoryEntry], *, before: int, older: bool, person: Person) -> Screen:
    """A page of the history. `before` names it; `older` says whether another one follows."""
    if not entries:
        return Screen(
            _("Nothing has happened yet. Send a photo of an invoice: what is approved stands here the same minute."),
            keyboard([[_to_balance()]]),
        )
    lines = [_("<b>History</b>"), ""]
    lines += [_line(number, entry, person) for number, entry in enumerate(entries, start=1)]
    return Screen("\n".join(lines), _buttons(entries, before=before, older=older))


def why(explained: Explanation, *, before: int, person: Person, programme: Programme) -> Screen:
    """Everything behind one entry, in two to six lines."""
    entry = explained.entry
    lines = [f"<b>{_happening(entry, _signed(entry, programme))}</b>"]
    if explained.claim:
        lines += _sale(explained.claim)
    lines.append(_days(explained, person))
    lines += _decided(explained.decision)
    lines += _debt(entry.debt or explained.paid_off, programme) + _expiry(entry, programme)
    back = button(_("← Back"), HistoryPage(before=before))
    return Screen("\n".join(lines), keyboard([_to_sale(explained.claim, person), [back]]))


def _signed(entry: HistoryEntry, programme: Programme) -> str:
    return ("+" if entry.points > 0 else "") + formats.points(entry.points, programme.points_names)


def _line(number: int, entry: HistoryEntry, person: Person) -> str:
    return _("{number}. {happening}, {date}").format(
        number=number,
        happening=_happening(entry, formats.signed(entry.points)),
        date=formats.day(local_date(entry.posted_at, person.timezone)),
    )


def _happening(entry: HistoryEntry, points: str) -> str:
    """What happened to points, in one phrase: `+240 за № 4411`."""
    number = entry.reason.get("document_no")
    what = document(number) if isinstance(number, str) else ""
    match entry.kind:
        case TransactionKind.ACCRUAL | TransactionKind.ACTIVATION:
            return _credit(points, what, entry)
        case TransactionKind.REVERSAL if entry.points <= 0:
            return _("{points}: {document} was taken back").format(points=points, document=what or _("a credit"))
        case TransactionKind.REVERSAL:
            return _("{points}: given back").format(points=points)
        case TransactionKind.HOLD | TransactionKind.CAPTURE:
            return _("{points} for an order").format(points=points)
        case TransactionKind.RELEASE:
            return _("{points}: an order was cancelled").format(points=points)
        case TransactionKind.EXPIRY:
            return _("{points}: expired").format(points=points)


def _credit(points: str, what: str, entry: HistoryEntry) -> str:
    if entry.kind is TransactionKind.ACTIVATION:
        return _("{points}: can be spent now").format(points=points)
    if entry.reason.get("welcome"):
        return _("{points}: welcome bonus").format(points=points)
    if entry.reason.get("opening"):
        return _("{points}: opening balance").format(points=points)
    return _("{points} for {document}").format(points=points, document=what) if what else points


def _sale(claim: ExplainedClaim) -> list[str]:
    lines = [_product(line, claim.kept_percent) for line in claim.lines[:LINES_EXPLAINED]]
    more = len(claim.lines) - LINES_EXPLAINED
    if more > 0:
        lines.append(_("and {n} more product", "and {n} more products", more).format(n=more))
    return lines + sales.late(claim.kept_percent)


def _to_sale(claim: ExplainedClaim | None, person: Person) -> list[InlineKeyboardButton]:
    """The way to the card of an own sale."""
    if claim is None or claim.person_id != person.id:
        return []
    return [button(_("Show the sale"), OwnClaim(claim_id=claim.claim_id, act=ClaimAct.SHOW))]


def _product(line: ExplainedLine, kept_percent: int) -> str:
    late = f" × {kept_percent}%" if kept_percent < 100 else ""
    return _("{product}: {quantity} × {rate} = {points}").format(
        product=typed(called_on(line), 80),
        quantity=formats.number(line.quantity),
        rate=formats.number(line.points_per_unit) + late,
        points=formats.number(line.points),
    )


def _days(explained: Explanation, person: Person) -> str:
    posted = local_date(explained.entry.posted_at, person.timezone)
    if explained.claim is None:
        return _("Entered on {date}").format(date=formats.full_day(posted))
    sold = formats.day(explained.claim.sold_on)
    if explained.decision is None:
        return _("Sold on {sold}, entered on {posted}").format(sold=sold, posted=formats.full_day(posted))
    decided = formats.full_day(local_date(explained.decision.at, person.timezone))
    return _("Sold on {sold}, approved on {decided}").format(sold=sold, decided=decided)


def _decided(decision: ExplainedDecision | None) -> list[str]:
    if decision is None or not decision.note:
        return []
    return [_("The moderator’s note: {note}").format(note=typed(decision.note, 300))]


def _debt(debt: int, programme: Programme) -> list[str]:
    if not debt:
        return []
    owed = formats.points(abs(debt), programme.points_names)
    if debt > 0:
        return [_("{points} of it paid off what was owed").format(points=owed)]
    return [_("{points} of it had been spent and will be paid off by the next sales").format(points=owed)]


def _expiry(entry: HistoryEntry, programme: Programme) -> list[str]:
    """From when on a credit can be spent, where it rests first, and until when."""
    if entry.kind is not TransactionKind.ACCRUAL:
        return []
    starts = sorted({lot.spendable_at for lot in entry.lots if lot.spendable_at is not None})
    start = formats.full_day(local_date(starts[0], programme.timezone)) if starts else ""
    ends = sorted({lot.expires_on for lot in entry.lots if lot.expires_on is not None})
    lines = [_("Can be spent from {date}").format(date=start)] if starts else []
    if not ends:
        return [*lines, _("They do not expire")]
    return [*lines, _("Can be spent until {date}").format(date=formats.full_day(ends[0]))]


def _buttons(entries: Sequence[HistoryEntry], *, before: int, older: bool) -> InlineKeyboardMarkup | None:
    asking = [_ask_why(number, entry, before) for number, entry in enumerate(entries, start=1)]
    paging = [button(_("← Newest"), HistoryPage())] if before else []
    paging += [button(_("Older →"), HistoryPage(before=entries[-1].transaction_id))] if older else []
    return keyboard([*rows_of(asking, 2), paging, [_to_balance()]])


def _ask_why(number: int, entry: HistoryEntry, before: int) -> InlineKeyboardButton:
    words = _("{number}. Why {points}?").format(number=number, points=formats.signed(entry.points))
    return button(words, Why(transaction_id=entry.transaction_id, before=before))


def _to_balance() -> InlineKeyboardButton:
    return button(_("💰 Balance"), Open(place=Place.BALANCE))
