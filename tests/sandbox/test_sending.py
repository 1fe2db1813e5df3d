"""New messages: who may be written to, replies, pictures, files, albums."""

import pytest

from sandbox.human import Human
from sandbox.model import BotUser, Document, Photo
from sandbox.world import World
from tests.sandbox.caller import Caller, Refused, png, refused, refused_with


async def test_a_message_reaches_the_person(call: Caller, ivan: Human) -> None:
    sent = await call("sendMessage", chat_id=ivan.person.id, text="Hello")
    assert ivan.heard == ivan.rang == "Hello"
    assert sent["chat"] == {"id": ivan.person.id, "type": "private", "first_name": "Ivan", "last_name": "Petrov"}
    assert sent["from"]["is_bot"]


async def test_a_silent_message_does_not_ring(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="Hush\nmore", disable_notification=True)
    assert ivan.heard == "Hush\nmore"
    assert ivan.rang is None
    assert [(entry.rang, entry.line) for entry in ivan.lock_screen] == [(False, "Hush")]


async def test_a_bot_cannot_write_to_whom_it_does_not_know(call: Caller, world: World, ivan: Human) -> None:
    stranger = world.new_person("Olga")
    with refused("chat not found"):
        await call("sendMessage", chat_id=1, text="x")
    with refused("chat not found"):
        await call("sendMessage", chat_id="@nobody", text="x")
    with refused("chat_id is empty"):
        await call("sendMessage", text="x")
    with refused_with("Forbidden: bot can't initiate conversation with a user"):
        await call("sendMessage", chat_id=stranger.id, text="x")


async def test_who_blocked_the_bot_hears_nothing(call: Caller, ivan: Human) -> None:
    await ivan.blocks()
    for method, params in (("sendMessage", {"text": "x"}), ("sendChatAction", {"action": "typing"})):
        with refused_with("Forbidden: bot was blocked by the user"):
            await call(method, chat_id=ivan.person.id, **params)
    await ivan.unblocks()
    await call("sendMessage", chat_id=ivan.person.id, text="back")
    assert ivan.all_heard == ["back"]
    kinds = [update["my_chat_member"]["new_chat_member"]["status"] for update in (await call.updates())[1:]]
    assert kinds == ["kicked", "member"]


async def test_a_deleted_account_is_deactivated(call: Caller, ivan: Human) -> None:
    ivan.phone.delete_account()
    with refused_with("Forbidden: user is deactivated"):
        await call("sendMessage", chat_id=ivan.person.id, text="x")


async def test_replies_point_to_messages_that_exist(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    question = ivan.messages[0].message_id
    sent = await call("sendMessage", chat_id=chat, text="x", reply_parameters={"message_id": question})
    assert sent["reply_to_message"]["text"] == "/start"
    with refused("message to be replied not found"):
        await call("sendMessage", chat_id=chat, text="x", reply_parameters={"message_id": 999})
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    sent = await call("sendMessage", chat_id=chat, text="x", reply_parameters=lenient)
    assert "reply_to_message" not in sent


async def test_a_photo_comes_in_sizes(call: Caller, ivan: Human, picture: bytes) -> None:
    sent = await call("sendPhoto", chat_id=ivan.person.id, photo=picture, caption="Look")
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(90, 68), (320, 240), (1280, 960)]
    assert sent["caption"] == ivan.heard == "Look"


async def test_a_photo_sent_again_by_its_id_is_the_same_photo(call: Caller, ivan: Human, picture: bytes) -> None:
    first = await call("sendPhoto", chat_id=ivan.person.id, photo=picture)
    again = await call("sendPhoto", chat_id=ivan.person.id, photo=first["photo"][-1]["file_id"])
    assert again["photo"] == first["photo"]


async def test_file_ids_belong_to_one_bot(call: Caller, world: World, ivan: Human, picture: bytes) -> None:
    """The unique id is the same for everybody, the file_id is not."""
    other = world.new_bot("other_bot", "Other")
    theirs = Human(world, ivan.person, other)
    await theirs.sends_photo(picture)
    await ivan.sends_photo(picture)
    [mine] = [update["message"]["photo"][-1] for update in (await call.updates())[1:]]
    foreign = Caller(call.session, call.url, other.token)
    [update] = await foreign.updates()
    photo = update["message"]["photo"][-1]
    assert photo["file_unique_id"] == mine["file_unique_id"]
    assert photo["file_id"] != mine["file_id"]
    with refused("wrong file identifier/HTTP URL specified"):
        await call("sendPhoto", chat_id=ivan.person.id, photo=photo["file_id"])


