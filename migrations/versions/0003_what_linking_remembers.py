"""What linking remembers, so that one more document need not be linked with all others again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "memory",
        sa.Column("shelf", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("shelf", "key", name="pk_memory"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_folded_into", "event", ["folded_into"])


def downgrade() -> None:
    op.drop_index("ix_event_folded_into", "event")
    op.drop_table("memory")
