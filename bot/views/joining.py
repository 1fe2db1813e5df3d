"""Joining in words: the invitation, its questions, and what to do first."""

from collections.abc import Collection, Sequence

from bot.screen import Screen
from bot.taps import CallMe, CompaniesPage, ConsentTexts, Enter, Speak, Switch, WorkAs, WorkFor
from bot.views import consents, formats
from bot.views.brand import programme_name
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.languages import OWN_NAMES
from bot.views.occupations import occupation, role, what_to_do
from bot.views.typed import typed
from bot.words import locale
from bot.words import translate as _
from core.catalog.companies import Company
from core.people.consents import ConsentKind
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.roles import Occupation, Role
from core.programme.programmes import Programme

PAGE = 8
"""Companies of a page."""


def ask_consents(programme: Programme, given: Collection[ConsentKind], invited_as: Role) -> Screen:
    """The invitation and its three switches; below them the programme's other languages."""
    lines = [
        _("You are invited to <b>{programme}</b>.").format(programme=programme_name(programme)),
        _what_for(programme, invited_as),
        "",
        _("First, what you agree to. Tap each line you accept:"),
        "",
        *(consents.in_short(kind) for kind in ConsentKind),
    ]
    rows = [
        [button(consents.label(kind, given=kind in given), Switch(kind=kind, given=kind not in given))]
        for kind in ConsentKind
    ]
    rows.append([button(_("Read in full"), ConsentTexts(shown=True))])
    rows.append([button(_("Go on →"), Enter(), style="primary")])
    rows.append([button(OWN_NAMES[each], Speak(locale=each)) for each in programme.locales if each != locale()])
    return Screen("\n".join(lines), keyboard(rows))


def _what_for(programme: Programme, invited_as: Role) -> str:
    """What joining brings: points to a partner, a task to everybody else."""
    if invited_as is not Role.PARTNER:
        return f"<b>{role(invited_as)}</b>. {what_to_do(invited_as)}"
    return what_sales_bring(programme)


def what_sales_bring(programme: Programme) -> str:
    """What a partner has of a sale, in one sentence."""
    return _(
        "Each sale brings you {points}: you send a photo of the invoice, a moderator approves it, and they are yours."
    ).format(points=formats.points_word(programme.points_names))


def consent_texts(programme: Programme) -> Screen:
    """The texts behind the switches."""
    back = button(_("← Back"), ConsentTexts(shown=False))
    return Screen(consents.all_in_full(programme), keyboard([[back]]))


def ask_name(suggestion: str | None) -> Screen:
    """How to call the person; the name in Telegram as a button, where it can be used."""
    text = _("What is your name? Type it as colleagues know you: first and last name.")
    if suggestion is None:
        return Screen(text)
    text = _("What is your name? Tap it or type it as colleagues know you: first and last name.")
    return Screen(text, keyboard([[button(suggestion, CallMe(), style="primary")]]))


def ask_occupation() -> Screen:
    buttons = [button(occupation(each), WorkAs(occupation=each)) for each in Occupation]
    return Screen(_("What do you do?"), keyboard(rows_of(buttons, 2)))


def ask_company(companies: Sequence[Company], *, page: int = 0, looked_for: str = "") -> Screen:
    """Whom the person works for: a page of companies, or those that a typed part names."""
    text = _("Which company do you work for? Tap it or type part of its name.")
    if looked_for and not companies:
        text = _(
            "I know no company like “{name}”. Type another part of its name, or tap that it is not listed."
        ).format(name=typed(looked_for))
    shown = companies[page * PAGE : (page + 1) * PAGE]
    rows = [[button(firm.name, WorkFor(company_id=firm.id))] for firm in shown]
    rows += _pages(len(companies), page) if not looked_for else []
    rows.append([button(_("Not listed, or on my own"), WorkFor())])
    return Screen(text, keyboard(rows))


