"""Least sight: what moderators and viewers never come to read, on whatever they open."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.people.phones import keep_phone
from core.people.roles import Role, ShownAs
from core.people.tables import PersonRow
from sandbox.model import Document
from tests.conversations.selling import said, sell
from tests.stage import Human, Stage, invoice

PHONE = "79161112233"


async def test_a_moderator_never_reads_a_phone(stage: Stage, owner: Human) -> None:
    """On no card, list, history or answer of a sale's whole way."""
    lena = await stage.member("Lena", owner=owner, role=Role.MODERATOR, company=None)
    ivan = await stage.member("Ivan", owner=owner)
    person = await ivan.member()
    await stage.run(lambda session: keep_phone(session, person.id, PHONE))
    await owner.says("/partners")
    await owner.taps("Ivan")
    assert PHONE in owner.heard, "it is there for whoever looks after him"
    await sell(ivan, "4411")
    await lena.taps(said(lena, "Ask the partner"))
    await lena.taps(said(lena, "Something else…"))
    await lena.says("Which shop was it?")
    await lena.says("/review")
    await lena.taps(said(lena, "❓ Wait for partners: {n}", n=1))
    await lena.taps(lena.buttons[0])
    await ivan.says("By the bridge", reply_to=ivan.last_message)
    await lena.taps(said(lena, "History"))
    await lena.taps(said(lena, "Approve"))
    for command in ("/review", "/top", "/help", "/partners", "/staff", "/week", "/settings"):
        await lena.says(command)
    assert "Ivan" in lena.screen
    for part in (PHONE, PHONE[1:], PHONE[-7:]):
        assert part not in lena.screen


async def test_a_viewer_reads_names_on_boards_alone_and_as_each_chose(stage: Stage, owner: Human) -> None:
    """The page of figures and its file name nobody; nothing there asks the viewer for a sale."""
    vera = await stage.member("Vera", owner=owner, role=Role.VIEWER, company=None)
    ivan = await stage.member("Ivan", owner=owner)
    anna = await stage.member("Annalisa", owner=owner, company=1)
    hidden = await anna.member()

    async def hide(session: AsyncSession) -> None:
        await session.execute(update(PersonRow).where(PersonRow.id == hidden.id).values(shown_as=ShownAs.HIDDEN.value))

    await stage.run(hide)
    for human, number in ((ivan, "4411"), (anna, "4412")):
        await sell(human, number)
        await owner.taps(said(owner, "Approve"))
    await vera.says("/top")
    assert "Ivan" in vera.heard
    assert "Annalisa" not in vera.heard
    names = "{points}"
    invited = said(vera, "You have no {points} here yet. Send a photo of an invoice to get on the board.", points=names)
    assert invited.split(names)[1].strip() not in vera.heard
    await vera.says("/week")
    assert "Ivan" not in vera.heard
    await vera.taps(vera.t("📄 As a page to forward"))
    media = vera.last_message.media
    assert isinstance(media, Document)
    page = media.file.content.decode()
    for name in ("Ivan", "Annalisa", "4411"):
        assert name not in page
    for command in ("/review", "/partners", "/staff", "/today", "/questions", "/members", "/ops", "/announce"):
        await vera.says(command)
        assert "Ivan" not in vera.heard
        assert "Annalisa" not in vera.heard


async def test_a_viewers_photo_is_nobodys_sale(stage: Stage, owner: Human) -> None:
    vera = await stage.member("Vera", owner=owner, role=Role.VIEWER, company=None)
    before = len(owner.messages)
    await vera.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    assert len(owner.messages) == before
