"""What SQLite and PostgreSQL say in different words: one expression for each, which both can render."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Self

from sqlalchemy import Boolean, ColumnElement, Integer, Select, String, Table, bindparam, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType


class json_field(FunctionElement[str]):  # as SQLAlchemy names what is written like a function
    """A text in an object, by its name, from a column that holds the object as JSON."""

    type = String()
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        super().__init__(column, literal_column(name))


class days_between(FunctionElement[int]):
    """How many days a date lies after another, which comes second."""

    type = Integer()
    inherit_cache = True


class day_number(FunctionElement[int]):
    """A date as date.toordinal counts; 0 for none."""

    type = Integer()
    inherit_cache = True


class Condition(FunctionElement[bool]):
    """What a database says in an operator of its own."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Self:
        """As it stands: SQLAlchemy would compare it with 1, and FTS5 does not know itself then."""
        return self


class has_pattern(Condition):
    """Whether a text has a pattern in it, in the language of the database."""

    inherit_cache = True


class _elements(FunctionElement[str]):
    """The texts of a JSON list."""

    inherit_cache = True


def listed(name: str = "keys") -> Any:
    """The values of a parameter, which is a JSON list: one statement for any number of them."""
    found = _elements(bindparam(name, type_=String())).table_valued("value")
    return select(found.c.value)


def insert_new(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that passes over the rows whose key is there."""
    if is_postgresql(session):
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def with_marks(session: Session, statement: str) -> str:
    """A statement in words, with the marks for values that the driver knows in the place of question marks."""
    return statement.replace("?", "%s") if is_postgresql(session) else statement


def read_rows(session: Session, query: Select[Any], values: dict[str, Any], at_once: int) -> Iterator[list[Any]]:
    """The rows of a query as the driver gives them, past SQLAlchemy, which would make an object of each of millions."""
    connection = session.connection()
    compiled: Any = query.compile(dialect=connection.dialect)
    named = compiled.construct_params(values)
    driver: Any = connection.connection.driver_connection
    # Without a name PostgreSQL would send all rows at once.
    with closing(driver.cursor("rows") if is_postgresql(session) else driver.cursor()) as cursor:
        cursor.execute(str(compiled), [named[name] for name in compiled.positiontup] if compiled.positional else named)
        while found := cursor.fetchmany(at_once):
            yield found


def is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


@compiles(json_field, "sqlite")
def _sqlite_field(element: json_field, compiler: SQLCompiler, **more: Any) -> str:
    column, name = _parts(element, compiler, more)
    return f"json_extract({column}, '$.{name}')"


@compiles(json_field, "postgresql")
def _postgresql_field(element: json_field, compiler: SQLCompiler, **more: Any) -> str:
    column, name = _parts(element, compiler, more)
    return f"(CAST({column} AS json) ->> '{name}')"


@compiles(days_between, "sqlite")
def _sqlite_days(element: days_between, compiler: SQLCompiler, **more: Any) -> str:
    later, earlier = _parts(element, compiler, more)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _postgresql_days(element: days_between, compiler: SQLCompiler, **more: Any) -> str:
    later, earlier = _parts(element, compiler, more)
    return f"({later} - {earlier})"


@compiles(day_number, "sqlite")
def _sqlite_number(element: day_number, compiler: SQLCompiler, **more: Any) -> str:
    # SQLite's days begin at noon.
    (day,) = _parts(element, compiler, more)
    return f"CAST(coalesce(julianday({day}) - 1721424.5, 0) AS INTEGER)"


@compiles(day_number, "postgresql")
def _postgresql_number(element: day_number, compiler: SQLCompiler, **more: Any) -> str:
    (day,) = _parts(element, compiler, more)
    return f"coalesce({day} - DATE '0001-01-01' + 1, 0)"


@compiles(has_pattern, "sqlite")
def _sqlite_pattern(element: has_pattern, compiler: SQLCompiler, **more: Any) -> str:
    text, pattern = _parts(element, compiler, more)
    return f"({text} GLOB {pattern})"


@compiles(has_pattern, "postgresql")
def _postgresql_pattern(element: has_pattern, compiler: SQLCompiler, **more: Any) -> str:
    text, pattern = _parts(element, compiler, more)
    return f"({text} ~ {pattern})"


@compiles(_elements, "sqlite")
def _sqlite_elements(element: _elements, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_each({_parts(element, compiler, more)[0]})"


@compiles(_elements, "postgresql")
def _postgresql_elements(element: _elements, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_array_elements_text(CAST({_parts(element, compiler, more)[0]} AS json))"


def _parts(element: FunctionElement[Any], compiler: SQLCompiler, more: dict[str, Any]) -> list[str]:
    return [compiler.process(each, **more) for each in element.clauses]
