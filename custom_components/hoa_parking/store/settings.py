"""Settings that are no configuration: one text a name."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from .schema import settings


def get(connection: Connection, key: str) -> str | None:
    """Return a setting, None where it was never made."""
    value: str | None = connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()
    return value


def put(connection: Connection, key: str, value: str | None) -> None:
    """Keep a setting; None forgets it."""
    if value is None:
        connection.execute(delete(settings).where(settings.c.key == key))
        return
    statement = upsert(settings).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
