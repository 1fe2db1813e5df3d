"""A chat as readable text: what a person sees, for asserts and for failures."""

from sandbox.model import Chat, Document, Message, Photo, Rows, Sending, Sticker, Voice


def screen(chat: Chat) -> str:
    """The messages the phone shows, oldest first, with buttons in brackets and the reply keyboard below."""
    parts = [_message(message, chat) for message in chat.visible]
    if chat.keyboard is not None:
        parts.append("keyboard: " + _rows(chat.keyboard.rows).replace("\n", " / "))
    return "\n".join(parts) or "(empty chat)"


def _message(message: Message, chat: Chat) -> str:
    author = chat.bot.name if message.by_bot else chat.person.first_name
    marks = [
        f"{author}:",
        "(waiting)" if message.state is Sending.WAITING else "",
        f"(in reply to {message.reply_to})" if message.reply_to else "",
        _media(message),
        message.text,
        *(f"({emoji})" for emoji in (message.bot_reaction, message.person_reaction) if emoji),
    ]
    lines = " ".join(mark for mark in marks if mark)
    return f"{lines}\n{_rows(message.buttons)}" if message.buttons else lines


def _media(message: Message) -> str:
    match message.media:
        case Photo():
            return "(photo)"
        case Document(file_name=name):
            return f"(file {name})"
        case Voice():
            return "(voice)"
        case Sticker(emoji=emoji):
            return f"(sticker {emoji})"
    return ""


def _rows(rows: Rows) -> str:
    return "\n".join("  " + " ".join(f"[{button.text}]" for button in row) for row in rows)
