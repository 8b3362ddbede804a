"""The index of words in projects: FTS5 on SQLite, a GIN index on PostgreSQL; both follow the table by themselves.

On SQLite three triggers keep the index in step. A migration that rebuilds the project table loses them, so they are
looked for, and the index made anew if they were gone, after every migrate.
"""

from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from praktiknara.projects.models import Project

COMMON = 2_000
VECTOR = 'to_tsvector(\'simple\', "projects_project"."search_text")'
FORGET = "INSERT INTO overview_words(overview_words, rowid, search_text) VALUES ('delete', old.id, old.search_text);"
LEARN = "INSERT INTO overview_words(rowid, search_text) VALUES (new.id, new.search_text);"
TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS overview_words USING fts5(
    search_text, content='projects_project', content_rowid='id', detail='none', prefix='2 3',
    tokenize="unicode61 remove_diacritics 0")"""
TRIGGERS = {
    "overview_words_added": f"AFTER INSERT ON projects_project BEGIN {LEARN} END",
    "overview_words_taken": f"AFTER DELETE ON projects_project BEGIN {FORGET} END",
    "overview_words_changed": f"AFTER UPDATE OF search_text ON projects_project BEGIN {FORGET} {LEARN} END",
}


def keep_index(**kwargs: Any) -> None:
    """Make the index when it is missing; runs after every migrate."""
    if Project._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS overview_words ON projects_project USING gin ({VECTOR})"
            )
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if set(TRIGGERS) <= {name for (name,) in cursor.fetchall()}:
            return
        cursor.execute(TABLE)
        for name, what in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {what}")
        cursor.execute("INSERT INTO overview_words(overview_words) VALUES ('rebuild')")


class Having(NamedTuple):
    """The condition that projects have some words, and how many have."""

    condition: Q
    total: int


def having(words: tuple[str, ...]) -> Having:
    """Find the projects that have, in title, purpose or target group, a word beginning with each of these.

    The few that have rare words are named by the index. Common words are looked for in each project instead: a walk
    along a list soon finds a page of them, and no database has to guess which of the two is quicker.
    """
    with connection.cursor() as cursor:
        cursor.execute(_sql(COMMON + 1), [_asked(words)])
        rows = cursor.fetchall()
    total = int(rows[0][1]) if rows else 0
    if total <= COMMON:
        return Having(Q(pk__in=[key for key, _total in rows]), total)
    spelled = Q()
    for word in words:
        spelled &= Q(search_text__startswith=word) | Q(search_text__contains=f" {word}")
    return Having(spelled, total)


def _sql(most: int) -> str:
    """Write the question that gives the first keys, each with how many there are in all."""
    if connection.vendor == "postgresql":
        return f"SELECT id, COUNT(*) OVER () FROM projects_project WHERE {VECTOR} @@ to_tsquery('simple', %s) LIMIT {most}"  # noqa: S608  # words of ours; what was asked is a parameter
    return f"SELECT rowid, COUNT(*) OVER () FROM overview_words WHERE overview_words MATCH %s LIMIT {most}"  # noqa: S608  # words of ours; what was asked is a parameter


def _asked(words: tuple[str, ...]) -> str:
    """Write what is asked as the index reads it: every word, each the beginning of one; they hold letters and figures only."""
    if connection.vendor == "postgresql":
        return " & ".join(f"{word}:*" for word in words)
    return " AND ".join(f'"{word}"*' for word in words)
