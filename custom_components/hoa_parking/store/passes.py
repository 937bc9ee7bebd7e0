"""The passes that households give to their guests."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, or_, select, update

from ..core.inviting import PassDraft
from ..core.model import Direction, LogEntry, Outcome, Pass, Reason
from ..core.passes import GuestPass, PassKind, Schedule
from .schema import passes

REMEMBERED: Final = timedelta(hours=1)
"""For so long after its end it is said of a guest's plate that its pass is over; then it is as unknown as before."""
SHOWN: Final = 50
_GIVEN: Final = passes.c.household.is_not(None)
_GAVE_BACK: Final = frozenset({Outcome.FAILED, Outcome.INTERRUPTED})
_TOOK: Final = frozenset({Outcome.PENDING, Outcome.OPENED})


def add(connection: Connection, household: int, draft: PassDraft, user: str | None, at: datetime) -> GuestPass:
    """Write a new pass from a checked draft and return it."""
    pass_id = connection.execute(
        insert(passes)
        .values(
            household=household,
            plate=draft.plate,
            kind=draft.kind.value,
            note=draft.note,
            valid_from=draft.valid_from or at,
            valid_until=draft.valid_until,
            schedule=written_schedule(draft.schedule),
            once=draft.once,
            open_plate=draft.open_plate,
            made_by=user,
            made_at=at,
        )
        .returning(passes.c.id)
    ).scalar_one()
    return _one(connection, passes.c.id == pass_id)


def one(connection: Connection, pass_id: int) -> GuestPass | None:
    """Return a pass that a household gave."""
    return next(iter(_some(connection, passes.c.id == pass_id)), None)


def of_household(connection: Connection, household: int) -> tuple[GuestPass, ...]:
    """Return a household's passes, newest first."""
    query = select(passes).where(passes.c.household == household).order_by(passes.c.id.desc()).limit(SHOWN)
    return tuple(_pass(row) for row in connection.execute(query).mappings())


def count_open(connection: Connection, household: int, now: datetime) -> int:
    """Return on how many of a household's passes somebody may still come."""
    mine = passes.c.household == household
    return connection.execute(select(func.count()).where(mine, _open(now))).scalar_one()


def count_made(connection: Connection, household: int, since: datetime) -> int:
    """Return how many passes a household has given since a time."""
    mine = passes.c.household == household
    return connection.execute(select(func.count()).where(mine, passes.c.made_at >= since)).scalar_one()


def end(connection: Connection, pass_id: int, at: datetime) -> GuestPass:
    """End a pass; one that has ended stays as it is."""
    connection.execute(update(passes).where(passes.c.id == pass_id, passes.c.ended_at.is_(None)).values(ended_at=at))
    return _one(connection, passes.c.id == pass_id)


def share(connection: Connection, pass_id: int, digest: str) -> None:
    """Give a pass a link, which ends its earlier one."""
    connection.execute(update(passes).where(passes.c.id == pass_id).values(token=digest))


def by_digest(connection: Connection, digest: str) -> GuestPass | None:
    """Return the pass of a link."""
    return next(iter(_some(connection, passes.c.token == digest)), None)


def put_plate(connection: Connection, pass_id: int, plate: str) -> bool:
    """Say which plate a pass is for; returns whether nobody had said it before."""
    free = passes.c.plate.is_(None)
    return connection.execute(update(passes).where(passes.c.id == pass_id, free).values(plate=plate)).rowcount > 0


def listed(connection: Connection, plates: Iterable[str], now: datetime) -> tuple[Pass, ...]:
    """Return the passes of some guests' plates that are not over for long."""
    rows = connection.execute(
        select(passes)
        .where(passes.c.plate.in_(sorted(plates)), _GIVEN, passes.c.ended_at.is_(None))
        .where(passes.c.valid_until > now - REMEMBERED)
        .order_by(passes.c.id)
    ).mappings()
    return tuple(
        Pass(
            plate=row["plate"],
            vehicle=None,
            household=row["household"],
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
            blocked=False,
            id=row["id"],
            kind=PassKind(row["kind"]),
            schedule=read_schedule(row["schedule"]),
            once=row["once"],
            used=row["once"] and row["used_at"] is not None,
        )
        for row in rows
    )


def welcome(connection: Connection, at: datetime) -> frozenset[str]:
    """Return the guests' plates that may come in at a time or later."""
    return frozenset(connection.execute(select(passes.c.plate).where(passes.c.plate.is_not(None), _open(at))).scalars())


def waiting(connection: Connection, now: datetime) -> tuple[GuestPass, ...]:
    """Return the passes on which a household waits for an unknown car now, newest first."""
    wanted = and_(passes.c.plate.is_(None), passes.c.open_plate.is_(False), passes.c.valid_from <= now)
    return tuple(_some(connection, and_(wanted, _open(now))))


def settle(connection: Connection, entry: LogEntry) -> None:
    """Use up the pass for one entry that a passage came in on, or give it back where the gate did not open."""
    if entry.pass_id is None or entry.direction is not Direction.ENTRY:
        return
    if entry.outcome in _GAVE_BACK:
        give_back(connection, passes.c.used_passage == entry.passage.id)
    elif entry.outcome in _TOOK or entry.reason is Reason.MANUAL:
        use(connection, entry.pass_id, entry.passage.id, entry.passage.captured_at)


def use(connection: Connection, pass_id: int, passage: str, at: datetime) -> None:
    """Note that somebody came in on a pass that is good for once."""
    unused = and_(passes.c.id == pass_id, passes.c.once, passes.c.used_at.is_(None))
    connection.execute(update(passes).where(unused).values(used_at=at, used_passage=passage))


def give_back(connection: Connection, which: ColumnElement[bool]) -> None:
    """Forget that somebody came in on some passes: the gate did not open."""
    connection.execute(update(passes).where(which).values(used_at=None, used_passage=None))


def _open(now: datetime) -> ColumnElement[bool]:
    unused = or_(passes.c.once.is_(False), passes.c.used_at.is_(None))
    return and_(_GIVEN, passes.c.ended_at.is_(None), passes.c.valid_until > now, unused)


def _one(connection: Connection, which: ColumnElement[bool]) -> GuestPass:
    return _pass(connection.execute(select(passes).where(which)).mappings().one())


def _some(connection: Connection, which: ColumnElement[bool]) -> list[GuestPass]:
    rows = connection.execute(select(passes).where(which, _GIVEN).order_by(passes.c.id.desc())).mappings()
    return [_pass(row) for row in rows]


def _pass(row: RowMapping) -> GuestPass:
    return GuestPass(
        id=row["id"],
        household=row["household"],
        kind=PassKind(row["kind"]),
        plate=row["plate"],
        note=row["note"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        schedule=read_schedule(row["schedule"]),
        once=row["once"],
        open_plate=row["open_plate"],
        used_at=row["used_at"],
        made_by=row["made_by"],
        made_at=row["made_at"],
        ended_at=row["ended_at"],
        shared=row["token"] is not None,
    )


def written_schedule(schedule: Schedule | None) -> dict[str, object] | None:
    """Return a schedule as it is kept."""
    if schedule is None:
        return None
    hours = {"start": schedule.start.isoformat("minutes"), "end": schedule.end.isoformat("minutes")}
    return {"days": sorted(schedule.days), **hours}


def read_schedule(value: dict[str, list[int] | str] | None) -> Schedule | None:
    """Return a schedule that was kept."""
    if value is None:
        return None
    start, end_at = (time.fromisoformat(str(value[key])) for key in ("start", "end"))
    return Schedule(frozenset(int(day) for day in value["days"]), start, end_at)
