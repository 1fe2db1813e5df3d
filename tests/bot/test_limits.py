"""However long and hostile the names: messages, captions and buttons stay within what Telegram takes."""

from dataclasses import replace
from datetime import date

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.views import claims, correcting, declining, drafts, review
from bot.views.plain import plain
from bot.views.typed import label, typed
from bot.words import LOCALES, speaking
from core.claims.claim import Asking, ClaimState, DeclineReason
from core.claims.lines import MOST_LINES
from core.claims.listing import ClaimsPage
from core.claims.refusals import LooksTheSame
from core.ids import ClaimId
from core.programme.options import Options
from tests.bot import samples
from tests.bot.samples import HOSTILE, PERSON, PROGRAMME

DOUBT = LooksTheSame(
    claim_id=ClaimId(2**62),
    other_id=ClaimId(2**62),
    paid=True,
    document_no="9" * 64,
    by_name=HOSTILE[:64],
    on=date(2026, 9, 30),
)
CAPTION, TEXT, DATA, LABEL = 1024, 4096, 64, 64


def units(text: str) -> int:
    """UTF-16 units, which is what Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def check(screen: Screen | None, most: int) -> None:
    assert screen is not None
    assert 0 < units(screen.text) <= most
    assert "&\N{PILE OF POO}" not in screen.text, "what people typed is quoted"
    assert plain(screen.text).strip()
    check_buttons(screen.keyboard)


def check_buttons(keyboard: InlineKeyboardMarkup | None) -> None:
    for row in keyboard.inline_keyboard if keyboard else []:
        for button in row:
            assert 0 < len(button.text) <= LABEL
            assert len((button.callback_data or "").encode()) <= DATA


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("state", list(ClaimState))
@pytest.mark.parametrize("lines", [1, 6, MOST_LINES])
def test_a_review_card_fits_a_caption(language: str, state: ClaimState, lines: int) -> None:
    """The longest there is: hostile names, two duplicates, a note, late."""
    with speaking(language):
        found = samples.review(state, name=HOSTILE, lines=lines)
        check(review.card(found, PERSON, PROGRAMME, None), CAPTION)
        check(review.card(replace(found, duplicates=()), PERSON, PROGRAMME, None), CAPTION)
        check(review.sure_to_pay(found, PROGRAMME, DOUBT), CAPTION)
        check(review.card(samples.review(name=HOSTILE, given=samples.GIVEN), PERSON, PROGRAMME, None), CAPTION)
        check_buttons(declining.why_decline(found.claim, Options()))
        check_buttons(declining.may_it_come_again(found.claim, DeclineReason.ANOTHER_PRODUCT, PROGRAMME.options))
        corrected = samples.review(ClaimState.PARTLY_APPROVED, name=HOSTILE)
        check(correcting.menu(corrected, corrected.claim, list(DeclineReason), PROGRAMME), CAPTION)
        check(correcting.line(found.claim, 1), CAPTION)
        check(correcting.ask_day(found.claim, found.claim.sold_on), CAPTION)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("state", list(ClaimState))
def test_a_claim_card_fits_a_message(language: str, state: ClaimState) -> None:
    with speaking(language):
        found = samples.claim(state, name=HOSTILE, decided=state is ClaimState.DECLINED)
        check(claims.card(found, PERSON, PROGRAMME), TEXT)
        check_buttons(claims.sure_to_withdraw(found))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("corrects", [False, True])
@pytest.mark.parametrize("asking", list(Asking))
@pytest.mark.parametrize("lines", [1, MOST_LINES])
def test_a_draft_card_fits_a_message(language: str, asking: Asking, corrects: bool, lines: int) -> None:
    with speaking(language):
        found = samples.draft(asking, name=HOSTILE, corrects=corrects, lines=lines)
        check(drafts.card(found, PROGRAMME), TEXT)
        check(drafts.card(samples.dropped(found), PROGRAMME), TEXT)


@pytest.mark.parametrize("language", LOCALES)
def test_the_list_of_claims_fits(language: str) -> None:
    with speaking(language):
        sales = [samples.claim(state, name=HOSTILE) for state in ClaimState]
        check(claims.own(ClaimsPage(claims=sales, newer=True, older=True), PROGRAMME), TEXT)


@pytest.mark.parametrize("most", [1, 5, 64])
@pytest.mark.parametrize("text", [HOSTILE, "&" * 100, "\N{PILE OF POO}" * 100, "котёл", ""])
def test_what_was_typed_is_cut_as_it_is_counted(text: str, most: int) -> None:
    """Never in the middle of an entity or of a pair."""
    cut = typed(text, most)
    assert units(cut) <= max(most, 1)
    assert cut.count("&") == cut.count(";")
    assert len(label(text, max(most, 2))) <= max(most, 2)
