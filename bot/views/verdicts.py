"""Verdicts that were just given, in words: what the moderator hears, and what a card says until they count."""

from bot.views import formats, states
from bot.views.plain import plain
from bot.words import locale
from bot.words import translate as _
from core.claims.claim import ClaimState, Verdict
from core.claims.verdict_state import Pending
from core.claims.verdicts import Given
from core.programme import state_names
from core.programme.programmes import Programme


def given(verdict: Given, programme: Programme) -> str:
    """The toast over a verdict: plain text."""
    own = state_names.own(programme.options, _state(verdict.verdict), locale())
    if own:
        return _in_own_words(own, verdict, programme)
    if verdict.verdict is Verdict.DECLINE:
        return (
            _("Declined. You can undo it for a moment.") if verdict.until else _("Declined. The partner is told why.")
        )
    points = plain(formats.points(verdict.points, programme.points_names))
    if verdict.second_wanted:
        return _("Approved: +{points}. An amount like this takes a second person: somebody else is asked.").format(
            points=points
        )
    if verdict.until:
        return _("Approved: +{points}. You can undo it for a moment.").format(points=points)
    return _("Approved: +{points}").format(points=points)


def _in_own_words(own: str, verdict: Given, programme: Programme) -> str:
    if verdict.verdict is Verdict.DECLINE:
        first, then = f"{own}.", "" if verdict.until else _("The partner is told why.")
    else:
        first, then = f"{own}: +{plain(formats.points(verdict.points, programme.points_names))}.", ""
    if verdict.second_wanted:
        then = _("An amount like this takes a second person: somebody else is asked.")
    elif verdict.until:
        then = _("You can undo it for a moment.")
    return f"{first} {then}".strip()


def _state(verdict: Verdict) -> ClaimState:
    """What a verdict makes of a claim."""
    return ClaimState.DECLINED if verdict is Verdict.DECLINE else ClaimState.APPROVED


def undone() -> str:
    return _("Undone. The sale waits for its verdict again.")


def not_counting(given: Pending, name: str, person: formats.Clocked, programme: Programme) -> str:
    """A verdict that does not count yet: who gave it, and what it waits for."""
    points = formats.number(given.points)
    own = states.own(_state(given.verdict), programme.options)
    if own and given.until is None:
        return f"✌️ <b>{own}: {name}, +{points}.</b> " + _("An amount like this takes a second person.")
    if given.until is None:
        return _("✌️ <b>Approved by {name}: +{points}.</b> An amount like this takes a second person.").format(
            name=name, points=points
        )
    time = formats.clock(given.until, person.timezone)
    if own:
        worth = "" if given.verdict is Verdict.DECLINE else f", +{points}"
        return f"⏱ <b>{own}: {name}{worth}.</b> " + _("Can be undone until {time}.").format(time=time)
    if given.verdict is Verdict.DECLINE:
        return _("⏱ <b>Declined by {name}.</b> Can be undone until {time}.").format(name=name, time=time)
    return _("⏱ <b>Approved by {name}: +{points}.</b> Can be undone until {time}.").format(
        name=name, points=points, time=time
    )
