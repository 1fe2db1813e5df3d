"""A person's card in words, and what can be changed on it."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_keeping import GiveRole, Giving
from bot.taps_people import Doing, People, Who
from bot.views import formats, person_sales
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.consents import ON
from bot.views.occupations import occupation, role
from bot.views.people import PAGE, Named, status
from bot.views.typed import typed
from bot.words import translate as _
from core.clock import local_date
from core.people.eligibility import has_conditions
from core.people.listing import Whom
from core.people.person_card import PersonCard
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.roles import Occupation, Role, Status
from core.programme.programmes import Programme

OCCUPATIONS = tuple(Occupation)


def card(shown: PersonCard, viewer: Person, programme: Programme, *, note: str = "") -> Screen:
    """Everything about somebody at a glance, each thing changed by its button."""
    person = shown.person
    lines = [note, ""] if note else []
    lines += [f"<b>{name_of(shown)}</b>", *_who(shown), *_where(shown)]
    if person.role is Role.PARTNER:
        lines += ["", *_did(shown, viewer, programme)]
    return Screen(
        "\n".join(lines),
        keyboard([person_sales.to_sales(shown, viewer), *_actions(shown, viewer, programme), [_back(person)]]),
    )


def ask_occupation(shown: PersonCard) -> Screen:
    now = shown.person.occupation
    rows = [
        button(
            f"{ON} {occupation(each)}" if each is now else occupation(each),
            Who(do=Doing.OCCUPATION, id=shown.person.id, chosen=True, value=number),
        )
        for number, each in enumerate(OCCUPATIONS)
    ]
    text = _("What does {name} do?").format(name=f"<b>{name_of(shown)}</b>")
    return Screen(text, keyboard([*rows_of(rows, 2), [_to_card(shown)]]))


def ask_company(shown: PersonCard, firms: Sequence[Named], *, page: int, more: bool) -> Screen:
    """Another company: points and earlier sales stay with the person and with the old company."""
    wish = Who(do=Doing.COMPANY, id=shown.person.id)
    rows = choices(firms, wish.model_copy(update={"chosen": True}), page=page, more=more, now=shown.company_id)
    nobody = button(_("Nobody’s"), Who(do=Doing.COMPANY, id=shown.person.id, chosen=True))
    text = _(
        "Where does {name} work now? What was earned goes along; sales up to now stay counted for the old place."
    ).format(name=f"<b>{name_of(shown)}</b>")
    return Screen(text, keyboard([*rows, [nobody], [_to_card(shown)]]))


def ask_outlet(shown: PersonCard, company_id: int, outlets: Sequence[Named], *, page: int, more: bool) -> Screen:
    wish = Who(do=Doing.OUTLET, id=shown.person.id, chosen=True, more=company_id)
    rows = choices(outlets, wish, page=page, more=more)
    none = button(_("No outlet"), wish)
    text = _("In which outlet does {name} work?").format(name=f"<b>{name_of(shown)}</b>")
    return Screen(text, keyboard([*rows, [none], [_to_card(shown)]]))


def ask_manager(shown: PersonCard, people: Sequence[Named]) -> Screen:
    rows = choices(people, Who(do=Doing.MANAGER, id=shown.person.id, chosen=True), page=0, more=False)
    text = _("Who looks after {name}? They hear of it.").format(name=f"<b>{name_of(shown)}</b>")
    return Screen(text, keyboard([*rows, [_to_card(shown)]]))


def ask_limits(shown: PersonCard) -> Screen:
    """What somebody's rights are limited to."""
    limited = ", ".join(typed(name) for name in shown.limited_to) or _("the whole programme")
    text = _("{name} sees: {limits}").format(name=f"<b>{name_of(shown)}</b>", limits=limited)
    note = _("Sales and partners elsewhere are out of sight. Several regions and companies can be chosen.")
    whole = Who(do=Doing.LIMITS, id=shown.person.id, chosen=True)
    rows = [
        [
            button(_("Regions"), Who(do=Doing.REGIONS, id=shown.person.id)),
            button(_("Companies"), Who(do=Doing.FIRMS, id=shown.person.id)),
        ],
        [button(_("The whole programme"), whole)] if shown.limited_to else [],
    ]
    return Screen(f"{text}\n\n{note}", keyboard([*rows, [_to_card(shown)]]))


