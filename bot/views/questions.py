"""The questions about a programme, with what was answered: asked at first start, and whenever an answer changes."""

from dataclasses import dataclass, field
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.taps import CallPoints, MeetIn, Offer, RunIn, Stage
from bot.views import zones
from bot.views.buttons import Rows, button, rows_of
from bot.views.consents import OFF, ON
from bot.views.languages import OWN_NAMES
from bot.views.setting_values import counted, languages_met
from bot.views.typed import typed
from bot.words import translate as _
from core.programme.locales import LOCALES
from core.programme.points_names import PRESETS
from core.programme.programmes import Programme

LONGEST = 300
EXAMPLES = {"ru": "звезда, звезды, звёзд", "it": "stella, stelle", "en": "star, stars"}
"""A typed name of the points, by language."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the answers that can be tapped."""

    text: str
    answer: str
    """As it stands now; empty where there is none."""
    rows: Rows = field(default_factory=list)

    @property
    def words(self) -> str:
        """The question and its answer."""
        now = [_("Now: <b>{entered}</b>").format(entered=typed(self.answer, LONGEST))] if self.answer else []
        return "\n\n".join([self.text, *now])


def question(part: Stage, programme: Programme, now: datetime, *, locale: str | None = None) -> Question:
    """The question of a part; the name's for any that has none. `locale`: whose name of the points."""
    match part:
        case Stage.ZONE:
            return _zone(programme, now)
        case Stage.LANGUAGES:
            return _languages(programme)
        case Stage.POINTS:
            return _points(programme, locale if locale in programme.locales else programme.locale)
        case Stage.OPERATOR:
            return _operator(programme)
        case Stage.CONTACT:
            return _contact(programme)
        case _:
            return _name(programme)


def in_turn(programme: Programme, *, first: str | None = None) -> list[str]:
    """The programme's languages, the one met first, or another one, before the others."""
    begins = first or programme.locale
    return [begins, *(locale for locale in programme.locales if locale != begins)]


def is_usual(programme: Programme) -> bool:
    """Whether the points have the same usual name in all languages of the programme."""
    names = programme.points_names
    usual = zip(*(PRESETS[locale] for locale in programme.locales), strict=True)
    return tuple(names.get(locale) for locale in programme.locales) in set(usual)


def last_language() -> str:
    return _("One language at least has to stay.")


def _name(programme: Programme) -> Question:
    return Question(_("What is the programme called? Partners will see this name. Type it."), programme.name)


def _zone(programme: Programme, now: datetime) -> Question:
    text = _("Where does the programme run? Its days, weeks and months follow that clock. Tap a city or type another.")
    buttons = [
        button(zones.clock(zone, now), RunIn(zone=zone)) for zone in zones.choices(now, besides=programme.timezone)
    ]
    return Question(text, zones.clock(programme.timezone, now), rows_of(buttons, 2))


def _languages(programme: Programme) -> Question:
    text = _("Which languages may people choose? And in which one are they met first?")
    offers = [_offer(locale, offered=locale in programme.locales) for locale in LOCALES]
    firsts = [
        button(_("First: {language}").format(language=OWN_NAMES[locale]), MeetIn(locale=locale))
        for locale in programme.locales
        if locale != programme.locale
    ]
    return Question(
        text, languages_met(programme.locales, programme.locale), [offers, *[[button] for button in firsts]]
    )


def _points(programme: Programme, locale: str) -> Question:
    text = _("What are the points called in {language}? Tap a name, or type its forms, like this: {example}").format(
        language=OWN_NAMES[locale], example=EXAMPLES[locale]
    )
    presets = [
        [button(counted(forms, locale), CallPoints(locale=locale, preset=number))]
        for number, forms in enumerate(PRESETS[locale])
    ]
    return Question(text, counted(programme.points_names.get(locale, PRESETS[locale][0]), locale), presets)


def _operator(programme: Programme) -> Question:
    text = _("Who runs the programme? Type the company’s name and address: everybody sees them under /privacy.")
    return Question(text, programme.operator)


def _contact(programme: Programme) -> Question:
    text = _("How can people reach you with a question? Type an e-mail, a phone number or a @username.")
    return Question(text, programme.contact)


def _offer(locale: str, *, offered: bool) -> InlineKeyboardButton:
    return button(f"{ON if offered else OFF} {OWN_NAMES[locale]}", Offer(locale=locale, offered=not offered))
