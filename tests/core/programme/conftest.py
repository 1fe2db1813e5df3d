"""Fixtures of the programme's tests."""

import pytest

from core.db.database import Database
from core.people.persons import Person
from tests.core.people.world import first_start


@pytest.fixture
async def owner(db: Database) -> Person:
    """The owner of a programme that is begun and not set up."""
    return await first_start(db)
