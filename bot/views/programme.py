"""The programme's settings on screens: groups, what a group holds, one question at a time, what was changed last."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Open, Place, Stage
from bot.taps_keeping import Close
from bot.taps_programme import Ask, Lately, Look, Put, Undo, WholeLog
from bot.views import formats, questions, tones
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.consents import OFF, ON
from bot.views.languages import OWN_NAMES
from bot.views.notices_given import in_words
from bot.views.setting_values import member, number, shown
from bot.views.setting_words import group_name, words
from bot.views.typed import typed
from bot.words import locale as reader
from bot.words import translate as _
from core.ids import PersonId
from core.people.persons import Person
from core.people.rights import Right, may
from core.points.given import Given
from core.programme.answers import NONE
from core.programme.changing import Change, value_of
from core.programme.programmes import Programme
from core.programme.registry import (
    Dates,
    Group,
    Line,
    Named,
    OneOf,
    Setting,
    Several,
    Switch,
    Unit,
    Whole,
    of_group,
)

LONGEST = 300
NAMED = 5
"""Deciders who are named; of others the number."""
STAGES = {
    "name": Stage.NAME,
    "timezone": Stage.ZONE,
    "languages": Stage.LANGUAGES,
    "points_names": Stage.POINTS,
    "operator": Stage.OPERATOR,
    "contact": Stage.CONTACT,
}
"""Settings that the first start has asked for already: its questions serve again."""


def overview(programme: Programme, person: Person) -> Screen:
    """The groups of settings, and what else belongs to a programme."""
    groups = [button(group_name(group), Look(group=group)) for group in Group]
    roles = [button(_("People and roles"), Open(place=Place.STAFF))] if may(person, Right.GIVE_ROLES) else []
    rest = [*roles, button(_("Invitations that work"), Close())]
    last = [button(_("Last changes"), Lately())]
    rows = [*rows_of(groups, 2), *rows_of(rest, 2), last, [button(_("← Back"), Open(place=Place.HELP))]]
    text = f"<b>{typed(programme.name)}</b>\n\n" + _("What shall I change?")
    return Screen(text, keyboard(rows))


def group(
    which: Group, programme: Programme, given: Given | None = None, deciders: Sequence[str] | None = None
) -> Screen:
    """A group's settings as they stand, a button for each.

    Above those of the points stands what was `given` out, below those of decisions who gives the second word.
    """
    settings = of_group(which)
    lines = [f"<b>{group_name(which)}</b>", ""]
    if given is not None:
        lines += [in_words(given, programme), ""]
    for setting in settings:
        value = shown(setting.key, value_of(programme, setting.key), programme)
        lines.append(f"{words(setting.key).name}: {typed(value, LONGEST)}")
    if deciders is not None and (limit := programme.options.second_approver_above) is not None:
        lines += ["", second_word(limit, deciders, programme)]
    asked = [button(words(setting.key).name, Ask(key=setting.key)) for setting in settings]
    return Screen("\n".join(lines), keyboard([*rows_of(asked, 2), [button(_("← Back"), Open(place=Place.PROGRAMME))]]))


def second_word(limit: int, deciders: Sequence[str], programme: Programme) -> str:
    """Who decides the large sales; a warning where they would wait for somebody who is not there."""
    points = formats.points(limit, programme.points_names)
    if len(deciders) > 1:
        more = len(deciders) - NAMED
        names = ", ".join(
            [typed(name) for name in deciders[:NAMED]] + ([f"+{formats.number(more)}"] if more > 0 else [])
        )
        return _("Above {points} two of these decide: {names}.").format(points=points, names=names)
    name = typed(deciders[0]) if deciders else _("nobody yet")
    return _(
        "⚠️ Above {points} two people decide, and here only {name} does: such sales wait until there is a second. "
        "Make somebody a moderator by /invite, or take the limit off."
    ).format(points=points, name=name)


def ask(setting: Setting, programme: Programme, now: datetime, *, locale: str) -> Screen:
    """One setting, and how to give it another value."""
    back = [button(_("← Back"), Look(group=setting.group))]
    if setting.key in STAGES:
        return _asked_before(setting, programme, now, locale, back)
    present = value_of(programme, setting.key)
    answer = shown(setting.key, present, programme)
    told = [words(setting.key).question]
    if not isinstance(setting.shape, Several):
        told.append(_("Now: <b>{entered}</b>").format(entered=typed(answer, LONGEST)))
    if setting.key == "tone":
        told.append(tones.samples(programme))
    if isinstance(setting.shape, Whole):
        told.append(_bounds(setting, setting.shape, programme))
    return Screen("\n\n".join(told), keyboard([*_answers(setting, present, programme), back]))


def changed(change: Change, programme: Programme, screen: Screen) -> Screen:
    """What is shown after a setting was changed: both values, and the way back."""
    if not change.id:
        return screen
    said = _("Saved: {setting}.").format(setting=_change(change, programme))
    undo = [button(_("Undo"), Undo(change_id=change.id))]
    rows = screen.keyboard.inline_keyboard if screen.keyboard else []
    return Screen(f"{said}\n\n{screen.text}", keyboard([undo, *rows]))


def with_undo(change: Change, screen: Screen) -> Screen:
    """A screen below which what was just changed can be put back."""
    if not change.id:
        return screen
    rows = screen.keyboard.inline_keyboard if screen.keyboard else []
    return Screen(_("Saved.") + f"\n\n{screen.text}", keyboard([[button(_("Undo"), Undo(change_id=change.id))], *rows]))


def undone(change: Change, programme: Programme, screen: Screen) -> Screen:
    """What is shown after a change was undone."""
    said = _("Undone: {setting}.").format(setting=_change(change, programme))
    return Screen(f"{said}\n\n{screen.text}", screen.keyboard)


def last_changes(
    changes: Sequence[Change], programme: Programme, names: Mapping[PersonId, str], person: Person
) -> Screen:
    """What was changed last and by whom, each to be undone while it still holds."""
    lines = [_("<b>Last changes</b>"), ""]
    rows: Rows = []
    for place, change in enumerate(changes, 1):
        when = formats.moment(change.at, person.timezone)
        who = typed(names.get(change.by) or _("somebody"), 40)
        lines.append(f"{place}. {_change(change, programme)}\n<i>{when}, {who}</i>")
        if not change.undone and value_of(programme, change.key) == change.after:
            name = words(change.key).name
            rows.append([button(_("Undo {n}: {setting}").format(n=place, setting=name), Undo(change_id=change.id))])
    text = "\n".join(lines) if changes else _("Nothing was changed so far.")
    log = [button(_("All changes by staff, as a file"), WholeLog())] if may(person, Right.OPERATE) else []
    return Screen(text, keyboard([*rows, log, [button(_("← Back"), Open(place=Place.PROGRAMME))]]))


def keys_follow() -> str:
    """Sent with the keys after parts were switched."""
    return _("The keys below show the programme as it is now. Everybody else sees it in the menu, and after /start.")


def first_language(programme: Programme) -> str:
    """The language in which the points' name is asked first: the reader's own where the programme has it."""
    return reader() if reader() in programme.locales else programme.locale


def following(programme: Programme, locale: str) -> str | None:
    """The language in which the points' name is asked next; None after the last one."""
    order = questions.in_turn(programme, first=first_language(programme))
    after = order[order.index(locale) + 1 :] if locale in order else []
    return after[0] if after and not questions.is_usual(programme) else None


