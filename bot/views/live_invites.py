"""Invitations that still work, in words: which ones, what each lets in, and closing one."""

from collections.abc import Sequence

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_keeping import Close, Closing
from bot.views import formats
from bot.views.buttons import Rows, button, keyboard
from bot.views.invites import for_people, people
from bot.views.occupations import occupation, role
from bot.views.typed import typed
from bot.words import translate as _
from core.clock import local_date
from core.people.persons import Person
from core.people.revoking import LiveInvite
from core.people.rights import Right, may

PAGE = 8


def ask_which(live: Sequence[LiveInvite], person: Person, *, page: int = 0) -> Screen:
    """A page of the invitations, each a button."""
    back = Open(place=Place.PROGRAMME if may(person, Right.EDIT_PROGRAMME) else Place.INVITE)
    if not live:
        return Screen(_("No invitation works now."), keyboard([[button(_("← Back"), back)]]))
    shown = live[page * PAGE : (page + 1) * PAGE]
    rows: Rows = [[button(_label(each, person), Close(do=Closing.ASK, id=each.id, page=page))] for each in shown]
    turns = [button(_("← Earlier"), Close(page=page - 1))] if page else []
    turns += [button(_("More →"), Close(page=page + 1))] if len(live) > (page + 1) * PAGE else []
    text = _("Invitations that work. Tap one to look at it or to revoke it.")
    return Screen(text, keyboard([*rows, turns, [button(_("← Back"), back)]]))


def confirm(live: LiveInvite, person: Person, *, page: int) -> Screen:
    """All that is known of an invitation, and revoking it."""
    bound = [_("Occupation: {occupation}").format(occupation=occupation(live.occupation))] if live.occupation else []
    bound += [_("Company: {company}").format(company=typed(live.company, 80))] if live.company else []
    until = formats.full_moment(live.expires_at, person.timezone)
    lines = [
        _("<b>An invitation</b>"),
        "",
        _("Role: {role}").format(role=role(live.role)),
        *bound,
        _("Made on {date}").format(date=formats.day(local_date(live.created_at, person.timezone))),
        _("It works {for_people}, until {moment}").format(for_people=for_people(live.uses_left), moment=until),
        "",
        _("Revoke it? The link and its QR code stop working; whoever came by it stays."),
    ]
    revoke = button(_("Revoke"), Close(do=Closing.REVOKE, id=live.id, page=page), style="danger")
    return Screen("\n".join(lines), keyboard([[revoke], [button(_("← Back"), Close(page=page))]]))


def revoked(left: Screen) -> Screen:
    """What is left after one was revoked."""
    return Screen(_("Revoked: nobody gets in by it any more.") + "\n\n" + left.text, left.keyboard)


def _label(live: LiveInvite, person: Person) -> str:
    until = formats.short_day(local_date(live.expires_at, person.timezone))
    who = occupation(live.occupation) if live.occupation else role(live.role)
    facts = [who, people(live.uses_left), *([live.company] if live.company else [])]
    return _("to {date}: {facts}").format(date=until, facts=", ".join(facts))