def switch_limits(
    shown: PersonCard, do: Doing, offered: Sequence[Named], on: frozenset[int], *, page: int, more: bool
) -> Screen:
    """Regions or companies, each switched on or off."""
    rows = choices(offered, Who(do=do, id=shown.person.id, chosen=True), page=page, more=more, on=on)
    text = _("Tap what {name} shall see.").format(name=f"<b>{name_of(shown)}</b>")
    if not offered:
        text = _("The list is empty so far.")
    back = button(_("← Back"), Who(do=Doing.LIMITS, id=shown.person.id))
    return Screen(text, keyboard([*rows, [back]]))


def ask_remove(shown: PersonCard) -> Screen:
    """What the bin means, before it is done."""
    text = _(
        "Put {name} into the bin? They can do nothing here any more and hear so. What was earned and sold stays, open "
        "sales are decided as before, and you can restore everything."
    ).format(name=f"<b>{name_of(shown)}</b>")
    remove = button(_("Put into the bin"), Who(do=Doing.REMOVE, id=shown.person.id), style="danger")
    return Screen(text, keyboard([[remove], [_to_card(shown)]]))


def ask_erase(shown: PersonCard) -> Screen:
    """What erasing somebody at that one's request does, before it is done."""
    parts = [
        _("<b>Erase everything about {name}?</b> Only at that person’s own request. It cannot be undone.").format(
            name=name_of(shown)
        ),
        _(
            "What goes: name, phone and Telegram account, photos of sales, notes about them, drafts, questions. "
            "Sales that nobody has decided are withdrawn, open orders cancelled, what could be spent lapses."
        ),
        _("What stays, without a name: decided sales and entries of the books."),
    ]
    surely = button(_("Erase for good"), Who(do=Doing.ERASE, id=shown.person.id), style="danger")
    return Screen("\n\n".join(parts), keyboard([[surely], [_to_card(shown)]]))


def erased() -> Screen:
    """In place of the card of somebody who is forgotten."""
    text = _("✅ Erased. Nothing tells any more who it was; that it was asked for is in the log of changes.")
    return Screen(text, keyboard([[button(_("← Back"), People(whom=Whom.PARTNERS))]]))


def choices(
    offered: Sequence[Named],
    wish: Who,
    *,
    page: int,
    more: bool,
    now: int | None = None,
    on: frozenset[int] = frozenset(),
) -> Rows:
    """Named values, a button each, with the turns of a page."""
    rows: Rows = [
        [
            button(
                f"{ON} {name}" if number == now or number in on else name,
                wish.model_copy(update={"value": number, "page": page if on or wish.do in _SWITCHES else 0}),
            )
        ]
        for number, name in offered
    ]
    turn = wish.model_copy(update={"chosen": False})
    turns = [button(_("← Earlier"), turn.model_copy(update={"page": page - 1}))] if page else []
    turns += [button(_("More →"), turn.model_copy(update={"page": page + 1}))] if more else []
    return [*rows, turns]


_SWITCHES = frozenset({Doing.REGIONS, Doing.FIRMS})


def name_of(shown: PersonCard) -> str:
    return typed(shown.name) if shown.name else _("A participant")


def removed() -> str:
    return _("In the bin.")


def restored() -> str:
    return _("Restored, with everything as it was.")


def changed() -> str:
    return _("Changed.")


def page_of(named: Sequence[Named], page: int) -> tuple[Sequence[Named], bool]:
    """A page of a list that is at hand, and whether more follows."""
    return named[page * PAGE : (page + 1) * PAGE], len(named) > (page + 1) * PAGE


def _who(shown: PersonCard) -> list[str]:
    person = shown.person
    what = role(person.role)
    if person.role is Role.PARTNER and person.occupation:
        what = occupation(person.occupation)
    lines = [f"{what}. {status(person.status)}"]
    if person.frozen:
        lines.append(_("Spending is frozen."))
    if shown.known and shown.known.username:
        lines.append(f"@{typed(shown.known.username)}")
    if shown.known and shown.known.phone:
        lines.append(f"+{typed(shown.known.phone)}")
    return lines


