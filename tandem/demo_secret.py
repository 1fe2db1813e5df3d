"""The demo's own secret key: made at its first start, kept beside its database."""

import os
import secrets
from pathlib import Path

from pydantic import SecretStr

from tandem.settings import Settings, SettingsError


def for_demo(settings: Settings, folder: Path = Path("data")) -> Settings:
    """The settings of a demo: without SECRET_KEY they get the one in `folder`/secret. Raises SettingsError."""
    if settings.secret_key is not None:
        return settings
    return settings.model_copy(update={"secret_key": SecretStr(demo_secret(folder / "secret"))})


def demo_secret(path: Path) -> str:
    """The secret in a file, which is made at the first call, readable by its owner alone. Raises SettingsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(32) + "\n")
        secret = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{path} cannot be used: {error.strerror}.") from None
    if len(secret) < 32:
        raise SettingsError(f"{path} holds no key: delete it and the demo's database beside it, then start anew.")
    return secret


def _write_once(path: Path, text: str) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(file, "w", encoding="ascii") as opened:
        opened.write(text)
