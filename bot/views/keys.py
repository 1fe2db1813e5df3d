"""The persistent reply keyboard: few keys, understood in every language whoever pressed them last spoke."""

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.words import in_every_language
from bot.words import translate as _
from core.people.persons import Person
from core.people.rights import Right, may

N_REVIEW = "📋 To decide"
N_CLAIM = "📷 Register a sale"
N_CLAIM_TOO = "📷 New sale"
"""For those whose first key is another."""
N_BALANCE = "💰 Balance"
N_TOP = "🏆 Top"
N_HELP = "❓ Help"


def main_keys(person: Person) -> ReplyKeyboardMarkup:
    """The keys of what a person may do, in the language that speaks now; what the role is for comes first."""
    claims, decides = may(person, Right.CLAIM), may(person, Right.DECIDE_CLAIMS)
    if decides:
        first = [_("📋 To decide"), *([_("📷 New sale")] if claims else [])]
    else:
        first = [_("📷 Register a sale")] if claims else []
    rows = [first, [*([_("💰 Balance")] if claims else []), _("🏆 Top"), _("❓ Help")]]
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=text) for text in row] for row in rows if row],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=_placeholder(claims=claims, decides=decides),
    )


def _placeholder(*, claims: bool, decides: bool) -> str | None:
    if decides:
        return _("📋 shows the sales to decide")
    return _("Send a photo of the invoice") if claims else None


REVIEW = in_every_language(N_REVIEW)
CLAIM = in_every_language(N_CLAIM) | in_every_language(N_CLAIM_TOO)
BALANCE = in_every_language(N_BALANCE)
TOP = in_every_language(N_TOP)
HELP = in_every_language(N_HELP)
EVERY_KEY = REVIEW | CLAIM | BALANCE | TOP | HELP
