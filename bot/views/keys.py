"""The persistent reply keyboard: few keys, understood in every language whoever pressed them last spoke."""

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.words import in_every_language
from bot.words import translate as _
from core.people.persons import Person
from core.people.rights import Right, may

N_REVIEW = "📋 To decide"
N_TODAY = "☀️ Today"
N_PARTNERS = "👥 Partners"
N_QUESTIONS = "💬 Questions"
N_CLAIM = "📷 Register a sale"
N_CLAIM_TOO = "📷 New sale"
"""For those whose first key is another."""
N_BALANCE = "💰 Balance"
N_PRIZES = "🎁 Prizes"
N_TOP = "🏆 Top"
N_HELP = "❓ Help"


def main_keys(person: Person) -> ReplyKeyboardMarkup:
    """The keys of what a person may do, in the language that speaks now; what the role is for comes first."""
    claims, decides = may(person, Right.CLAIM), may(person, Right.DECIDE_CLAIMS)
    rows = _of_a_day(person) if may(person, Right.LOOK_AFTER) else _of_own_sales(person)
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=text) for text in row] for row in rows if row],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=_placeholder(claims=claims, decides=decides),
    )


def _of_a_day(person: Person) -> list[list[str]]:
    """What whoever looks after partners presses every day; the rest is under ❓."""
    prizes = [_("🎁 Prizes")] if may(person, Right.SPEND) else []
    new_sale = [_("📷 New sale")] if may(person, Right.CLAIM) else []
    questions = [_("💬 Questions")] if may(person, Right.ANSWER) else []
    keys = [_("📋 To decide"), _("☀️ Today"), _("👥 Partners"), *questions, *new_sale, *prizes, _("❓ Help")]
    return [keys[each : each + 2] for each in range(0, len(keys), 2)]


def _of_own_sales(person: Person) -> list[list[str]]:
    claims = may(person, Right.CLAIM)
    if may(person, Right.DECIDE_CLAIMS):
        first = [_("📋 To decide"), *([_("📷 New sale")] if claims else [])]
    else:
        first = [_("📷 Register a sale")] if claims else []
    second = [
        *([_("💰 Balance")] if may(person, Right.SEE_POINTS) else []),
        *([_("🎁 Prizes")] if may(person, Right.SPEND) else []),
        *([_("🏆 Top")] if may(person, Right.SEE_BOARD) else []),
        _("❓ Help"),
    ]
    return [first, second] if len(second) <= 3 else [first, second[:2], second[2:]]


def _placeholder(*, claims: bool, decides: bool) -> str | None:
    if decides:
        return _("📋 shows the sales to decide")
    return _("Send a photo of the invoice") if claims else None


REVIEW = in_every_language(N_REVIEW)
TODAY = in_every_language(N_TODAY)
PARTNERS = in_every_language(N_PARTNERS)
QUESTIONS = in_every_language(N_QUESTIONS)
CLAIM = in_every_language(N_CLAIM) | in_every_language(N_CLAIM_TOO)
BALANCE = in_every_language(N_BALANCE)
PRIZES = in_every_language(N_PRIZES)
TOP = in_every_language(N_TOP)
HELP = in_every_language(N_HELP)
EVERY_KEY = REVIEW | TODAY | PARTNERS | QUESTIONS | CLAIM | BALANCE | PRIZES | TOP | HELP
