"""Updates are read as they are, but for what nothing behind them could take."""

from bot.incoming import read
from bot.reading import parse
from bot.unplugged import unplugged


def test_halves_of_pairs_are_replaced() -> None:
    """JSON can hold them; no database takes one, and no message."""
    sender = {"id": 7, "is_bot": False, "first_name": "Анна\ud800"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": sender}
    update = parse(read({"update_id": 1, "message": message | {"text": "\ude00 😀 \ud83d"}}), unplugged("42:TOKEN"))
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.text == "\ufffd 😀 \ufffd"
    assert update.message.from_user.first_name == "Анна\ufffd"
