"""The installation in words: its state on one screen, and lists of what went wrong."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_keeping import Mend, Mending
from bot.views import formats
from bot.views.alerts import in_short
from bot.views.buttons import Rows, button, keyboard
from bot.views.names import name_of
from bot.views.typed import typed
from bot.words import translate as _
from core.keeping.amiss import PAGE, Amiss, Faulty
from core.keeping.overview import Overview
from core.keeping.runs import Run

MIB = 1024 * 1024
GIB = 1024 * MIB


def state(found: Overview, zone: str, now: datetime) -> Screen:
    """Everything on one screen, and buttons to what can be mended."""
    lines = [
        _("<b>Tandem {version}</b>, running for {time}").format(
            version=found.house.version, time=_span(now - found.house.started_at)
        ),
        "",
        *[f"⚠️ {in_short(trouble)}" for trouble in found.troubles],
        _("Waiting: {incoming} in, {outgoing} out").format(
            incoming=formats.number(found.incoming), outgoing=formats.number(found.outgoing)
        ),
        _backup(found, zone),
        _proof(found.proof, zone),
        _("Free on the disk: {size}").format(size=size(found.free_bytes)),
    ]
    if found.replicas:
        lines.append(_("Replicas: {n}").format(n=formats.number(found.replicas)))
    rows: Rows = [
        [button(f"{title(what)}: {formats.number(n)}", Mend(what=what))] for what, n in sorted(found.amiss.items())
    ]
    if not rows:
        lines.append(_("No message went wrong."))
    return Screen("\n".join(lines), keyboard([*rows, [button(_("Look again"), Open(place=Place.OPS))]]))


def listed(what: Amiss, found: Sequence[Faulty], zone: str, *, page: int, more: bool) -> Screen:
    """A page of messages that went wrong, each with its two buttons."""
    back = [button(_("← Back"), Open(place=Place.OPS))]
    if not found and not page:
        nothing = _("Nothing is left here.")
        return Screen(f"<b>{title(what)}</b>\n\n{nothing}", keyboard([back]))
    first = page * PAGE + 1
    lines = [f"<b>{title(what)}</b>", _meaning(what), ""]
    rows: Rows = []
    for number, each in enumerate(found, start=first):
        lines.append(_line(number, each, zone))
        rows.append(
            [
                button(f"🔁 {number}", Mend(do=Mending.AGAIN, what=what, id=each.id, page=page)),
                button(f"🗑 {number}", Mend(do=Mending.DROP, what=what, id=each.id, page=page)),
            ]
        )
    turns = [button(_("← Newer"), Mend(what=what, page=page - 1))] if page else []
    turns += [button(_("Older →"), Mend(what=what, page=page + 1))] if more else []
    every = [
        button(_("🔁 Retry all"), Mend(do=Mending.AGAIN, what=what)),
        button(_("🗑 Drop all"), Mend(do=Mending.ASK_DROP, what=what)),
    ]
    return Screen("\n".join(lines), keyboard([*rows, turns, every, back]))


def ask_drop(what: Amiss) -> Screen:
    """Before all of a list is let go."""
    text = _("Drop all of “{list}”? They are not tried again.").format(list=title(what))
    sure = button(_("Drop all"), Mend(do=Mending.DROP, what=what), style="danger")
    return Screen(text, keyboard([[sure], [button(_("← Back"), Mend(what=what))]]))


def done_again(n: int) -> str:
    return _("{n} is tried again now.", "{n} are tried again now.", n).format(n=formats.number(n))


def dropped(n: int) -> str:
    return _("{n} dropped.", "{n} dropped.", n).format(n=formats.number(n))


def title(what: Amiss) -> str:
    """What a list holds, in short."""
    titles = {
        Amiss.DEAD: _("Not handled"),
        Amiss.FAILED: _("Not delivered"),
        Amiss.UNKNOWN: _("Perhaps delivered"),
    }
    return titles[what]


def size(value: int) -> str:
    """Bytes as people read them."""
    if value >= GIB:
        return _("{n} GiB").format(n=formats.number(value // GIB))
    return _("{n} MiB").format(n=formats.number(-(-value // MIB)))


def _meaning(what: Amiss) -> str:
    meanings = {
        Amiss.DEAD: _("These made an error, and whoever sent them was asked to try again. 🔁 retries, 🗑 drops."),
        Amiss.FAILED: _("Telegram refused these messages. 🔁 retries, 🗑 drops."),
        Amiss.UNKNOWN: _(
            "The answer was lost: these may have arrived, and arrive twice when sent again. 🔁 retries, 🗑 drops."
        ),
    }
    return meanings[what]


def _line(number: int, each: Faulty, zone: str) -> str:
    whom = f", {typed(name)}" if each.person_id is not None and (name := name_of(each.person_id)) else ""
    error = f": {typed(each.error)}" if each.error else ""
    return f"{number}. {formats.moment(each.at, zone)}, {typed(each.kind)}{whom}{error}"


def _backup(found: Overview, zone: str) -> str:
    run = found.backup
    if not found.house.plan.wanted:
        return _("Backups are switched off: BACKUP_DAYS is 0")
    if run is None:
        return _("Backup: none yet")
    if run.good is None:
        return _("Backup: being made")
    when = formats.moment(run.ended_at or run.began_at, zone)
    if run.good:
        return _("Backup: {when}, {size}").format(when=when, size=size(run.size or 0))
    return _("Backup failed: {when}, {reason}").format(when=when, reason=typed(run.detail or "?"))


def _proof(run: Run | None, zone: str) -> str:
    if run is None or run.good is None:
        return _("Proof of the books: none yet")
    when = formats.moment(run.ended_at or run.began_at, zone)
    if run.good:
        return _("Proof of the books: {when}, all adds up").format(when=when)
    return _("Proof of the books: {when}, does not add up").format(when=when)


def _span(span: timedelta) -> str:
    minutes = max(0, int(span.total_seconds()) // 60)
    if minutes < 60:
        return _("{n} minute", "{n} minutes", minutes).format(n=formats.number(minutes))
    if minutes < 48 * 60:
        return _("{n} hour", "{n} hours", minutes // 60).format(n=formats.number(minutes // 60))
    return _("{n} day", "{n} days", minutes // 1440).format(n=formats.number(minutes // 1440))
