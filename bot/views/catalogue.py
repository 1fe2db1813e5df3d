"""Companies and products in words: what is there, how to add, what is wrong with a pasted list."""

from collections.abc import Sequence
from typing import Any

from bot.screen import Screen
from bot.taps import Listed, ProductFile, SaveGood, SendAgain, TakeAs
from bot.taps_products import FindProduct
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.list_faults import list_fault
from bot.views.product_file import changes
from bot.views.product_names import called
from bot.views.typed import typed
from bot.words import translate as _
from core.catalog.companies import Company
from core.catalog.listed import Parsed
from core.catalog.planning import Saved
from core.catalog.products import ProductChoice
from core.sheets.columns import RowError

ERRORS_SHOWN = 10
EXAMPLES_SHOWN = 5


def companies(known: Sequence[Company]) -> Screen:
    """The companies, and how to add more."""
    lines = [_("<b>Companies</b> your partners work for. Send their names, one a line. Known ones stay as they are.")]
    if known:
        count = _("{n} company so far:", "{n} companies so far:", len(known)).format(n=formats.number(len(known)))
        lines += ["", count, *(typed(firm.name, 80) for firm in known[-EXAMPLES_SHOWN:])]
    if (more := len(known) - EXAMPLES_SHOWN) > 0:
        lines.append(_("and {n} more company", "and {n} more companies", more).format(n=formats.number(more)))
    return Screen("\n".join(lines))


def products(count: int, some: Sequence[ProductChoice]) -> Screen:
    """How many products there are, some of them, and how to find, add or change."""
    lines = [
        _("<b>Products</b> that earn points. Send a file (XLSX or CSV), or a list, one a line:"),
        _("article number; name; points for one piece. For example: <code>ABC-100; Boiler 24 kW; 120</code>"),
        _("A known article number gets the new name and points; earlier sales keep theirs."),
    ]
    if count:
        head = _("{n} product so far:", "{n} products so far:", count).format(n=formats.number(count))
        lines += ["", head, *(_product(each) for each in some[:EXAMPLES_SHOWN])]
    if (more := count - EXAMPLES_SHOWN) > 0:
        lines.append(_("and {n} more product", "and {n} more products", more).format(n=formats.number(more)))
    template = button(_("Template"), ProductFile(template=True))
    if not count:
        return Screen("\n".join(lines), keyboard([[template]]))
    find = button(_("Find or change one"), FindProduct())
    return Screen(
        "\n".join(lines), keyboard([[find], [template, button(_("All as a file"), ProductFile(template=False))]])
    )


def faulty(listed: Listed, parsed: Parsed[Any]) -> Screen:
    """What is wrong with a list, before anything of it is saved."""
    errors, good = parsed.errors, len(parsed.rows)
    if not errors:
        return Screen(_("I found nothing in this message. Send the list as text, one a line."))
    lines = [_("Nothing is saved yet. One row is wrong:", "Nothing is saved yet. {n} rows are wrong:", len(errors))]
    lines = [lines[0].format(n=formats.number(len(errors)))]
    lines += [_row(error, listed) for error in errors[:ERRORS_SHOWN]]
    more = len(errors) - ERRORS_SHOWN
    if more > 0:
        lines.append(_("and {n} more", "and {n} more", more).format(n=formats.number(more)))
    again = button(_("Send again"), SendAgain(listed=listed))
    if not good:
        lines += ["", _("Mend the list and send it again.")]
        return Screen("\n".join(lines), keyboard([[again]]))
    lines += [
        "",
        _("{n} row is good.", "{n} rows are good.", good).format(n=formats.number(good))
        + " "
        + _("Save the good ones, or mend the list and send all of it again."),
    ]
    words = _("Save the good one", "Save the {n} good ones", good).format(n=formats.number(good))
    save = button(words, SaveGood(listed=listed), style="success")
    return Screen("\n".join(lines), keyboard([[save], [again]]))


def are_these_products() -> Screen:
    """For rows of products where companies are due."""
    rows = [
        [button(_("Yes, add products"), TakeAs(listed=Listed.PRODUCTS), style="primary")],
        [button(_("No, these are companies"), TakeAs(listed=Listed.COMPANIES))],
        [button(_("Send again"), SendAgain(listed=Listed.COMPANIES))],
    ]
    return Screen(_("These look like products, not companies. Add them as products?"), keyboard(rows))


def companies_saved(added: int) -> str:
    if not added:
        return _("All of these were known already. Nothing changed.")
    return _("{n} company added.", "{n} companies added.", added).format(n=formats.number(added))


def products_saved(saved: Saved) -> str:
    """What a list changed, in one line."""
    said = changes(saved.counts())
    return (
        _("Saved: {changes}.").format(changes=", ".join(said)) if said else _("Nothing changed: the list is as it was.")
    )


def send_more() -> str:
    return _("You can send more, or go on with something else.")


def nothing_kept() -> str:
    """For "save the good ones" on a list that was saved or left before."""
    return _("This list is no longer here: it was saved, or another one came after it. Send it again if you need to.")


def send_as_text() -> str:
    """For anything but text where a list is due."""
    return _("Send the list as text, one row a line. /cancel if you do not want to.")


def file_follows() -> str:
    """Over the button that asked for a file."""
    return _("The file follows.")


def _product(product: ProductChoice) -> str:
    if product.points_per_unit is None:
        return _("{sku} {name}: no points now").format(sku=typed(product.sku), name=typed(called(product), 60))
    return _("{sku} {name}: {n}").format(
        sku=typed(product.sku), name=typed(called(product), 60), n=formats.number(product.points_per_unit)
    )


def _row(error: RowError, listed: Listed) -> str:
    return _("Row {number}: {fault} <code>{text}</code>").format(
        number=formats.number(error.row), fault=list_fault(error.fault, listed), text=typed(error.text, 80)
    )
