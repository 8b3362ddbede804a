"""The tables of plans as they first stood."""

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
            name="Plan",
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
                            ("plan", "FoU-plan"),
                            ("direction", "inriktning"),
                            ("annual_report", "årsrapport"),
                        ],
                        default="plan",
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("focus_note", models.TextField(blank=True, verbose_name="om inriktningen")),
                ("dating", models.CharField(blank=True, max_length=200, verbose_name="datering")),
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
                "verbose_name": "plan",
                "verbose_name_plural": "planer",
                "ordering": ("-year", "kind"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="plans_plan_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusArea",
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
                ("name", models.CharField(max_length=200, verbose_name="fokusområde")),
                (
                    "special_attention",
                    models.BooleanField(default=False, verbose_name="särskilt uppmärksammat"),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="skäl")),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focus_areas",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "fokusområde",
                "verbose_name_plural": "fokusområden",
                "ordering": ("plan", "position"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="plans_focusarea_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAmount",
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
                ("text", models.CharField(max_length=200, verbose_name="avser")),
                ("amount", models.BigIntegerField(blank=True, null=True, verbose_name="belopp, kr")),
                ("about", models.BooleanField(default=False, verbose_name="ungefär")),
                (
                    "vat",
                    models.CharField(
                        blank=True,
                        choices=[("excl", "exkl. moms"), ("incl", "inkl. moms")],
                        max_length=4,
                        verbose_name="moms",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("proposed", "föreslaget"),
                            ("granted", "beviljat"),
                            ("planned", "planerat"),
                            ("set_aside", "avsätts, belopp ej angivet"),
                            ("applied", "sökt"),
                            ("possible", "möjligt att söka"),
                            ("delegated", "fördelas på delegation"),
                            ("planned_application", "planerad ansökan"),
                            ("yearly_frame", "årlig ram"),
                        ],
                        max_length=20,
                        verbose_name="vad beloppet är",
                    ),
                ),
                ("grants", models.PositiveIntegerField(blank=True, null=True, verbose_name="antal")),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="amounts", to="plans.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "belopp i plan",
                "ordering": ("plan", "position"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="plans_planamount_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetAssignment",
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
                ("title", models.CharField(max_length=250, verbose_name="uppdrag")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_assignments",
                        to="people.organisation",
                        verbose_name="nämnd",
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
                "verbose_name": "budgetuppdrag",
                "verbose_name_plural": "budgetuppdrag",
                "ordering": ("-year",),
                "abstract": False,
                "indexes": [models.Index(fields=["-year"], name="plans_budge_year_49ecb4_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="plans_budgetassignment_key_once"
                    )
                ],
            },
        ),
    ]
