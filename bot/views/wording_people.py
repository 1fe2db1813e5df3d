"""Refusals around people in words: what is in the way, and what to do next."""

from bot.views import formats
from bot.views.consents import quoted
from bot.views.occupations import role
from bot.views.wording import wording
from bot.words import translate as _
from core.catalog import refusals as catalog
from core.people import (
    appointments,
    consents,
    employments,
    guesses,
    invites,
    joining,
    newcomers,
    offers,
    persons,
    preferences,
    revoking,
    rights,
)
from core.people.rights import Right
from core.people.roles import Status


@wording.register
def not_allowed(refusal: rights.NotAllowed) -> str:
    if refusal.status is not Status.ACTIVE:
        return _("Your access is paused; what you have earned stays. Who can help: /privacy")
    words = {
        Right.SEE_BOARD: _("Boards are not open to your role. What you can do is under /help."),
        Right.CLAIM: _("Your role registers no sales. What you can do is under /help."),
        Right.DECIDE_CLAIMS: _("Only moderators, managers and owners decide sales. What you can do is under /help."),
        Right.INVITE: _("Only managers and owners invite people. Ask one of them, or look under /help."),
        Right.EDIT_CATALOGUE: _("Only editors and owners change the lists. Ask one of them, or look under /help."),
        Right.EDIT_PROGRAMME: _("Only editors and owners change the programme. What you can do is under /help."),
        Right.GIVE_ROLES: _("Only owners give roles. What you can do is under /help."),
    }
    return words[refusal.right]


@wording.register
def consent_missing(_refusal: rights.ConsentMissing) -> str:
    return _("To register sales, agree to the rules and to personal data first: /settings, then “Consents”.")


@wording.register
def invite_unknown(_refusal: offers.InviteUnknown) -> str:
    return _("This invitation does not work. Ask whoever sent it for a new link.")


@wording.register
def too_many_guesses(_refusal: guesses.TooManyGuesses) -> str:
    return _("Too many invitations that do not work. Try again in ten minutes, with the link you were sent.")


@wording.register
def invite_unbounded(refusal: invites.InviteUnbounded) -> str:
    return _("An invitation is for {n} people and {days} days at most. Choose less.").format(
        n=formats.number(refusal.most_uses), days=formats.number(refusal.longest.days)
    )


@wording.register
def role_not_yours(refusal: appointments.RoleNotYours) -> str:
    return _("You cannot give this role: {role}. Ask an owner.").format(role=role(refusal.role))


@wording.register
def own_role(_refusal: appointments.OwnRole) -> str:
    return _("Nobody changes the own role. Ask another owner.")


@wording.register
def last_owner(_refusal: appointments.LastOwner) -> str:
    return _("This is the only owner. Make somebody else an owner first.")


@wording.register
def company_unknown(_refusal: employments.CompanyUnknown) -> str:
    return _("This company is no longer on the list. Choose another one.")


@wording.register
def not_listed(_refusal: catalog.NotListed) -> str:
    return _("This is no longer on the list. Open the list anew.")


@wording.register
def invite_gone(_refusal: revoking.InviteGone) -> str:
    return _("This invitation does not work any more: it is used up, expired or revoked.")


@wording.register
def consents_needed(refusal: joining.ConsentsNeeded) -> str:
    missing = ", ".join(quoted(kind) for kind in consents.ConsentKind if kind in refusal.kinds)
    return _("To go on, switch this on: {consents}").format(consents=missing)


@wording.register
def not_joining(_refusal: newcomers.NotJoining) -> str:
    return _("This question is answered already. Go on with the newest message.")


@wording.register
def person_unknown(_refusal: persons.PersonUnknown) -> str:
    return _("There is no such person here any more.")


@wording.register
def nickname_missing(_refusal: preferences.NicknameMissing) -> str:
    return _("You have no nickname yet. Tap “A nickname” and type one.")


@wording.register
def name_missing(_refusal: preferences.NameMissing) -> str:
    return _("I do not know your name yet. Press /start and answer the questions.")
