"""Tones heard before one is chosen: the same sentence in each, in the languages that know a difference."""

from bot.views.joining import what_sales_bring
from bot.views.languages import OWN_NAMES
from bot.views.setting_values import tone
from bot.words import OTHER_TONE, speaking
from bot.words import translate as _
from core.programme.options import Tone
from core.programme.programmes import Programme


def samples(programme: Programme) -> str:
    """What partners read first, formal and familiar, a line a language."""
    languages = [locale for locale in programme.locales if locale in OTHER_TONE]
    if not languages:
        return _("English has one form for all: this changes nothing until Russian or Italian is spoken here, too.")
    return "\n\n".join(_sample(each, languages, programme) for each in (Tone.FORMAL, Tone.FAMILIAR))


def _sample(which: Tone, languages: list[str], programme: Programme) -> str:
    lines = [f"<b>{tone(which)}</b>"]
    for language in languages:
        with speaking(language, which):
            sentence = what_sales_bring(programme)
        lines.append(f"{OWN_NAMES[language]}: <i>{sentence}</i>")
    return "\n".join(lines)
