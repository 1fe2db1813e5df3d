"""Settings: one frozen object, read once from the environment and from `.env`."""

from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import unquote, urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails, PydanticUseDefault
from pydantic_settings import BaseSettings, SettingsConfigDict

from tandem import setting_types as types

OFFICIAL_API = "https://api.telegram.org"
OFFICIAL_PORTS = (443, 80, 88, 8443)
"""The ports that Telegram's own servers deliver webhooks to."""


class SettingsError(Exception):
    """A setting that stops the start. Its text is one sentence for people, without the setting's value."""


class Settings(BaseSettings):
    """Everything that an installation decides about itself. Descriptions complete the sentence "it must be ..."."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    bot_token: types.BotToken | None = Field(
        None, description="the token that @BotFather gave you, like 123456789:AAE… without quotes"
    )
    telegram_api_url: types.ApiUrl = Field(
        OFFICIAL_API, description=f"the base address of a Bot API server, like {OFFICIAL_API}, without /bot"
    )
    telegram_proxy: types.ProxyUrl | None = Field(
        None, repr=False, description="a proxy like http://user:password@host:3128 or socks5://user:password@host:1080"
    )
    database_url: types.DatabaseUrl = Field(
        "sqlite:///data/tandem.db",
        repr=False,
        description="an address like sqlite:///data/tandem.db or postgresql://user:password@host/database",
    )
    owner_ids: types.TelegramIds = Field(
        (), description="numeric Telegram ids separated by commas, like 12345678,87654321"
    )
    secret_key: types.SecretKey | None = Field(
        None, description=f"at least 32 characters that nobody can guess, as made by: {types.MAKE_SECRET}"
    )
    locale: Annotated[Literal["en", "ru", "it"], types.Lower] = Field("en", description="one of en, ru, it")
    timezone: types.Zone = Field("UTC", description="an IANA time zone like Europe/Moscow")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], types.Upper] = Field(
        "INFO", description="one of DEBUG, INFO, WARNING, ERROR"
    )
    http_host: str = Field("127.0.0.1", description="an address of this machine to listen on, like 127.0.0.1")
    http_port: types.Port = Field(8080, description="a port from 1 to 65535, or 0 for any free one")
    webhook_url: types.WebhookUrl | None = Field(
        None, description="an https address on port 443, 80, 88 or 8443, like https://bot.example.com/webhook"
    )
    webhook_secret: types.WebhookSecret | None = Field(
        None, description=f"32 to 256 characters of A-Z a-z 0-9 _ and -, as made by: {types.MAKE_SECRET}"
    )
    backup_folder: Path | None = Field(None, description="a folder that the service may write to, like data/backups")
    backup_days: int = Field(
        14, ge=0, le=3650, description="a number of days for which each day's backup is kept, or 0 for none at all"
    )
    backup_hour: int = Field(3, ge=0, le=23, description="an hour of the programme's day from 0 to 23")
    send_rate: types.Rate = Field(
        25, description="a number of messages a second from 1 to 1000; Telegram allows 30 for free"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_not_set(cls, value: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            raise PydanticUseDefault
        return value

    @model_validator(mode="after")
    def _webhook_is_safe(self) -> Self:
        if self.webhook_url is None:
            return self
        if self.webhook_secret is None:
            raise ValueError(
                f"WEBHOOK_SECRET is missing, and WEBHOOK_URL needs it: it must be {_right('webhook_secret')}"
            )
        url = urlsplit(self.webhook_url)
        official = self.telegram_api_url == OFFICIAL_API
        if official and (url.scheme != "https" or (url.port or 443) not in OFFICIAL_PORTS):
            raise ValueError(f"WEBHOOK_URL is not one that Telegram delivers to: it must be {_right('webhook_url')}")
        return self

    def secrets(self) -> tuple[str, ...]:
        """Every text that must never be shown or logged, passwords inside addresses among them."""
        held = [each.get_secret_value() for each in (self.bot_token, self.secret_key, self.webhook_secret) if each]
        passwords = [urlsplit(address).password for address in (self.database_url, self.telegram_proxy) if address]
        spoken = [form for password in passwords if password for form in (password, unquote(password))]
        return tuple(dict.fromkeys(held + spoken))


def load(env_file: Path | None = Path(".env")) -> Settings:
    """The settings of this process. Raises SettingsError with one sentence about the first that is wrong."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError(_sentence(error.errors()[0])) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} is not UTF-8 text: save it again in that encoding.") from None
    except OSError as error:
        raise SettingsError(f"{env_file} cannot be read: {error.strerror}.") from None


def for_telegram(settings: Settings) -> Settings:
    """The settings of a real start. Raises SettingsError while the token or the key is missing."""
    if settings.bot_token is None:
        raise SettingsError(
            f"BOT_TOKEN is missing: it must be {_right('bot_token')}; to try Tandem without one, run `tandem demo`."
        )
    for_database(settings)
    return settings


def for_database(settings: Settings) -> str:
    """The key that the database is sealed with. Raises SettingsError while it is missing."""
    if settings.secret_key is None:
        raise SettingsError(
            "SECRET_KEY is missing: write `SECRET_KEY=` and what this command prints into .env, and keep a copy"
            f" elsewhere: {types.MAKE_SECRET}"
        )
    return settings.secret_key.get_secret_value()


WRONG = {
    "int_parsing": "is not a whole number",
    "float_parsing": "is not a number",
    "finite_number": "is not a number",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "literal_error": "has an unknown value",
}
"""What pydantic's own findings mean, in words."""


def _sentence(error: ErrorDetails) -> str:
    reason = error.get("ctx", {}).get("error")
    if not error["loc"]:
        return f"{reason}."
    name = str(error["loc"][0])
    wrong = reason or WRONG.get(error["type"], "is not understood")
    return f"{name.upper()} {wrong}: it must be {_right(name)}."


def _right(name: str) -> str:
    return Settings.model_fields[name].description or ""
