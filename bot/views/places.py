"""Regions, companies and outlets in words: where each lies, and by which clock."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_people import People, Placing, Where, Who
from bot.views import zones
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.people import Named, name_of
from bot.views.person_card import page_of
from bot.views.typed import typed
from bot.words import translate as _
from core.people.listing import Listed
from core.people.outlets import Outlet
from core.people.places_card import CompanyPlace
from core.people.regions import Region
from core.programme.programmes import Programme


def companies(firms: Sequence[Named], *, page: int) -> Screen:
    """The companies, each with its outlets behind it."""
    offered, more = page_of(firms, page)
    rows = [[button(name, Where(do=Placing.COMPANY, id=number))] for number, name in offered]
    text = _("Whose outlets? A company’s region and clock are changed there too.")
    if not firms:
        text = _("No company yet. Send a list of them under /companies.")
    more_rows = [
        _turns(Where(do=Placing.COMPANIES), page, more=more),
        [button(_("Regions"), Where(do=Placing.REGIONS)), _to_companies()],
        [button(_("← Back"), People())],
    ]
    return Screen(text, keyboard([*rows, *more_rows]))


def regions(listed: Sequence[Region], *, note: str = "") -> Screen:
    """The regions; a new one is typed."""
    rows = [[button(each.name, Where(do=Placing.REGION, id=each.id))] for each in listed[:90]]
    text = _("Type a region’s name to add it, or tap one to take it off the list.")
    return Screen(f"{note}\n\n{text}" if note else text, keyboard([*rows, [_back(Where(do=Placing.COMPANIES))]]))


def region_added(region: Region) -> str:
    return _("Added: {name}.").format(name=typed(region.name))


def confirm_region(region: Region) -> Screen:
    text = _("Take <b>{name}</b> off the list? Companies, outlets and sales that are in it stay in it.").format(
        name=typed(region.name)
    )
    remove = button(_("Remove"), Where(do=Placing.REMOVE_REGION, id=region.id), style="danger")
    return Screen(text, keyboard([[remove], [_back(Where(do=Placing.REGIONS))]]))


def region_removed(region: Region) -> Screen:
    undo = button(_("Put it back"), Where(do=Placing.RESTORE_REGION, id=region.id))
    text = _("Removed: {name}").format(name=typed(region.name))
    return Screen(text, keyboard([[undo], [_back(Where(do=Placing.REGIONS))]]))


def company(
    shown: CompanyPlace, outlets: Sequence[Outlet], programme: Programme, now: datetime, *, page: int, note: str = ""
) -> Screen:
    """A company: where it lies, by which clock, and its outlets; a new one is typed."""
    zone = zones.clock(shown.timezone or programme.timezone, now)
    lines = [*([note, ""] if note else []), f"<b>{typed(shown.name)}</b>"]
    lines.append(_("Region: {region}").format(region=typed(shown.region) if shown.region else _("none")))
    lines += [_("Clock: {zone}").format(zone=zone), "", _("Type an outlet’s name or address to add it.")]
    offered, more = page_of([(each.id, each.name) for each in outlets], page)
    rows: Rows = [[button(name, Where(do=Placing.OUTLET, id=number))] for number, name in offered]
    own = Where(do=Placing.COMPANY, id=shown.id)
    rows.append(_turns(own, page, more=more))
    rows.append(
        [
            button(_("Region"), Where(do=Placing.COMPANY_REGION, id=shown.id)),
            button(_("Clock"), Where(do=Placing.COMPANY_ZONE, id=shown.id)),
        ]
    )
    return Screen("\n".join(lines), keyboard([*rows, [_back(Where(do=Placing.COMPANIES))]]))


def outlet(shown: Outlet, *, company: CompanyPlace, programme: Programme, now: datetime, note: str = "") -> Screen:
    """An outlet: where it lies and by which clock, its own or the company's."""
    zone = zones.clock(shown.timezone or company.timezone or programme.timezone, now)
    region = shown.region or company.region
    lines = [*([note, ""] if note else []), f"<b>{typed(shown.name, 128)}</b>", typed(company.name)]
    lines.append(_("Region: {region}").format(region=typed(region) if region else _("none")))
    lines.append(_("Clock: {zone}").format(zone=zone))
    rows = [
        [
            button(_("Region"), Where(do=Placing.OUTLET_REGION, id=shown.id)),
            button(_("Clock"), Where(do=Placing.OUTLET_ZONE, id=shown.id)),
        ],
        [button(_("Remove"), Where(do=Placing.REMOVE_OUTLET, id=shown.id), style="danger")],
    ]
    return Screen("\n".join(lines), keyboard([*rows, [_back(Where(do=Placing.COMPANY, id=shown.company_id))]]))


