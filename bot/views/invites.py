"""Invites in words: one screen that shows the whole invite, and the link to pass on."""

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Invite, Inviting
from bot.taps_enrolments import Enrol, Enrolling
from bot.taps_keeping import Close
from bot.views import formats
from bot.views.brand import programme_name
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.languages import OWN_NAMES
from bot.views.occupations import occupation, role, role_in_short
from bot.views.typed import typed
from bot.words import speaking
from bot.words import translate as _
from core.catalog.companies import Company
from core.people.invites import Invitation
from core.people.persons import Person
from core.people.rights import may_give
from core.people.roles import Occupation, Role
from core.programme.programmes import Programme

USES = (1, 5, 20, 100, 500)
DAYS = (1, 7, 30, 90, 365)
PAGE = 8
"""Companies of a page."""


def invite(made: Invite, company: str | None) -> Screen:
    """The invite in the making: everything at a glance, each line changed by its button."""
    lines = [_("<b>An invitation</b>"), "", *_facts(made, company), "", _("Change what you like, then make the link.")]
    changes = [(Inviting.ROLE, _("Role")), (Inviting.LANGUAGE, _("Language"))]
    if made.role is Role.PARTNER:
        changes += [(Inviting.OCCUPATION, _("Occupation")), (Inviting.COMPANY, _("Company"))]
    changes += [(Inviting.USES, _("For how many")), (Inviting.DAYS, _("For how long"))]
    rows = rows_of([_button(text, made, do=do) for do, text in changes], 2)
    rows.append([_button(_("Make the link"), made, do=Inviting.MAKE, style="primary")])
    if made.role is Role.PARTNER:
        rows.append([_button(_("Poster: I let each one in"), made, do=Inviting.POSTER)])
    rows.append([button(_("Many people by a list"), Enrol(do=Enrolling.HOME))])
    rows.append([button(_("Invitations that work"), Close())])
    return Screen("\n".join(lines), keyboard(rows))


def ask(made: Invite, *, inviter: Person, locales: Iterable[str]) -> Screen:
    """The screen on which one line of the invite is changed; companies have their own."""
    match made.do:
        case Inviting.ROLE:
            return ask_role(made, inviter)
        case Inviting.OCCUPATION:
            return ask_occupation(made)
        case Inviting.LANGUAGE:
            return ask_language(made, locales)
        case Inviting.USES:
            return ask_uses(made)
        case _:
            return ask_days(made)


def ask_role(made: Invite, inviter: Person) -> Screen:
    """The roles that the inviter may give, each with what it may do; only partners are asked for more."""
    offered = [each for each in reversed(Role) if each is not Role.OWNER and may_give(inviter.role, each)]
    lines = [_("<b>{role}</b>: {short}").format(role=role(each), short=role_in_short(each)) for each in offered]
    buttons = [_button(role(each), _for_role(made, each)) for each in offered]
    return _choice("\n".join([_("What may they do?"), "", *lines]), rows_of(buttons, 2), made)


def ask_occupation(made: Invite) -> Screen:
    buttons = [_button(occupation(each), made, occupation=each) for each in Occupation]
    rows = [*rows_of(buttons, 2), [_button(_("They say it themselves"), made, occupation=None)]]
    return _choice(_("What do they do?"), rows, made)


def ask_company(made: Invite, companies: Sequence[Company]) -> Screen:
    shown = companies[made.page * PAGE : (made.page + 1) * PAGE]
    rows = [[_button(firm.name, made, company_id=firm.id)] for firm in shown]
    turning = [_button(_("← Earlier"), made, do=Inviting.COMPANY, page=made.page - 1)] if made.page else []
    more = len(companies) > (made.page + 1) * PAGE
    turning += [_button(_("More →"), made, do=Inviting.COMPANY, page=made.page + 1)] if more else []
    rows.append(turning)
    rows.append([_button(_("They say it themselves"), made, company_id=None)])
    return _choice(_("Whom do they work for?"), rows, made)


