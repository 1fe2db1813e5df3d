"""Refusals around the programme in words: what is in the way, and what to do next."""

from bot.views import formats
from bot.views.languages import OWN_NAMES
from bot.views.questions import EXAMPLES
from bot.views.set_up import lacking
from bot.views.typed import typed
from bot.views.wording import wording
from bot.words import translate as _
from core.programme import contacts, locales, points_names, programmes, setup, text, zones


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
