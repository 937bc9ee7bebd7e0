"""Bring a database file to today's schema."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ..core.errors import NewerSchema

FOLDER: Final = Path(__file__).parent / "migrations"
HEAD: Final = "head"


def migrate(connection: Connection, revision: str = HEAD) -> None:
    """Run every step up to `revision`, each in its transaction; raises NewerSchema where we do not know the file's."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with connection.begin():
        present = MigrationContext.configure(connection).get_current_revision()
    if present is not None and present not in known:
        raise NewerSchema(f"a newer version of HOA Parking wrote the database (schema {present})")
    command.upgrade(config, revision)