def ask_language(made: Invite, locales: Iterable[str]) -> Screen:
    rows = [[_button(OWN_NAMES[each], made, locale=each)] for each in locales]
    rows.append([_button(_("As their Telegram"), made, locale=None)])
    return _choice(_("In which language are they met?"), rows, made)


def ask_uses(made: Invite) -> Screen:
    buttons = [_button(people(each), made, uses=each) for each in USES]
    return _choice(_("How many people may come by this link?"), rows_of(buttons, 2), made)


def ask_days(made: Invite) -> Screen:
    buttons = [_button(days(each), made, days=each) for each in DAYS]
    return _choice(_("How long does the link work?"), rows_of(buttons, 2), made)


def to_pass_on(invitation: Invitation, programme: Programme, link: str) -> str:
    """The words to forward, in the language of whoever gets them."""
    with speaking(invitation.locale or programme.locale):
        return _("You are invited to <b>{programme}</b>. Open the link and press Start:\n{link}").format(
            programme=programme_name(programme), link=link
        )


def under_the_code(made: Invite, invitation: Invitation, company: str | None, person: Person) -> str:
    """Under the QR code: for whom it is, how often and how long it works."""
    until = formats.full_moment(invitation.expires_at, person.timezone)
    facts = [role(invitation.role)]
    facts += [occupation(invitation.occupation)] if invitation.occupation else []
    facts += [typed(company, 80)] if company else []
    return "\n".join(
        [
            _("QR code of this invitation, to show or to print."),
            ", ".join(facts),
            _("It works {for_people}, until {moment}").format(for_people=for_people(made.uses), moment=until),
        ]
    )


def ready(made: Invite) -> Screen:
    """In place of the screen on which the link was made."""
    another = _button(_("Another one like this"), made, do=Inviting.SHOW)
    return Screen(
        _("The link and its QR code are below. Forward the message, or show the code."),
        keyboard([[another]]),
    )


def made_already() -> str:
    """For a second tap."""
    return _("The link is made: it is below.")


def people(count: int) -> str:
    return _("{n} person", "{n} people", count).format(n=formats.number(count))


def for_people(count: int) -> str:
    return _("for {n} person", "for {n} people", count).format(n=formats.number(count))


def days(count: int) -> str:
    return _("{n} day", "{n} days", count).format(n=formats.number(count))


def _for_role(made: Invite, chosen: Role) -> Invite:
    """The invite for another role: what only partners are asked is bound for partners alone."""
    kept = {} if chosen is Role.PARTNER else {"occupation": None, "company_id": None}
    return made.model_copy(update={"role": chosen, **kept})


def _facts(made: Invite, company: str | None) -> list[str]:
    themselves = _("they say it themselves")
    language = OWN_NAMES[made.locale] if made.locale in OWN_NAMES else _("as their Telegram")
    lines = [_("Role: {role} ({short})").format(role=role(made.role), short=role_in_short(made.role))]
    if made.role is Role.PARTNER:
        what = occupation(made.occupation) if made.occupation else themselves
        lines.append(_("Occupation: {occupation}").format(occupation=what))
        lines.append(_("Company: {company}").format(company=typed(company, 80) if company else themselves))
    lines.append(_("Language: {language}").format(language=language))
    lines.append(_("It works {for_people}, {days}").format(for_people=for_people(made.uses), days=days(made.days)))
    return lines


def _button(text: str, made: Invite, *, style: str | None = None, **changed: object) -> InlineKeyboardButton:
    data = made.model_copy(update={"do": Inviting.SHOW, "page": 0, **changed})
    return button(text, data, style=style)


def _choice(text: str, rows: Rows, made: Invite) -> Screen:
    back = _button(_("← Back"), made, do=Inviting.SHOW)
    return Screen(text, keyboard([*rows, [back]]))
