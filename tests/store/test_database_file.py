"""The database file: what is committed stays, what is bad is said and left alone, and a backup of it is whole."""

import asyncio
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, select, text

from custom_components.hoa_parking.core.errors import Closed, Damaged, Full, Locked, NewerSchema
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.model import Source
from custom_components.hoa_parking.core.passes import PassKind
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.store import engine, passages, passes, people, plates
from custom_components.hoa_parking.store.database import Database
from custom_components.hoa_parking.store.migrate import migrate
from custom_components.hoa_parking.store.schema import households, metadata


def apartments(connection: Connection) -> list[str]:
    return list(connection.execute(select(households.c.apartment).order_by(households.c.id)).scalars())


async def test_many_who_write_at_once_share_commits_and_each_gets_its_own_answer(database: Database) -> None:
    ids = await asyncio.gather(*(database.write(lambda c, n=n: people.household(c, str(n))) for n in range(300)))

    assert len(set(ids)) == 300
    assert len(await database.read(apartments)) == 300


async def test_one_that_fails_undoes_its_own_work_and_nobody_else_s(database: Database) -> None:
    def broken(connection: Connection) -> None:
        people.household(connection, "bad")
        raise ValueError("no")

    results = await asyncio.gather(
        database.write(lambda c: people.household(c, "1")),
        database.write(broken),
        database.write(lambda c: people.household(c, "2")),
        return_exceptions=True,
    )

    assert isinstance(results[1], ValueError)
    assert await database.read(apartments) == ["1", "2"]


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match="readonly"):
        await database.read(lambda c: people.household(c, "1"))


async def test_after_closing_nobody_is_served(database: Database) -> None:
    await database.close()
    with pytest.raises(Closed):
        await database.write(apartments)
    with pytest.raises(Closed):
        await database.read(apartments)


async def test_a_file_that_is_no_database_is_said_to_be_damaged_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "hoa_parking.db"
    path.write_bytes(b"this is somebody's shopping list " * 100)
    before = path.read_bytes()

    with pytest.raises(Damaged):
        await Database(path).open()

    assert path.read_bytes() == before


async def test_a_torn_page_is_found_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "hoa_parking.db"
    await make(path)
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096 * 2)

    with pytest.raises(Damaged):
        await Database(path).open()


async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "hoa_parking.db"
    await make(path)
    change(path, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NewerSchema, match="9999"):
        await Database(path).open()

    assert ask(path, "SELECT version_num FROM alembic_version") == "9999"


async def test_a_database_that_another_program_holds_is_locked_and_opens_when_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_BOTH", ("PRAGMA busy_timeout=20",))
    path = tmp_path / "hoa_parking.db"
    await make(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Locked):
        await Database(path).open()

    other.execute("ROLLBACK")
    other.close()
    await make(path)


async def test_a_full_disk_is_said_and_what_was_there_stays(database: Database) -> None:
    await database.write(lambda c: people.household(c, "1"))
    await database.write(lambda c: c.execute(text("PRAGMA max_page_count=1")))

    def much(connection: Connection) -> None:
        for number in range(5_000):
            people.household(connection, f"{number:0100}")

    with pytest.raises(Full):
        await database.write(much)
    assert await database.read(apartments) == ["1"]


