"""The doctor before a pilot: what is missing on the evening before the first people come, each with what to do."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from core.clock import Clock, system_clock
from core.db.database import Database
from core.db.engine import database_url
from core.programme import programmes
from core.programme.options import Module
from core.programme.programmes import Programme
from core.programme.readiness import Readiness, readiness
from tandem.doctor.findings import Finding, good, note, wrong
from tandem.settings import Settings

LEAST_FREE = 1024**3
"""Bytes of disk below which a pilot should not start: pictures of a few weeks."""


async def findings(db: Database, settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Finding]:
    """Everything beyond a healthy installation that the first week rests on."""
    async with db.read() as session:
        programme = await programmes.current(session)
        if programme is None:
            return
        found = await readiness(session, programme, now=clock())
    for each in (_opened, _catalogue, _decisions, _prizes, _texts, _time, _money, _people):
        for finding in each(programme, found):
            yield finding
    for finding in _keeping(settings, found):
        yield finding


def _opened(programme: Programme, found: Readiness) -> Iterator[Finding]:
    if programme.set_up:
        yield good("the programme is open")
    else:
        yield wrong("setting up is not finished", "The owner sends the bot /start and goes on to the last step.")
    if found.practised:
        yield good("a practice sale has gone the whole way")
    else:
        yield note("nobody has tried a practice sale yet", "Send the bot /help and tap the practice: five minutes.")


def _catalogue(_: Programme, found: Readiness) -> Iterator[Finding]:
    earning = found.products - found.without_rate
    if not earning:
        yield wrong("no product earns anything today", "Send the bot /products and a list with points for each.")
    elif found.without_rate:
        yield note(
            f"{found.without_rate} of {found.products} products earn nothing today",
            "Look at their rates and days under /products.",
        )
    else:
        yield good(f"products with points for today: {found.products}")
    if found.companies:
        yield good(f"companies that people can name: {found.companies}")
    else:
        yield wrong("there are no companies", "Send the bot /companies and their names, one a line.")


def _decisions(programme: Programme, found: Readiness) -> Iterator[Finding]:
    limit = programme.options.second_approver_above
    if not found.deciders_in_reach:
        yield wrong(
            "nobody who decides sales can be reached by the bot",
            "Each of them opens the bot and presses Start; an owner can do it alone.",
        )
    else:
        yield good(f"{found.deciders_in_reach} of {found.deciders} who decide sales can be reached")
    if limit is not None and found.deciders < 2:
        yield wrong(
            f"sales above {limit} points need a second person, and there is one only",
            "Send the bot /invite for a moderator, or take the limit off under /programme.",
        )
    elif found.deciders < 2:
        yield note("one person decides alone, and nobody decides that person's own sales", "Send the bot /invite.")


def _prizes(programme: Programme, found: Readiness) -> Iterator[Finding]:
    if not programme.options.has(Module.PRIZES):
        yield note("there is no prize list: that part is switched off", "It is switched on under /programme.")
    elif found.prizes:
        yield good(f"prizes on the list, with stock: {found.prizes}")
    else:
        yield wrong("there is no prize to be had", "Send the bot /prizes and add the first three.")


def _texts(programme: Programme, _: Readiness) -> Iterator[Finding]:
    if programme.operator and programme.contact:
        languages = ", ".join(programme.locales)
        yield good(f"rules and data policy name who runs it and how to reach them ({languages})")


def _time(programme: Programme, _: Readiness) -> Iterator[Finding]:
    options = programme.options
    if not options.work_days or options.work_from >= options.work_until:
        yield wrong("there are no working hours, so that no promise can be kept", "Set them: /programme, time.")
    else:
        yield good(f"work is from {options.work_from}:00 to {options.work_until}:00, {programme.timezone}")
    if options.country is None:
        yield note("public holidays count as working days", "Choose the country: /programme, time.")
    if programme.timezone == "UTC":
        yield note("the programme runs by the clock of UTC", "Choose your time zone: /programme, time.")


def _money(programme: Programme, _: Readiness) -> Iterator[Finding]:
    options = programme.options
    if options.points_cap is None:
        yield note("there is no limit to the points given out", "Set one under /programme, if there is a budget.")
    if options.point_cost_minor is None or options.currency is None:
        yield note("it is not told what a point costs", "Under /programme: reports then speak of money, too.")


def _people(programme: Programme, found: Readiness) -> Iterator[Finding]:
    invited = found.members + found.never_opened + found.half_way
    if not invited and not found.open_doors and not programme.options.self_registration:
        yield wrong("nobody is invited yet", "Send the bot /members and a list, or /invite for links and posters.")
        return
    yield good(f"partners who are in: {found.members}; links and posters that work: {found.open_doors}")
    if found.never_opened:
        yield note(f"invitations not opened yet: {found.never_opened}", "Pass it on again: /members.")
    if found.half_way:
        yield note(f"people who stopped half-way in: {found.half_way}", "See where: /members.")


def _keeping(settings: Settings, found: Readiness) -> Iterator[Finding]:
    folder = settings.backup_folder
    if folder is None:
        yield wrong("no folder for backups is set", "Set BACKUP_FOLDER, on another disk if there is one.")
    elif not _can_write(folder):
        yield wrong(f"backups cannot be written to {folder}", "Give this user the right to write there.")
    elif found.backed_up:
        yield good("a backup was made within the last two days")
    else:
        yield note("no backup was made yet", "`tandem backup FILE` makes one now; `tandem run` makes one each night.")
    yield note("SECRET_KEY is in no backup", "Keep a copy of it elsewhere: without it a backup cannot be read.")
    yield from _disk(settings)


def _disk(settings: Settings) -> Iterator[Finding]:
    url = database_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        return
    path = Path(str(url.database)).absolute()
    free = shutil.disk_usage(next(each for each in path.parents if each.exists())).free
    if free < LEAST_FREE:
        yield wrong(f"only {free // 1024**2} MB of disk are free", "Make room: pictures of invoices need it.")
    else:
        yield good(f"{free // 1024**3} GB of disk are free")


def _can_write(folder: Path) -> bool:
    there = next((each for each in (folder.absolute(), *folder.absolute().parents) if each.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK)
