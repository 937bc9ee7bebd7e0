"""Which households are asked whether a vehicle may pass, and what they said."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from ..core.passes import Ask, AskAnswer, AskKind
from .schema import asks, passages

SHOWN: Final = 50
_UNANSWERED: Final = asks.c.answer.is_(None)


def add(connection: Connection, ask: Ask) -> Ask:
    """Write a new question and return it with its id."""
    ask_id = connection.execute(
        insert(asks)
        .values(
            kind=ask.kind.value,
            passage=ask.passage,
            household=ask.household,
            asked_at=ask.asked_at,
            until=ask.until,
            **{"pass": ask.pass_id},
        )
        .returning(asks.c.id)
    ).scalar_one()
    return _some(connection, asks.c.id == ask_id)[0]


def one(connection: Connection, ask_id: int) -> Ask | None:
    """Return a question."""
    return next(iter(_some(connection, asks.c.id == ask_id)), None)


def known(connection: Connection, ask_ids: Iterable[int]) -> frozenset[int]:
    """Return which questions of some are there."""
    return frozenset(connection.execute(select(asks.c.id).where(among(ask_ids))).scalars())


def unanswered(connection: Connection, which: ColumnElement[bool] | None = None) -> tuple[Ask, ...]:
    """Return the questions that nobody has answered, or those of a kind."""
    return _some(connection, _UNANSWERED if which is None else and_(_UNANSWERED, which))


def about(connection: Connection, plate: str, gate: str, since: datetime) -> tuple[Ask, ...]:
    """Return what was asked since a time about a plate at a gate."""
    return _some(connection, and_(asks.c.asked_at >= since, passages.c.plate == plate, passages.c.gate == gate))


def of_household(connection: Connection, household: int, since: datetime) -> tuple[Ask, ...]:
    """Return what a household was asked since a time, newest first."""
    mine = and_(asks.c.household == household, asks.c.asked_at >= since)
    return _some(connection, mine)[:SHOWN]


def answer(connection: Connection, ask_id: int, said: AskAnswer, at: datetime, user: str | None) -> bool:
    """Write an answer; returns whether nobody had answered before."""
    values = {"answer": said.value, "answered_at": at, "answered_by": user}
    return connection.execute(update(asks).where(asks.c.id == ask_id, _UNANSWERED).values(values)).rowcount > 0


def end(connection: Connection, which: ColumnElement[bool], said: AskAnswer, at: datetime) -> tuple[Ask, ...]:
    """End the unanswered questions of a kind and return them as they are now."""
    ended = [ask.id for ask in unanswered(connection, which)]
    if not ended:
        return ()
    values = {"answer": said.value, "answered_at": at}
    connection.execute(update(asks).where(asks.c.id.in_(ended)).values(values))
    return _some(connection, asks.c.id.in_(ended))


def of_passage(passage: str) -> ColumnElement[bool]:
    """Tell the questions about a passage from others."""
    return asks.c.passage == passage


def of_pass(pass_id: int) -> ColumnElement[bool]:
    """Tell the questions that a pass has raised from others."""
    return asks.c["pass"] == pass_id


def among(ask_ids: Iterable[int]) -> ColumnElement[bool]:
    """Tell some questions from others."""
    return asks.c.id.in_(sorted(ask_ids))


def _some(connection: Connection, which: ColumnElement[bool]) -> tuple[Ask, ...]:
    rows = connection.execute(
        select(asks, passages.c.plate, passages.c.gate, passages.c.frame, passages.c.plate_picture)
        .join(passages, asks.c.passage == passages.c.id)
        .where(which)
        .order_by(asks.c.id.desc())
    ).mappings()
    return tuple(
        Ask(
            id=row["id"],
            kind=AskKind(row["kind"]),
            passage=row["passage"],
            plate=row["plate"],
            gate=row["gate"] or "",
            household=row["household"],
            pass_id=row["pass"],
            asked_at=row["asked_at"],
            until=row["until"],
            answer=AskAnswer(row["answer"]) if row["answer"] else None,
            answered_by=row["answered_by"],
            frame=row["frame"],
            plate_picture=row["plate_picture"],
        )
        for row in rows
    )
