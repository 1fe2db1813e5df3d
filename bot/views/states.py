"""States of a sale in words: the programme's own where it has one, else the usual ones."""

from bot.views.typed import typed
from bot.words import locale, speaking
from bot.words import translate as _
from core.claims.claim import ClaimState, Phase
from core.programme import state_names
from core.programme.options import Options
from core.programme.state_names import Called


def usual(state: ClaimState) -> str:
    """A state as it is called where the programme has no word of its own; not quoted."""
    return {
        ClaimState.SUBMITTED: _("Sent"),
        ClaimState.IN_REVIEW: _("In review"),
        ClaimState.NEEDS_PHOTO: _("Waits for the partner"),
        ClaimState.APPROVED: _("Approved"),
        ClaimState.PARTLY_APPROVED: _("Approved in part"),
        ClaimState.DECLINED: _("Declined"),
        ClaimState.CANCELLED: _("Withdrawn"),
    }[state]


def own(state: ClaimState, options: Options) -> str | None:
    """The programme's own word in the language that speaks now, as HTML; None where it has none."""
    word = state_names.own(options, state, locale())
    return typed(word) if word else None


def named(state: ClaimState, options: Options) -> str:
    """What a state is called, on a button or in a file; not quoted."""
    return state_names.own(options, state, locale()) or usual(state)


def figure(state: ClaimState, options: Options, usual: str) -> str:
    """What sales of a state are counted under: the usual words, or the programme's own; HTML."""
    word = own(state, options)
    return _("Sales: {state}").format(state=word) if word else usual


def why(options: Options, usual: str) -> str:
    """The heading over why sales were declined, in the programme's own word where it has one; HTML."""
    word = own(ClaimState.DECLINED, options)
    return _("{state}: why").format(state=word) if word else usual


def phase(which: Phase) -> str:
    """What a state counts as, whatever it is called."""
    return {
        Phase.OPEN: _("Open"),
        Phase.APPROVED: _("Closed: approved"),
        Phase.DECLINED: _("Closed: not approved"),
    }[which]


def called(options: Options, locales: tuple[str, ...]) -> Called:
    """What each state is called in some languages."""
    found: dict[str, dict[ClaimState, str]] = {}
    for each in locales:
        with speaking(each):
            found[each] = {state: named(state, options) for state in ClaimState}
    return found


def usual_in(state: ClaimState, locales: tuple[str, ...]) -> dict[str, str]:
    """A state's usual name in some languages."""
    found = {}
    for each in locales:
        with speaking(each):
            found[each] = usual(state)
    return found
