"""A person's sales in words, for whoever looks after people: how many there are."""

from collections.abc import Mapping

from bot.views import formats, states
from bot.views.typed import typed
from bot.words import translate as _
from core.claims.claim import ClaimState, Phase
from core.programme.programmes import Programme


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
