"""Whatever a bot sends, the sandbox answers, and never breaks."""

import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.bot_api.errors import ApiError
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.methods import METHODS
from sandbox.bot_api.params import Params
from sandbox.model import Markup
from sandbox.world import World

world = World()
bot = world.new_bot("robust_bot", "Robust")
person = world.new_person("Ivan")
world.phone(person).send_text(bot, "/start")
world.post(world.private(bot, person), text="x", markup=Markup())
group = world.found_group(person, "Review")
world.join(group, bot, by=person)

NAMES = st.sampled_from(
    """
    text entities caption caption_entities parse_mode reply_markup reply_parameters reply_to_message_id
    message_ids media photo document voice user_id from_chat_id remove_caption protect_content reaction commands
    scope language_code callback_query_id url show_alert action file_id name description short_description
    allow_sending_without_reply
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
KEYS = st.sampled_from(
    """
    inline_keyboard keyboard text callback_data url copy_text style type offset length user id custom_emoji_id
    message_id allow_sending_without_reply media caption parse_mode emoji command description chat_id user_id
    remove_keyboard force_reply is_persistent request_contact language pay web_app
    """.split()  # noqa: SIM905
)
WORDS = st.sampled_from(
    ["", " ", "x", "HTML", "emoji", "👍", "photo", "document", "bold", "text_link", "text_mention", "pre", "chat",
     "chat_member", "default", "attach://x", "<b>", "<a href=x>y</a>", "&#0;", "[]", "{", "null", "1", "-1"]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers(-5, 70) | st.floats(allow_nan=False) | WORDS | st.text(max_size=5)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=5)
ENTITIES = st.fixed_dictionaries(
    {"type": WORDS, "offset": LEAVES, "length": LEAVES}, optional={"url": VALUES, "user": VALUES}
)
SHAPES = {
    "reply_markup": st.fixed_dictionaries({"inline_keyboard": st.lists(st.lists(OBJECTS, max_size=2), max_size=2)})
    | st.fixed_dictionaries({"keyboard": st.lists(st.lists(OBJECTS, max_size=2), max_size=2)}),
    "entities": st.lists(ENTITIES, max_size=2),
    "media": OBJECTS | st.lists(OBJECTS, min_size=2, max_size=3),
    "scope": st.fixed_dictionaries({"type": WORDS}, optional={"chat_id": VALUES, "user_id": VALUES}),
    "commands": st.lists(OBJECTS, max_size=2),
    "reply_parameters": OBJECTS,
    "reaction": st.lists(OBJECTS, max_size=2),
    "message_ids": st.lists(VALUES, max_size=2),
}
CALLS = st.dictionaries(NAMES, VALUES, max_size=4) | st.fixed_dictionaries({"text": WORDS}, optional=SHAPES)


@settings(deadline=None)
@given(method=st.sampled_from(sorted(METHODS)), params=CALLS, number=VALUES, private=st.booleans())
def test_every_call_is_answered_or_refused(method: str, params: dict[str, Any], number: Any, private: bool) -> None:
    values = {"chat_id": person.id if private else group.id, "message_id": 2, **params}
    if isinstance(number, int):
        values["message_id"] = number
    with suppress(ApiError):
        json.dumps(METHODS[method][1](Invocation(world, bot, Params(values))))
