"""The list of returns in words."""

from collections.abc import Mapping

from bot.screen import Screen
from bot.views import formats
from bot.views.import_words import Words
from bot.words import translate as _
from core.claims.return_rows import ReturnFault
from core.importing.importer import Preview


def ask() -> Screen:
    """What is awaited under /returns."""
    return Screen(f"<b>{title()}</b>\n{columns()}")


def title() -> str:
    return _("Goods that came back")


def name() -> str:
    return _("Returns")


def columns() -> str:
    return "\n".join(
        [
            _("Send an XLSX or CSV file, or paste one return a line: document number; article number; quantity."),
            _("For example: <code>4411; ABC-100; 1</code>"),
            _("The number alone returns the whole sale. The quantity is what came back in all, with earlier returns."),
        ]
    )


def counts(preview: Preview) -> list[str]:
    """What a list would take back."""
    told = preview.counts
    lines = []
    if told["sales"]:
        lines.append(_sales(told["sales"], told["points"]))
    if told["debt"]:
        lines.append(
            _("{n} of that is spent already, and becomes a debt that the next sales pay off.").format(
                n=formats.number(told["debt"])
            )
        )
    if told["before"]:
        words = _(
            "{n} row tells of a return that is known: nothing changes",
            "{n} rows tell of returns that are known: nothing changes",
            told["before"],
        )
        lines.append(words.format(n=formats.number(told["before"])))
    if told["sales"]:
        lines.append(_("A return cannot be undone. Each partner hears of the own one."))
    return lines


def fault(why: str) -> str:
    words = {
        ReturnFault.NUMBER: _("has no usable document number."),
        ReturnFault.QUANTITY: _("needs a whole quantity from 1, or none."),
        ReturnFault.DAY: _("has a day I cannot read. Write it like 31.12.2027."),
        ReturnFault.UNKNOWN: _("names no approved sale that you may see."),
        ReturnFault.SEVERAL: _("fits several sales. Add article number and date, or report it on the sale’s card."),
        ReturnFault.PRODUCT: _("does not say which product of the sale, or names one it does not have."),
        ReturnFault.MORE: _("returns more than was sold."),
        ReturnFault.REPEATED: _("repeats goods from above."),
    }
    return words[ReturnFault(why)]


def saved(result: Mapping[str, int]) -> list[str]:
    if not result.get("sales"):
        return [_("All of these returns are known already. Nothing changed.")]
    return [_sales(result["sales"], result["points"])]


def _sales(sales: int, points: int) -> str:
    words = _("{n} sale: −{points}", "{n} sales: −{points}", sales)
    return words.format(n=formats.number(sales), points=formats.number(points))


RETURNS = Words(title=title, name=name, columns=columns, counts=counts, fault=fault, saved=saved)
