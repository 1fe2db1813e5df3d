"""The ledger lives any life, and agrees with a plain model of itself after every step."""

import asyncio
import os
import shutil
from collections.abc import Callable, Coroutine
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import NO_POSTGRES, Postgres
from tests.core.points.life import Life

LIVES = int(os.environ.get("LEDGER_LIVES", "1"))
"""Multiplies the examples: a night's worth is 1000."""


def live(fresh: Callable[[], Coroutine[Any, Any, str]], *, examples: int, steps: int) -> None:
    with asyncio.Runner() as runner:
        kind = type("ThisLife", (Life,), {"fresh": staticmethod(fresh), "runner": runner})
        run_state_machine_as_test(
            kind,
            settings=settings(
                max_examples=examples * LIVES,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_any_life_on_sqlite(sqlite_template: Path, tmp_path: Path) -> None:
    lives = count()

    async def fresh() -> str:
        return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / f'life-{next(lives)}.db')}"

    live(fresh, examples=20, steps=30)


def test_any_life_on_postgresql(postgres: Postgres | None) -> None:
    if postgres is None:
        pytest.skip(NO_POSTGRES)

    async def fresh() -> str:
        await postgres.empty()
        return postgres.url

    live(fresh, examples=8, steps=25)
