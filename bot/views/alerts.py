"""Alerts in words, in short for a list and in full for a message."""

from collections.abc import Callable, Mapping

from bot.views import formats
from bot.words import translate as _
from core.keeping.alerts import AlertKind, Trouble

Words = Callable[[Mapping[str, int]], str]


def in_short(trouble: Trouble) -> str:
    """What is amiss, in one line."""
    return SHORT[trouble.kind](trouble.facts)


def what_to_do(kind: AlertKind) -> str:
    """What an owner can do about it."""
    advice = {
        AlertKind.DEAD_UPDATES: _("The people were asked to try again. The button leads to the list: retry or drop."),
        AlertKind.DELIVERIES: _("The button leads to the list: retry or drop."),
        AlertKind.BACKUP_FAILED: _("It is tried again every hour. The button shows the reason."),
        AlertKind.BACKUP_OLD: _("Backups are made each day by themselves: look whether the service was off."),
        AlertKind.DISK: _("When it is full nothing is accepted any more: make room on the server."),
        AlertKind.CLOCK: _("Have the server set its clock by NTP: deadlines and days are cut by it."),
        AlertKind.PAUSE: _("Messages wait and go out afterwards by themselves."),
        AlertKind.PROOF: _("Nothing was changed by it. On the server, “tandem prove” names each difference."),
    }
    return advice[kind]


def over(kind: AlertKind) -> str:
    """That it is over, in one line."""
    words = {
        AlertKind.BACKUP_FAILED: _("The backup works again."),
        AlertKind.BACKUP_OLD: _("There is a fresh backup again."),
        AlertKind.DISK: _("There is room on the disk again."),
        AlertKind.CLOCK: _("The server's clock is right again."),
        AlertKind.PROOF: _("The books add up again."),
    }
    return words.get(kind) or _("What I warned of is over.")


def _dead(facts: Mapping[str, int]) -> str:
    n = facts.get("n", 0)
    return _("{n} message could not be handled", "{n} messages could not be handled", n).format(n=formats.number(n))


def _deliveries(facts: Mapping[str, int]) -> str:
    failed, unknown = facts.get("failed", 0), facts.get("unknown", 0)
    return _("Messages not delivered: {failed}, perhaps delivered: {unknown}").format(
        failed=formats.number(failed), unknown=formats.number(unknown)
    )


def _disk(facts: Mapping[str, int]) -> str:
    return _("The server's disk is nearly full: {n} MiB left").format(n=formats.number(facts.get("mib", 0)))


def _clock(facts: Mapping[str, int]) -> str:
    seconds = facts.get("seconds", 0)
    if seconds > 0:
        return _("The server's clock is {n} s fast").format(n=formats.number(seconds))
    return _("The server's clock is {n} s slow").format(n=formats.number(-seconds))


def _pause(facts: Mapping[str, int]) -> str:
    return _("Telegram makes the bot wait: {n} s").format(n=formats.number(facts.get("seconds", 0)))


def _old(facts: Mapping[str, int]) -> str:
    return _("No backup for {n} h").format(n=formats.number(facts.get("hours", 0)))


def _proof(facts: Mapping[str, int]) -> str:
    n = facts.get("n", 0)
    return _("The books do not add up in {n} place", "The books do not add up in {n} places", n).format(
        n=formats.number(n)
    )


SHORT: dict[AlertKind, Words] = {
    AlertKind.DEAD_UPDATES: _dead,
    AlertKind.DELIVERIES: _deliveries,
    AlertKind.BACKUP_FAILED: lambda _facts: _("Today's backup failed"),
    AlertKind.BACKUP_OLD: _old,
    AlertKind.DISK: _disk,
    AlertKind.CLOCK: _clock,
    AlertKind.PAUSE: _pause,
    AlertKind.PROOF: _proof,
}
