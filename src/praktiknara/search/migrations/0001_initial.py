"""The tables of search as they first stood."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import praktiknara.people.models
import praktiknara.search.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("people", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="FacetValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "facet",
                    models.CharField(
                        choices=[
                            ("slag", "Slag"),
                            ("ar", "År"),
                            ("fond", "Fond"),
                            ("stadsdel", "Stadsdel"),
                            ("partner", "Samarbetspart"),
                            ("omrade", "Område"),
                            ("metod", "Metod"),
                            ("malgrupp", "Målgrupp"),
                            ("resultat", "Resultat"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=150)),
                ("label", models.CharField(max_length=250)),
            ],
            options={
                "verbose_name": "värde att avgränsa med",
                "verbose_name_plural": "värden att avgränsa med",
            },
        ),
        migrations.CreateModel(
            name="IndexState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lineage", models.UUIDField(default=uuid.uuid4)),
                ("number", models.BigIntegerField(default=0)),
                ("passages", models.BigIntegerField(default=0)),
                ("length", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kunskap", "kunskap"),
                            ("handling", "handling"),
                            ("projekt", "projekt"),
                            ("utfall", "utfall"),
                            ("behov", "behov"),
                            ("metod", "metod"),
                            ("arende", "ärende"),
                            ("utlysning", "utlysning"),
                            ("ansokan", "ansökan"),
                            ("redovisning", "redovisning"),
                            ("organisation", "organisation"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=300, verbose_name="titel")),
                ("sort_title", models.CharField(max_length=300)),
                ("url", models.CharField(max_length=300)),
                ("file", models.CharField(blank=True, max_length=200, verbose_name="fil")),
                ("year", models.PositiveSmallIntegerField(default=0, verbose_name="år")),
                ("example", models.BooleanField(default=False)),
                ("public", models.BooleanField(default=False, verbose_name="offentlig")),
                ("facets", models.TextField(blank=True)),
                ("keys", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("acronyms", models.JSONField(default=list)),
                ("analyser", models.CharField(max_length=40)),
                (
                    "new_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="ny i sökningen"
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        default=praktiknara.people.models.home_municipality,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "sökbar sak",
                "verbose_name_plural": "sökbara saker",
                "indexes": [
                    models.Index(fields=["-year", "-id"], name="search_document_newest"),
                    models.Index(fields=["sort_title", "id"], name="search_document_by_title"),
                    models.Index(fields=["public", "kind"], name="search_document_public"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("content_type", "object_id"), name="search_document_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                ("page", models.PositiveIntegerField(null=True, verbose_name="sida")),
                ("heading", models.CharField(blank=True, max_length=300, verbose_name="rubrik")),
                ("place", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField()),
                ("changes", models.JSONField(default=list)),
                ("keys", models.TextField()),
                ("strong", models.TextField(blank=True)),
                ("length", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="search.searchdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "sökbart stycke",
                "verbose_name_plural": "sökbara stycken",
                "ordering": ("document", "position"),
            },
        ),
        migrations.CreateModel(
            name="Stale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[("word", "ord"), ("key", "nyckel"), ("acronym", "förkortning")],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("holders", models.IntegerField(default=0)),
                ("changed", models.BigIntegerField(db_index=True, default=0)),
            ],
            options={
                "verbose_name": "känt ord",
                "verbose_name_plural": "kända ord",
                "constraints": [models.UniqueConstraint(fields=("sort", "text"), name="search_term_once")],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("query", models.CharField(max_length=2000)),
                ("mail", models.BooleanField(default=True, verbose_name="mejl när något nytt kommer")),
                (
                    "token",
                    models.CharField(default=praktiknara.search.models.new_token, max_length=64, unique=True),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sparad sökning",
                "verbose_name_plural": "sparade sökningar",
                "ordering": ("name", "pk"),
                "constraints": [models.UniqueConstraint(fields=("user", "query"), name="search_saved_once")],
            },
        ),
    ]
