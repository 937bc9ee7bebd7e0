"""The passage log."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from ..core.model import (
    Alternative,
    Cursor,
    Direction,
    LogEntry,
    Match,
    Movement,
    Outcome,
    Page,
    Passage,
    Plate,
    Reason,
    Source,
    Verdict,
)
from ..core.passes import PassKind
from . import passes as guests, plates
from .schema import households, passages, passes

LONGEST_PAGE: Final = 100


def known(connection: Connection, passage_id: str) -> bool:
    """Tell whether a passage is in the log."""
    return connection.execute(select(passages.c.id).where(passages.c.id == passage_id)).first() is not None


def add(connection: Connection, entry: LogEntry) -> None:
    """Write a new entry."""
    passage, plate = entry.passage, entry.passage.plate
    connection.execute(
        insert(passages).values(
            id=passage.id,
            camera=passage.camera,
            gate=entry.gate,
            captured_at=passage.captured_at,
            received_at=entry.received_at,
            recovered=passage.recovered,
            movement=passage.movement.value,
            direction=entry.direction.value,
            reads=passage.reads,
            plate=plate.text,
            raw=plate.raw,
            country=plate.country,
            kind=plate.kind,
            confidence=plate.confidence,
            accepted=plate.accepted,
            alternatives=[[other.text, other.country, other.confidence] for other in plate.alternatives],
            verdict=entry.verdict.value,
            reason=entry.reason.value,
            match=entry.match.value if entry.match else None,
            listed_plate=entry.listed_plate,
            household=entry.household,
            outcome=entry.outcome.value,
            outcome_reason=entry.outcome_reason,
            opened_at=entry.opened_at,
            latency_ms=entry.latency_ms,
            frame=entry.frame,
            plate_picture=entry.plate_picture,
            source=entry.source.value,
            entered_by=entry.entered_by,
            **{"pass": entry.pass_id},
        )
    )
    guests.settle(connection, entry)
    plates.note(connection, plate.text)
    if entry.listed_plate is not None and entry.listed_plate != plate.text:
        plates.note(connection, entry.listed_plate)


def set_outcome(connection: Connection, entry: LogEntry) -> None:
    """Write what became of an entry at the gate."""
    connection.execute(
        update(passages)
        .where(passages.c.id == entry.passage.id)
        .values(
            outcome=entry.outcome.value,
            outcome_reason=entry.outcome_reason,
            opened_at=entry.opened_at,
            latency_ms=entry.latency_ms,
        )
    )
    guests.settle(connection, entry)


def set_guest(connection: Connection, entry: LogEntry) -> None:
    """Write whose a passage turned out to be, and on which pass it comes."""
    connection.execute(
        update(passages)
        .where(passages.c.id == entry.passage.id)
        .values(household=entry.household, listed_plate=entry.listed_plate, **{"pass": entry.pass_id})
    )


def last_refused(connection: Connection, gate: str, since: datetime, until: datetime) -> LogEntry | None:
    """Return a gate's newest passage of a time, where it was refused and nothing came of it."""
    order = passages.c.captured_at.desc(), passages.c.id.desc()
    within = passages.c.captured_at.between(since, until)
    statement = _entries().where(passages.c.gate == gate, within).order_by(*order).limit(1)
    row = connection.execute(statement).mappings().first()
    newest = None if row is None else _entry(row)
    idle = newest is not None and newest.verdict is Verdict.REFUSE and newest.outcome is Outcome.NONE
    return newest if idle else None


def interrupt_pending(connection: Connection) -> int:
    """Mark what an earlier run left at the gate, and give back the passes it came on; returns how many."""
    pending = select(passages.c.id).where(passages.c.outcome == Outcome.PENDING.value)
    guests.give_back(connection, passes.c.used_passage.in_(pending))
    result = connection.execute(
        update(passages)
        .where(passages.c.outcome == Outcome.PENDING.value)
        .values(outcome=Outcome.INTERRUPTED.value, outcome_reason="restarted", opened_at=None)
    )
    return result.rowcount


def last_opened(
    connection: Connection, gate: str, plates_listed: Iterable[str], since: datetime
) -> Mapping[str, datetime]:
    """Return when a gate last opened, or is about to, for each of some listed plates, by capture time.

    Whom a person let in may have stood there for long: for them it is when the gate opened. What was captured before
    `since` does not count.
    """
    opened_at = func.max(
        case((passages.c.verdict == Verdict.OPEN.value, passages.c.captured_at), else_=passages.c.opened_at),
        type_=passages.c.captured_at.type,
    )
    rows = connection.execute(
        select(passages.c.listed_plate, opened_at)
        .where(passages.c.gate == gate, passages.c.captured_at >= since)
        .where(passages.c.listed_plate.in_(sorted(plates_listed)))
        .where(passages.c.outcome.in_((Outcome.PENDING.value, Outcome.OPENED.value)))
        .group_by(passages.c.listed_plate)
    )
    return {row[0]: row[1] for row in rows if row[1] is not None}


