"""The first start in words: one question a screen, what was entered, and a way back."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import CallPoints, MeetIn, Offer, Open, Place, RunIn, SetUpAt, Stage
from bot.views import zones
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.consents import OFF, ON
from bot.views.languages import OWN_NAMES
from bot.views.typed import typed
from bot.words import translate as _
from core.programme.locales import LOCALES
from core.programme.missing import Missing
from core.programme.points_names import PRESETS, points_form
from core.programme.programmes import Programme

STAGES = tuple(stage for stage in Stage if stage is not Stage.DONE)
LONGEST = 300
EXAMPLES = {"ru": "звезда, звезды, звёзд", "it": "stella, stelle", "en": "star, stars"}
"""A typed name of the points, by language."""


def greeting(name: str) -> str:
    """Before the first question."""
    return _(
        "Hello, {name}. You own this programme now. A few questions, one at a time, and it can open. "
        "You can go back at any moment; nothing is lost if you stop in between."
    ).format(name=typed(name))


def ask(stage: Stage, programme: Programme, now: datetime) -> Screen:
    """The question of a screen that needs nothing but the programme; the first one for any other."""
    match stage:
        case Stage.ZONE:
            return ask_zone(programme, now)
        case Stage.LANGUAGES:
            return ask_languages(programme)
        case Stage.OPERATOR:
            return ask_operator(programme)
        case Stage.CONTACT:
            return ask_contact(programme)
        case _:
            return ask_name(programme)


def ask_name(programme: Programme) -> Screen:
    lines = [_("What is the programme called? Partners will see this name. Type it."), *_entered(programme.name)]
    return _screen(Stage.NAME, lines, answered=bool(programme.name))


def ask_zone(programme: Programme, now: datetime) -> Screen:
    lines = [
        _("Where does the programme run? Its days, weeks and months follow that clock. Tap a city or type another."),
        *_entered(zones.clock(programme.timezone, now)),
    ]
    buttons = [
        button(zones.clock(zone, now), RunIn(zone=zone)) for zone in zones.choices(now, besides=programme.timezone)
    ]
    return _screen(Stage.ZONE, lines, rows_of(buttons, 2), answered=True)


def zone_taken(programme: Programme, asked: Screen, now: datetime) -> Screen:
    """The next question below the zone just typed: a mistake shows by its clock."""
    noted = _("Time zone: {zone}").format(zone=f"<b>{zones.in_full(programme.timezone, now)}</b>")
    return Screen(f"{noted}\n\n{asked.text}", asked.keyboard)


def ask_languages(programme: Programme) -> Screen:
    """Which languages people choose from, and which one is met first."""
    lines = [
        _("Which languages may people choose? And in which one are they met first?"),
        *_entered(_first_met(programme)),
    ]
    offers = [_offer(locale, offered=locale in programme.locales) for locale in LOCALES]
    firsts = [
        button(_("First: {language}").format(language=OWN_NAMES[locale]), MeetIn(locale=locale))
        for locale in programme.locales
        if locale != programme.locale
    ]
    return _screen(Stage.LANGUAGES, lines, [offers, *[[button] for button in firsts]], answered=True)


def ask_points(programme: Programme, locale: str) -> Screen:
    """What the points are called in one language."""
    lines = [
        _("What are the points called in {language}? Tap a name, or type its forms, like this: {example}").format(
            language=OWN_NAMES[locale], example=EXAMPLES[locale]
        ),
        *_entered(_counted(programme.points_names.get(locale, PRESETS[locale][0]), locale)),
    ]
    presets = [
        [button(_counted(forms, locale), CallPoints(locale=locale, preset=number))]
        for number, forms in enumerate(PRESETS[locale])
    ]
    return _screen(Stage.POINTS, lines, presets, answered=True, turns=points_turns(programme, locale))


def ask_operator(programme: Programme) -> Screen:
    lines = [
        _("Who runs the programme? Type the company’s name and address: everybody sees them under /privacy."),
        *_entered(programme.operator),
    ]
    return _screen(
        Stage.OPERATOR,
        lines,
        answered=bool(programme.operator),
        turns=(_last_points(programme), SetUpAt(stage=Stage.CONTACT)),
    )


def ask_contact(programme: Programme) -> Screen:
    lines = [
        _("How can people reach you with a question? Type an e-mail, a phone number or a @username."),
        *_entered(programme.contact),
    ]
    return _screen(Stage.CONTACT, lines, answered=bool(programme.contact))


def ask_list(screen: Screen, stage: Stage, *, answered: bool) -> Screen:
    """Companies or products: the catalogue's own screen with the first start's way back and on."""
    turns = _turns(stage, answered=answered, turns=None)
    if not answered:
        turns[-1].append(button(_("Later →"), SetUpAt(stage=_after(stage))))
    rows = screen.keyboard.inline_keyboard if screen.keyboard else []
    return Screen(f"{_step(stage)}\n\n{screen.text}", keyboard([*rows, *turns]))


def first_this(asked: Screen) -> Screen:
    """The question once more, after something that does not answer it."""
    return Screen(_("Let us finish setting up first.") + "\n\n" + asked.text, asked.keyboard)


def more_or_next() -> str:
    """After a list was saved."""
    return _("You can send more, or tap Next.")


def last_language() -> str:
    return _("One language at least has to stay.")


def open_now(programme: Programme) -> str:
    """The programme takes people in from now on."""
    return _("<b>{programme}</b> is open. Your keys are below; everything you can do is under ❓.").format(
        programme=typed(programme.name)
    )


def what_is_left(missing: Sequence[Missing]) -> Screen:
    """What the programme still lacks, and the next thing to do."""
    told = [what for what in missing if what is not Missing.SECOND_DECIDER or Missing.MODERATORS not in missing]
    lines = [_("What is still missing:"), *map(lacking, told)] if told else [_("Everything is in place.")]
    rows: Rows = [[button(_("Invite people"), Open(place=Place.INVITE), style="primary")]]
    if Missing.PRODUCTS in missing:
        rows.append([button(_("Add products"), Open(place=Place.PRODUCTS))])
    if Missing.COMPANIES in missing:
        rows.append([button(_("Add companies"), Open(place=Place.COMPANIES))])
    return Screen("\n".join(lines), keyboard(rows))


def lacking(what: Missing) -> str:
    """One thing a programme lacks, and how to mend it."""
    words = {
        Missing.NAME: _("• the programme’s name: press /start"),
        Missing.OPERATOR: _("• who runs it: press /start"),
        Missing.CONTACT: _("• how to reach you: press /start"),
        Missing.COMPANIES: _("• companies your partners work for: /companies"),
        Missing.PRODUCTS: _("• products, which every sale needs: /products"),
        Missing.MODERATORS: _("• a moderator: until then every sale comes to you, and your own to nobody"),
        Missing.SECOND_DECIDER: _("• a second person who decides: nobody decides an own sale"),
        Missing.PARTNERS: _("• partners: /invite"),
    }
    return words[what]


def in_turn(programme: Programme) -> list[str]:
    """The programme's languages, the one met first before the others."""
    return [programme.locale, *(locale for locale in programme.locales if locale != programme.locale)]


