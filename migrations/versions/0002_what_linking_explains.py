"""Disagreements, background and repeats of events; utterances with their drift; where lost passages lead."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("slots_json", sa.String(), nullable=False, server_default="[]"))
        event.add_column(sa.Column("background", sa.Boolean(), nullable=False, server_default=sa.false()))
        event.add_column(sa.Column("folded_into", sa.String()))
    with op.batch_alter_table("statement") as statement:
        statement.add_column(sa.Column("utterance", sa.String()))
        statement.add_column(sa.Column("drift_json", sa.String(), nullable=False, server_default="[]"))
    op.create_index("ix_statement_utterance", "statement", ["utterance"])
    op.create_table(
        "tombstone",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("heir", sa.String()),
        sa.PrimaryKeyConstraint("key", name="pk_tombstone"),
    )
    op.create_index("ix_tombstone_document_id", "tombstone", ["document_id"])


def downgrade() -> None:
    op.drop_table("tombstone")
    op.drop_index("ix_statement_utterance", "statement")
    with op.batch_alter_table("statement") as statement:
        statement.drop_column("drift_json")
        statement.drop_column("utterance")
    with op.batch_alter_table("event") as event:
        event.drop_column("folded_into")
        event.drop_column("background")
        event.drop_column("slots_json")
