"""Fixtures of people's tests."""

import pytest

from core.db.database import Database
from core.people.persons import Person
from tests.core.people.world import open_programme


@pytest.fixture
async def owner(db: Database) -> Person:
    """The owner of an open programme."""
    return await open_programme(db)
