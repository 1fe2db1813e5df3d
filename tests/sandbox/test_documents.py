"""Files and voice messages, both ways."""

import pytest

from sandbox.human import Human
from sandbox.model import Document, Voice
from tests.sandbox.caller import Caller, png, refused
from tests.sandbox.company import another, latest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("name", "told", "known"),
    [
        ("invoice.pdf", None, "application/pdf"),
        ("products.xlsx", None, XLSX),
        ("products.csv", "text/csv", "text/csv"),
        ("lie.xlsx", "image/png", "image/png"),
        ("bytes", None, "application/octet-stream"),
    ],
)
async def test_a_persons_file_reaches_the_bot_as_it_is(
    call: Caller, ivan: Human, name: str, told: str | None, known: str
) -> None:
    """Name and type are what the app says: the bytes may be something else."""
    content = bytes(range(256)) * 9
    await ivan.sends_document(content, name, mime_type=told, caption="here")
    message = (await latest(call))["message"]
    document = message["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (name, known, len(content))
    file = await call("getFile", file_id=document["file_id"])
    assert await call.download(file["file_path"]) == content


async def test_the_bots_file_is_seen_and_its_id_serves_again(call: Caller, ivan: Human) -> None:
    sent = await call("sendDocument", chat_id=ivan.person.id, document=b"sku;name\n", caption="Template")
    assert isinstance(ivan.last_message.media, Document)
    assert ivan.last_message.media.file.content == b"sku;name\n"
    again = await call("sendDocument", chat_id=ivan.person.id, document=sent["document"]["file_id"])
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]


async def test_a_voice_message_travels_by_its_id(call: Caller, ivan: Human) -> None:
    """From a person to the bot, and on to another person."""
    anna = another(ivan, "Anna")
    await anna.says("/start")
    await ivan.sends_voice(duration=7)
    voice = (await latest(call))["message"]["voice"]
    sent = await call("sendVoice", chat_id=anna.person.id, voice=voice["file_id"], caption="From Ivan")
    assert (sent["voice"]["duration"], sent["caption"]) == (7, "From Ivan")
    assert isinstance(anna.last_message.media, Voice)
    uploaded = await call("sendVoice", chat_id=anna.person.id, voice=b"OggS...", duration=2)
    assert uploaded["voice"]["duration"] == 2
    with refused("can't use file of type Voice as Document"):
        await call("sendDocument", chat_id=anna.person.id, document=voice["file_id"])


async def test_media_changes_into_media_and_never_into_text(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    photo = await call("sendPhoto", chat_id=chat, photo=png(60, 40), caption="a")
    number = photo["message_id"]
    other = await ivan.sends_document(b"%PDF", "a.pdf")
    assert isinstance(other.media, Document)
    file_id = ivan.world.files.file_id(ivan.bot.id, other.media.file, other.media)
    await call("editMessageMedia", chat_id=chat, message_id=number, media={"type": "document", "media": file_id})
    assert isinstance(ivan.last_message.media, Document)
    with refused("there is no text in the message to edit"):
        await call("editMessageText", chat_id=chat, message_id=number, text="x")
    await call("sendVoice", chat_id=chat, voice=b"OggS")
    with refused("message can't be edited"):
        spoken = ivan.last_message.message_id
        await call("editMessageMedia", chat_id=chat, message_id=spoken, media={"type": "document", "media": file_id})


async def test_a_person_may_take_a_message_back(call: Caller, ivan: Human) -> None:
    """The bot is not told; it finds out when it answers."""
    message = await ivan.says("oops")
    before = len(await call.updates())
    await ivan.deletes(message)
    assert "oops" not in ivan.screen
    assert len(await call.updates()) == before
    with refused("message to be replied not found"):
        about = {"message_id": message.message_id}
        await call("sendMessage", chat_id=ivan.person.id, text="x", reply_parameters=about)
