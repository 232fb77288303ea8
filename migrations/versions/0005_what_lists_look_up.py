"""Indexes that answer what matters, and what was told by when, without reading whole rows."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_event_main", "event", ["folded_into", "background", "salience", "first", "id"])
    op.create_index("ix_mention_told", "mention", ["event_id", "document_id", "position", "status"])


def downgrade() -> None:
    op.drop_index("ix_mention_told", "mention")
    op.drop_index("ix_event_main", "event")
