"""Refusals around people in words: what is in the way, and what to do next."""

from bot.views import formats
from bot.views.consents import quoted
from bot.views.occupations import role
from bot.views.wording import wording
from bot.words import translate as _
from core.catalog import refusals as catalog
from core.catalog.listed import MOST_POINTS
from core.people import (
    appointments,
    approving,
    changes,
    charge,
    confirming,
    consents,
    employments,
    guesses,
    invites,
    joining,
    moving,
    newcomers,
    offers,
    persons,
    phones,
    preferences,
    regions,
    revoking,
    rights,
    scopes,
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
        Right.SEE_POINTS: _("Your role earns nothing. What you can do is under /help."),
        Right.ANSWER: _("Only managers and owners answer partners. What you can do is under /help."),
        Right.LOOK_AFTER: _("Only managers and owners look after partners. What you can do is under /help."),
        Right.SPEND: _("Your role spends nothing. What you can do is under /help."),
        Right.KEEP_PRIZES: _("Only managers, editors and owners keep the prizes. What you can do is under /help."),
        Right.SEE_FIGURES: _("Only owners, managers and viewers see the figures. What you can do is under /help."),
        Right.OPERATE: _("Only owners look after the service. What you can do is under /help."),
        Right.GIVE_ROLES: _("Only owners give roles. What you can do is under /help."),
        Right.ANNOUNCE: _("Only managers and owners write to everybody. What you can do is under /help."),
        Right.ERASE: _("Only owners erase other people’s data. What you can do is under /help."),
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
def move_over(_refusal: moving.MoveOver) -> str:
    return _("This partner works elsewhere by now. Where, the card says.")


@wording.register
def works_there(_refusal: moving.WorksThere) -> str:
    return _("That is where you work already, as far as the programme knows.")


@wording.register
def company_unknown(_refusal: employments.CompanyUnknown) -> str:
    return _("This company is no longer on the list. Choose another one.")


@wording.register
def points_unusable(refusal: catalog.PointsUnusable) -> str:
    if refusal.past is not None:
        return _("That day is over: what its sales earn is settled. Type today or a later day.")
    return _(
        "Type a whole number from 1 to {most}, and the day if it is not today: <code>150 2027-01-01</code>"
    ).format(most=formats.number(MOST_POINTS))


@wording.register
def alias_unusable(_refusal: catalog.AliasUnusable) -> str:
    return _("A name has 64 characters at most, and a product 20 other names.")


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


@wording.register
def spending_frozen(_refusal: rights.SpendingFrozen) -> str:
    return _("You can spend nothing for now; you go on earning. Why, and how to appeal: /prizes")


@wording.register
def out_of_scope(_refusal: scopes.OutOfScope) -> str:
    return _("Somebody else looks after this region or company. An owner can change that under /staff.")


@wording.register
def scope_unfit(_refusal: scopes.ScopeUnfit) -> str:
    return _("This person cannot be limited to that. Open the screen anew and choose from its lists.")


@wording.register
def outlet_unknown(_refusal: employments.OutletUnknown) -> str:
    return _("This outlet is no longer on the list. Choose another one.")


@wording.register
def region_unknown(_refusal: regions.RegionUnknown) -> str:
    return _("This region is no longer on the list. Choose another one.")


@wording.register
def phone_unusable(_refusal: phones.PhoneUnusable) -> str:
    return _("This is not a phone number. Write it with its country code, for example +39 333 123 4567.")


@wording.register
def own_card(_refusal: charge.OwnCard) -> str:
    return _("Nobody does this to the own person. Ask an owner.")


@wording.register
def cannot_look_after(_refusal: changes.CannotLookAfter) -> str:
    return _("This person cannot look after partners now. Choose another one.")


@wording.register
def not_in_bin(_refusal: changes.NotInBin) -> str:
    return _("This is not in the bin any more.")


@wording.register
def employment_over(_refusal: confirming.EmploymentOver) -> str:
    return _("This question is answered already. Go on with the newest message.")


@wording.register
def not_waiting(_refusal: approving.NotWaiting) -> str:
    return _("This is decided already.")
