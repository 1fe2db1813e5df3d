"""Settings: what they accept, and the one sentence that stops a start."""

import re
import stat
from pathlib import Path

import pytest

from tandem.demo_secret import for_demo
from tandem.settings import Settings, SettingsError, for_telegram, load

TOKEN = "123456789:AAExampleExampleExampleExampleExample"
KEY = "k" * 32
SECRET = "A-z_9" * 8
ROOT = Path(__file__).parents[2]


pytestmark = pytest.mark.usefixtures("bare")


def test_nothing_set_is_a_complete_installation() -> None:
    """Every setting has a default that works on one machine."""
    settings = load()
    assert settings.database_url == "sqlite:///data/tandem.db"
    assert settings.http_host == "127.0.0.1"
    assert settings.bot_token is None


def test_settings_come_from_the_file_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A value given for one run beats the one that is written down; a BOM of Windows' editor does no harm."""
    (tmp_path / ".env").write_text(f"\ufeffBOT_TOKEN={TOKEN}\nLOCALE=ru\nUNKNOWN=1\n", encoding="utf-8")
    monkeypatch.setenv("LOCALE", "IT")
    settings = load()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.locale == "it"


@pytest.mark.parametrize("blank", ["", "   "])
@pytest.mark.parametrize("name", Settings.model_fields)
def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, name: str, blank: str) -> None:
    """`.env.example` copied as it is changes nothing."""
    monkeypatch.setenv(name.upper(), blank)
    assert load() == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "123:hunter2"),
        ("BOT_TOKEN", f"hunter2{TOKEN}"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_PROXY", "socks4://10.0.0.1:1080"),
        ("TELEGRAM_PROXY", "socks5://user:hunter2@10.0.0.1"),
        ("TELEGRAM_PROXY", "http://user:hunter2@10.0.0.1:port"),
        ("DATABASE_URL", "mysql://user:hunter2@host/db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "just words"),
        ("OWNER_IDS", "12345678,anna"),
        ("OWNER_IDS", "-100123"),
        ("SECRET_KEY", "hunter2"),
        ("LOCALE", "fr"),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("LOG_LEVEL", "loud"),
        ("HTTP_PORT", "eighty"),
        ("HTTP_PORT", "65536"),
        ("WEBHOOK_URL", "bot.example.com"),
        ("WEBHOOK_SECRET", "hunter2"),
        ("WEBHOOK_SECRET", "hunter2" * 40),
        ("WEBHOOK_SECRET", "пароль" * 10),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "nan"),
        ("SEND_RATE", "many"),
    ],
)
def test_a_bad_setting_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """It names the setting and what is right, and never repeats the value, which may be a secret."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load()
    sentence = str(caught.value)
    assert sentence.startswith(f"{name} ")
    assert ": it must be " in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "hunter2" not in sentence
    assert caught.value.__cause__ is None


def test_a_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one anybody could speak to the bot."""
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.com")
    with pytest.raises(SettingsError, match=r"^WEBHOOK_SECRET is missing.*token_urlsafe"):
        load()
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    assert load().webhook_url == "https://bot.example.com/webhook"


@pytest.mark.parametrize("url", ["http://bot.example.com/webhook", "https://bot.example.com:8080/webhook"])
def test_telegram_delivers_by_https_to_four_ports(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Telegram would refuse the address later; a Bot API server of one's own takes any."""
    monkeypatch.setenv("WEBHOOK_URL", url)
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    with pytest.raises(SettingsError, match=r"^WEBHOOK_URL .*443, 80, 88 or 8443"):
        load()
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    assert load().webhook_url == url


def test_owners_are_separated_by_whatever_people_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commas, semicolons, spaces."""
    monkeypatch.setenv("OWNER_IDS", " 1, 22;333 4444, ")
    assert load().owner_ids == (1, 22, 333, 4444)


def test_a_file_in_another_encoding_is_told_in_one_sentence(tmp_path: Path) -> None:
    """A comment saved in cp1251 is not a traceback."""
    (tmp_path / ".env").write_bytes("# настройки".encode("cp1251"))
    with pytest.raises(SettingsError, match=r"^\.env is not UTF-8 text"):
        load()


def test_a_real_start_needs_token_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusals name the demo and the command that makes a key."""
    with pytest.raises(SettingsError, match=r"^BOT_TOKEN is missing.*`tandem demo`"):
        for_telegram(load())
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    with pytest.raises(SettingsError, match=r"^SECRET_KEY is missing.*token_urlsafe"):
        for_telegram(load())
    monkeypatch.setenv("SECRET_KEY", KEY)
    settings = load()
    assert for_telegram(settings) is settings


def test_secrets_are_known_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords inside addresses are secrets as well, as typed and as meant."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("DATABASE_URL", "postgresql://tandem:pass%2Fword@db/tandem")
    monkeypatch.setenv("TELEGRAM_PROXY", "socks5://me:hunter2@10.0.0.1:1080")
    settings = load()
    assert set(settings.secrets()) == {TOKEN, KEY, SECRET, "pass%2Fword", "pass/word", "hunter2"}
    for secret in settings.secrets():
        assert secret not in repr(settings)


def test_the_demo_makes_its_key_once(tmp_path: Path) -> None:
    """It opens next week what it sealed today, and nobody else on the machine reads it."""
    first = for_demo(load(), tmp_path / "data")
    second = for_demo(load(), tmp_path / "data")
    assert first.secret_key is not None
    assert first.secret_key == second.secret_key
    assert len(first.secret_key.get_secret_value()) >= 32
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600


def test_the_demo_keeps_a_key_that_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Then no file is needed."""
    monkeypatch.setenv("SECRET_KEY", KEY)
    settings = load()
    assert for_demo(settings, tmp_path / "data") is settings
    assert not (tmp_path / "data").exists()


def test_a_demo_key_that_is_broken_is_told(tmp_path: Path) -> None:
    """A file cut short by a full disk."""
    (tmp_path / "secret").write_text("abc")
    with pytest.raises(SettingsError, match="holds no key"):
        for_demo(load(), tmp_path)


def test_the_example_names_every_setting_with_a_comment(tmp_path: Path) -> None:
    """`.env.example` is complete, explains each, and changes nothing when copied."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^([A-Z_]+)=", text, flags=re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
    for paragraph in text.strip().split("\n\n"):
        assert paragraph.startswith("#")
    assert load(ROOT / ".env.example") == load(None)
