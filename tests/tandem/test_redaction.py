"""Redaction: what never leaves, and what must stay readable."""

import string
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.redaction import Redactor

TOKEN_TAIL = st.text(string.ascii_letters + string.digits + "_-", min_size=30, max_size=45)
AROUND = st.sampled_from(["", " ", "'", '"', "/", "bot", "(", "\n", "https://api.telegram.org/file/bot"])


@given(st.integers(100_000, 10**12), TOKEN_TAIL, AROUND, AROUND, st.sampled_from([":", "%3A"]))
def test_no_bot_token_survives(bot: int, tail: str, before: str, after: str, colon: str) -> None:
    """Not even one that is not ours, inside an address or a quoted text."""
    assert tail not in Redactor().text(f"{before}{bot}{colon}{tail}{after}")


@pytest.mark.parametrize(
    "phone",
    [
        "+79161234567",
        "+7 (916) 123-45-67",
        "79161234567",
        "89161234567",
        "8 916 123 45 67",
        "8(916)123-45-67",
        "+39 333 123 4567",
        "+39 02 1234 5678",
        "393331234567",
        "3331234567",
        "333 123 4567",
        "+44 20 7946 0958",
        "+1-202-555-0143",
    ],
)
def test_no_phone_survives(phone: str) -> None:
    """As people in our languages write it, as Telegram sends it, as a number."""
    redactor = Redactor()
    assert redactor.text(f"call {phone}, please") == "call [phone], please"
    assert redactor.text(f"phone={phone}") == "phone=[phone]"
    if phone.isdigit():
        assert redactor.value(int(phone)) == "[phone]"


@given(st.floats(0, 3e9))
def test_instants_stay_readable(seconds: float) -> None:
    """A log without its times would be worth little."""
    text = datetime.fromtimestamp(seconds, UTC).isoformat()
    assert Redactor().text(text) == text
    assert Redactor().text(text.replace("+00:00", "Z")) == text.replace("+00:00", "Z")


@pytest.mark.parametrize(
    "value",
    [
        123_456_789,
        5_234_567_890,
        -1_001_234_567_890,
        "claim:42:decision:2",
        "13900000000000001",
        "0.8916123456789",
        "+240 → 1 480",
        "a3b0c442-98fc-1c14-9afb-f4c8996fb924",
        "-3331234567",
    ],
)
def test_ids_points_and_keys_stay_readable(value: object) -> None:
    """Ids of updates, people, chats, albums; keys of transactions; balances; fractions."""
    assert Redactor().value(value) == value


def test_known_secrets_go_in_every_form() -> None:
    """As typed, as part of an address, as Python quotes it; a shorter one inside a longer one as well."""
    secret = "pass\\word/1"
    redactor = Redactor([secret, f"{secret} and more"])
    text = f"{secret} {quote(secret, safe='')} {secret!r} {secret} and more"
    assert "word" not in redactor.text(text)


def test_a_short_password_goes_from_its_address() -> None:
    """Blotting it out everywhere would take innocent words along."""
    text = Redactor(["abc"]).text("postgresql://tandem:abc@db:5432/tandem, abc")
    assert text == "postgresql://tandem:[secret]@db:5432/tandem, abc"


def test_every_shape_is_searched() -> None:
    """Keys, nested values, sets, objects by what they show."""

    class Contact:
        def __repr__(self) -> str:
            return "Contact(+79161234567)"

    found = Redactor().value({"+79161234567": [("+79161234567",), {"+79161234567"}, Contact()]})
    assert found == {"[phone]": [["[phone]"], ["[phone]"], "Contact([phone])"]}


def test_an_error_given_as_a_value_does_not_quote_its_input() -> None:
    """`error=error` is written in a hurry."""
    assert Redactor().value(ValueError("Anna wrote this")) == "ValueError"
    assert Redactor().value(ConnectionResetError("peer left")) == "ConnectionResetError: peer left"
