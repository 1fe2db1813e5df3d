"""reply_markup: keyboards checked as Telegram checks them."""

from functools import lru_cache
from typing import Any

from sandbox.bot_api import urls
from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.params import Params, decode
from sandbox.model import Button, Markup, ReplyKeyboard, Rows

MOST_INLINE_BUTTONS = 100
MOST_KEYS = 300
MOST_IN_A_ROW = 8
MOST_KEYS_IN_A_ROW = 12
STYLES = frozenset({"primary", "success", "danger"})
_ELSEWHERE = (
    "disabled",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
_REQUESTS = ("request_contact", "request_location", "request_poll", "request_users", "request_chat", "web_app")


def of(params: Params) -> Markup | None:
    """The checked reply_markup of a new message, or None. Raises ApiError."""
    raw = params.raw_json("reply_markup")
    return None if raw is None else _parse(raw)


def inline_only(params: Params) -> Rows:
    """The buttons of an edit, which can carry no other keyboard. Raises ApiError."""
    markup = of(params)
    if markup is None:
        return ()
    if markup.keyboard or markup.removes_keyboard or markup.forces_reply:
        raise bad_request("inline keyboard expected")
    return markup.buttons


@lru_cache(maxsize=4096)
def _parse(raw: str) -> Markup:
    shape = decode(raw, label="reply keyboard markup")
    if shape is None:
        return Markup()
    if not isinstance(shape, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in shape:
        return Markup(buttons=_rows(shape, "inline_keyboard"))
    if "keyboard" in shape:
        return Markup(keyboard=_keyboard(shape), selective=_flag(shape, "selective"))
    return Markup(
        removes_keyboard=_flag(shape, "remove_keyboard"),
        forces_reply=_flag(shape, "force_reply"),
        selective=_flag(shape, "selective"),
    )


def _keyboard(shape: dict[str, Any]) -> ReplyKeyboard:
    rows = _rows(shape, "keyboard")
    if not rows:
        raise bad_request("reply keyboard can't be empty")
    return ReplyKeyboard(
        rows=rows,
        is_persistent=_flag(shape, "is_persistent"),
        one_time=_flag(shape, "one_time_keyboard"),
        resize=_flag(shape, "resize_keyboard"),
        placeholder=shape.get("input_field_placeholder"),
    )


def _rows(shape: dict[str, Any], name: str) -> Rows:
    inline = name == "inline_keyboard"
    rows = shape[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    widest, most = (MOST_IN_A_ROW, MOST_INLINE_BUTTONS) if inline else (MOST_KEYS_IN_A_ROW, MOST_KEYS)
    if any(len(row) > widest for row in rows) or sum(map(len, rows)) > most:
        raise bad_request("reply markup is too long")
    read = _inline_button if inline else _key
    return tuple(tuple(read(one) for one in row) for row in rows if row)


def _flag(shape: dict[str, Any], name: str) -> bool:
    value = shape.get(name, False)
    if not isinstance(value, bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    return value


def _key(shape: Any) -> Button:
    if isinstance(shape, str):
        shape = {"text": shape}
    text = _text(shape, "keyboard button")
    asked = next((name for name in _REQUESTS if shape.get(name)), None)
    return Button(text=text, style=_style(shape), other=asked)


def _inline_button(shape: Any) -> Button:
    text = _text(shape, "inline keyboard button")
    style = _style(shape)
    if shape.get("callback_data"):
        return Button(text=text, style=style, callback_data=_callback_data(shape["callback_data"]))
    if shape.get("url"):
        return Button(text=text, style=style, url=_url(shape["url"]))
    if shape.get("copy_text") is not None:
        return Button(text=text, style=style, copy_text=_copy_text(shape["copy_text"]))
    if shape.get("pay") or "callback_game" in shape:
        raise bad_request("BUTTON_TYPE_INVALID")
    other = next((name for name in _ELSEWHERE if shape.get(name) is not None), None)
    if other is None:
        raise _unparsable("inline keyboard button", "Text buttons are unallowed in the inline keyboard")
    return Button(text=text, style=style, other=other)


def _text(shape: Any, kind: str) -> str:
    if not isinstance(shape, dict):
        raise _unparsable(kind, "Expected an Object")
    text = shape.get("text")
    if text is None:
        raise _unparsable(kind, 'Can\'t find field "text"')
    if not isinstance(text, str):
        raise _unparsable(kind, 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request(
            "keyboard button text must be non-empty" if kind == "keyboard button" else "BUTTON_TEXT_INVALID"
        )
    return text


def _style(shape: dict[str, Any]) -> str | None:
    style = shape.get("style")
    if style is not None and style not in STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    return style


def _callback_data(data: Any) -> str:
    if not isinstance(data, str):
        raise _unparsable("inline keyboard button", 'Field "callback_data" must be of type String')
    if len(data.encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _url(url: Any) -> str:
    if not isinstance(url, str):
        raise _unparsable("inline keyboard button", 'Field "url" must be of type String')
    try:
        return urls.check(url)
    except urls.WrongUrl as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from error


def _copy_text(shape: Any) -> str:
    text = shape.get("text") if isinstance(shape, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def _unparsable(kind: str, reason: str) -> ApiError:
    return bad_request(f"can't parse {kind}: {reason}")
