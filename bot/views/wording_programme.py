"""Refusals around the programme in words: what is in the way, and what to do next."""

from bot.views import formats
from bot.views.languages import OWN_NAMES
from bot.views.questions import EXAMPLES
from bot.views.set_up import lacking
from bot.views.setting_values import module
from bot.views.setting_words import words
from bot.views.typed import typed
from bot.views.wording import wording
from bot.words import translate as _
from core.importing import imports
from core.people import rights
from core.programme import answers, changing, contacts, locales, points_names, programmes, setup, text, zones
from core.programme.registry import Unit, Whole


@wording.register
def no_programme(_refusal: programmes.NoProgramme) -> str:
    return _("This service is not open yet. Please come back later.")


@wording.register
def set_up_incomplete(refusal: setup.SetUpIncomplete) -> str:
    return "\n".join([_("This is still missing before it can open:"), *(lacking(what) for what in refusal.missing)])


@wording.register
def text_unusable(refusal: text.TextUnusable) -> str:
    if not refusal.length:
        return _("I see no letters or digits there. Type it in words, please.")
    return _(
        "That is too long: {length} of {most} character at most. Shorten it, please.",
        "That is too long: {length} of {most} characters at most. Shorten it, please.",
        refusal.most,
    ).format(length=formats.number(refusal.length), most=formats.number(refusal.most))


@wording.register
def forms_miscounted(refusal: points_names.FormsMiscounted) -> str:
    return _(
        "{n} form is needed here, with commas between: {example}",
        "{n} forms are needed here, with commas between: {example}",
        refusal.needed,
    ).format(n=refusal.needed, example=EXAMPLES[refusal.locale])


@wording.register
def locale_not_offered(refusal: locales.LocaleNotOffered) -> str:
    names = ", ".join(OWN_NAMES[locale] for locale in refusal.offered)
    return _("This programme does not speak that language. It speaks: {languages}").format(languages=names)


@wording.register
def zone_unknown(refusal: zones.ZoneUnknown) -> str:
    return _(
        "I do not know the clock of “{zone}”. Type a larger city nearby or the capital, for example Rome, "
        "or the zone itself: Europe/Rome."
    ).format(zone=typed(refusal.text, 40))


@wording.register
def contact_unclear(refusal: contacts.ContactUnclear) -> str:
    return _(
        "Nobody could reach you by “{contact}”. Type an e-mail, a phone number, a @username or a link: "
        "help@example.com, say."
    ).format(contact=typed(refusal.text, 60))


@wording.register
def import_moved_on(_refusal: imports.ImportMovedOn) -> str:
    return _("This list is settled already. Send it again if you need to.")


@wording.register
def out_of_bounds(refusal: answers.OutOfBounds) -> str:
    shape = refusal.setting.shape
    if not isinstance(shape, Whole):
        return _("I see no number there. Type one, please.")
    low, high = shape.low, shape.high
    if shape.unit is Unit.MONEY:
        low, high = 0, high // 100
    if refusal.value is None:
        told = _("I see no number there. Type one from {low} to {high}, please.")
    else:
        told = _("That cannot be: a number from {low} to {high} is needed here.")
    return told.format(low=formats.number(low), high=formats.number(high))


@wording.register
def dates_unclear(refusal: answers.DatesUnclear) -> str:
    return _(
        "I see no date of the calendar there. Type dates like 31.12.2026, several at once if you like, {most} at most.",
        "I see no date of the calendar there. Type dates like 31.12.2026, several at once if you like, {most} at most.",
        refusal.most,
    ).format(most=refusal.most)


@wording.register
def not_known(refusal: answers.NotKnown) -> str:
    if refusal.of == "country":
        told = _("I know no country called “{text}”. Type its name or its two letters: Italy, IT.")
    else:
        told = _("I know no currency called “{text}”. Type its name or its three letters: euro, EUR.")
    return told.format(text=typed(refusal.text, 40))


@wording.register
def nothing_to_set(_refusal: answers.NothingToSet) -> str:
    return _("This button is out of date. Open the screen anew: the keys below or ❓ lead there.")


@wording.register
def one_has_to_stay(_refusal: answers.OneHasToStay) -> str:
    return _("One at least has to stay.")


@wording.register
def changed_since(refusal: changing.ChangedSince) -> str:
    if not refusal.key:
        return _("There is nothing to undo any more.")
    told = _("“{setting}” was changed again since then. Look at /programme, the last changes are there.")
    return told.format(setting=words(refusal.key).name)


@wording.register
def switched_off(refusal: rights.SwitchedOff) -> str:
    told = _("The programme does without this part now: {part}. What there is stands under /help.")
    if refusal.may_switch:
        told = _("This part is switched off: {part}. To switch it on: /programme, “Parts and people”, “Parts”.")
    return told.format(part=module(refusal.module).lower())
