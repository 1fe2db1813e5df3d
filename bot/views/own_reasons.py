"""The programme's own reasons to decline: their list, one of them, and what is asked about it."""

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_programme import Look, OwnReasons, ReasonAct
from bot.views import reasons
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.consents import OFF, ON
from bot.views.languages import OWN_NAMES
from bot.views.typed import typed
from bot.views.wording import wording
from bot.words import translate as _
from core.programme import own_reasons
from core.programme.options import OwnReason
from core.programme.programmes import Programme
from core.programme.registry import Group


def overview(programme: Programme) -> Screen:
    """All own reasons, those that are offered first, each behind a button."""
    found = sorted(programme.options.own_reasons, key=lambda one: one.retired)
    lines = ["<b>" + _("Own reasons") + "</b>", ""]
    lines += [_line(one, programme) for one in found]
    if not found:
        lines.append(_("None so far. Add what moderators often type: it becomes a button, and it is counted."))
    rows: Rows = [[_to(ReasonAct.SHOW, _label(one, programme), one.code)] for one in found]
    rows.append([_to(ReasonAct.ADD, _("Add a reason"))])
    return Screen("\n".join(lines), keyboard([*rows, [button(_("← Back"), Look(group=Group.DECISIONS))]]))


def one(code: str, programme: Programme) -> Screen:
    """One reason in every language, and what can be changed about it."""
    found = own_reasons.named(programme.options, code)
    lines = [f"<b>{typed(reasons.own(code, programme.options))}</b>"]
    lines += [
        f"{OWN_NAMES[locale]}: {typed(found.words[locale]) if locale in found.words else '—'}"
        for locale in programme.locales
    ]
    if any(locale not in found.words for locale in programme.locales):
        lines.append(_("Where a language has no words, people read another one."))
    if found.retired:
        lines.append(_("Moderators are not offered it. Sales declined for it still say so."))
    words = [_to(ReasonAct.WORDS, OWN_NAMES[locale], code, locale) for locale in programme.locales]
    sign = ON if found.may_resubmit else OFF
    again = _to(ReasonAct.AGAIN, f"{sign} " + _("May be sent again"), code)
    off = _to(ReasonAct.RETIRE, _("Offer it again") if found.retired else _("Offer it no more"), code)
    return Screen("\n".join(lines), keyboard([*rows_of(words, 3), [again], [off], [_to(ReasonAct.LIST, _("← Back"))]]))


def ask_new(locale: str) -> Screen:
    text = _(
        "Type the reason in {language}, as the partner will read it after “declined:”."
        " For example: the stamp of the shop is missing"
    )
    return Screen(text.format(language=OWN_NAMES[locale]), keyboard([[_to(ReasonAct.LIST, _("← Back"))]]))


def ask_words(code: str, locale: str, programme: Programme) -> Screen:
    text = _("How is “{reason}” said in {language}? Type it.").format(
        reason=typed(reasons.own(code, programme.options)), language=OWN_NAMES[locale]
    )
    return Screen(text, keyboard([[_to(ReasonAct.SHOW, _("← Back"), code)]]))


def _line(found: OwnReason, programme: Programme) -> str:
    again = _("may be sent again") if found.may_resubmit else _("for good")
    state = _("not offered") if found.retired else again
    return f"• {typed(reasons.own(found.code, programme.options))} — {state}"


def _label(found: OwnReason, programme: Programme) -> str:
    return f"{OFF if found.retired else ON} {reasons.own(found.code, programme.options)}"


def _to(act: ReasonAct, text: str, code: str = "", locale: str = "") -> InlineKeyboardButton:
    return button(text, OwnReasons(act=act, code=code, locale=locale))


@wording.register
def too_many_reasons(_refusal: own_reasons.TooManyReasons) -> str:
    return _("More would not fit under a moderator’s thumb. Take one off the offer first.")


@wording.register
def reason_gone(_refusal: own_reasons.ReasonGone) -> str:
    return _("This reason is not offered any more. Choose another one.")
