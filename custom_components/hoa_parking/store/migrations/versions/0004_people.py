"""Passes that a household gives out, applications, what guards do, and a log that is searched by plate."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# As core.plates.skeleton was when this was written.
_SKELETON = str.maketrans("ODQILZSBGATYUHNCFRX", "00011258647VVMM6EPK")


def upgrade() -> None:
    """Add it; what is there stays as it is."""
    _passes()
    _people()
    _applied()
    _guarded()
    _logged()
    _searched()


def _passes() -> None:
    """Make the table anew: SQLite cannot let a column be empty that could not."""
    op.create_table(
        "passes_new",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("vehicle", sa.Integer()),
        sa.Column("household", sa.Integer()),
        sa.Column("plate", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.BigInteger()),
        sa.Column("valid_until", sa.BigInteger()),
        sa.Column("schedule", sa.JSON()),
        sa.Column("once", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("used_passage", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("made_by", sa.Text()),
        sa.Column("made_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("open_plate", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("token", sa.Text()),
        sa.ForeignKeyConstraint(["vehicle"], ["vehicles.id"], "fk_passes_vehicle", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["household"], ["households.id"], "fk_passes_household", ondelete="CASCADE"),
        sa.UniqueConstraint("token", name="uq_passes_token"),
        # The log names passes by number: none is given twice.
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO passes_new (id, vehicle, kind, valid_from, valid_until) "
        "SELECT id, vehicle, kind, valid_from, valid_until FROM passes"
    )
    op.drop_table("passes")
    op.rename_table("passes_new", "passes")
    op.create_index("ix_passes_vehicle", "passes", ["vehicle"])
    op.create_index("ix_passes_household", "passes", ["household"])
    op.create_index("ix_passes_plate", "passes", ["plate"], sqlite_where=sa.text("plate IS NOT NULL"))
    waiting = sa.text("plate IS NULL AND household IS NOT NULL")
    op.create_index("ix_passes_waiting", "passes", ["valid_until"], sqlite_where=waiting)


def _people() -> None:
    op.add_column("vehicles", sa.Column("guarded", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("residents", sa.Column("name", sa.Text()))
    op.add_column("residents", sa.Column("contact", sa.Text()))
    op.add_column("residents", sa.Column("made", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("residents", sa.Column("since", sa.BigInteger()))
    op.create_table(
        "password_links",
        sa.Column("user_id", sa.Text(), primary_key=True),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False, unique=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )


def _applied() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), unique=True),
        sa.Column("user_id", sa.Text()),
        sa.Column("household", sa.Integer(), sa.ForeignKey("households.id", ondelete="SET NULL")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("apartment", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("plates", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("consent", sa.Text()),
        sa.Column("document", sa.Text()),
        sa.Column("question", sa.Text()),
        sa.Column("answer", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("decided_by", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_applications_state_id", "applications", ["state", "id"])
    op.create_index("ix_applications_user_id", "applications", ["user_id"])


def _guarded() -> None:
    op.create_table(
        "asks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("passage", sa.Text(), sa.ForeignKey("passages.id", ondelete="CASCADE"), nullable=False),
        sa.Column("household", sa.Integer(), sa.ForeignKey("households.id", ondelete="CASCADE"), nullable=False),
        sa.Column("pass", sa.Integer(), sa.ForeignKey("passes.id", ondelete="SET NULL")),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("answered_by", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_asks_passage", "asks", ["passage"])
    op.create_index("ix_asks_pass", "asks", ["pass"])
    op.create_index("ix_asks_household_asked_at", "asks", ["household", "asked_at"])
    op.create_index("ix_asks_unanswered", "asks", ["id"], sqlite_where=sa.text("answer IS NULL"))
    op.create_table(
        "resolutions",
        sa.Column(
            "passage", sa.Text(), sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True, nullable=False
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("user", sa.Text()),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("passage", sa.Text(), sa.ForeignKey("passages.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_notes_passage", "notes", ["passage"])
    op.create_table(
        "shifts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("note", sa.Text()),
    )


def _logged() -> None:
    op.add_column("passages", sa.Column("source", sa.Text(), nullable=False, server_default="camera"))
    op.add_column("passages", sa.Column("entered_by", sa.Text()))
    op.add_column("passages", sa.Column("pass", sa.Integer()))
    op.create_index("ix_passages_plate_captured_at_id", "passages", ["plate", "captured_at", "id"])
    op.create_index(
        "ix_passages_listed_plate_captured_at",
        "passages",
        ["listed_plate", "captured_at"],
        sqlite_where=sa.text("listed_plate IS NOT NULL"),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
    )
    op.create_index("ix_stays_household", "stays", ["household"], sqlite_where=sa.text("household IS NOT NULL"))
    op.create_index("ix_audit_action_at_id", "audit", ["action", "at", "id"])
    op.create_index("ix_audit_user_at_id", "audit", ["user", "at", "id"])


def _searched() -> None:
    """List every plate that the log knows: there are far fewer plates than passages."""
    plates = op.create_table(
        "plates",
        sa.Column("plate", sa.Text(), primary_key=True),
        sa.Column("skeleton", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    both = "SELECT plate FROM passages UNION SELECT listed_plate FROM passages WHERE listed_plate IS NOT NULL"
    known = op.get_bind().execute(sa.text(both)).scalars()
    op.bulk_insert(plates, [{"plate": plate, "skeleton": plate.translate(_SKELETON)} for plate in known])
    op.create_index("ix_plates_skeleton", "plates", ["skeleton"])