def _change(change: Change, programme: Programme) -> str:
    before, after = (typed(shown(change.key, value, programme), 80) for value in (change.before, change.after))
    return f"{words(change.key).name}: {before or '—'} → <b>{after or '—'}</b>"


def _bounds(setting: Setting, shape: Whole, programme: Programme) -> str:
    low, high = (typed(number(setting, value, programme)) for value in (shape.low, shape.high))
    if shape.unit is Unit.HOUR:
        return _("Tap one, or type a full hour from {low} to {high}.").format(low=low, high=high)
    return _("Tap one, or type a number: from {low} to {high}.").format(low=low, high=high)


def _answers(setting: Setting, present: Any, programme: Programme) -> Rows:
    key = setting.key
    rows: Rows = []
    match setting.shape:
        case Whole(offers=offers) | Named(offers=offers):
            rows = rows_of([_put(key, shown(key, value, programme), value, present) for value in offers], 2)
        case Switch():
            rows = [[_put(key, _("Yes"), "on", "on" if present else ""), _put(key, _("No"), "off", present or "off")]]
        case OneOf(codes=codes):
            rows = [[_put(key, shown(key, code, programme), code, present)] for code in codes]
        case Several(codes=codes, kept=kept):
            rows = [[_toggle(key, code, present)] for code in codes if code not in kept]
        case Dates():
            rows = rows_of([_date_off(key, day) for day in present], 2)
        case Line(may_be_empty=True) if present:
            rows = [[button(_("None"), Put(key=key, value=NONE))]]
    return rows


def _put(key: str, text: str, value: Any, present: Any) -> InlineKeyboardButton:
    chosen = f"{ON} {text}" if value == present else text
    return button(chosen, Put(key=key, value=NONE if value is None else str(value)))


def _toggle(key: str, code: str | int, present: Sequence[Any]) -> InlineKeyboardButton:
    is_in = code in present
    is_on = is_in is not (key == "reasons_off")
    sign = "-" if is_in else "+"
    return button(f"{ON if is_on else OFF} {member(key, code)}", Put(key=key, value=f"{sign}{code}"))


def _date_off(key: str, day: str) -> InlineKeyboardButton:
    year, month, of_month = day.split("-")
    return button(f"✕ {of_month}.{month}.{year}", Put(key=key, value=day))


def _asked_before(
    setting: Setting, programme: Programme, now: datetime, locale: str, back: list[InlineKeyboardButton]
) -> Screen:
    asked = questions.question(STAGES[setting.key], programme, now, locale=locale)
    told, rows = [asked.words], list(asked.rows)
    if setting.key == "timezone":
        told.append(_("Boards are counted anew by the new clock; points stay as they are."))
    if setting.key == "points_names":
        others = [each for each in questions.in_turn(programme, first=first_language(programme)) if each != locale]
        rows.append([button(OWN_NAMES[each], Ask(key=setting.key, locale=each)) for each in others])
    return Screen("\n\n".join(told), keyboard([*rows, back]))
