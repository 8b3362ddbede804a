"""The index of words in projects: FTS5 on SQLite, a GIN index on PostgreSQL; both follow the table by themselves.

On SQLite three triggers keep the index in step. A migration that rebuilds the project table loses them, so they are
looked for, and the index made anew if they were gone, after every migrate.
"""

from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from praktiknara.projects.models import Project

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
                "CREATE INDEX IF NOT EXISTS overview_words ON projects_project USING gin (to_tsvector('simple', search_text))"
            )
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if set(TRIGGERS) <= {name for (name,) in cursor.fetchall()}:
            return
        cursor.execute(TABLE)
        for name, what in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {what}")
        cursor.execute("INSERT INTO overview_words(overview_words) VALUES ('rebuild')")


def having(words: tuple[str, ...]) -> Q:
    """Give the condition that a project has, in title, purpose or target group, a word beginning with each of these."""
    if connection.vendor == "postgresql":
        asked = " & ".join(f"{word}:*" for word in words)
        return Q(RawSQL(f"{VECTOR} @@ to_tsquery('simple', %s)", [asked], output_field=BooleanField()))  # noqa: S611  # what was asked is a parameter
    return Q(pk__in=RawSQL("SELECT rowid FROM overview_words WHERE overview_words MATCH %s", [_match(words)]))


def spelled(words: tuple[str, ...]) -> Q:
    """Give the same condition, read in each project: for words so common that a walk along the list soon finds a page of them."""
    found = Q()
    for word in words:
        found &= Q(search_text__startswith=word) | Q(search_text__contains=f" {word}")
    return found


def how_many(words: tuple[str, ...]) -> int:
    """Count the projects that have the words, by the index alone where it can be asked so."""
    if connection.vendor == "postgresql":
        return Project.objects.filter(having(words)).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM overview_words WHERE overview_words MATCH %s", [_match(words)])
        return int(cursor.fetchone()[0])


def _match(words: tuple[str, ...]) -> str:
    return " AND ".join(f'"{word}"*' for word in words)
