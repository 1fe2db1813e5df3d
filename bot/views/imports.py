"""Lists on their way in words: what is being done, what a list would bring, which rows are wrong and why."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_imports import ImportAct, Importing, TakeAs
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.import_words import Words
from bot.views.imports_members import MEMBERS
from bot.views.imports_returns import RETURNS
from bot.views.product_file import PRODUCT_FILE
from bot.views.typed import typed
from bot.words import translate as _
from core.importing.importer import ImportKind, Preview
from core.importing.imports import NO_COLUMNS, Import, ImportState
from core.sheets.columns import RowError
from core.sheets.sheet import MOST_COLUMNS, MOST_ROWS, UnfitReason

ERRORS_SHOWN = 8


WORDS: dict[ImportKind, Words] = {
    ImportKind.MEMBERS: MEMBERS,
    ImportKind.PRODUCTS: PRODUCT_FILE,
    ImportKind.RETURNS: RETURNS,
}


def card(found: Import) -> Screen:
    """A list as it stands."""
    words = WORDS[found.kind]
    title = f"<b>{words.title()}</b>"
    if found.state is ImportState.SHOWN and found.preview is not None:
        return _preview(found, words, found.preview, title)
    if found.state is ImportState.DONE:
        return Screen("\n".join([title, *words.saved(found.saved)]), keyboard(words.after(found)))
    return Screen(f"{title}\n{_in_words(found, words)}")


def _in_words(found: Import, words: Words) -> str:
    match found.state:
        case ImportState.AWAITED:
            said = _("Reading the file…")
        case ImportState.READ:
            said = _checking(found)
        case ImportState.CONFIRMED:
            said = _saving(found)
        case ImportState.REFUSED:
            said = _refused(found, words)
        case ImportState.FAILED:
            said = _("Something broke on the way. Send the list again: nothing is saved twice.")
        case _:
            said = _("This list is closed. Nothing of it was saved.")
    return said


def which_list(kinds: Sequence[ImportKind]) -> Screen:
    """What a file holds that came without a word."""
    rows = [[button(WORDS[kind].name(), TakeAs(kind=kind))] for kind in kinds]
    return Screen(_("What is in this file?"), keyboard(rows))


def file_gone() -> str:
    """Over a button for a file that is no longer at hand."""
    return _("Send the file again, please.")


def unfit(reason: str) -> str:
    """Why a file cannot be read, and what to do."""
    words = {
        UnfitReason.EMPTY: _("The file is empty."),
        UnfitReason.NOT_A_SHEET: _("This is not a table, whatever its name says. Send an XLSX or CSV file."),
        UnfitReason.OLD_FORMAT: _("This format is too old to be read. Save the file as XLSX and send it again."),
        UnfitReason.ENCRYPTED: _("The file is locked with a password. Save it without one and send it again."),
        UnfitReason.TOO_BIG: _("The file is too large. Split it: 20 MB at most."),
        UnfitReason.BOMB: _("The file unpacks to far more than a table. Save it anew as XLSX or CSV."),
        UnfitReason.TOO_MANY_ROWS: _("The table is too long: {most} rows at most. Split it.").format(
            most=formats.number(MOST_ROWS)
        ),
        UnfitReason.TOO_MANY_COLUMNS: _("The table is too wide: {most} columns at most.").format(
            most=formats.number(MOST_COLUMNS)
        ),
        UnfitReason.TOO_SLOW: _("The file takes too long to read. Save it anew as XLSX or CSV, or split it."),
        UnfitReason.BROKEN: _("The file is damaged. Save it anew as XLSX or CSV and send it again."),
        UnfitReason.GONE: _("Telegram did not give the file out. Send it again."),
    }
    return words[UnfitReason(reason)]


def _refused(found: Import, words: Words) -> str:
    if found.refused_for == NO_COLUMNS:
        return _("I cannot tell the columns.") + "\n" + words.columns()
    return unfit(found.refused_for or UnfitReason.BROKEN)


def _preview(found: Import, words: Words, preview: Preview, title: str) -> Screen:
    lines = [title, *words.counts(preview)]
    if preview.wrong:
        n = preview.wrong
        lines += ["", _("{n} row is left out:", "{n} rows are left out:", n).format(n=formats.number(n))]
        lines += [_row(error, words) for error in preview.errors[:ERRORS_SHOWN]]
        if (more := n - ERRORS_SHOWN) > 0:
            lines.append(_("and {n} more", "and {n} more", more).format(n=formats.number(more)))
    offer = words.offer(preview.offers) if words.offer and preview.offers else None
    if offer:
        lines += ["", offer[0]]
    if preview.nothing_new and not preview.wrong:
        return Screen("\n".join([*lines, "", _("Nothing changes: all of this is here already.")]))
    if preview.nothing_new or not preview.good:
        return Screen("\n".join([*lines, "", _("Nothing to save. Mend the list and send it again.")]))
    lines += ["", _("Nothing is saved yet.")]
    save = _("Save {n} row", "Save {n} rows", preview.good).format(n=formats.number(preview.good))
    rows = [[_act(offer[1], found, Importing.SAVE, offer[2])]] if offer else []
    rows += [[_act(save, found, Importing.SAVE)], [_act(_("Do not save"), found, Importing.DROP)]]
    return Screen("\n".join(lines), keyboard(rows))


def _row(error: RowError, words: Words) -> str:
    return _("Row {number}: {fault} <code>{text}</code>").format(
        number=formats.number(error.row), fault=words.fault(error.fault), text=typed(error.text, 80)
    )


def _checking(found: Import) -> str:
    if not found.done:
        words = _("Checking {n} row…", "Checking {n} rows…", found.count)
    else:
        words = _("Checking: {done} of {n} row…", "Checking: {done} of {n} rows…", found.count)
    return words.format(done=formats.number(found.done), n=formats.number(found.count))


def _saving(found: Import) -> str:
    if not found.done:
        words = _("Saving {n} row…", "Saving {n} rows…", found.count)
    else:
        words = _("Saving: {done} of {n} row…", "Saving: {done} of {n} rows…", found.count)
    return words.format(done=formats.number(found.done), n=formats.number(found.count))


def _act(text: str, found: Import, do: Importing, choice: str = "") -> InlineKeyboardButton:
    style = "success" if do is Importing.SAVE else None
    return button(text, ImportAct(do=do, import_id=found.id, version=found.version, choice=choice), style=style)
