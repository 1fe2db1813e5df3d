"""The names of states on screens: what each counts as, the programme's words, and what is asked about them."""

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_programme import Look, NameAct, StateNames
from bot.views import states
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.languages import OWN_NAMES
from bot.views.typed import typed
from bot.views.wording import wording
from bot.words import translate as _
from core.claims.claim import ClaimState, Phase
from core.programme import state_names
from core.programme.programmes import Programme
from core.programme.registry import Group


def overview(programme: Programme) -> Screen:
    """All states below what they count as, each behind a button."""
    lines = ["<b>" + _("Names of states") + "</b>", _("Call them as your people do. What each counts as stays fixed.")]
    for phase in Phase:
        lines += ["", f"<b>{states.phase(phase)}</b>"]
        lines += [_line(state, programme) for state in ClaimState if state.phase is phase]
    each: Rows = rows_of([_to(NameAct.SHOW, states.named(one, programme.options), one) for one in ClaimState], 2)
    return Screen("\n".join(lines), keyboard([*each, [button(_("← Back"), Look(group=Group.DECISIONS))]]))


def one(state: ClaimState, programme: Programme) -> Screen:
    """One state in every language, what it counts as, and how to call it otherwise."""
    lines = [f"<b>{states.usual(state)}</b>"]
    lines += [_("Counts as: {phase}").format(phase=states.phase(state.phase).lower()), ""]
    own = {each: state_names.own(programme.options, state, each) for each in programme.locales}
    usual = states.usual_in(state, programme.locales)
    lines += [f"{OWN_NAMES[each]}: {typed(word or usual[each])}" for each, word in own.items()]
    words = [_to(NameAct.WORDS, OWN_NAMES[each], state, each) for each in programme.locales]
    back = [_to(NameAct.USUAL, _("As usual"), state)] if any(own.values()) else []
    return Screen("\n".join(lines), keyboard([*rows_of(words, 3), back, [_to(NameAct.LIST, _("← Back"))]]))


def ask_words(state: ClaimState, locale: str) -> Screen:
    text = _("What is “{state}” called in {language}? Type it, {n} characters at most.")
    asked = text.format(state=states.usual(state), language=OWN_NAMES[locale], n=state_names.LONGEST)
    return Screen(asked, keyboard([[_to(NameAct.SHOW, _("← Back"), state)]]))


def _line(state: ClaimState, programme: Programme) -> str:
    own = states.own(state, programme.options)
    return f"• {states.usual(state)} → {own}" if own else f"• {states.usual(state)}"


def _to(act: NameAct, text: str, state: ClaimState | None = None, locale: str = "") -> InlineKeyboardButton:
    return button(text, StateNames(act=act, state=state, locale=locale))


@wording.register
def same_word(refusal: state_names.SameWord) -> str:
    text = _("“{word}” is what “{state}” is called already. Type another word, or rename that one first.")
    return text.format(word=typed(refusal.word), state=states.usual(refusal.other))
