"""Fixtures of claims' tests."""

import pytest

from core.db.database import Database
from tests.core.claims.world import World, open_world


@pytest.fixture
async def world(db: Database) -> World:
    """A programme in full work."""
    return await open_world(db)
