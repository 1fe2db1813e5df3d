"""A sale from photo to points: the shortest ways, captions, albums, and a phone that comes back from a cellar."""

from datetime import timedelta

import pytest

from core.people.roles import Occupation, Role
from tests.conversations.selling import day, describe, said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_photo_becomes_points_in_every_language(stage: Stage, language: str) -> None:
    """Four taps of a newcomer, a typed number, one tap of the moderator."""
    owner = await stage.found(language=language)
    partner = await stage.member("Ivan", owner=owner, language=language)
    await partner.sends_photo(invoice("4411"))
    assert said(partner, "<b>Which product?</b>") in partner.heard
    await partner.taps("Boiler 24 kW")
    assert said(partner, "<b>How many?</b>") in partner.heard
    await partner.taps("2")
    assert said(partner, "<b>What is the number of the document?</b>") in partner.heard
    await partner.says("4411")
    await partner.taps("Teplo Dom")
    assert said(partner, "<b>Is everything right?</b>") in partner.heard
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    labels = ("Change", "Add a page", "Replace photo", "History", "Withdraw")
    assert partner.buttons == [said(partner, label) for label in labels]

    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert said(owner, "✅ <b>Approved by {name}</b>", name="Olga") in owner.heard
    assert owner.buttons == [
        said(owner, "↩️ Returned by the buyer"),
        said(owner, "🖼 Show photo"),
        said(owner, "History"),
    ]
    assert partner.heard.startswith("+240")
    assert any(text.startswith("✅") for text in partner.all_heard)
    assert await partner.balance() == 240