def points_turns(programme: Programme, locale: str) -> tuple[SetUpAt, SetUpAt]:
    """Where one language's name of the points lies between: the language before, the language after.

    A usual name is known in every language: then one screen is enough.
    """
    order = in_turn(programme)[: 1 if _is_usual(programme) else None]
    at = order.index(locale) if locale in order else 0
    before = SetUpAt(stage=Stage.POINTS, locale=order[at - 1]) if at else SetUpAt(stage=Stage.LANGUAGES)
    is_last = at + 1 == len(order)
    after = SetUpAt(stage=Stage.OPERATOR) if is_last else SetUpAt(stage=Stage.POINTS, locale=order[at + 1])
    return before, after


def _last_points(programme: Programme) -> SetUpAt:
    """The screen of the points' name that comes last."""
    return SetUpAt(stage=Stage.POINTS, locale=programme.locale if _is_usual(programme) else in_turn(programme)[-1])


def _is_usual(programme: Programme) -> bool:
    """Whether the points have the same usual name in all languages of the programme."""
    names = programme.points_names
    usual = zip(*(PRESETS[locale] for locale in programme.locales), strict=True)
    return tuple(names.get(locale) for locale in programme.locales) in set(usual)


def _screen(
    stage: Stage,
    lines: list[str],
    rows: Rows | None = None,
    *,
    answered: bool,
    turns: tuple[SetUpAt, SetUpAt] | None = None,
) -> Screen:
    text = "\n\n".join([_step(stage), *lines])
    return Screen(text, keyboard([*(rows or []), *_turns(stage, answered=answered, turns=turns)]))


def _turns(stage: Stage, *, answered: bool, turns: tuple[SetUpAt, SetUpAt] | None) -> Rows:
    """The way back, and on where there is an answer to keep."""
    back, forth = turns or (SetUpAt(stage=_before(stage)), SetUpAt(stage=_after(stage)))
    row = [] if stage is STAGES[0] else [button(_("← Back"), back)]
    row += [button(_("Next →"), forth, style="primary")] if answered else []
    return [row]


def _step(stage: Stage) -> str:
    return _("Step {n} of {total}").format(n=STAGES.index(stage) + 1, total=len(STAGES))


def _before(stage: Stage) -> Stage:
    return STAGES[max(0, STAGES.index(stage) - 1)]


def _after(stage: Stage) -> Stage:
    return (*STAGES[1:], Stage.DONE)[STAGES.index(stage)]


def _entered(text: str) -> list[str]:
    return [_("Now: <b>{entered}</b>").format(entered=typed(text, LONGEST))] if text else []


def _offer(locale: str, *, offered: bool) -> InlineKeyboardButton:
    return button(f"{ON if offered else OFF} {OWN_NAMES[locale]}", Offer(locale=locale, offered=not offered))


def _first_met(programme: Programme) -> str:
    return _("{languages}; first {language}").format(
        languages=", ".join(OWN_NAMES[locale] for locale in programme.locales), language=OWN_NAMES[programme.locale]
    )


def _counted(forms: Sequence[str], locale: str) -> str:
    """A name of the points as it counts: `1 звезда, 3 звезды, 5 звёзд`."""
    numbers = (1, 3, 5) if len(forms) > 2 else (1, 5)
    return ", ".join(f"{number} {points_form({locale: tuple(forms)}, locale, number)}" for number in numbers)