def outlet_added(shown: Outlet) -> str:
    return _("Added: {name}.").format(name=typed(shown.name, 128))


def outlet_removed(shown: Outlet) -> Screen:
    undo = button(_("Put it back"), Where(do=Placing.RESTORE_OUTLET, id=shown.id))
    text = _("Removed: {name}. Its people and sales keep it.").format(name=typed(shown.name, 128))
    return Screen(text, keyboard([[undo], [_back(Where(do=Placing.COMPANY, id=shown.company_id))]]))


def ask_region(wish: Where, listed: Sequence[Region]) -> Screen:
    """In which region a company or outlet lies."""
    chosen = wish.model_copy(update={"chosen": True})
    rows = [[button(each.name, chosen.model_copy(update={"value": each.id}))] for each in listed[:90]]
    own = wish.do is Placing.OUTLET_REGION
    none = button(_("The company’s region") if own else _("No region"), chosen)
    text = _("In which region does it lie? Sales from now on count there; earlier ones stay where they were.")
    return Screen(text, keyboard([*rows, [none], [_back(_card_of(wish))]]))


def ask_zone(wish: Where, now: datetime, *, besides: str) -> Screen:
    """By which clock a company or outlet lives."""
    chosen = wish.model_copy(update={"chosen": True})
    offered = zones.choices(now, besides=besides)
    rows = rows_of(
        [
            button(zones.clock(zone, now), chosen.model_copy(update={"value": number + 1}))
            for number, zone in enumerate(offered)
        ],
        2,
    )
    own = wish.do is Placing.OUTLET_ZONE
    none = button(_("The company’s clock") if own else _("The programme’s clock"), chosen)
    text = _("By which clock do its people live? Tap a city or type another. Who chose an own clock keeps it.")
    return Screen(text, keyboard([*rows, [none], [_back(_card_of(wish))]]))


def whole_bin(people: Sequence[Listed], firms: Sequence[Named]) -> Screen:
    """What was removed last, and the way back."""
    rows: Rows = [[button(name_of(each), Who(id=each.id))] for each in people]
    rows += [[button(name, Where(do=Placing.RESTORE_COMPANY, id=number))] for number, name in firms]
    text = _("The bin is empty.")
    if rows:
        text = _("<b>Bin</b>\n\nTap a person to look and restore. A tap on a company restores it at once.")
    return Screen(text, keyboard([*rows, [_back(People())]]))


def company_restored(name: str) -> str:
    return _("Restored: {name}").format(name=typed(name))


def _card_of(wish: Where) -> Where:
    of_outlet = wish.do in {Placing.OUTLET_REGION, Placing.OUTLET_ZONE}
    return Where(do=Placing.OUTLET if of_outlet else Placing.COMPANY, id=wish.id)


def _turns(wish: Where, page: int, *, more: bool) -> list[InlineKeyboardButton]:
    turns = [button(_("← Earlier"), wish.model_copy(update={"page": page - 1}))] if page else []
    return turns + ([button(_("More →"), wish.model_copy(update={"page": page + 1}))] if more else [])


def _to_companies() -> InlineKeyboardButton:
    return button(_("Companies"), Open(place=Place.COMPANIES))


def _back(to: Where | People) -> InlineKeyboardButton:
    return button(_("← Back"), to)
