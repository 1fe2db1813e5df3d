"""Fixtures of the entry point's tests: settings that come from the test alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tandem.settings import Settings

KEY = "a key of the tests, long enough for sealing"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to stand in, with no setting in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def configured(bare: Path) -> Callable[..., Settings]:
    """Makes settings from what is given, as if it stood in the environment."""

    def configure(**given: Any) -> Settings:
        return Settings(_env_file=None, **{"secret_key": KEY} | given)

    return configure


class Heard(list[str]):
    """Lines that a command told."""

    @property
    def text(self) -> str:
        return "\n".join(self)


@pytest.fixture
def heard() -> Heard:
    """Give `heard.append` to a command that tells lines."""
    return Heard()
