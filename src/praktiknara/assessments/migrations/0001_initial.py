"""The tables of assessments as they first stood."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0001_initial"),
        ("calls", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
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
                ("comment", models.TextField(blank=True, verbose_name="sammanfattande bedömning")),
                ("conflict_reason", models.TextField(blank=True, verbose_name="jäv")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="lås senast")),
                ("locked_at", models.DateTimeField(blank=True, null=True, verbose_name="låst")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assigned", "tilldelad"),
                            ("started", "påbörjad"),
                            ("locked", "låst"),
                            ("conflict", "jäv anmält"),
                        ],
                        default="assigned",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "is_done",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(status__in=("locked", "conflict"), then=True), default=False
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="applications.application",
                        verbose_name="ansökan",
                    ),
                ),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bedömare",
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
                "verbose_name": "bedömning",
                "verbose_name_plural": "bedömningar",
                "ordering": ("application", "pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["assessor", "status"], name="assessments_assesso_c2b990_idx"),
                    models.Index(
                        fields=["assessor", "is_done", "due_on", "id"], name="assessments_of_assessor"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="assessments_assessment_key_once"
                    ),
                    models.UniqueConstraint(fields=("application", "assessor"), name="assessments_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["assigned", "started", "locked", "conflict"])),
                        name="assessments_assessment_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="poäng")),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.criterion"
                    ),
                ),
            ],
            options={
                "verbose_name": "poäng",
                "verbose_name_plural": "poäng",
                "ordering": ("criterion__position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "criterion"), name="assessments_score_once")
                ],
            },
        ),
    ]