async def test_the_next_sale_knows_its_issuer(partner: Human) -> None:
    """Whoever issued the last document is assumed: three taps and a number."""
    await sell(partner, "4411")
    await partner.sends_photo(invoice("4412"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("1")
    await partner.says("4412")
    assert said(partner, "Issued by: {issuer}", issuer="Teplo Dom") in partner.heard
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")


async def test_after_a_change_of_jobs_the_issuer_is_asked_anew(partner: Human, owner: Human) -> None:
    """Another company buys elsewhere: it comes first, and nobody is assumed until its first sale is sent."""
    await sell(partner, "4411")
    await owner.says("/partners")
    await owner.taps("Ivan")
    await owner.taps(owner.t("Company"))
    await owner.taps("Clima Casa")
    await describe_without_issuer(partner, "4412")
    issuers = [label for label in partner.buttons if label in ("Teplo Dom", "Clima Casa")]
    assert issuers == ["Clima Casa", "Teplo Dom"]
    await partner.taps("Teplo Dom")
    await partner.taps(said(partner, "Send"))
    await describe_without_issuer(partner, "4413")
    assert said(partner, "Issued by: {issuer}", issuer="Teplo Dom") in partner.heard


async def describe_without_issuer(partner: Human, number: str) -> None:
    await partner.sends_photo(invoice(number))
    await partner.taps("Boiler 24 kW")
    await partner.taps("1")
    await partner.says(number)


async def test_a_sellers_own_company_issues(stage: Stage, owner: Human) -> None:
    seller = await stage.member("Sveta", owner=owner, occupation=Occupation.SELLER, company=1)
    await seller.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    assert seller.heard.startswith("⏳")
    assert said(seller, "Issued by: {issuer}", issuer="Clima Casa") in seller.heard


@pytest.mark.parametrize(
    "caption", ["ABC-100 x2 №4411", "2 boiler 24, накладная 4411, вчера", "ABC 100, due pezzi, fattura n. 4411"]
)
async def test_a_caption_without_doubt_is_enough(stage: Stage, owner: Human, caption: str) -> None:
    """No tap at all."""
    seller = await stage.member("Sveta", owner=owner, occupation=Occupation.SELLER)
    await seller.sends_photo(invoice("4411"), caption=caption)
    assert seller.heard.startswith("⏳")
    assert {said(seller, "Change"), said(seller, "Withdraw")} <= set(seller.buttons)
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2" in seller.heard


async def test_a_caption_in_doubt_saves_the_questions_it_answers(partner: Human) -> None:
    """Two boilers are on the list: the card asks which, and knows the rest."""
    await partner.sends_photo(invoice("4411"), caption="boiler, 3 шт, накладная 4411")
    assert partner.buttons[:2] == ["Boiler 24 kW · ABC-100", "Boiler 32 kW · ABC-200"]
    await partner.taps("Boiler 32 kW")
    assert "Boiler 32 kW (ABC-200) ×\N{NO-BREAK SPACE}3" in partner.heard
    assert said(partner, "<b>Who issued the document?</b>") in partner.heard


async def test_an_album_is_one_sale_with_one_answer(partner: Human) -> None:
    before = len(partner.all_heard)
    await partner.sends_album([invoice(f"page {page}") for page in range(4)], caption="ABC-100")
    assert len(partner.all_heard) == before + 1
    await partner.taps(said(partner, "One sale"))
    assert said(partner, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", 4) in partner.heard
    assert said(partner, "<b>How many?</b>") in partner.heard


async def test_a_picture_sent_as_a_file_counts(partner: Human, owner: Human) -> None:
    """Moderators see it as a picture all the same."""
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411", as_document=True)
    await partner.taps("Teplo Dom")
    assert "(photo)" in owner.screen
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_the_bot_shows_that_it_has_the_photo(partner: Human) -> None:
    photo = await partner.sends_photo(invoice("4411"))
    assert photo.bot_reaction == "👀"


async def test_a_phone_back_from_the_cellar_gets_one_answer(partner: Human) -> None:
    """Photo, product and number typed without network: everything is taken, and one card stands in the end."""
    before = len(partner.all_heard)
    partner.goes_offline()
    await partner.sends_photo(invoice("4411"))
    await partner.says("ABC-100")
    await partner.says("2")
    await partner.says("4411")
    await partner.comes_back()
    assert len(partner.all_heard) == before + 1
    assert said(partner, "<b>Who issued the document?</b>") in partner.heard
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2" in partner.heard


async def test_a_claim_is_as_old_as_its_first_message(stage: Stage, partner: Human) -> None:
    """A sale told of in time may be finished later."""
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await stage.move(timedelta(days=20))
    await partner.taps("Teplo Dom")
    assert any(text.startswith("⏳") for text in partner.all_heard)


async def test_the_key_explains_in_one_line(partner: Human) -> None:
    await partner.taps(said(partner, "📷 Register a sale"))
    assert partner.heard == said(
        partner,
        "Send a photo of the invoice or receipt. "
        "With a caption like <i>ABC-100 x2 No. 4411</i> the sale is registered at once.",
    )


async def test_the_key_brings_an_open_sale_back(partner: Human) -> None:
    """What was begun stands below again; the old card has no buttons."""
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    first = partner.last_message
    await partner.taps(said(partner, "📷 Register a sale"))
    assert partner.last_message is not first
    assert first.buttons == ()
    assert said(partner, "<b>How many?</b>") in partner.heard


async def test_before_there_are_products_the_owner_is_told_once(stage: Stage) -> None:
    owner = await stage.found(products="")
    partner = await stage.member("Ivan", owner=owner)
    told = said(
        owner,
        "Somebody has sent a sale, but the list of products is empty.\n"
        "Add products so that sales can be registered: /products",
    )
    for _ in range(2):
        await stage.move(timedelta(minutes=2))
        before = len(partner.all_heard)
        await partner.sends_album([invoice("4411"), invoice("4412")])
        assert len(partner.all_heard) == before + 1
        assert partner.heard == said(
            partner,
            "There are no products to register yet. We have told the organisers: please send the photo again later.",
        )
    assert owner.all_heard.count(told) == 1


async def test_viewers_register_nothing(stage: Stage, owner: Human) -> None:
    """Only whoever may claim is served; a viewer hears so."""
    viewer = await stage.member("Vera", owner=owner, role=Role.VIEWER)
    await viewer.sends_photo(invoice("4411"))
    assert said(viewer, "<b>Which product?</b>") not in viewer.screen
    assert viewer.last_message.reply_to is None


async def test_a_sale_can_be_changed_before_it_is_sent(stage: Stage, partner: Human) -> None:
    """Every field of the ready card leads to its question and back."""
    await describe(partner)
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("5")
    await partner.taps(said(partner, "Date"))
    await partner.taps(said(partner, "Yesterday"))
    await partner.taps(said(partner, "Issuer"))
    await partner.says("ООО «Новый склад»")
    await partner.taps(said(partner, "Product"))
    await partner.taps(said(partner, "← Back"))
    assert said(partner, "<b>Is everything right?</b>") in partner.heard
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}5" in partner.heard
    assert said(partner, "Issued by: {issuer}", issuer="ООО «Новый склад»") in partner.heard
    yesterday = day(partner, stage.now() - timedelta(days=1))
    assert said(partner, "Date: yesterday, {date}", date=yesterday) in partner.heard
