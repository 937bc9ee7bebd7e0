"""Erasing looks through no table that grows with the years."""

from sqlalchemy import create_engine

from custom_components.hoa_parking.core.erasure import Target
from custom_components.hoa_parking.store import erasure
from custom_components.hoa_parking.store.schema import metadata


def test_whose_stays_are_forgotten_is_found_by_indexes() -> None:
    """A household that is removed leaves its stays by the same index."""
    engine = create_engine("sqlite://")
    meant = erasure._of(erasure.stays, Target(("123ABC02", "777XYZ02"), 1, "17"))
    text = str(erasure.select(erasure.stays.c.id).where(meant).compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        metadata.create_all(connection)
        plan = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
        left = "EXPLAIN QUERY PLAN SELECT id FROM stays WHERE household = 1"
        plan += [str(row[3]) for row in connection.exec_driver_sql(left)]

    assert [line for line in plan if line.startswith("SCAN")] == []
    assert sum("ix_stays_household" in line for line in plan) == 2
