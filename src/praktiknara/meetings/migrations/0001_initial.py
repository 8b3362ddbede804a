"""The tables of meetings as they first stood."""

import django.db.models.deletion
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
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
                            ("board", "nämndsammanträde"),
                            ("government_decision", "regeringsbeslut"),
                            ("decision", "beslut"),
                            ("deadline", "sista dag"),
                            ("project_end", "projektslut"),
                            ("call", "utlysning"),
                            ("union_group", "förvaltningsgrupp"),
                            ("disability_council", "funktionshinderråd"),
                            ("council", "råd"),
                            ("research_seminar", "forskarseminarium"),
                            ("forum", "FoU-forum"),
                            ("delivery", "leverans"),
                            ("dialogue", "dialogmöten"),
                            ("award", "utmärkelse"),
                            ("training", "utbildning"),
                        ],
                        max_length=30,
                        verbose_name="slag",
                    ),
                ),
                ("on", models.CharField(blank=True, db_index=True, max_length=12, verbose_name="datum")),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="om")),
                ("count", models.PositiveIntegerField(blank=True, null=True, verbose_name="antal")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="people.organisation",
                        verbose_name="organ",
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
                "verbose_name": "möte eller händelse",
                "verbose_name_plural": "möten och händelser",
                "ordering": ("on", "pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="meetings_meeting_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportAssignment",
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
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("district_note", models.CharField(blank=True, max_length=120, verbose_name="om stadsdelen")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "förfrågan"),
                            ("started", "påbörjad"),
                            ("ongoing", "pågår"),
                            ("delivered", "genomförd"),
                            ("declined", "avböjd"),
                        ],
                        default="requested",
                        max_length=20,
                        verbose_name="läge",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support",
                        to="people.organisation",
                        verbose_name="stadsdel",
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
                "verbose_name": "stödinsats",
                "verbose_name_plural": "stödinsatser",
                "ordering": ("-year", "pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="meetings_supportassignment_key_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["requested", "started", "ongoing", "delivered", "declined"])
                        ),
                        name="meetings_support_status",
                    ),
                ],
            },
        ),
    ]
