"""Documents, events, their mentions and statements, and the full-text index over events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_read()
    create_concluded()
    create_told()
    if op.get_bind().dialect.name == "postgresql":
        create_text_index()
    else:
        # One token for each CJK character: app/store/search.py writes the words so that SQLite's own splitting keeps
        # them. 。 stands for all punctuation and is a token, so that no phrase reaches over it.
        op.execute(
            "CREATE VIRTUAL TABLE event_text USING fts5("
            "event_id UNINDEXED, words, tokenize = \"unicode61 remove_diacritics 2 tokenchars '。'\")"
        )


def create_text_index() -> None:
    """`tokens` are the words and their neighbouring pairs, `folded` the words without case and accents, where that
    makes a difference. A vector with positions would forget some: it keeps 256 of a word, and none beyond 16383."""
    op.create_table(
        "event_text",
        sa.Column("rowid", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("folded", sa.String()),
        sa.Column("tokens", postgresql.TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("rowid", name="pk_event_text"),
    )
    op.create_index("ix_event_text_tokens", "event_text", ["tokens"], postgresql_using="gin")
    # Whoever counts matches reads the numbers of rows: these lie close together, words and tokens elsewhere.
    op.execute("ALTER TABLE event_text SET (toast_tuple_target = 128)")


def create_read() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("published", sa.Date()),
        sa.Column("inferred_year", sa.Integer()),
        sa.Column("inferred_json", sa.String(), nullable=False),
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("reading_json", sa.String(), nullable=False),
        sa.Column("extraction_json", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("key", name="uq_document_key"),
    )
    op.create_index("ix_document_sha256", "document", ["sha256"])
    op.create_index("ix_document_publisher", "document", ["publisher"])
    op.create_table(
        "actor",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("office", sa.String()),
        sa.PrimaryKeyConstraint("name", name="pk_actor"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.UniqueConstraint("started_at", name="uq_run_started_at"),
    )


def create_concluded() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("edtf", sa.String()),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("chronology", sa.String(), nullable=False),
        sa.Column("grain", sa.Integer(), nullable=False),
        sa.Column("reported", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("place", sa.String()),
        sa.Column("salience", sa.Float(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("date_from", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("year_inferred", sa.Boolean(), nullable=False),
        sa.Column("salience_why", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_chronology_grain", "event", ["chronology", "grain"])
    for column in ("first", "last", "precision", "reported", "status", "type"):
        op.create_index(f"ix_event_{column}", "event", [column])
    op.create_table(
        "event_actor",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "actor", name="pk_event_actor"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_actor_event_id"),
        sa.ForeignKeyConstraint(["actor"], ["actor.name"], name="fk_event_actor_actor"),
    )
    op.create_index("ix_event_actor_actor", "event_actor", ["actor"])
    op.create_table(
        "event_topic",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "topic", name="pk_event_topic"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_topic_event_id"),
    )
    op.create_index("ix_event_topic_topic", "event_topic", ["topic"])
    op.create_table(
        "event_source",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "publisher", name="pk_event_source"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_source_event_id"),
    )
    op.create_index("ix_event_source_publisher", "event_source", ["publisher"])


def create_told() -> None:
    op.create_table(
        "mention",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_cue", sa.String(), nullable=False),
        sa.Column("place", sa.String()),
        sa.Column("implicit", sa.Boolean(), nullable=False),
        sa.Column("in_title", sa.Boolean(), nullable=False),
        sa.Column("in_caption", sa.Boolean(), nullable=False),
        sa.Column("year_inferred", sa.Boolean(), nullable=False),
        sa.Column("link_score", sa.Float(), nullable=False),
        sa.Column("time_json", sa.String(), nullable=False),
        sa.Column("participants_json", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_mention"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_mention_event_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_mention_document_id"),
    )
    op.create_index("ix_mention_event_id", "mention", ["event_id"])
    op.create_index("ix_mention_document_id", "mention", ["document_id"])
    op.create_table(
        "statement",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String()),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("speaker", sa.String()),
        sa.Column("speaker_words", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("via", sa.String()),
        sa.Column("time_json", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_statement"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_statement_document_id"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_statement_event_id"),
        sa.ForeignKeyConstraint(["speaker"], ["actor.name"], name="fk_statement_speaker"),
    )
    for column in ("document_id", "event_id", "speaker"):
        op.create_index(f"ix_statement_{column}", "statement", [column])


def downgrade() -> None:
    for table in ("event_text", "statement", "mention", "event_source", "event_topic", "event_actor", "event"):
        op.drop_table(table)
    for table in ("run", "actor", "document"):
        op.drop_table(table)
