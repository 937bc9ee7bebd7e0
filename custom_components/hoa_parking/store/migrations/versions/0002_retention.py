"""Find what is to be deleted without reading the whole log."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Index the log by when it was written, and what of it has pictures."""
    op.create_index("ix_passages_received_at", "passages", ["received_at"])
    op.create_index(
        "ix_passages_pictured", "passages", ["received_at"], sqlite_where=sa.text("frame = 1 OR plate_picture = 1")
    )
