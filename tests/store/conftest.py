"""What the store's tests share: a database in a folder of the test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.hoa_parking.store.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "hoa_parking.db")
    await database.open()
    yield database
    await database.close()