def entry(connection: Connection, passage_id: str) -> LogEntry | None:
    """Return one entry."""
    row = connection.execute(_entries().where(passages.c.id == passage_id)).mappings().first()
    return None if row is None else _entry(row)


def page(connection: Connection, before: Cursor | None, limit: int, household: int | None) -> Page:
    """Return entries older than `before`, newest first; only one household's where one is given."""
    limit = max(1, min(limit, LONGEST_PAGE))
    query = _entries().order_by(passages.c.captured_at.desc(), passages.c.id.desc()).limit(limit + 1)
    if household is not None:
        query = query.where(passages.c.household == household)
    if before is not None:
        place = tuple_(literal(before.captured_at, passages.c.captured_at.type), literal(before.id))
        query = query.where(tuple_(passages.c.captured_at, passages.c.id) < place)
    rows = [_entry(row) for row in connection.execute(query).mappings()]
    shown = tuple(rows[:limit])
    more = len(rows) > limit
    return Page(shown, Cursor(shown[-1].passage.captured_at, shown[-1].passage.id) if more else None)


def some(connection: Connection, which: Iterable[ColumnElement[bool]], most: int) -> tuple[LogEntry, ...]:
    """Return entries of a kind, newest first, at most so many."""
    query = _entries().where(*which).order_by(passages.c.captured_at.desc(), passages.c.id.desc()).limit(most)
    return tuple(_entry(row) for row in connection.execute(query).mappings())


def count(connection: Connection) -> int:
    """Return how many entries there are."""
    return connection.execute(select(func.count()).select_from(passages)).scalar_one()


def forget_pictures(connection: Connection, before: datetime, most: int) -> int:
    """Say of some entries received before a time that they have no pictures; returns of how many."""
    old = (
        select(passages.c.id)
        .where(or_(passages.c.frame, passages.c.plate_picture))
        .where(passages.c.received_at < before)
        .limit(most)
    )
    return connection.execute(
        update(passages).where(passages.c.id.in_(old)).values(frame=False, plate_picture=False)
    ).rowcount


def delete_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some entries received before a time; returns how many."""
    old = select(passages.c.id).where(passages.c.received_at < before).limit(most)
    return connection.execute(delete(passages).where(passages.c.id.in_(old))).rowcount


def _entries() -> Select[tuple[object, ...]]:
    given = passages.c["pass"] == passes.c.id
    return select(*passages.c, households.c.apartment, passes.c.kind.label("pass_kind")).select_from(
        passages.outerjoin(households, passages.c.household == households.c.id).outerjoin(passes, given)
    )


def _entry(value: RowMapping) -> LogEntry:
    plate = Plate(
        text=value[passages.c.plate],
        raw=value[passages.c.raw],
        country=value[passages.c.country],
        kind=value[passages.c.kind],
        confidence=value[passages.c.confidence],
        accepted=value[passages.c.accepted],
        alternatives=tuple(Alternative(*other) for other in value[passages.c.alternatives]),
    )
    passage = Passage(
        id=value[passages.c.id],
        camera=value[passages.c.camera],
        captured_at=value[passages.c.captured_at],
        recovered=value[passages.c.recovered],
        movement=Movement(value[passages.c.movement]),
        reads=value[passages.c.reads],
        plate=plate,
    )
    match = value[passages.c.match]
    return LogEntry(
        passage=passage,
        gate=value[passages.c.gate],
        direction=Direction(value[passages.c.direction]),
        verdict=Verdict(value[passages.c.verdict]),
        reason=Reason(value[passages.c.reason]),
        match=Match(match) if match else None,
        listed_plate=value[passages.c.listed_plate],
        household=value[passages.c.household],
        apartment=value[households.c.apartment],
        outcome=Outcome(value[passages.c.outcome]),
        outcome_reason=value[passages.c.outcome_reason],
        opened_at=value[passages.c.opened_at],
        latency_ms=value[passages.c.latency_ms],
        received_at=value[passages.c.received_at],
        frame=value[passages.c.frame],
        plate_picture=value[passages.c.plate_picture],
        source=Source(value[passages.c.source]),
        entered_by=value[passages.c.entered_by],
        pass_id=value[passages.c["pass"]],
        pass_kind=PassKind(value["pass_kind"]) if value["pass_kind"] else None,
    )
