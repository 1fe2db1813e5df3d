"""Announcements in words."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps_announcing import Announce, AnnounceAs, Announcing, Offers
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.words import translate as _
from core.outreach.announcing import Announcement, Audience

CHOSEN = "✅ "


def ask_for_message(*, advertising: bool = False) -> Screen:
    """What to send, and whether it is news or an offer: news unless a tap says otherwise."""
    text = _(
        "Send the announcement as it shall look: a text, a photo, a video or a file. "
        "I show you how many people get it before it goes. /cancel if you do not want to."
    )
    kinds = {False: _("News of the programme"), True: _("An offer")}
    rows = [
        button((CHOSEN if each is advertising else "") + words, AnnounceAs(advertising=each))
        for each, words in kinds.items()
    ]
    return Screen(f"{text}\n\n{_kind(advertising=advertising)}", keyboard([rows]))


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
        _kind(advertising=found.advertising),
        _("This goes to <b>{n} person</b>.", "This goes to <b>{n} people</b>.", count).format(n=formats.number(count)),
    ]
    if left_out := found.audience.left_out:
        lines.append(
            _(
                "{n} person is left out: no consent to advertising.",
                "{n} people are left out: no consent to advertising.",
                left_out,
            ).format(n=formats.number(left_out))
        )
    if lost := found.audience.unreachable:
        lines.append(
            _(
                "{n} of them cannot be reached now: the bot is blocked there.",
                "{n} of them cannot be reached now: the bot is blocked there.",
                lost,
            ).format(n=formats.number(lost))
        )
    lines.append(_("Once sent it cannot be called back."))
    go = button(
        _("Send to {n}").format(n=formats.number(count)), Announce(do=Announcing.LAUNCH, id=found.id), style="success"
    )
    other = button(_("It is an offer"), Announce(do=Announcing.OFFER, id=found.id))
    if found.advertising:
        other = button(_("It is news of the programme"), Announce(do=Announcing.NEWS, id=found.id))
    rows = [
        [go] if count else [],
        [other],
        [
            button(_("Another message"), Announce(do=Announcing.CHANGE, id=found.id)),
            button(_("Do not send"), Announce(do=Announcing.DROP, id=found.id)),
        ],
    ]
    return Screen("\n".join(lines), keyboard(rows))


def _kind(*, advertising: bool) -> str:
    if advertising:
        return _("🏷 <b>An offer</b> goes only to those who agreed to advertising, with a button to refuse more.")
    return _("📰 <b>News of the programme</b> go to everybody.")


def of_offer(*, wanted: bool = True) -> InlineKeyboardMarkup | None:
    """Below an offer: no more of them, or again."""
    words = _("🔕 No more offers") if wanted else _("↩️ Get offers again")
    return keyboard([[button(words, Offers(wanted=not wanted))]])


def offers_chosen(*, wanted: bool) -> str:
    return _("You get offers again.") if wanted else _("No more offers. News of the programme still come.")


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
