"""The passage log in numbers, a day at a time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, Connection, func, select, type_coerce

from ..core.figures import QUARTER, Count
from ..core.model import Direction, Outcome, Reason, Source, Verdict
from .schema import passages

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)


def counts(connection: Connection, since: datetime, until: datetime) -> Sequence[Count]:
    """Return how many passages of a time were alike, by quarters of an hour from its beginning."""
    at = type_coerce(passages.c.captured_at, BigInteger)
    alike = (
        ((at - (since - _EPOCH) // _MS) // (QUARTER // _MS)).label("quarter"),
        *(passages.c.camera, passages.c.direction, passages.c.verdict, passages.c.reason),
        *(passages.c.outcome, passages.c.outcome_reason, passages.c.source),
    )
    rows = connection.execute(
        select(*alike, func.count(), func.sum(passages.c.confidence))
        .where(passages.c.captured_at >= since, passages.c.captured_at < until)
        .group_by(*alike)
    )
    return [
        Count(
            quarter=int(row[0]),
            camera=row[1],
            direction=Direction(row[2]),
            verdict=Verdict(row[3]),
            reason=Reason(row[4]),
            outcome=Outcome(row[5]),
            outcome_reason=row[6],
            source=Source(row[7]),
            passages=row[8],
            confidence=row[9],
        )
        for row in rows
    ]


def first(connection: Connection) -> datetime | None:
    """Return when the log begins."""
    return connection.execute(
        select(passages.c.captured_at).order_by(passages.c.captured_at, passages.c.id).limit(1)
    ).scalar()
