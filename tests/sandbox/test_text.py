"""Texts, captions and their entities, in Telegram's words."""

from typing import Any

import pytest

from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller, refused

PARSED: list[tuple[str, str, list[dict[str, Any]]]] = [
    ("plain & simple", "plain & simple", []),
    ("<b>bold</b>", "bold", [{"type": "bold", "offset": 0, "length": 4}]),
    (
        "<b><i>x</i> y</b>",
        "x y",
        [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 0, "length": 1}],
    ),
    ("💧<u>a</u>", "💧a", [{"type": "underline", "offset": 2, "length": 1}]),
    ("  <s>a</s>  ", "a", [{"type": "strikethrough", "offset": 0, "length": 1}]),
    ("&lt;b&gt; &amp; &#33; &#x21; &copy;", "<b> & ! ! &copy;", []),
    ('<span class="tg-spoiler">s</span>', "s", [{"type": "spoiler", "offset": 0, "length": 1}]),
    ("<blockquote expandable>q</blockquote>", "q", [{"type": "expandable_blockquote", "offset": 0, "length": 1}]),
    (
        '<a href="https://example.com/?a=1&amp;b=2">go</a>',
        "go",
        [{"type": "text_link", "offset": 0, "length": 2, "url": "https://example.com/?a=1&b=2"}],
    ),
    ('<a href="nowhere">go</a>', "go", []),
    (
        '<pre><code class="language-sql">SELECT 1</code></pre>',
        "SELECT 1",
        [{"type": "pre", "offset": 0, "length": 8, "language": "sql"}],
    ),
    ("<b></b>text", "text", []),
    (
        "<code>/start</code> /help",
        "/start /help",
        [
            {"type": "code", "offset": 0, "length": 6},
            {"type": "bot_command", "offset": 7, "length": 5},
        ],
    ),
]


@pytest.mark.parametrize(("source", "text", "entities"), PARSED)
async def test_html_becomes_text_and_entities(
    call: Caller, ivan: Human, source: str, text: str, entities: list[dict[str, Any]]
) -> None:
    sent = await call("sendMessage", chat_id=ivan.person.id, text=source, parse_mode="HTML")
    assert sent["text"] == text
    assert sent.get("entities", []) == entities


async def test_a_user_link_mentions_the_person(call: Caller, ivan: Human) -> None:
    link = f'<a href="tg://user?id={ivan.person.id}">he</a>'
    sent = await call("sendMessage", chat_id=ivan.person.id, text=link, parse_mode="HTML")
    assert sent["entities"][0]["user"]["id"] == ivan.person.id


UNPARSED = [
    ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("ы <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<b><i>test</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("source", "reason"), UNPARSED)
async def test_bad_html_is_refused(call: Caller, ivan: Human, source: str, reason: str) -> None:
    with refused(f"can't parse entities: {reason}"):
        await call("sendMessage", chat_id=ivan.person.id, text=source, parse_mode="HTML")


async def test_other_parse_modes_are_refused(call: Caller, ivan: Human) -> None:
    with refused("unsupported parse_mode"):
        await call("sendMessage", chat_id=ivan.person.id, text="*x*", parse_mode="MarkdownV2")


ENTITIES: list[tuple[dict[str, Any], str]] = [
    ({"type": "bold", "offset": 100, "length": 1}, "entity begins after the end of the text at UTF-16 offset 100"),
    (
        {"type": "bold", "offset": 0, "length": 100},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
    ({"type": "bold", "offset": 0}, "can't parse MessageEntity: Can't find field \"length\""),
    ({"type": "text_link", "offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"url\""),
    (
        {"type": "text_link", "offset": 0, "length": 1, "url": "nowhere"},
        "entity URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
]


@pytest.mark.parametrize(("entity", "reason"), ENTITIES)
async def test_bad_entities_are_refused(
    call: Caller, world: World, ivan: Human, entity: dict[str, Any], reason: str
) -> None:
    world.checks_schema = False
    with refused(reason):
        await call("sendMessage", chat_id=ivan.person.id, text="hello", entities=[entity])


async def test_entities_may_come_ready_made(call: Caller, ivan: Human) -> None:
    bold = {"type": "bold", "offset": 0, "length": 5}
    sent = await call("sendMessage", chat_id=ivan.person.id, text="hello", entities=[bold])
    assert sent["entities"] == [bold]


async def test_a_text_holds_4096_characters_after_parsing(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    await call("sendMessage", chat_id=chat, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    with refused("message is too long"):
        await call("sendMessage", chat_id=chat, text="x" * 4097)
    with refused("message text is empty"):
        await call("sendMessage", chat_id=chat, text="")
    with refused("text must be non-empty"):
        await call("sendMessage", chat_id=chat, text=" <b> </b> ", parse_mode="HTML")


async def test_a_caption_holds_1024_characters_after_parsing(call: Caller, ivan: Human, picture: bytes) -> None:
    chat = ivan.person.id
    sent = await call("sendPhoto", chat_id=chat, photo=picture, caption="<b>" + "x" * 1024 + "</b>", parse_mode="HTML")
    assert len(sent["caption"]) == 1024
    with refused("message caption is too long"):
        await call("sendPhoto", chat_id=chat, photo=picture, caption="x" * 1025)
