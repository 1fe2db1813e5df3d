"""Settings in words: one screen, its parts opened in place."""

from collections.abc import Mapping
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Agree, LiveIn, Open, OpenSettings, Place, SettingsPart, ShowMe, Speak
from bot.taps_people import OwnPhone, StillThere
from bot.taps_queue import OpenCalling
from bot.views import coming_back, consents, employment, formats, zones
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.consents import ON
from bot.views.languages import OWN_NAMES
from bot.views.typed import typed
from bot.words import translate as _
from core.clock import local_date
from core.people.consents import NEEDED, Consent, ConsentKind
from core.people.moving import Place as Works
from core.people.persons import Person
from core.people.pii import Pii
from core.people.rights import Right, may
from core.people.roles import ShownAs
from core.programme.programmes import Programme

Given = Mapping[ConsentKind, Consent]


def menu(person: Person, known: Pii | None, given: Given, now: datetime, works_at: Works | None = None) -> Screen:
    """Everything that people choose for themselves, as it stands."""
    boards = may(person, Right.SEE_BOARD)
    lines = [
        _("<b>Settings</b>"),
        "",
        _("Name: {name}").format(name=typed(known.name if known else "", 64)),
        *([_("Works at: {place}").format(place=employment.place(works_at))] if works_at else []),
        _("Language: {language}").format(language=OWN_NAMES[person.locale]),
        _("Time zone: {zone}").format(zone=zones.clock(person.timezone, now)),
        *([_("On boards: {shown}").format(shown=_shown(person, known))] if boards else []),
        _("Consents: {consents}").format(consents=_given(given, person)),
        _("If this phone is lost: {way}").format(way=coming_back.way(known)),
    ]
    words = {
        SettingsPart.NAME: _("My name"),
        SettingsPart.LANGUAGE: _("Language"),
        SettingsPart.ZONE: _("Time zone"),
        SettingsPart.SHOWN_AS: _("Name on boards"),
        SettingsPart.CONSENTS: _("Consents"),
    }
    offered = [part for part in words if boards or part is not SettingsPart.SHOWN_AS]
    buttons = [button(words[part], OpenSettings(part=part)) for part in offered]
    if works_at is not None:
        buttons.append(button(_("I work elsewhere now"), StillThere(employment=works_at.employment, holds=False)))
    buttons.append(button(_("If this phone is lost"), OwnPhone(do="show")))
    if may(person, Right.DECIDE_CLAIMS):
        buttons.append(button(_("Sales that wait"), OpenCalling()))
    programme = [button(_("Programme"), Open(place=Place.PROGRAMME))] if may(person, Right.EDIT_PROGRAMME) else []
    return Screen("\n".join(lines), keyboard([*rows_of(buttons, 2), programme]))


def ask_language(person: Person, programme: Programme) -> Screen:
    buttons = [
        [button(_chosen(OWN_NAMES[locale], locale == person.locale), Speak(locale=locale))]
        for locale in programme.locales
    ]
    return _part(_("Which language do you read best?"), buttons)


def keys_follow() -> str:
    """Sent with the keys in a language just chosen."""
    return _("From now on I write English. Your keys are below.")


def ask_zone(person: Person, programme: Programme, now: datetime) -> Screen:
    """Where the person lives: their dates, and when nothing rings."""
    text = _(
        "By which clock do you live? Your dates follow it, and at night nothing rings. Tap a city or type another."
    )
    own = [
        button(_chosen(zones.clock(zone, now), zone == person.timezone), LiveIn(zone=zone))
        for zone in zones.choices(now, besides=person.timezone)
    ]
    as_programme = button(_("As the programme: {zone}").format(zone=zones.city(programme.timezone)), LiveIn())
    return _part(text, [*rows_of(own, 2), [as_programme]])


def ask_shown_as(person: Person, known: Pii | None) -> Screen:
    """How boards name the person to others."""
    text = _("What do others see on boards? You are ranked all the same, and see yourself.")
    name = known.name if known else ""
    rows = [_show_me(_("My name: {name}").format(name=name), ShownAs.NAME, person)]
    if known and known.nickname:
        rows.append(_show_me(_("My nickname: {name}").format(name=known.nickname), ShownAs.NICKNAME, person))
    rows.append(_show_me(_("Nothing: “A participant”"), ShownAs.HIDDEN, person))
    other = _("Another nickname") if known and known.nickname else _("A nickname")
    rows.append([button(other, OpenSettings(part=SettingsPart.NICKNAME))])
    return _part(text, rows)


def ask_nickname() -> Screen:
    back = OpenSettings(part=SettingsPart.SHOWN_AS)
    return _part(_("Type the name that boards show, for example the nickname colleagues know."), [], back=back)


def ask_name(known: Pii | None) -> Screen:
    text = _("You are called <b>{name}</b> here. Type the new name, first and last.").format(
        name=typed(known.name if known else "")
    )
    return _part(text, [])


def ask_consents(person: Person, programme: Programme, given: Given) -> Screen:
    """The consents as they stand, each with its text, given or withdrawn by a tap."""
    parts = [consents.in_full(kind, programme) + "\n" + _since(given.get(kind), person) for kind in ConsentKind]
    if _never_asked(given, person):
        parts.append(_("You need the first two only to register sales of your own. Everything else works without."))
    elif not person.agreed:
        parts.append(_("One that is needed is missing: you can register no sale now. Everything else works."))
    rows = [[_switch(kind, given)] for kind in ConsentKind]
    return _part("\n\n".join(parts), rows)


def registering_rests() -> str:
    """Over the button of a needed consent just withdrawn."""
    return _("Withdrawn. You can register no sale until you agree again; what you have earned stays.")


def _part(text: str, rows: Rows, back: OpenSettings | None = None) -> Screen:
    target: CallbackData = back or Open(place=Place.SETTINGS)
    return Screen(text, keyboard([*rows, [button(_("← Back"), target)]]))


def _show_me(text: str, shown_as: ShownAs, person: Person) -> list[InlineKeyboardButton]:
    chosen = _chosen(text, person.shown_as is shown_as)
    return [button(chosen, ShowMe(shown_as=shown_as))]


def _switch(kind: ConsentKind, given: Given) -> InlineKeyboardButton:
    stands = kind in given and given[kind].given
    return button(consents.label(kind, given=stands), Agree(kind=kind, given=not stands))


def _since(consent: Consent | None, person: Person) -> str:
    if consent is None:
        return _("Not given.")
    day = formats.full_day(local_date(consent.at, person.timezone))
    if consent.given:
        return _("Given on {date}, text of {version}.").format(date=day, version=consent.text_version)
    return _("Withdrawn on {date}.").format(date=day)


def _shown(person: Person, known: Pii | None) -> str:
    match person.shown_as:
        case ShownAs.NAME:
            return _("by name")
        case ShownAs.NICKNAME:
            return _("as {nickname}").format(nickname=typed(known.nickname or "" if known else ""))
        case ShownAs.HIDDEN:
            return _("hidden")


def _given(given: Given, person: Person) -> str:
    standing = {kind for kind, consent in given.items() if consent.given}
    if standing >= set(ConsentKind):
        return _("all three given")
    if _never_asked(given, person):
        return _("needed only for sales of your own")
    return _("the two needed ones given") if standing >= NEEDED else _("one that is needed is missing")


def _never_asked(given: Given, person: Person) -> bool:
    """Whether somebody who came to decide, not to sell, has not been asked for consents at all."""
    return not given and may(person, Right.DECIDE_CLAIMS)


def _chosen(text: str, chosen: bool) -> str:
    return f"{ON} {text}" if chosen else text
