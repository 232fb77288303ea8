"""Run migrations on the connection that app.store.engine hands over, else on the address in alembic.ini."""

from alembic import context
from sqlalchemy import Connection

from app.store.engine import make_engine
from app.store.tables import metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        include_name=is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


def is_ours(name: str | None, type_: str, _parents: object) -> bool:
    """Full-text tables, the shadow tables that SQLite keeps for them, and what PostgreSQL keeps of its own for this
    program are no part of the metadata."""
    return not (type_ == "table" and name is not None and (name.startswith("event_text") or name == "written"))


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.execution_options(writing=True, foreign_keys=False).begin() as opened:
        run(opened)
