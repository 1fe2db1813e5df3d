"""The persistent reply keyboard: few keys, understood in every language whoever pressed them last spoke."""

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.words import in_every_language
from bot.words import translate as _
from core.people.persons import Person
from core.people.rights import Right, may

N_CLAIM = "📷 Register a sale"
N_BALANCE = "💰 Balance"
N_TOP = "🏆 Top"
N_HELP = "❓ Help"


def main_keys(person: Person) -> ReplyKeyboardMarkup:
    """The keys of what a person may do, in the language that speaks now."""
    claims = may(person, Right.CLAIM)
    balance = [_("💰 Balance")] if claims else []
    rows = [[_("📷 Register a sale")]] if claims else []
    rows.append([*balance, _("🏆 Top"), _("❓ Help")])
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=text) for text in row] for row in rows],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=_("Send a photo of the invoice") if claims else None,
    )


CLAIM = in_every_language(N_CLAIM)
BALANCE = in_every_language(N_BALANCE)
TOP = in_every_language(N_TOP)
HELP = in_every_language(N_HELP)
EVERY_KEY = CLAIM | BALANCE | TOP | HELP
