"""Announcements in words."""

from bot.screen import Screen
from bot.taps_announcing import Announce, Announcing
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.words import translate as _
from core.outreach.announcing import Announcement, Audience


def ask_for_message() -> str:
    return _(
        "Send the announcement as it shall look: a text, a photo, a video or a file. "
        "I show you how many people get it before it goes. /cancel if you do not want to."
    )


def one_message() -> str:
    """For an album, which cannot be copied as one."""
    return _("An announcement is one message. Send a single photo or video, with the words below it.")


def not_this() -> str:
    """For what cannot be copied."""
    return _("This cannot be announced. Send a text, a photo, a video or a file.")


def preview(found: Announcement) -> Screen:
    """Below the copy that people would get."""
    count = found.audience.people
    lines = [
        _("This goes to <b>{n} person</b>.", "This goes to <b>{n} people</b>.", count).format(n=formats.number(count))
    ]
    if lost := found.audience.unreachable:
        lines.append(
            _(
                "{n} of them cannot be reached now: the bot is blocked there.",
                "{n} of them cannot be reached now: the bot is blocked there.",
                lost,
            ).format(n=formats.number(lost))
        )
    lines.append(_("Once sent it cannot be called back."))
    rows = [
        [
            button(
                _("Send to {n}").format(n=formats.number(count)),
                Announce(do=Announcing.LAUNCH, id=found.id),
                style="success",
            )
        ],
        [
            button(_("Another message"), Announce(do=Announcing.CHANGE, id=found.id)),
            button(_("Do not send"), Announce(do=Announcing.DROP, id=found.id)),
        ],
    ]
    return Screen("\n".join(lines), keyboard(rows))


def going_out(audience: Audience) -> Screen:
    count = audience.people
    return Screen(
        _("It is on its way to {n} person.", "It is on its way to {n} people.", count).format(n=formats.number(count))
    )


def out(recipients: int) -> str:
    return _(
        "Your announcement has been sent to {n} person.", "Your announcement has been sent to {n} people.", recipients
    ).format(n=formats.number(recipients))


def dropped() -> Screen:
    return Screen(_("Not sent."))
