"""Raw updates are read just far enough, whatever they hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import read

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["from", "chat", "id", "message"]), inner)
    ),
)
KEYS = st.sampled_from(["update_id", "message", "callback_query", "poll", "poll_answer", "my_chat_member", "odd"])


@given(raw=JSON | st.dictionaries(KEYS | st.text(), JSON))
def test_nothing_it_holds_is_too_much(raw: Any) -> None:
    """What comes out fits its columns on either database."""
    found = read(raw)
    assert all(abs(number) < 2**63 for number in (found.update_id, found.chat_id, found.user_id))
    assert len(found.kind) <= 32
    assert len(found.lane) <= 64
    for text in (found.kind, found.lane):
        assert text.encode().isascii()
        assert "\0" not in text
    assert found.language
    assert isinstance(found.query_id, str)


@pytest.mark.parametrize(
    ("event", "lane"),
    [
        ({"message": {"from": {"id": 5}, "chat": {"id": -7}}}, "user:5"),
        ({"callback_query": {"from": {"id": 5}, "message": {"chat": {"id": 5}}}}, "user:5"),
        ({"channel_post": {"chat": {"id": -7}}}, "chat:-7"),
        ({"message_reaction": {"user": {"id": 5}, "chat": {"id": -7}}}, "user:5"),
        ({"poll": {"id": "77", "question": "?"}}, "poll:77"),
        ({"poll_answer": {"poll_id": "77", "user": {"id": 5}}}, "user:5"),
        ({"unheard_of": {}}, "bot"),
        ({"message": "no object"}, "bot"),
        ({}, "bot"),
    ],
)
def test_whose_turn_it_takes(event: dict[str, Any], lane: str) -> None:
    assert read({"update_id": 1, **event}).lane == lane


def test_a_tap_on_a_message_too_old_to_be_told_has_a_chat_all_the_same() -> None:
    """Telegram leaves the message out; the person's own chat is where to answer."""
    found = read({"update_id": 1, "callback_query": {"id": "9", "from": {"id": 5, "language_code": "it-IT"}}})
    assert (found.chat_id, found.user_id, found.language, found.query_id) == (5, 5, "it", "9")
