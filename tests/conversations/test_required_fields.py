"""What a sale cannot be sent without: chosen by the owner, but for who issued the document."""

import pytest

from core.programme.options import ClaimField
from tests.conversations.test_first_start import programme_of
from tests.conversations.test_programme import opens
from tests.stage import Stage


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_the_issuer_is_always_asked_and_the_setting_says_why(stage: Stage, language: str) -> None:
    """Duplicates are known by who issued the document: no button offers to leave it out."""
    owner = await stage.found(language=language)
    await stage.set_options(required=frozenset({ClaimField.DOCUMENT_NO}))
    await opens(owner, "Sales", "Required")
    issuer = owner.t("Who issued the document")
    assert not any(issuer in label for label in owner.buttons)
    why = "Who issued the document is always asked: without it a sale that comes twice could not be recognised."
    assert owner.t(why) in owner.heard
    await owner.taps(f"⬜ {owner.t('Quantity')}")
    assert (await programme_of(stage)).options.required == {
        ClaimField.DOCUMENT_NO,
        ClaimField.QUANTITY,
        ClaimField.ISSUER,
    }
    await owner.taps(owner.t("← Back"))
    assert issuer.lower() in owner.heard
