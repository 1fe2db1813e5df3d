"""The three consents in words: what each switch says, and the texts behind them.

Whoever changes a text here changes its version in core.people.consents.
"""

from bot.views import formats
from bot.views.typed import typed
from bot.words import translate as _
from core.people.consents import ConsentKind
from core.programme.programmes import Programme

LONGEST = 300
ON, OFF = "✅", "⬜"


def label(kind: ConsentKind, *, given: bool) -> str:
    """A switch as it stands."""
    return f"{ON if given else OFF} {named(kind)}"


def named(kind: ConsentKind) -> str:
    """A consent in two words."""
    match kind:
        case ConsentKind.RULES:
            return _("Programme rules")
        case ConsentKind.PERSONAL_DATA:
            return _("My personal data")
        case ConsentKind.ADVERTISING:
            return _("Ads and offers")


def quoted(kind: ConsentKind) -> str:
    """A consent's name as a label that is spoken of."""
    return _("“{label}”").format(label=named(kind))


def in_short(kind: ConsentKind) -> str:
    """A consent in one line."""
    match kind:
        case ConsentKind.RULES:
            return _("<b>Programme rules</b>: real sales only, each once. Required.")
        case ConsentKind.PERSONAL_DATA:
            return _("<b>My personal data</b>: your name and your sales are kept to count what you earn. Required.")
        case ConsentKind.ADVERTISING:
            return _("<b>Ads and offers</b>: now and then a message about offers. Optional.")


def in_full(kind: ConsentKind, programme: Programme) -> str:
    """The text that a consent is given to."""
    name, operator = typed(programme.name, LONGEST), typed(programme.operator, LONGEST)
    points = formats.points_word(programme.points_names)
    match kind:
        case ConsentKind.RULES:
            return _(
                "<b>Programme rules</b>\n"
                "You register sales that you made yourself and show the invoice of each. One sale counts once. "
                "A moderator checks it; what is approved earns {points} by the rate of the day of the sale. "
                "If goods are returned, what they earned goes back. "
                "Invented sales and other people’s invoices lead to exclusion. "
                "The programme “{name}” is run by {operator}."
            ).format(name=name, operator=operator, points=points)
        case ConsentKind.PERSONAL_DATA:
            return _(
                "<b>Personal data</b>\n"
                "I agree that {operator} keeps and uses my name, my Telegram account, my occupation and company, "
                "the invoices I send and my balance, to run the programme “{name}”: to check sales, to count {points} "
                "and to show boards, where I choose my name or none. "
                "I can withdraw this under /settings. Then I can register no more sales; what I have earned stays."
            ).format(name=name, operator=operator, points=points)
        case ConsentKind.ADVERTISING:
            return _(
                "<b>Ads and offers</b>\n"
                "I agree to get advertising from {operator}: messages about offers. "
                "Without this consent everything works, and news of the programme come; only these messages do not. "
                "I can withdraw it under /settings, or by the button below such a message."
            ).format(operator=operator)


def all_in_full(programme: Programme) -> str:
    """The three texts, one below the other, and whom to ask."""
    contact = _("Questions: {contact}").format(contact=typed(programme.contact, LONGEST))
    return "\n\n".join([*(in_full(kind, programme) for kind in ConsentKind), contact])
