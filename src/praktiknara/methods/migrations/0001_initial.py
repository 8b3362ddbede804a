"""The tables of methods as they first stood."""

import django.db.models.deletion
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0001_initial"),
        ("people", "0001_initial"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Method",
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
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("intervention", "insats eller arbetssätt"),
                            ("assessment", "bedömning och uppföljning"),
                            ("data", "datakälla eller datainsamling"),
                            ("principle", "princip eller standard"),
                            ("support", "stöd och planering"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("kind_in_source", models.CharField(blank=True, max_length=160, verbose_name="källans ord")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
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
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="methods",
                        to="partners.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "metod",
                "verbose_name_plural": "metoder",
                "ordering": ("sort_name",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MethodUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "method",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="methods.method"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="method_uses",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "metod i projekt",
                "constraints": [
                    models.UniqueConstraint(fields=("method", "project"), name="methods_use_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="method",
            name="projects",
            field=models.ManyToManyField(
                related_name="methods", through="methods.MethodUse", to="projects.project"
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.UniqueConstraint(
                fields=("municipality", "key"), name="methods_method_key_once"
            ),
        ),
    ]
