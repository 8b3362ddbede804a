"""The databases' own full-text indexes over our keys: FTS5 on SQLite, GIN over tsvector on PostgreSQL.

Both follow their tables by themselves. They only say which rows hold which keys, so that both databases give the
same rows; the order is ours. A migration that rebuilds a table on SQLite loses the triggers, so they are looked for, and the
index made anew if they were gone, after every migrate.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import BooleanField, Func, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from ..models import SearchDocument, SearchPassage

Sql = tuple[str, list[Any]]


VECTOR = "keys_vector"


class Indexed(NamedTuple):
    """A table whose columns of keys are indexed."""

    model: type[Model]
    name: str
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        """Give the table's name."""
        return self.model._meta.db_table


DOCUMENTS = Indexed(SearchDocument, "search_document_keys", ("keys",))
PASSAGES = Indexed(SearchPassage, "search_passage_keys", ("keys", "strong"))


def keep_index(**kwargs: Any) -> None:
    """Make the indexes when they are missing; runs after every migrate."""
    there = set(connection.introspection.table_names())
    for indexed in (DOCUMENTS, PASSAGES):
        if indexed.table in there:
            (_keep_gin if connection.vendor == "postgresql" else _keep_fts5)(indexed)


def _keep_gin(indexed: Indexed) -> None:
    # Keys are taken as they are, nothing parses them. The column is the database's own, unknown to the models.
    keys = " || ' ' || ".join(indexed.columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE {indexed.table} ADD COLUMN IF NOT EXISTS {VECTOR} tsvector GENERATED ALWAYS AS "
            f"(array_to_tsvector(array_remove(string_to_array({keys}, ' '), ''))) STORED"
        )
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {indexed.name} ON {indexed.table} USING gin ({VECTOR})")


