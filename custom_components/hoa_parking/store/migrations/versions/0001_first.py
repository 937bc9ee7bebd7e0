"""The first schema: people, passages, places, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _people()
    _passages()
    _places()
    _audit()


def _people() -> None:
    op.create_table(
        "households",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("apartment", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_households"),
        sa.UniqueConstraint("apartment", name="uq_households_apartment"),
    )
    op.create_table(
        "residents",
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("household", sa.Integer),
        sa.ForeignKeyConstraint(["household"], ["households.id"], "fk_residents_household", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("user_id", name="pk_residents"),
    )
    op.create_index("ix_residents_household", "residents", ["household"])
    op.create_table(
        "vehicles",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("plate", sa.Text, nullable=False),
        sa.Column("household", sa.Integer, nullable=False),
        sa.Column("note", sa.Text),
        sa.ForeignKeyConstraint(["household"], ["households.id"], "fk_vehicles_household", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_vehicles"),
        sa.UniqueConstraint("plate", name="uq_vehicles_plate"),
    )
    op.create_index("ix_vehicles_household", "vehicles", ["household"])
    op.create_table(
        "passes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("vehicle", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("valid_from", sa.BigInteger),
        sa.Column("valid_until", sa.BigInteger),
        sa.ForeignKeyConstraint(["vehicle"], ["vehicles.id"], "fk_passes_vehicle", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_passes"),
    )
    op.create_index("ix_passes_vehicle", "passes", ["vehicle"])
    op.create_table(
        "blocklist",
        sa.Column("plate", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("until", sa.BigInteger),
        sa.PrimaryKeyConstraint("plate", name="pk_blocklist"),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("gate", sa.Text),
        sa.Column("captured_at", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("recovered", sa.Boolean, nullable=False),
        sa.Column("movement", sa.Text, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("reads", sa.Integer, nullable=False),
        sa.Column("plate", sa.Text, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("alternatives", sa.JSON, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("match", sa.Text),
        sa.Column("listed_plate", sa.Text),
        sa.Column("household", sa.Integer),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("outcome_reason", sa.Text),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("latency_ms", sa.Integer),
        sa.Column("frame", sa.Boolean, nullable=False),
        sa.Column("plate_picture", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["household"], ["households.id"], "fk_passages_household", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
    )
    op.create_index("ix_passages_captured_at_id", "passages", ["captured_at", "id"])
    op.create_index("ix_passages_household_captured_at_id", "passages", ["household", "captured_at", "id"])
    op.create_index("ix_passages_gate_listed_plate_captured_at", "passages", ["gate", "listed_plate", "captured_at"])
    op.create_index("ix_passages_pending", "passages", ["id"], sqlite_where=sa.text("outcome = 'pending'"))


def _places() -> None:
    op.create_table(
        "slots",
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("occupied", sa.Boolean, nullable=False),
        sa.Column("p", sa.Float, nullable=False),
        sa.Column("captured_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("camera", "slot", name="pk_slots"),
    )
    op.create_table(
        "slot_changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("occupied", sa.Boolean, nullable=False),
        sa.Column("p", sa.Float, nullable=False),
        sa.Column("captured_at", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slot_changes"),
        sa.UniqueConstraint("report", "slot", name="uq_slot_changes_report_slot"),
    )
    op.create_index("ix_slot_changes_captured_at", "slot_changes", ["captured_at"])
    op.create_table(
        "gates",
        sa.Column("gate", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("gate", name="pk_gates"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("user", sa.Text),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at_id", "audit", ["at", "id"])
