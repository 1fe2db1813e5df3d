"""A person's sales in words, for whoever looks after people: how many there are, and each behind a button."""

from collections.abc import Mapping

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_people import SalesOf, Who
from bot.taps_queue import ShowClaim
from bot.views import claims, formats, states
from bot.views.buttons import button, keyboard
from bot.views.typed import typed
from bot.words import translate as _
from core.claims.claim import ClaimState, Phase
from core.claims.listing import ClaimsPage, FoundSale
from core.ids import PersonId
from core.people.person_card import PersonCard
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.roles import Role
from core.programme.programmes import Programme

LONGEST_NAME = 16
"""Of a partner, on the button of a sale."""


def counted(sales: Mapping[Phase, int], programme: Programme) -> str:
    """How many wait, were approved and were declined, in the programme's own words where it has any of them; HTML."""
    found = {
        ClaimState.IN_REVIEW: formats.number(sales[Phase.OPEN]),
        ClaimState.APPROVED: formats.number(sales[Phase.APPROVED]),
        ClaimState.DECLINED: formats.number(sales[Phase.DECLINED]),
    }
    if not any(states.own(state, programme.options) for state in found):
        return _("Sales: {waiting} waiting, {approved} approved, {declined} declined").format(
            waiting=found[ClaimState.IN_REVIEW],
            approved=found[ClaimState.APPROVED],
            declined=found[ClaimState.DECLINED],
        )
    each = (f"{typed(states.named(state, programme.options))} – {n}" for state, n in found.items())
    return _("Sales: {state}").format(state=", ".join(each))


def to_sales(shown: PersonCard, viewer: Person) -> list[InlineKeyboardButton]:
    """The way to somebody's sales, for whoever may open them; staff that sells nothing has none."""
    sells = shown.person.role is Role.PARTNER or shown.last_sale_at is not None
    if shown.person.id == viewer.id or not sells or not may(viewer, Right.DECIDE_CLAIMS):
        return []
    return [button(_("🧾 Sales"), SalesOf(id=shown.person.id))]


def page(found: ClaimsPage, person_id: PersonId, name: str | None, programme: Programme) -> Screen:
    """A page of somebody's sales, and the way back to the card."""
    who = typed(name) if name else _("A participant")
    back = [button(_("← Back"), Who(id=person_id))]
    if not found.claims:
        return Screen(_("No sales of {name} to show so far.").format(name=f"<b>{who}</b>"), keyboard([back]))
    rows = [[button(claims.in_short(claim, programme), ShowClaim(claim_id=claim.id))] for claim in found.claims]
    turns = [button(_("← Newer"), SalesOf(id=person_id, after=found.claims[0].id))] if found.newer else []
    turns += [button(_("Older →"), SalesOf(id=person_id, before=found.claims[-1].id))] if found.older else []
    text = _("<b>Sales: {name}</b>\nTap one to open it.").format(name=who)
    return Screen(text, keyboard([*rows, turns, back]))


def numbered(found: FoundSale) -> list[InlineKeyboardButton]:
    """A sale that was looked for by its number."""
    name = (found.partner or _("A participant"))[:LONGEST_NAME]
    text = f"{claims.signed_number(found.claim)} · {name} · {formats.day(found.claim.sold_on)}"
    return [button(text, ShowClaim(claim_id=found.claim.id))]