async def test_a_copy_taken_in_a_backup_is_whole_while_writing_goes_on(database: Database, tmp_path: Path) -> None:
    await database.write(lambda c: people.household(c, "before"))
    await database.quiesce()
    main = tmp_path / "hoa_parking.db"
    copied = main.read_bytes()
    await asyncio.gather(*(database.write(lambda c, n=n: people.household(c, f"{n:0500}")) for n in range(800)))

    # The main file does not change under the backup's hands, and it has all from before.
    assert main.read_bytes() == copied
    copy = tmp_path / "copy" / "hoa_parking.db"
    copy.parent.mkdir()
    copy.write_bytes(copied)
    torn = (tmp_path / "hoa_parking.db-wal").read_bytes()
    copy.with_name("hoa_parking.db-wal").write_bytes(torn[: len(torn) // 2 + 13])
    restored = Database(copy)
    await restored.open()
    assert (await restored.read(apartments))[0] == "before"
    await restored.close()

    await database.resume()
    assert len(await database.read(apartments)) == 801


async def test_what_was_committed_survives_the_death_of_its_process(tmp_path: Path) -> None:
    script = Path(__file__).with_name("write_until_killed.py")
    root = Path(__file__).parents[2]
    path = tmp_path / "hoa_parking.db"
    with subprocess.Popen([sys.executable, script, path], cwd=root, stdout=subprocess.PIPE, text=True) as writer:  # noqa: ASYNC220
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(50)]
        writer.kill()
        told += writer.stdout.read().split("\n")[:-1]

    survivor = Database(path)
    await survivor.open()
    kept = await survivor.read(apartments)
    await survivor.close()
    assert kept[: len(told)] == told


def test_the_steps_make_the_schema_that_the_code_speaks(tmp_path: Path) -> None:
    """From nothing, and from the first version: the same tables, columns, keys and indexes."""
    made = create_engine("sqlite://")
    stepped = create_engine(f"sqlite:///{tmp_path / 'stepped.db'}")
    with made.connect() as connection:
        metadata.create_all(connection)
        wanted = shape(connection)
    with stepped.connect() as connection:
        migrate(connection, "0001")
    with stepped.connect() as connection:
        migrate(connection)
        assert shape(connection) == wanted


@pytest.mark.parametrize("version", ["0001", "0002", "0003"])
async def test_what_an_earlier_version_wrote_is_there_in_today_s_and_means_the_same(
    tmp_path: Path, version: str
) -> None:
    path = tmp_path / "old.db"
    old = create_engine(f"sqlite:///{path}")
    with old.connect() as connection:
        migrate(connection, version)
    old.dispose()
    for sql in _OLD:
        change(path, sql)

    database = Database(path)
    await database.open()
    listed = await database.read(lambda c: people.listed(c, {"123ABC02", "777XYZ01"}, NOON))
    entries = (await database.read(lambda c: passages.page(c, None, 10, 1))).entries
    resident = await database.read(lambda c: people.resident(c, "anna"))
    found = await database.read(lambda c: plates.fitting(c, "123A*", alike=False, most=10))
    draft = PassDraft(PassKind.VISITOR, "555NEW01", None, NOON, NOON + timedelta(days=1))
    given = await database.write(lambda c: passes.add(c, 1, draft, "anna", NOON))
    await database.close()

    assert [(one.plate, one.household, one.kind, one.blocked, one.guarded) for one in listed] == [
        ("123ABC02", 1, PassKind.RESIDENT, False, False),
        ("777XYZ01", None, PassKind.RESIDENT, True, False),
    ]
    assert [(one.passage.plate.text, one.listed_plate, one.source, one.pass_id) for one in entries] == [
        ("I23ABC02", "123ABC02", Source.CAMERA, None)
    ]
    assert resident is not None
    assert (resident.role, resident.apartment) == (Role.RESIDENT, "17")
    assert (found, given.id) == (["123ABC02"], 8)


NOON = datetime(2026, 11, 21, 7, tzinfo=UTC)
_OLD = (
    "INSERT INTO households (id, apartment) VALUES (1, '17')",
    "INSERT INTO residents (user_id, role, household) VALUES ('anna', 'resident', 1)",
    "INSERT INTO vehicles (id, plate, household) VALUES (3, '123ABC02', 1)",
    "INSERT INTO passes (id, vehicle, kind, valid_until) VALUES (7, 3, 'resident', 9999999999999)",
    "INSERT INTO blocklist (plate, reason) VALUES ('777XYZ01', 'scratched a car')",
    """
    INSERT INTO passages (
        id, camera, gate, captured_at, received_at, recovered, movement, direction, reads, plate, raw, confidence,
        accepted, alternatives, verdict, reason, match, listed_plate, household, outcome, frame, plate_picture
    ) VALUES (
        'p-1', 'in', 'main', 1700000000000, 1700000000000, 0, 'approaching', 'entry', 3, 'I23ABC02', 'I23ABC02', 0.9,
        1, '[]', 'open', 'registered', 'look_alike', '123ABC02', 1, 'opened', 0, 0
    )
    """,
)


def shape(connection: Connection) -> dict[str, object]:
    tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
    found: dict[str, object] = {}
    for table in sorted(set(tables) - {"alembic_version"}):
        columns = connection.execute(text(f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')"))
        indexes = connection.execute(text(f"SELECT name, \"unique\", partial FROM pragma_index_list('{table}')"))
        keys = connection.execute(text(f'SELECT "table", "from", on_delete FROM pragma_foreign_key_list(\'{table}\')'))
        found[table] = [sorted(tuple(row) for row in rows) for rows in (columns, indexes, keys)]
    return found


async def make(path: Path) -> None:
    database = Database(path)
    await database.open()
    await database.close()


def change(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()


def ask(path: Path, sql: str) -> object:
    connection = sqlite3.connect(path)
    answer = connection.execute(sql).fetchone()[0]
    connection.close()
    return answer
