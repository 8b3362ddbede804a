"""The tables of documents as they first stood."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("trail", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.SlugField(
                        blank=True, editable=False, max_length=120, null=True, verbose_name="nyckel"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("history", "ur källorna"),
                            ("reference", "grunddata"),
                            ("own", "registrerad här"),
                            ("example", "exempel"),
                        ],
                        default="own",
                        editable=False,
                        max_length=10,
                        verbose_name="ursprung",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                ("title", models.CharField(max_length=300, verbose_name="titel")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("sort_year", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("language", models.CharField(blank=True, max_length=2, verbose_name="språk")),
                ("file_name", models.CharField(max_length=255, verbose_name="filnamn")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="kontrollsumma")),
                ("object_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("public", models.BooleanField(default=True, verbose_name="offentlig")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("text", "filens egen text"),
                            ("ocr", "tolkad ur bilder, på svenska"),
                            ("old_ocr", "äldre tolkning utan svenska, lagad"),
                        ],
                        default="text",
                        max_length=10,
                        verbose_name="läst",
                    ),
                ),
                ("read_with", models.CharField(blank=True, max_length=120, verbose_name="läst med")),
                ("level", models.FloatField(default=0.0, verbose_name="skador av inläsning, 0–1")),
                ("text", models.TextField(verbose_name="text")),
                ("length", models.PositiveIntegerField(default=0, verbose_name="längd, tecken")),
                ("page_count", models.PositiveIntegerField(default=1, verbose_name="sidor")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="läst gång")),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="varför den drogs tillbaka")),
                (
                    "status",
                    models.CharField(
                        choices=[("readable", "läsbar"), ("withdrawn", "tillbakadragen")],
                        default="readable",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="trail.document",
                        verbose_name="original",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        default=praktiknara.people.models.home_municipality,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "inläst handling",
                "verbose_name_plural": "inlästa handlingar",
                "ordering": ("-sort_year", "-pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["-sort_year", "-id"], name="documents_paper_newest"),
                    models.Index(fields=["content_type", "object_id"], name="documents_paper_thing"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="documents_paper_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("content_type", None)),
                        fields=("municipality", "sha256"),
                        name="documents_paper_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["readable", "withdrawn"])),
                        name="documents_paper_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="sida")),
                ("start", models.PositiveIntegerField(verbose_name="från tecken")),
                ("end", models.PositiveIntegerField(verbose_name="till tecken")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("text", "filens egen text"),
                            ("ocr", "tolkad ur bilder, på svenska"),
                            ("old_ocr", "äldre tolkning utan svenska, lagad"),
                        ],
                        default="text",
                        max_length=10,
                        verbose_name="läst",
                    ),
                ),
                ("level", models.FloatField(default=0.0, verbose_name="skador av inläsning, 0–1")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="documents.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "sida",
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "number"), name="documents_page_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="fil")),
                ("file", models.FileField(blank=True, upload_to="deliveries/%Y/%m", verbose_name="fil")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="storlek, byte")),
                ("public", models.BooleanField(default=True, verbose_name="offentlig")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="inlämnad")),
                ("again", models.BooleanField(default=False, verbose_name="läses om")),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("waiting", "väntar på att läsas"),
                            ("reading", "läses"),
                            ("new", "inläst"),
                            ("unchanged", "fanns redan"),
                            ("duplicate", "fanns redan under ett annat namn"),
                            ("refused", "gick inte att läsa"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="lästa sidor")),
                ("of", models.PositiveIntegerField(default=0, verbose_name="sidor att läsa")),
                ("why", models.TextField(blank=True, verbose_name="skäl")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="documents.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "inlämnad fil",
                "verbose_name_plural": "inlämnade filer",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField(verbose_name="från tecken")),
                ("end", models.PositiveIntegerField(verbose_name="till tecken")),
                ("page", models.PositiveIntegerField(default=1, verbose_name="sida")),
                ("heading", models.CharField(blank=True, max_length=200, verbose_name="rubrik")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="documents.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "stycke",
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "position"), name="documents_passage_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Repair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField(verbose_name="från tecken")),
                ("end", models.PositiveIntegerField(verbose_name="till tecken")),
                ("raw", models.CharField(max_length=200, verbose_name="i originalet")),
                ("fixed", models.CharField(max_length=200, verbose_name="lagat")),
                ("confidence", models.FloatField(verbose_name="säkerhet, 0–1")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="repairs",
                        to="documents.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "lagning",
                "ordering": ("start",),
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "start"), name="documents_repair_once")
                ],
            },
        ),
    ]
