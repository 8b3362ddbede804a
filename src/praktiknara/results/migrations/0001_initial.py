"""The tables of results as they first stood."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResultReport",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "continues",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="projektet fortsätter med nya medel"
                    ),
                ),
                (
                    "template",
                    models.CharField(
                        choices=[("full", "slutredovisning"), ("simplified", "förenklad redovisning")],
                        default="full",
                        max_length=12,
                        verbose_name="mall",
                    ),
                ),
                ("activities", models.TextField(blank=True, verbose_name="vad ni gjorde")),
                ("results", models.TextField(blank=True, verbose_name="vad det gav")),
                ("gender_analysis", models.TextField(blank=True, verbose_name="jämställdhetsanalys")),
                ("lesson", models.TextField(blank=True, verbose_name="lärdom för en kollega")),
                ("deviations", models.TextField(blank=True, verbose_name="vad som inte blev som tänkt")),
                ("next_steps", models.TextField(blank=True, verbose_name="vad som händer nu")),
                ("return_reason", models.TextField(blank=True, verbose_name="vad som behöver kompletteras")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="inlämnad")),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="sparad")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("submitted", "inlämnad"),
                            ("returned", "tillbaka för komplettering"),
                            ("accepted", "godkänd"),
                            ("published", "publicerad"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="läge",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="projects.project",
                        verbose_name="projekt",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "resultatredovisning",
                "verbose_name_plural": "resultatredovisningar",
                "ordering": ("-year", "-pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["-year", "-id"], name="results_res_year_b3f6d4_idx"),
                    models.Index(fields=["status", "-year", "-id"], name="results_res_status_876c2c_idx"),
                    models.Index(fields=["status", "submitted_at", "id"], name="results_report_handed_in"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="results_resultreport_key_once"
                    ),
                    models.UniqueConstraint(fields=("project", "year"), name="results_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "submitted", "returned", "accepted", "published"])
                        ),
                        name="results_report_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
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
                ("text", models.CharField(blank=True, max_length=300, verbose_name="vad som hände")),
                ("indicator", models.CharField(blank=True, max_length=200, verbose_name="mått")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="värde"
                    ),
                ),
                ("value_text", models.CharField(blank=True, max_length=80, verbose_name="värde i ord")),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("count", "antal"),
                            ("share", "procent"),
                            ("other", "annat mått, till exempel poäng eller dagar"),
                        ],
                        max_length=10,
                        verbose_name="slags värde",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="enhet")),
                ("base", models.PositiveIntegerField(blank=True, null=True, verbose_name="av hur många")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="värde före"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("about", models.BooleanField(default=False, verbose_name="ungefär")),
                ("partial_year", models.BooleanField(default=False, verbose_name="del av året")),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("worked", "gick bra"), ("did_not", "gick inte som tänkt")],
                        max_length=10,
                        verbose_name="utfall",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="projects.project",
                        verbose_name="projekt",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="results.resultreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "utfall",
                "verbose_name_plural": "utfall",
                "ordering": ("position", "pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["finding", "-year", "-id"], name="results_out_finding_e0b69f_idx"),
                    models.Index(fields=["-year", "-id"], name="results_outcome_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="results_outcome_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Aftermath",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("permanent", "permanent verksamhet"),
                            ("agreement", "avtal"),
                            ("prize", "utmärkelse"),
                            ("spread", "spridning"),
                            ("ended", "avslutat"),
                            ("changed", "ändrad inriktning"),
                            ("follow_on", "ny studie eller nytt projekt"),
                            ("report", "rapport"),
                            ("other", "annat"),
                            ("unknown", "okänt"),
                        ],
                        max_length=10,
                        verbose_name="slag",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="vad")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aftermath",
                        to="projects.project",
                        verbose_name="projekt",
                    ),
                ),
            ],
            options={
                "verbose_name": "vad som hände sedan",
                "ordering": ("position", "pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["kind", "origin", "project"], name="results_aftermath_tally"),
                    models.Index(fields=["kind", "-year", "id"], name="results_aftermath_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="results_aftermath_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsumptionReport",
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
                ("used", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="förbrukat, kr")),
                ("comment", models.TextField(blank=True, verbose_name="kommentar")),
                ("return_reason", models.TextField(blank=True, verbose_name="vad som behöver kompletteras")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="inlämnad")),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="sparad")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("submitted", "inlämnad"),
                            ("returned", "tillbaka för komplettering"),
                            ("accepted", "godkänd"),
                            ("published", "publicerad"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "grant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consumption",
                        to="projects.grant",
                        verbose_name="bidrag",
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
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "redovisning av förbrukade medel",
                "verbose_name_plural": "redovisningar av förbrukade medel",
                "ordering": ("-pk",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["status", "submitted_at", "id"], name="results_con_status_f5e501_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="results_consumptionreport_key_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "submitted", "returned", "accepted", "published"])
                        ),
                        name="results_consumption_status",
                    ),
                ],
            },
        ),
    ]
