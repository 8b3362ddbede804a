"""The tables of intake as they first stood."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("documents", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("heading", models.CharField(max_length=120, unique=True, verbose_name="rubrik")),
                ("column", models.CharField(blank=True, max_length=20, verbose_name="uppgift")),
            ],
            options={
                "verbose_name": "kolumnkoppling",
            },
        ),
        migrations.CreateModel(
            name="Reading",
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
                ("at", models.DateTimeField(verbose_name="läst")),
                ("paper_version", models.PositiveIntegerField(default=1, verbose_name="handlingens läsning")),
                ("rules", models.CharField(blank=True, max_length=40, verbose_name="reglernas version")),
                ("fault", models.CharField(blank=True, max_length=300, verbose_name="vad som gick fel")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "läses"),
                            ("open", "att granska"),
                            ("reviewed", "granskad"),
                            ("failed", "gick inte att läsa"),
                            ("undone", "ångrad"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "by",
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
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="documents.paper",
                        verbose_name="handling",
                    ),
                ),
            ],
            options={
                "verbose_name": "läsning",
                "verbose_name_plural": "läsningar",
                "ordering": ("-pk",),
                "abstract": False,
                "indexes": [models.Index(fields=["status", "-id"], name="intake_read_status_864a65_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="intake_reading_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["waiting", "open", "reviewed", "failed", "undone"])
                        ),
                        name="intake_reading_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["waiting", "open"])),
                        fields=("paper",),
                        name="intake_one_open_reading",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "ärende"),
                            ("project", "projekt"),
                            ("period", "period"),
                            ("amount", "belopp"),
                            ("organisation", "organisation"),
                            ("person", "person"),
                            ("date", "datum"),
                            ("reference", "diarienummer"),
                            ("outcome", "utfall"),
                        ],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("start", models.PositiveIntegerField(verbose_name="från tecken")),
                ("end", models.PositiveIntegerField(verbose_name="till tecken")),
                ("value", models.JSONField(verbose_name="värde")),
                ("rule", models.CharField(blank=True, max_length=80, verbose_name="regel")),
                ("confidence", models.FloatField(verbose_name="säkerhet")),
                ("checks", models.JSONField(default=list, verbose_name="kontroller")),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("exact", "finns i registret"),
                            ("likely", "liknar något i registret"),
                            ("new", "nytt i registret"),
                        ],
                        default="new",
                        max_length=6,
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("alternatives", models.JSONField(default=list)),
                ("mended", models.JSONField(blank=True, null=True, verbose_name="rättat värde")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "föreslagen"),
                            ("accepted", "godtagen"),
                            ("mended", "rättad och godtagen"),
                            ("rejected", "avvisad"),
                            ("undone", "ångrad"),
                        ],
                        default="proposed",
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
                    "decided_by",
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
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="intake.proposal",
                        verbose_name="hör till",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="intake.reading",
                    ),
                ),
            ],
            options={
                "verbose_name": "förslag",
                "verbose_name_plural": "förslag",
                "ordering": ("position",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["reading", "project", "position"], name="intake_prop_reading_de5098_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="intake_proposal_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "accepted", "mended", "rejected", "undone"])
                        ),
                        name="intake_proposal_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__lte", models.F("end"))), name="intake_proposal_span"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
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
                ("name", models.CharField(max_length=200, verbose_name="filens namn")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField(verbose_name="uppladdad")),
                ("headings", models.JSONField(verbose_name="rubriker")),
                ("columns", models.JSONField(default=dict, verbose_name="kolumner")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("mapping", "kolumnerna ska kopplas"),
                            ("tried", "provläst"),
                            ("taken", "inläst"),
                            ("undone", "ångrad"),
                        ],
                        default="mapping",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
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
                "verbose_name": "lista",
                "verbose_name_plural": "listor",
                "ordering": ("-pk",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="intake_sheet_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["mapping", "tried", "taken", "undone"])),
                        name="intake_sheet_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="rad")),
                ("cells", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "ny"),
                            ("changed", "ändras"),
                            ("same", "finns redan"),
                            ("doubtful", "liknar något"),
                            ("duplicate", "dubblett i listan"),
                            ("faulty", "fel"),
                        ],
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("problems", models.JSONField(default=list)),
                ("changes", models.JSONField(default=list)),
                ("project_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("project_title", models.CharField(blank=True, max_length=250)),
                ("choice", models.CharField(blank=True, max_length=10)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="intake.sheet"
                    ),
                ),
            ],
            options={
                "verbose_name": "rad",
                "ordering": ("number",),
                "indexes": [
                    models.Index(fields=["sheet", "state", "number"], name="intake_shee_sheet_i_2d2645_idx")
                ],
                "constraints": [models.UniqueConstraint(fields=("sheet", "number"), name="intake_row_once")],
            },
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                (
                    "deed",
                    models.CharField(
                        choices=[("made", "lade till"), ("changed", "ändrade")],
                        max_length=8,
                        verbose_name="vad",
                    ),
                ),
                ("label", models.CharField(max_length=250, verbose_name="på vad")),
                ("before", models.JSONField(default=dict, verbose_name="före")),
                ("after", models.JSONField(default=dict, verbose_name="efter")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="ångrad")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="effects",
                        to="intake.proposal",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="effects",
                        to="intake.sheetrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "följd av inläsning",
                "verbose_name_plural": "följder av inläsning",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(fields=["content_type", "object_id"], name="intake_effe_content_c91a6a_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proposal__isnull", False), ("row__isnull", True)),
                            models.Q(("proposal__isnull", True), ("row__isnull", False)),
                            _connector="OR",
                        ),
                        name="intake_effect_of_one",
                    )
                ],
            },
        ),
    ]
