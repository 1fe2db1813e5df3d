"""One product in words, for those who keep the catalogue: what is known of it, and what can be changed."""

from datetime import date

from bot.screen import Screen
from bot.taps import Listed, Open, Place
from bot.taps_keeping import Remove, Removing
from bot.taps_products import FindProduct, Keeping, KeepProduct
from bot.views import formats
from bot.views.buttons import Rows, button, keyboard
from bot.views.typed import label, typed
from bot.words import translate as _
from core.catalog.keeping import A_PAGE, Found, Kept
from core.catalog.timeline import Span

LONGEST_LABEL = 48


def ask_which(found: Found, *, page: int = 0, text: str = "") -> Screen:
    """A page of the list, or what was found."""
    words = _("Which product? Tap it, or type part of its name, article number or barcode.")
    if text and not found.products:
        words = _("Nothing here is like “{text}”. Type another part of the name.").format(text=typed(text, 60))
    rows: Rows = [
        [button(label(name if offered else f"🚫 {name}", LONGEST_LABEL), KeepProduct(id=number))]
        for number, name, offered in found.products
    ]
    turns = [button(_("← Earlier"), FindProduct(page=page - 1))] if page else []
    if not text and found.in_all > (page + 1) * A_PAGE:
        turns.append(button(_("More →"), FindProduct(page=page + 1)))
    back = FindProduct() if text else Open(place=Place.PRODUCTS)
    return Screen(words, keyboard([*rows, turns, [button(_("← Back"), back)]]))


def card(kept: Kept, *, forgotten: bool = False) -> Screen:
    """Everything known, and what can be done; learned words `forgotten` just now can be had back."""
    lines = [f"<b>{typed(kept.name, 200)}</b>", _("Article number: {sku}").format(sku=typed(kept.sku, 64))]
    if kept.barcode:
        lines.append(_("Barcode: {barcode}").format(barcode=kept.barcode))
    if kept.category:
        lines.append(_("Category: {category}").format(category=typed(kept.category, 64)))
    lines += [f"{locale.upper()}: {typed(name, 200)}" for locale, name in sorted(kept.names.items())]
    if kept.aliases:
        lines.append(_("Also called: {names}").format(names=typed(", ".join(kept.aliases), 600)))
    if kept.learned:
        lines.append(_learned(kept.learned))
    elif forgotten:
        lines.append(_("What people typed for it is forgotten."))
    lines += ["", _points(kept.points), *(_planned(span) for span in kept.planned)]
    if not kept.active:
        lines.append(_("Not offered: nobody can register it."))
    return Screen("\n".join(lines), keyboard(_rows(kept, forgotten)))


def ask_points(kept: Kept, today: date) -> Screen:
    """How many points, and from when."""
    lines = [
        _("How many points for one piece of <b>{name}</b>?").format(name=typed(kept.name, 200)),
        _("They count from today. For a later day type it too: <code>{example}</code>").format(
            example=f"150 {date(today.year + 1, 1, 1).isoformat()}"
        ),
        _("Sales of earlier days keep what they earn now."),
    ]
    return Screen("\n".join(lines), keyboard([[button(_("← Back"), KeepProduct(id=kept.id))]]))


def ask_alias(kept: Kept) -> Screen:
    """What else it is called."""
    text = _("What else do people call <b>{name}</b>? Several names with commas between.")
    rows: Rows = [[button(_("← Back"), KeepProduct(id=kept.id))]]
    if kept.aliases:
        rows.insert(0, [button(_("Forget its other names"), KeepProduct(do=Keeping.DROP_ALIASES, id=kept.id))])
    return Screen(text.format(name=typed(kept.name, 200)), keyboard(rows))


def _points(points: int | None) -> str:
    if points is None:
        return _("No points now.")
    return _("{n} point for one piece", "{n} points for one piece", points).format(n=formats.number(points))


def _planned(span: Span) -> str:
    return _("From {date}: {n} point", "From {date}: {n} points", span.points).format(
        date=formats.full_day(span.first), n=formats.number(span.points)
    )


def _learned(n: int) -> str:
    """Digests alone are kept of them: their number is all that can be shown."""
    return _(
        "Also found by {n} wording that people typed before choosing it",
        "Also found by {n} wordings that people typed before choosing it",
        n,
    ).format(n=formats.number(n))


def _rows(kept: Kept, forgotten: bool) -> Rows:
    back = [button(_("← Back"), FindProduct())]
    if not kept.active:
        again = Remove(do=Removing.RESTORE, listed=Listed.PRODUCTS, id=kept.id)
        return [[button(_("Put it back"), again)], back]
    learned = []
    if kept.learned:
        learned = [button(_("Forget what people typed"), KeepProduct(do=Keeping.FORGET, id=kept.id))]
    elif forgotten:
        learned = [button(_("↩️ Undo"), KeepProduct(do=Keeping.RECALL, id=kept.id))]
    return [
        [button(_("Change the points"), KeepProduct(do=Keeping.POINTS, id=kept.id))],
        [button(_("Other names"), KeepProduct(do=Keeping.ALIAS, id=kept.id))],
        learned,
        [button(_("Remove"), Remove(do=Removing.ASK, listed=Listed.PRODUCTS, id=kept.id), style="danger")],
        back,
    ]
