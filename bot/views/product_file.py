"""A file of products in words: its columns, what it would bring, what it brought."""

from collections.abc import Mapping, Sequence

from bot.taps import Listed, Open, Place
from bot.views import formats
from bot.views.buttons import Rows, button
from bot.views.import_words import Words
from bot.views.list_faults import list_fault
from bot.words import translate as _
from core.importing.importer import Preview
from core.importing.imports import Import


def changes(counts: Mapping[str, int]) -> list[str]:
    """What a list changes, a phrase for each kind of change there is."""
    n = {name: counts.get(name, 0) for name in ("added", "edited", "rerated")}
    words = {
        "added": _("{n} product added", "{n} products added", n["added"]),
        "rerated": _("{n} with other points from today on", "{n} with other points from today on", n["rerated"]),
        "edited": _("{n} with a new description", "{n} with a new description", n["edited"]),
    }
    return [words[name].format(n=formats.number(n[name])) for name in words if n[name]]


def _counts(preview: Preview) -> Sequence[str]:
    counts = preview.counts
    shown = (
        (counts["added"], _("New: {n}")),
        (counts["rerated"], _("With other points, from today or the day given: {n}")),
        (counts["edited"], _("With a new description: {n}")),
        (counts["unchanged"], _("As before: {n}")),
    )
    lines = [words.format(n=formats.number(n)) for n, words in shown if n]
    if left := counts["left_out"]:
        words = _("Not in the file: {n} product. It stays.", "Not in the file: {n} products. They stay.", left)
        lines.append(words.format(n=formats.number(left)))
    return lines


def _saved(counts: Mapping[str, int]) -> Sequence[str]:
    said = changes(counts)
    if not said:
        return [_("Nothing changed: the list is as it was.")]
    return [_("Saved: {changes}.").format(changes=", ".join(said))]


def _columns() -> str:
    return _(
        "The first row names the columns: article number, name, points. More columns may follow; /products has a"
        " template."
    )


def _after(_found: Import) -> Rows:
    return [[button(_("Products"), Open(place=Place.PRODUCTS))]]


PRODUCT_FILE = Words(
    title=lambda: _("Products"),
    name=lambda: _("Products"),
    columns=_columns,
    counts=_counts,
    fault=lambda fault: list_fault(fault, Listed.PRODUCTS),
    saved=_saved,
    after=_after,
)