def _where(shown: PersonCard) -> list[str]:
    place = ", ".join(typed(part) for part in (shown.company, shown.outlet, shown.region) if part)
    lines = [_("Works at: {place}").format(place=place)] if place else []
    if shown.person.role is Role.PARTNER:
        manager = typed(shown.manager) if shown.manager else _("nobody yet")
        lines.append(_("Looked after by: {name}").format(name=manager))
    if shown.limited_to:
        lines.append(_("Sees: {limits}").format(limits=", ".join(typed(name) for name in shown.limited_to)))
    return lines


def _did(shown: PersonCard, viewer: Person, programme: Programme) -> list[str]:
    came = formats.full_day(local_date(shown.joined_at, viewer.timezone))
    lines = [_("Came: {day}").format(day=came)]
    if shown.last_sale_at is None:
        lines.append(_("No sale yet."))
    else:
        last = formats.full_day(local_date(shown.last_sale_at, viewer.timezone))
        lines.append(_("Last sale: {day}").format(day=last))
        lines.append(person_sales.counted(shown.sales, programme))
    names = programme.points_names
    lines.append(_("Can spend: {points}").format(points=formats.points(shown.spendable, names)))
    if shown.pending:
        lines.append(_("Can spend later: {points}").format(points=formats.points(shown.pending, names)))
    return lines


def _actions(shown: PersonCard, viewer: Person, programme: Programme) -> Rows:
    person = shown.person
    if person.id == viewer.id:
        return [[button(_("I will be away"), Who(do=Doing.AWAY, id=person.id))]]
    if not shown.may_change:
        return []
    erase = [button(_("Erase at request"), Who(do=Doing.ASK_ERASE, id=person.id))] if may(viewer, Right.ERASE) else []
    if person.status is Status.REMOVED:
        return [[button(_("Restore"), Who(do=Doing.RESTORE, id=person.id), style="success")], erase]
    rows = _of_partner(person, programme)
    if may(viewer, Right.GIVE_ROLES):
        rows.append(button(_("Role"), GiveRole(do=Giving.SHOW, id=person.id)))
        if person.role not in {Role.OWNER, Role.PARTNER}:
            rows.append(button(_("Limits"), Who(do=Doing.LIMITS, id=person.id)))
    if may(person, Right.LOOK_AFTER):
        rows.append(button(_("Away"), Who(do=Doing.AWAY, id=person.id)))
        rows.append(button(_("Hand over and leave"), Who(do=Doing.HAND_OVER, id=person.id)))
    rows.append(button(_("Code for a new phone"), Who(do=Doing.CODE, id=person.id)))
    rows.append(button(_("Warn or keep out"), Who(do=Doing.LADDER, id=person.id)))
    rows.append(button(_("Into the bin"), Who(do=Doing.ASK_REMOVE, id=person.id)))
    rows += erase
    return rows_of(rows, 2)


def _of_partner(person: Person, programme: Programme) -> list[InlineKeyboardButton]:
    if person.role is not Role.PARTNER:
        return []
    rows = [
        button(_("Occupation"), Who(do=Doing.OCCUPATION, id=person.id)),
        button(_("Company"), Who(do=Doing.COMPANY, id=person.id)),
        button(_("Manager"), Who(do=Doing.MANAGER, id=person.id)),
    ]
    if has_conditions(programme.options):
        rows.append(button(_("Conditions"), Who(do=Doing.CONDITIONS, id=person.id)))
    return rows


def _to_card(shown: PersonCard) -> InlineKeyboardButton:
    return button(_("← Back"), Who(id=shown.person.id))


def _back(person: Person) -> InlineKeyboardButton:
    whom = Whom.PARTNERS if person.role is Role.PARTNER else Whom.STAFF
    return button(_("← Back"), People(whom=whom, status=person.status if person.status in _LISTED else Status.ACTIVE))


_LISTED = frozenset({Status.ACTIVE, Status.INVITED, Status.BLOCKED, Status.REMOVED})
