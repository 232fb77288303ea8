"""A journal of changed events, by which the facet index keeps up; and indexes for names and days that are looked up.

Triggers write it, so that no writer can forget to. The last 200,000 changes are kept: whoever is farther behind
starts anew. In PostgreSQL triggers also note which transaction wrote last, which SQLite knows by itself.
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

# In PostgreSQL, by table and what happens there. A statement tells of all its rows at once: which were, which are.
_NOTED = {
    ("event", "INSERT"): "SELECT id FROM those_now",
    ("event", "UPDATE"): "SELECT id FROM those_now",
    ("event", "DELETE"): "SELECT id FROM those_before",
    ("event_actor", "INSERT"): "SELECT event_id FROM those_now WHERE role = 'voice'",
    ("event_actor", "DELETE"): "SELECT event_id FROM those_before WHERE role = 'voice'",
    ("actor", "UPDATE"): "SELECT event_id FROM event_actor"
    " JOIN those_now n ON n.name = actor JOIN those_before b ON b.name = actor"
    " WHERE n.country IS DISTINCT FROM b.country",
}
_ROWS = {
    "INSERT": "NEW TABLE AS those_now",
    "UPDATE": "OLD TABLE AS those_before NEW TABLE AS those_now",
    "DELETE": "OLD TABLE AS those_before",
}
_WRITTEN = (
    "document", "actor", "event", "event_actor", "event_topic", "event_source", "event_text", "mention", "statement",
    "tombstone", "version", "memory", "history", "run",
)  # fmt: skip


def upgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    op.create_table(
        "event_change",
        sa.Column("seq", sa.BigInteger() if is_postgresql else sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_event_change"),
        sqlite_autoincrement=True,
    )
    if is_postgresql:
        note_changes()
        note_writing()
    else:
        for name, happens in _TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} AFTER {happens} END")
    op.create_index("ix_event_place", "event", ["place"])
    op.create_index("ix_document_published", "document", ["published"])


def note_changes() -> None:
    for (table, happens), changed in _NOTED.items():
        name = f"note_{table}_{happens.lower()}"
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" INSERT INTO event_change (event_id) {changed};"
            " DELETE FROM event_change WHERE seq <= (SELECT max(seq) FROM event_change) - 200000;"
            " RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} AFTER {happens} ON {table} REFERENCING {_ROWS[happens]}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def note_writing() -> None:
    """The number of the last transaction that wrote, in the only row of a table."""
    op.execute("CREATE TABLE written (transaction bigint NOT NULL)")
    op.execute("INSERT INTO written VALUES (0)")
    op.execute(
        "CREATE FUNCTION note_writing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " UPDATE written SET transaction = pg_current_xact_id()::text::bigint"
        " WHERE transaction <> pg_current_xact_id()::text::bigint;"
        " RETURN NULL; END $$"
    )
    for table in _WRITTEN:
        op.execute(
            f"CREATE TRIGGER note_writing AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION note_writing()"
        )


def downgrade() -> None:
    op.drop_index("ix_document_published", "document")
    op.drop_index("ix_event_place", "event")
    if op.get_bind().dialect.name == "postgresql":
        for table, happens in _NOTED:
            op.execute(f"DROP FUNCTION note_{table}_{happens.lower()} CASCADE")
        op.execute("DROP FUNCTION note_writing CASCADE")
        op.drop_table("written")
    else:
        for name in _TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
    op.drop_table("event_change")
