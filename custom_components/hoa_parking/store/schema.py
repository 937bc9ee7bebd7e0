"""The tables. Times are whole milliseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta
from typing import Final, override

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
    or_,
)
from sqlalchemy.types import TypeDecorator

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)


class Moment(TypeDecorator[datetime]):
    """A time as whole milliseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return what is stored; a time without a zone is a mistake and raises TypeError."""
        return None if value is None else (value - _EPOCH) // _MS

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the time stored."""
        return None if value is None else _EPOCH + value * _MS


metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

households: Final = Table(
    "households",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("apartment", Text, nullable=False, unique=True),
)

residents: Final = Table(
    "residents",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("household", ForeignKey(households.c.id, ondelete="SET NULL"), index=True),
    Column("name", Text),
    Column("contact", Text),
    Column("made", Boolean, nullable=False, server_default=false()),
    Column("since", Moment),
)

password_links: Final = Table(
    "password_links",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("username", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
)

vehicles: Final = Table(
    "vehicles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plate", Text, nullable=False, unique=True),
    Column("household", ForeignKey(households.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("note", Text),
    Column("guarded", Boolean, nullable=False, server_default=false()),
)

passes: Final = Table(
    "passes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("vehicle", ForeignKey(vehicles.c.id, ondelete="CASCADE"), index=True),
    Column("household", ForeignKey(households.c.id, ondelete="CASCADE"), index=True),
    Column("plate", Text),
    Column("kind", Text, nullable=False),
    Column("valid_from", Moment),
    Column("valid_until", Moment),
    Column("schedule", JSON(none_as_null=True)),
    Column("once", Boolean, nullable=False, server_default=false()),
    Column("used_at", Moment),
    Column("used_passage", Text),
    Column("note", Text),
    Column("made_by", Text),
    Column("made_at", Moment),
    Column("ended_at", Moment),
    Column("open_plate", Boolean, nullable=False, server_default=false()),
    Column("token", Text, unique=True),
    sqlite_autoincrement=True,
)
Index("ix_passes_plate", passes.c.plate, sqlite_where=passes.c.plate.is_not(None))
Index(
    "ix_passes_waiting",
    passes.c.valid_until,
    sqlite_where=and_(passes.c.plate.is_(None), passes.c.household.is_not(None)),
)

applications: Final = Table(
    "applications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("token", Text, unique=True),
    Column("user_id", Text, index=True),
    Column("household", ForeignKey(households.c.id, ondelete="SET NULL")),
    Column("name", Text, nullable=False),
    Column("apartment", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("plates", JSON, nullable=False),
    Column("note", Text),
    Column("language", Text, nullable=False),
    Column("consent", Text),
    Column("document", Text),
    Column("question", Text),
    Column("answer", Text),
    Column("reason", Text),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by", Text),
    sqlite_autoincrement=True,
)
Index("ix_applications_state_id", applications.c.state, applications.c.id)

blocklist: Final = Table(
    "blocklist",
    metadata,
    Column("plate", Text, primary_key=True),
    Column("reason", Text),
    Column("until", Moment),
)

passages: Final = Table(
    "passages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("camera", Text, nullable=False),
    Column("gate", Text),
    Column("captured_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("recovered", Boolean, nullable=False),
    Column("movement", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("reads", Integer, nullable=False),
    Column("plate", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("country", Text),
    Column("kind", Text),
    Column("confidence", Float, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("alternatives", JSON, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("match", Text),
    Column("listed_plate", Text),
    Column("household", ForeignKey(households.c.id, ondelete="SET NULL")),
    Column("outcome", Text, nullable=False),
    Column("outcome_reason", Text),
    Column("opened_at", Moment),
    Column("latency_ms", Integer),
    Column("frame", Boolean, nullable=False),
    Column("plate_picture", Boolean, nullable=False),
    Column("source", Text, nullable=False, server_default="camera"),
    Column("entered_by", Text),
    Column("pass", Integer),
)
Index("ix_passages_captured_at_id", passages.c.captured_at, passages.c.id)
Index("ix_passages_household_captured_at_id", passages.c.household, passages.c.captured_at, passages.c.id)
Index("ix_passages_gate_listed_plate_captured_at", passages.c.gate, passages.c.listed_plate, passages.c.captured_at)
Index("ix_passages_received_at", passages.c.received_at)
Index("ix_passages_pictured", passages.c.received_at, sqlite_where=or_(passages.c.frame, passages.c.plate_picture))
Index("ix_passages_pending", passages.c.id, sqlite_where=passages.c.outcome == "pending")
Index("ix_passages_plate_captured_at_id", passages.c.plate, passages.c.captured_at, passages.c.id)
Index(
    "ix_passages_listed_plate_captured_at",
    passages.c.listed_plate,
    passages.c.captured_at,
    sqlite_where=passages.c.listed_plate.is_not(None),
)

plates: Final = Table(
    "plates",
    metadata,
    Column("plate", Text, primary_key=True),
    Column("skeleton", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

asks: Final = Table(
    "asks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("passage", ForeignKey(passages.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("household", ForeignKey(households.c.id, ondelete="CASCADE"), nullable=False),
    Column("pass", ForeignKey(passes.c.id, ondelete="SET NULL"), index=True),
    Column("asked_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("answer", Text),
    Column("answered_at", Moment),
    Column("answered_by", Text),
    sqlite_autoincrement=True,
)
Index("ix_asks_household_asked_at", asks.c.household, asks.c.asked_at)
Index("ix_asks_unanswered", asks.c.id, sqlite_where=asks.c.answer.is_(None))

resolutions: Final = Table(
    "resolutions",
    metadata,
    Column("passage", ForeignKey(passages.c.id, ondelete="CASCADE"), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("reason", Text),
    Column("user", Text),
    Column("at", Moment, nullable=False),
)

notes: Final = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("passage", ForeignKey(passages.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("user", Text),
    Column("text", Text, nullable=False),
)

shifts: Final = Table(
    "shifts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("note", Text),
)

slots: Final = Table(
    "slots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("row", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("household", ForeignKey(households.c.id, ondelete="SET NULL"), index=True),
    sqlite_autoincrement=True,
)

layouts: Final = Table(
    "layouts",
    metadata,
    Column("camera", Text, primary_key=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("still", Text),
    Column("saved_at", Moment, nullable=False),
)

outlines: Final = Table(
    "outlines",
    metadata,
    Column("camera", ForeignKey(layouts.c.camera, ondelete="CASCADE"), primary_key=True),
    Column("slot", ForeignKey(slots.c.id, ondelete="CASCADE"), primary_key=True, index=True),
    Column("polygon", JSON, nullable=False),
)

overrides: Final = Table(
    "overrides",
    metadata,
    Column("slot", ForeignKey(slots.c.id, ondelete="CASCADE"), primary_key=True),
    Column("occupied", Boolean),
    Column("reason", Text, nullable=False),
    Column("user", Text),
    Column("at", Moment, nullable=False),
    Column("hold", Boolean, nullable=False),
)

looks: Final = Table(
    "looks",
    metadata,
    Column("camera", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("occupied", Boolean, nullable=False),
    Column("p", Float, nullable=False),
    Column("since", Moment, nullable=False),
    Column("captured_at", Moment, nullable=False),
)

slot_changes: Final = Table(
    "slot_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", Text, nullable=False),
    Column("camera", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("occupied", Boolean, nullable=False),
    Column("p", Float, nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("report", "slot"),
)
Index("ix_slot_changes_captured_at", slot_changes.c.captured_at)

stays: Final = Table(
    "stays",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slot", Integer, nullable=False),
    Column("address", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("plate", Text),
    Column("household", ForeignKey(households.c.id, ondelete="SET NULL")),
    Column("confidence", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("passage", Text),
    Column("told", JSON, nullable=False),
)
Index("ix_stays_slot_since", stays.c.slot, stays.c.since)
Index("ix_stays_zone_until", stays.c.zone, stays.c.until)
Index("ix_stays_plate_since", stays.c.plate, stays.c.since, sqlite_where=stays.c.plate.is_not(None))
Index("ix_stays_household", stays.c.household, sqlite_where=stays.c.household.is_not(None))
Index("ix_stays_open", stays.c.slot, unique=True, sqlite_where=stays.c.until.is_(None))

levels: Final = Table(
    "levels",
    metadata,
    Column("zone", Text, primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("total", Integer, nullable=False),
    Column("free", Integer, nullable=False),
    Column("occupied", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    sqlite_with_rowid=False,
)

counts: Final = Table(
    "counts",
    metadata,
    Column("zone", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("occupied", Integer, nullable=False),
    Column("user", Text),
)

settings: Final = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

gates: Final = Table(
    "gates",
    metadata,
    Column("gate", Text, primary_key=True),
    Column("mode", Text, nullable=False),
)

audit: Final = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("user", Text),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text),
)
Index("ix_audit_at_id", audit.c.at, audit.c.id)
Index("ix_audit_action_at_id", audit.c.action, audit.c.at, audit.c.id)
Index("ix_audit_user_at_id", audit.c.user, audit.c.at, audit.c.id)

receipts: Final = Table(
    "receipts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("user", Text),
    Column("reason", Text, nullable=False),
    Column("counts", JSON, nullable=False),
)
