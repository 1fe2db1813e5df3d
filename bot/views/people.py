"""Lists of people in words: partners and staff, narrowed and searched."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_people import Narrow, Narrowing, People, Placing, Where, Who
from bot.views import person_sales
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.consents import ON
from bot.views.occupations import role
from bot.views.typed import typed
from bot.words import translate as _
from core.claims.listing import FoundSale
from core.people.listing import Listed, Page, Whom
from core.people.roles import Role, Status

SHOWN = (Status.ACTIVE, Status.INVITED, Status.BLOCKED, Status.REMOVED)
"""What a list can be narrowed to; a pending one has a list of its own."""

PAGE = 8

Named = tuple[int, str]
"""Id and name of what a list is narrowed to."""


def people(page: Page, asked: People, narrowed: Sequence[str], *, keeps_lists: bool) -> Screen:
    """A page, and the ways to narrow it. `narrowed`: names of the company and region chosen."""
    partners = asked.whom is Whom.PARTNERS
    head = _("<b>Partners</b>") if partners else _("<b>Staff</b>")
    told = [*(typed(name) for name in narrowed)]
    if asked.status is not Status.ACTIVE:
        told.append(status(asked.status))
    if asked.mine:
        told.append(_("mine only"))
    lines = [": ".join([head, ", ".join(told)]) if told else head, ""]
    lines.append(_hint(page, partners=partners))
    rows = [*_rows(page.people), _turns(page, asked), *rows_of(_filters(asked), 2)]
    if keeps_lists:
        rows.append([button(_("Regions and outlets"), Where(do=Placing.COMPANIES)), _bin()])
    other = Whom.STAFF if partners else Whom.PARTNERS
    rows.append([button(_("Staff") if partners else _("Partners"), People(whom=other))])
    return Screen("\n".join(lines), keyboard(rows))


def found(people_found: Sequence[Listed], sales: Sequence[FoundSale], text: str) -> Screen:
    """Whom a typed part of a name has found, and the sales of a typed number."""
    words = _("Found by “{text}”:").format(text=typed(text))
    if not people_found and not sales:
        words = _(
            "I know nobody whose name begins like “{text}”, and no sale of that number. "
            "Type another part of the name, or the whole number of a document."
        ).format(text=typed(text))
    numbered = [person_sales.numbered(sale) for sale in sales]
    return Screen(words, keyboard([*numbered, *_rows(people_found), [button(_("← Back"), People())]]))


def choose(asked: Narrow, offered: Sequence[Named], *, more: bool) -> Screen:
    """What a list can be narrowed to."""
    if asked.by is Narrowing.STATUS:
        rows: Rows = [[button(status(each), People(whom=asked.whom, status=each))] for each in SHOWN]
        return Screen(_("Whom shall I show?"), keyboard([*rows, [button(_("← Back"), People(whom=asked.whom))]]))
    by_company = asked.by is Narrowing.COMPANY
    rows = [[button(name, People(company=number) if by_company else People(region=number))] for number, name in offered]
    turns = [button(_("← Earlier"), asked.model_copy(update={"page": asked.page - 1}))] if asked.page else []
    turns += [button(_("More →"), asked.model_copy(update={"page": asked.page + 1}))] if more else []
    words = _("Of which company?") if by_company else _("Of which region?")
    if not offered:
        words = _("The list is empty so far.")
    return Screen(words, keyboard([*rows, turns, [button(_("← Back"), People())]]))


def status(what: Status) -> str:
    """Where somebody stands, for a list."""
    match what:
        case Status.ACTIVE:
            return _("Taking part")
        case Status.INVITED:
            return _("On the way in")
        case Status.PENDING:
            return _("Waiting to be let in")
        case Status.BLOCKED:
            return _("Excluded")
        case Status.REMOVED:
            return _("In the bin")
        case Status.DELETED:
            return _("Forgotten")


def name_of(person: Listed) -> str:
    return person.name or _("A participant")


def _hint(page: Page, *, partners: bool) -> str:
    if page.people:
        return _("Tap a name, or type the beginning of a name or a document’s number.")
    if partners:
        return _("Nobody here. Invite partners: /invite. Or type the beginning of a name.")
    return _("Nobody here. Type the beginning of a name.")


def _rows(listed: Sequence[Listed]) -> Rows:
    return [[button(_line(each), Who(id=each.id))] for each in listed]


def _line(each: Listed) -> str:
    what = each.company if each.role is Role.PARTNER else role(each.role)
    return f"{name_of(each)}, {what}" if what else name_of(each)


def _turns(page: Page, asked: People) -> list[InlineKeyboardButton]:
    if not page.people:
        return []
    newer = asked.model_copy(update={"before": 0, "after": page.people[0].id})
    older = asked.model_copy(update={"before": page.people[-1].id, "after": 0})
    turns = [button(_("← Newer"), newer)] if page.newer else []
    return turns + ([button(_("Older →"), older)] if page.older else [])


def _filters(asked: People) -> list[InlineKeyboardButton]:
    state = button(_("Status"), Narrow(by=Narrowing.STATUS, whom=asked.whom))
    if asked.whom is Whom.STAFF:
        return [state]
    own = _("Mine")
    mine = asked.model_copy(update={"mine": not asked.mine, "before": 0, "after": 0})
    return [
        button(_("Company"), Narrow(by=Narrowing.COMPANY)),
        button(_("Region"), Narrow(by=Narrowing.REGION)),
        state,
        button(f"{ON} {own}" if asked.mine else own, mine),
    ]


def _bin() -> InlineKeyboardButton:
    return button(_("Bin"), Where(do=Placing.BIN))