def _pages(companies: int, page: int) -> Rows:
    row = [button(_("← Back"), CompaniesPage(page=page - 1))] if page else []
    row += [button(_("More →"), CompaniesPage(page=page + 1))] if companies > (page + 1) * PAGE else []
    return [row]


def first_this(asked: Screen) -> Screen:
    """The question once more, after something that does not answer it."""
    return Screen(_("One answer first, then you can begin.") + "\n\n" + asked.text, asked.keyboard)


def thanks() -> Screen:
    """In place of the last question."""
    return Screen(_("Thank you, that was the last question."))


def welcome(person: Person, programme: Programme, name: str) -> str:
    """The first words to a member: what to do first, in five short lines at most."""
    greeting = _("Welcome to <b>{programme}</b>, {name}.").format(programme=programme_name(programme), name=typed(name))
    return "\n".join([greeting, "", *_first_steps(person, programme)])


def _first_steps(person: Person, programme: Programme) -> list[str]:
    if person.role is Role.PARTNER:
        fourth = _("4. See how many {points} you have under 💰.")
        if may(person, Right.SEE_BOARD):
            fourth = _("4. See how many {points} you have under 💰, and your place under 🏆.")
        return [
            _("First steps:"),
            _("1. Send a photo of an invoice here, any time."),
            _("2. Answer with buttons: product, quantity, number."),
            _("3. A moderator decides and you hear at once."),
            fourth.format(points=formats.points_word(programme.points_names)),
        ]
    if may(person, Right.DECIDE_CLAIMS):
        return [
            _("You decide sales. Each comes here as a card with its photo: look, then approve or decline."),
            _("What waits for you is under 📋, everything else under ❓."),
        ]
    if may(person, Right.EDIT_CATALOGUE):
        return [_("You keep the lists: /products and /companies. Everything else is under ❓.")]
    if may(person, Right.SEE_BOARD):
        return [_("You see how the programme is doing: tap 🏆. Everything else is under ❓.")]
    return [_("You see how the programme is doing. Everything you can do is under ❓.")]


def welcome_back(person: Person, programme: Programme, waiting: int) -> str:
    """For a member who pressed Start again; `waiting` counts the sales to decide."""
    hello = _("Welcome back to <b>{programme}</b>.").format(programme=programme_name(programme))
    if may(person, Right.DECIDE_CLAIMS):
        what = _nothing_to_decide() if not waiting else _to_decide(waiting)
    elif may(person, Right.CLAIM):
        what = _("To register a sale, send a photo of the invoice.")
    else:
        what = _("Everything you can do here is under ❓.")
    return f"{hello} {what}"


def _to_decide(waiting: int) -> str:
    return _("{n} sale waits for your decision: tap 📋.", "{n} sales wait for your decision: tap 📋.", waiting).format(
        n=formats.number(waiting)
    )


def _nothing_to_decide() -> str:
    return _("No sale waits for your decision now.")


def stranger(programme: Programme | None) -> str:
    """The one answer to somebody who was not invited."""
    if programme is None or not programme.set_up:
        return _("Hello. This service is not open yet. Please come back later with the invitation you get.")
    if programme.options.self_registration:
        return _(
            "Hello. This is <b>{programme}</b>. Do you have an invitation? Open its link. Without one you can ask to "
            "join: a few questions, then somebody decides. Who runs this: /privacy"
        ).format(programme=typed(programme.name))
    return _(
        "Hello. <b>{programme}</b> is for people with an invitation. Ask whoever told you about it for a link and open "
        "it. Who runs this: /privacy"
    ).format(programme=programme_name(programme))


def still_waits() -> str:
    """For somebody who waits to be let in, and writes again."""
    return _("You are not in yet, so nothing of this is kept. Once you are, you will hear here: send it again then.")


def kept_out(programme: Programme) -> str:
    """For somebody who is kept out for now, was turned away, or lies in the bin."""
    return _("You take no part in {programme} at present. What was earned stays. Questions: {contact}").format(
        programme=f"<b>{typed(programme.name)}</b>", contact=typed(programme.contact, 300)
    )
