"""What events were at the end of each run, so that two runs can be compared."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "history",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("mentions", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "since", name="pk_history"),
    )
    op.create_index("ix_history_until", "history", ["until"])


def downgrade() -> None:
    op.drop_table("history")