async def test_a_document_keeps_its_bytes_and_is_no_photo(call: Caller, ivan: Human, picture: bytes) -> None:
    sent = await call("sendDocument", chat_id=ivan.person.id, document=picture, caption="File")
    assert sent["document"]["file_size"] == len(picture)
    assert sent["document"]["file_name"] == "document.png"
    with refused("can't use file of type Document as Photo"):
        await call("sendPhoto", chat_id=ivan.person.id, photo=sent["document"]["file_id"])
    photo = await call("sendPhoto", chat_id=ivan.person.id, photo=picture)
    with refused("can't use file of type Photo as Document"):
        await call("sendDocument", chat_id=ivan.person.id, document=photo["photo"][0]["file_id"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (png(9_000, 1_001), "PHOTO_INVALID_DIMENSIONS"),
        (png(2_100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (bytes(10 * 1024 * 1024 + 1), 'file "photo.png" is too big for a photo'),
    ],
    ids=["undecodable", "empty", "too large", "too oblong", "too heavy"],
)
async def test_bad_pictures_are_refused(call: Caller, ivan: Human, content: bytes, reason: str) -> None:
    with refused(reason):
        await call("sendPhoto", chat_id=ivan.person.id, photo=content)


async def test_a_photo_must_be_there(call: Caller, ivan: Human) -> None:
    with refused("there is no photo in the request"):
        await call("sendPhoto", chat_id=ivan.person.id)
    with refused("wrong file identifier/HTTP URL specified"):
        await call("sendPhoto", chat_id=ivan.person.id, photo="AgACnonsense")


async def test_an_album_is_several_messages_and_one_ring(call: Caller, ivan: Human) -> None:
    sent = await call(
        "sendMediaGroup",
        chat_id=ivan.person.id,
        media=[
            {"type": "photo", "media": "attach://one", "caption": "Two"},
            {"type": "photo", "media": "attach://two"},
        ],
        one=png(100, 100),
        two=png(100, 100, "black"),
    )
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.media.__class__ for message in ivan.messages[1:]] == [Photo, Photo]
    assert [entry.line for entry in ivan.lock_screen] == ["Two"]


async def test_an_album_holds_two_to_ten_of_a_kind(call: Caller, ivan: Human, picture: bytes) -> None:
    chat = ivan.person.id
    photo = (await call("sendPhoto", chat_id=chat, photo=picture))["photo"][0]["file_id"]
    file = (await call("sendDocument", chat_id=chat, document=picture))["document"]["file_id"]
    one = {"type": "photo", "media": photo}
    with refused("too many messages to send as an album"):
        await call("sendMediaGroup", chat_id=chat, media=[one] * 11)
    with refused("too few messages to send as an album"):
        await call("sendMediaGroup", chat_id=chat, media=[one])
    with refused("document can't be mixed with other media types"):
        await call("sendMediaGroup", chat_id=chat, media=[one, {"type": "document", "media": file}])
    with refused('parameter "media" is required'):
        await call("sendMediaGroup", chat_id=chat)


async def test_two_bots_have_chats_of_their_own(call: Caller, world: World, ivan: Human, bot: BotUser) -> None:
    other = world.new_bot("other_bot", "Other")
    theirs = Human(world, ivan.person, other)
    await theirs.says("hi")
    await call("sendMessage", chat_id=ivan.person.id, text="from Tandem")
    assert ivan.all_heard == ["from Tandem"]
    assert theirs.all_heard == []


async def test_what_the_person_sends_arrives_as_it_was_sent(ivan: Human, call: Caller, picture: bytes) -> None:
    photo = await ivan.sends_photo(picture, "ABC x2")
    file = await ivan.sends_photo(picture, as_document=True)
    await ivan.sends_voice()
    await ivan.sends_sticker("🔥")
    await ivan.says("see https://t.me/x", reply_to=photo)
    messages = [update["message"] for update in (await call.updates())[1:]]
    assert isinstance(file.media, Document)
    assert [set(message) & {"photo", "document", "voice", "sticker", "text"} for message in messages] == [
        {"photo"},
        {"document"},
        {"voice"},
        {"sticker"},
        {"text"},
    ]
    assert messages[0]["caption"] == "ABC x2"
    assert messages[3]["sticker"]["emoji"] == "🔥"
    assert messages[4]["reply_to_message"]["message_id"] == photo.message_id
    assert messages[4]["entities"] == [{"type": "url", "offset": 4, "length": 14}]


async def test_unknown_methods_and_tokens(call: Caller, world: World) -> None:
    with refused_with("Not Found"):
        await call("sendDice", chat_id=1)
    world.complaints.clear()
    with pytest.raises(Refused, match="Unauthorized"):
        await Caller(call.session, call.url, "1:wrong")("getMe")
