"""The tables of trail as they first stood."""

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
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_hash", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
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
                ("file", models.CharField(max_length=120, unique=True, verbose_name="fil")),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "address",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="adress"),
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
                "verbose_name": "källa",
                "ordering": ("position",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="trail_source_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("field", models.CharField(blank=True, max_length=60, verbose_name="uppgift")),
                ("quote", models.CharField(blank=True, max_length=120, verbose_name="ord i källan")),
                ("start", models.PositiveIntegerField(blank=True, null=True, verbose_name="från tecken")),
                ("end", models.PositiveIntegerField(blank=True, null=True, verbose_name="till tecken")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="trail.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "källhänvisning",
                "indexes": [
                    models.Index(fields=["content_type", "object_id"], name="trail_citat_content_297a57_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("object_id", models.PositiveBigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board_paper", "tjänsteutlåtande"),
                            ("decision", "beslut"),
                            ("application", "ansökan"),
                            ("report", "redovisning"),
                            ("attachment", "bilaga"),
                            ("paper", "inläst handling"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("file", models.FileField(upload_to="documents/%Y/%m", verbose_name="fil")),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField(verbose_name="storlek, byte")),
                ("sha256", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("preserved", "bevaras"),
                            ("ten_years", "gallras efter tio år"),
                            ("when_not_needed", "gallras vid inaktualitet"),
                        ],
                        default="preserved",
                        max_length=20,
                        verbose_name="bevarande",
                    ),
                ),
                ("public", models.BooleanField(default=False, verbose_name="offentlig")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
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
                "verbose_name": "handling",
                "verbose_name_plural": "handlingar",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["content_type", "object_id"], name="trail_docum_content_b0b618_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="trail_document_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField(db_index=True, verbose_name="när")),
                (
                    "kind",
                    models.CharField(
                        choices=[("done", "gjort"), ("refused", "nekat"), ("read", "läst")],
                        default="done",
                        max_length=10,
                        verbose_name="slag",
                    ),
                ),
                ("actor_name", models.CharField(max_length=120, verbose_name="namn då")),
                ("actor_role", models.CharField(blank=True, max_length=80, verbose_name="roll då")),
                ("verb", models.CharField(max_length=60, verbose_name="vad")),
                ("object_label", models.CharField(max_length=250, verbose_name="på vad")),
                ("before", models.JSONField(default=dict, verbose_name="före")),
                ("after", models.JSONField(default=dict, verbose_name="efter")),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "händelse",
                "verbose_name_plural": "händelser",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(
                        fields=["content_type", "object_id", "at"], name="trail_event_content_fd5df1_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fact", "uppgift"),
                            ("principle", "princip"),
                            ("strategy", "del av strategin"),
                            ("count", "antal"),
                            ("outlook", "framåt"),
                            ("linked", "angränsande process"),
                            ("summary", "sammanfattning"),
                            ("method", "tillvägagångssätt"),
                            ("area", "programområde"),
                            ("target_group", "målgrupp"),
                            ("profession", "yrkesgrupp"),
                            ("aim", "delsyfte"),
                            ("indicator", "indikator"),
                            ("anomaly", "avvikelse i källan"),
                        ],
                        default="fact",
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(max_length=300, verbose_name="uppgift")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("on", models.CharField(blank=True, max_length=10, verbose_name="datum")),
                ("start", models.CharField(blank=True, max_length=10, verbose_name="från")),
                ("end", models.CharField(blank=True, max_length=10, verbose_name="till")),
                ("amount", models.BigIntegerField(blank=True, null=True, verbose_name="belopp, kr")),
                ("number", models.IntegerField(blank=True, null=True, verbose_name="värde")),
                ("about", models.BooleanField(default=False, verbose_name="ungefär")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppgift",
                "ordering": ("position",),
                "indexes": [
                    models.Index(fields=["content_type", "object_id"], name="trail_fact_content_851823_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField(verbose_name="när")),
                ("verb", models.CharField(max_length=60, verbose_name="vid")),
                ("content", models.JSONField(verbose_name="innehåll")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "fryst kopia",
                "indexes": [
                    models.Index(fields=["content_type", "object_id"], name="trail_froze_content_7af219_idx")
                ],
            },
        ),
    ]
