"""Slots with an address of their own, seen by several cameras; who stands where; how full a zone was."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what is drawn, what cameras said, overrides, stays, levels, counts and settings.

    What cameras said until now was of slots without an address, which are drawn anew.
    """
    op.drop_table("slots")
    _drawn()
    _said()
    _stayed()
    _counted()


def _drawn() -> None:
    op.create_table(
        "slots",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("household", sa.Integer(), sa.ForeignKey("households.id", ondelete="SET NULL")),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_slots_household", "slots", ["household"])
    op.create_table(
        "layouts",
        sa.Column("camera", sa.Text(), primary_key=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("still", sa.Text()),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "outlines",
        sa.Column("camera", sa.Text(), sa.ForeignKey("layouts.camera", ondelete="CASCADE"), primary_key=True),
        sa.Column("slot", sa.Integer(), sa.ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("polygon", sa.JSON(), nullable=False),
    )
    op.create_index("ix_outlines_slot", "outlines", ["slot"])


def _said() -> None:
    op.create_table(
        "overrides",
        sa.Column("slot", sa.Integer(), sa.ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("occupied", sa.Boolean()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("user", sa.Text()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("hold", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "looks",
        sa.Column("camera", sa.Text(), primary_key=True),
        sa.Column("slot", sa.Text(), primary_key=True),
        sa.Column("occupied", sa.Boolean(), nullable=False),
        sa.Column("p", sa.Float(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("captured_at", sa.BigInteger(), nullable=False),
    )


def _stayed() -> None:
    op.create_table(
        "stays",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("plate", sa.Text()),
        sa.Column("household", sa.Integer(), sa.ForeignKey("households.id", ondelete="SET NULL")),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("passage", sa.Text()),
        sa.Column("told", sa.JSON(), nullable=False),
    )
    op.create_index("ix_stays_slot_since", "stays", ["slot", "since"])
    op.create_index("ix_stays_zone_until", "stays", ["zone", "until"])
    op.create_index("ix_stays_plate_since", "stays", ["plate", "since"], sqlite_where=sa.text("plate IS NOT NULL"))
    op.create_index("ix_stays_open", "stays", ["slot"], unique=True, sqlite_where=sa.text("until IS NULL"))


def _counted() -> None:
    op.create_table(
        "levels",
        sa.Column("zone", sa.Text(), primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.Column("occupied", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counts",
        sa.Column("zone", sa.Text(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("occupied", sa.Integer(), nullable=False),
        sa.Column("user", sa.Text()),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
