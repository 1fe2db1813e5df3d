"""The audit log as a file: a row an entry, and a caption that says how to check it."""

from collections.abc import Sequence

from bot.views import formats
from bot.words import translate as _
from core.audit.export import Entry
from core.audit.seals import SHOWN
from core.sheets import writing

MOST_IN_A_WORKBOOK = 10_000
"""Entries for which a workbook is written; more are quicker as CSV, which opens the same way."""


def file(entries: Sequence[Entry]) -> tuple[str, bytes]:
    """A name and the bytes. Takes a while for many entries: for a thread."""
    heading = [_("No."), _("Time, UTC"), _("Person"), _("What"), _("About"), _("Before"), _("After"), _("Check code")]
    rows = [
        [
            each.serial,
            each.at.strftime("%Y-%m-%d %H:%M:%S"),
            each.by,
            each.act,
            each.subject,
            each.before,
            each.after,
            each.hash[:SHOWN],
        ]
        for each in entries
    ]
    if len(rows) > MOST_IN_A_WORKBOOK:
        return "audit-log.csv", writing.comma_separated(heading, rows)
    return "audit-log.xlsx", writing.xlsx(heading, rows, title=_("Log of changes"))


def caption(entries: Sequence[Entry]) -> str:
    """How many entries, and the seal of the last one."""
    count = len(entries)
    told = _("Log of changes: {n} entry.", "Log of changes: {n} entries.", count).format(n=formats.number(count))
    if not entries:
        return told
    seal = f"<code>{entries[-1].serial}:{entries[-1].hash[:SHOWN]}</code>"
    return f"{told}\n" + _("Seal: {seal}. People stand in it by their numbers, never by name.").format(seal=seal)


def follows() -> str:
    """Over the button, while the file is put together."""
    return _("The file comes in a moment.")