def _keep_fts5(indexed: Indexed) -> None:
    name, table, columns = indexed.name, indexed.table, ", ".join(indexed.columns)
    old, new = (", ".join(f"{row}.{column}" for column in indexed.columns) for row in ("old", "new"))
    forget = f"INSERT INTO {name}({name}, rowid, {columns}) VALUES ('delete', old.id, {old});"  # noqa: S608  # names of ours
    learn = f"INSERT INTO {name}(rowid, {columns}) VALUES (new.id, {new});"  # noqa: S608  # names of ours
    triggers = {
        f"{name}_added": f"AFTER INSERT ON {table} BEGIN {learn} END",
        f"{name}_taken": f"AFTER DELETE ON {table} BEGIN {forget} END",
        f"{name}_changed": f"AFTER UPDATE OF {columns} ON {table} BEGIN {forget} {learn} END",
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if set(triggers) <= {trigger for (trigger,) in cursor.fetchall()}:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5({columns}, content='{table}', content_rowid='id', "
            "detail='none', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_:!'\")"
        )
        for trigger, what in triggers.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {trigger} {what}")
        cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608  # names of ours


Keys = tuple[str, ...]
Group = tuple[Keys, ...]


@dataclass(frozen=True)
class Sought:
    """What a row must hold: of every group some member, of a member all keys."""

    groups: tuple[Group, ...]

    def for_fts5(self) -> str:
        """Write it as FTS5 reads it."""
        return self._written(" AND ", " OR ", '"')

    def for_tsquery(self) -> str:
        """Write it as PostgreSQL's tsquery."""
        return self._written(" & ", " | ", "'")

    def _written(self, and_: str, or_: str, quote: str) -> str:
        return and_.join(
            f"({or_.join(f'({and_.join(_quoted(key, quote) for key in keys)})' for keys in group)})"
            for group in self.groups
        )


def _quoted(key: str, quote: str) -> str:
    # Keys hold a–z, figures and _ : ! only; anything else is not in the index, and must not be read as a sign of the query.
    return f"{quote}{''.join(sign for sign in key if sign not in quote + chr(92))}{quote}"


class Holds(Func):
    """The condition that a row holds what is sought, answered by the index."""

    output_field = BooleanField()

    def __init__(self, indexed: Indexed, sought: Sought) -> None:
        super().__init__()
        self.indexed, self.sought = indexed, sought

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Sql:  # type: ignore[override]  # django-stubs names it more narrowly
        """Look in FTS5."""
        name, table = self.indexed.name, self.indexed.table
        return (
            f'"{table}"."id" IN (SELECT rowid FROM {name} WHERE {name} MATCH %s)',  # noqa: S608  # names of ours; what is sought is a parameter
            [self.sought.for_fts5()],
        )

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Sql:
        """Look in the GIN index, by itself: to read a row's whole vector takes longer than to look in the index."""
        table = self.indexed.table
        return (
            f'"{table}"."id" IN (SELECT held.id FROM {table} held WHERE held.{VECTOR} @@ %s::tsquery OFFSET 0)',  # noqa: S608  # names of ours; what is sought is a parameter
            [self.sought.for_tsquery()],
        )


@contextmanager
def led_by_index() -> Iterator[None]:
    """Let PostgreSQL look in its indexes while this lasts: it does not know what reading every vector costs.

    Compiling such questions takes longer than answering them.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off; SET LOCAL enable_seqscan = off")
        yield


def first_passages(tiers: Sequence[Sought], documents: QuerySet[SearchDocument], most: int) -> list[int]:
    """Give the first passages of each tier that hold what is sought in any of these documents, tier by tier, in one question.

    The index leads and the documents are looked up one by one, so that finding the first of many is quick. A tier is
    looked for only when those before it are not enough.
    """
    where, values = documents.query.get_compiler(connection=connection).compile(documents.query.where)
    is_postgresql = connection.vendor == "postgresql"
    written = Sought.for_tsquery if is_postgresql else Sought.for_fts5
    parameters = [each for tier in tiers for each in (written(tier), *values)]
    found: dict[int, None] = {}
    with connection.cursor() as cursor:
        asked = _tiers_of_gin if is_postgresql else _tiers_of_fts5
        cursor.execute(asked(len(tiers), where or "1 = 1", most), parameters)
        for (key,) in cursor:
            found[key] = None
            if len(found) == most:
                break
    return list(found)


def _tiers_of_fts5(tiers: int, where: str, most: int) -> str:
    """Write the question of SQLite, which finds rows as they are read: the later tiers are not begun when nobody reads on."""
    passage, name, document = PASSAGES.table, PASSAGES.name, DOCUMENTS.table
    one = (
        f"SELECT * FROM (SELECT p.id FROM {name} f CROSS JOIN {passage} p ON p.id = f.rowid CROSS JOIN {document} "  # noqa: S608  # names of ours; every value is a parameter
        f"WHERE f.{name} MATCH %s AND {document}.id = p.document_id AND ({where}) LIMIT {most:d})"
    )
    return " UNION ALL ".join([one] * tiers)


def _tiers_of_gin(tiers: int, where: str, most: int) -> str:
    """Write the question of PostgreSQL, which finds all rows first: a tier is told how many are left to find."""
    passage, document = PASSAGES.table, DOCUMENTS.table
    parts, before = [], ""
    for number in range(tiers):
        new, left = f"AND p.id NOT IN ({before})", f"{most:d} - (SELECT count(*) FROM ({before}) AS found)"  # noqa: S608  # names of ours
        parts.append(
            f"tier_{number} AS MATERIALIZED (SELECT p.id FROM "  # noqa: S608  # names of ours; every value is a parameter
            f"(SELECT id, document_id FROM {passage} WHERE {VECTOR} @@ %s::tsquery OFFSET 0) p "
            f"JOIN {document} ON {document}.id = p.document_id WHERE ({where}) "
            f"{new if before else ''} LIMIT {left if before else most})"
        )
        before += f"{' UNION ALL ' if before else ''}SELECT id FROM tier_{number}"  # noqa: S608  # names of ours
    return f"WITH {', '.join(parts)} {before}"


def tidy() -> None:
    """Let the database put its indexes in order after much was written."""
    with connection.cursor() as cursor:
        for indexed in (DOCUMENTS, PASSAGES):
            if connection.vendor == "postgresql":
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [indexed.name])
            else:
                cursor.execute(f"INSERT INTO {indexed.name}({indexed.name}) VALUES ('optimize')")  # noqa: S608  # names of ours
