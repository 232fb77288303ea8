"""A journal of changed events, by which the facet index keeps up; and indexes for names and days that are looked up.

Triggers write it, so that no writer can forget to. The last 200,000 changes are kept: whoever is farther behind
starts anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TRIGGERS = {
    "event_added": "INSERT ON event BEGIN INSERT INTO event_change (event_id) VALUES (new.id);",
    "event_changed": "UPDATE ON event BEGIN INSERT INTO event_change (event_id) VALUES (new.id);",
    "event_dropped": "DELETE ON event BEGIN INSERT INTO event_change (event_id) VALUES (old.id);",
    # Whoever takes part comes and goes with the event; voices are found later.
    "voice_added": "INSERT ON event_actor WHEN new.role = 'voice' BEGIN"
    " INSERT INTO event_change (event_id) VALUES (new.event_id);",
    "voice_dropped": "DELETE ON event_actor WHEN old.role = 'voice' BEGIN"
    " INSERT INTO event_change (event_id) VALUES (old.event_id);",
    "country_changed": "UPDATE OF country ON actor WHEN old.country IS NOT new.country BEGIN"
    " INSERT INTO event_change (event_id) SELECT event_id FROM event_actor WHERE actor = new.name;",
    "change_noted": "INSERT ON event_change BEGIN DELETE FROM event_change WHERE seq <= new.seq - 200000;",
}


def upgrade() -> None:
    op.create_table(
        "event_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_event_change"),
        sqlite_autoincrement=True,
    )
    for name, happens in _TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} AFTER {happens} END")
    op.create_index("ix_event_place", "event", ["place"])
    op.create_index("ix_document_published", "document", ["published"])


def downgrade() -> None:
    op.drop_index("ix_document_published", "document")
    op.drop_index("ix_event_place", "event")
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.drop_table("event_change")
