"""The list of sales that came as pictures together: what is known of each, and the next gap under the thumb."""

from bot.screen import Picture, Screen
from bot.taps_claims import DropSale, SameAsBefore, SendReady, TakeOut
from bot.views import draft_keys, drafts, formats, sales
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.typed import typed, units
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import Asking, DraftState
from core.claims.draft_card import DraftCard
from core.claims.series_card import SeriesCard, SeriesEntry
from core.programme.programmes import Programme

CAPTION = 1024
"""Units that Telegram takes below a picture."""

MOST = 15
"""Sales listed at once."""

SENT, READY, OPEN = "📨", "☑️", "✏️"


def card(found: SeriesCard, _programme: Programme, picture: Picture | None) -> Screen | None:
    """The list as it stands; without the picture where words take its room, None once all were left out."""
    if not found.entries:
        return Screen(_("<b>Cancelled, nothing was sent</b>"))
    lines = [_title(found), *_list(found), ""]
    lines += _current(found, found.current) if found.current else [_all_told(found)]
    text = "\n".join(lines)
    return Screen(text, keyboard(_rows(found)), picture if units(text) <= CAPTION else None)


def _title(found: SeriesCard) -> str:
    n = len(found.entries)
    return _("<b>{n} sale</b>", "<b>{n} sales</b>", n).format(n=formats.number(n))


def _list(found: SeriesCard) -> list[str]:
    first = max(0, _place(found) - MOST + 2)
    shown = list(enumerate(found.entries, start=1))[first : first + MOST]
    return [f"{_sign(entry)} {number}. {_known(entry)}" for number, entry in shown]


def _known(entry: SeriesEntry) -> str:
    """`ABC-100 × 2, No. 4411`; what is open of it is its question."""
    facts = [
        typed(line.product.sku, sales.SHORT_SKU)
        if line.quantity is None
        else sales.times(typed(line.product.sku, sales.SHORT_SKU), line.quantity)
        for line in entry.lines[: sales.FEW]
        if line.product is not None
    ]
    if entry.draft.document_no is not None:
        facts.append(document(entry.draft.document_no))
    elif entry.draft.serials:
        facts.append(sales.serial_numbers(entry.draft.serials[:1]))
    return ", ".join(facts) or _("photo only")


def _sign(entry: SeriesEntry) -> str:
    if entry.draft.state is DraftState.SUBMITTED:
        return SENT
    return READY if entry.draft.asking is Asking.READY else OPEN


def _current(found: SeriesCard, current: DraftCard) -> list[str]:
    number = _("Sale {number}:").format(number=formats.number(_place(found) + 1))
    first, *others = drafts.question(current)
    return [f"{number} {first}", *others]


def _place(found: SeriesCard) -> int:
    """Which of the list is asked about."""
    current = found.current.draft.id if found.current else None
    return next((place for place, entry in enumerate(found.entries) if entry.draft.id == current), 0)


def _all_told(found: SeriesCard) -> str:
    if found.ready:
        return _("<b>Is everything right?</b>")
    return _("<b>All are sent.</b> /claims shows how each of them stands.")


def _rows(found: SeriesCard) -> Rows:
    rows: Rows = []
    current = found.current
    if current is not None:
        draft = current.draft
        if found.before is not None:
            like = _("Same as before: {what}").format(what=_plainly(found.before))
            rows.append([button(like, SameAsBefore(draft_id=draft.id, version=draft.version), style="primary")])
        rows += draft_keys.answers(current)
        rows.append(draft_keys.to_the_manager(draft))
        rows.append([*draft_keys.way_back(current), button(_("Leave this one out"), DropSale(draft_id=draft.id))])
    if found.ready:
        words = _("Send the {n} that is ready", "Send the {n} that are ready", found.ready)
        send = SendReady(series_id=found.id, ready=found.ready)
        rows.append([button(words.format(n=formats.number(found.ready)), send, style="success")])
        rows += _changes(found)
    return rows


def _changes(found: SeriesCard) -> Rows:
    """A button for each that is ready: it goes on with a card of its own."""
    ready = [
        button(f"{OPEN} {number}", TakeOut(draft_id=entry.draft.id))
        for number, entry in enumerate(found.entries, start=1)
        if entry.draft.state is DraftState.OPEN and entry.draft.asking is Asking.READY
    ]
    return rows_of(ready, 5)


def _plainly(entry: SeriesEntry) -> str:
    return ", ".join(
        f"{line.product.sku[: sales.SHORT_SKU]} × {formats.number(line.quantity or 0)}"
        for line in entry.lines[:1]
        if line.product is not None
    )
