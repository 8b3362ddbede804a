"""The tables of funds as they first stood."""

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
            name="Fund",
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
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="kod")),
                ("short_name", models.CharField(blank=True, max_length=40, verbose_name="kortnamn")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("city", "stadsövergripande"),
                            ("local", "lokal"),
                            ("special", "särskilt område"),
                            ("external", "extern"),
                        ],
                        max_length=10,
                        verbose_name="nivå",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "fond",
                "verbose_name_plural": "fonder",
                "ordering": ("position", "pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="funds_fund_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FundName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="funds.fund"
                    ),
                ),
            ],
            options={
                "ordering": ("year",),
                "constraints": [models.UniqueConstraint(fields=("fund", "year"), name="funds_name_once")],
            },
        ),
        migrations.CreateModel(
            name="FundYear",
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
                ("name", models.CharField(blank=True, max_length=160, verbose_name="årets namn")),
                ("frame", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="ram, kr")),
                ("frame_about", models.BooleanField(default=False, verbose_name="ungefärlig ram")),
                (
                    "vat",
                    models.CharField(
                        blank=True,
                        choices=[("excl", "exkl. moms"), ("incl", "inkl. moms")],
                        max_length=4,
                        verbose_name="moms",
                    ),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="villkor")),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="years", to="funds.fund"
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
                "verbose_name": "fondens år",
                "verbose_name_plural": "fondernas år",
                "ordering": ("-year", "fund__position"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="funds_fundyear_key_once"),
                    models.UniqueConstraint(fields=("fund", "year", "origin"), name="funds_year_once"),
                ],
            },
        ),
    ]
