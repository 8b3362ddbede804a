"""The tables of projects as they first stood."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0001_initial"),
        ("calls", "0001_initial"),
        ("decisions", "0001_initial"),
        ("funds", "0001_initial"),
        ("partners", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
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
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("sort_title", models.CharField(editable=False, max_length=250)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("evaluation", "utvärdering"),
                            ("research_project", "forskningsprojekt"),
                            ("research_study", "forskningsstudie"),
                            ("method_development", "metodutveckling med utvärdering"),
                            ("pre_study", "förstudie"),
                            ("rnd_project", "FoU-projekt"),
                            ("pilot", "pilotprojekt"),
                            ("local_work", "lokalt utvecklingsarbete"),
                            ("eu_application", "planerad EU-ansökan"),
                            ("local_project", "lokalt utvecklingsprojekt"),
                            ("analysis", "analysuppdrag"),
                            ("mapping", "kartläggning"),
                            ("cooperation", "samverkan med lärosäte"),
                        ],
                        max_length=30,
                        verbose_name="slag",
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="syfte")),
                ("target_group", models.CharField(blank=True, max_length=300, verbose_name="målgrupp")),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("children", "barn, unga och familj"),
                            ("young_offenders", "unga och kriminalitet"),
                            ("substance_use", "missbruk och beroende"),
                            ("income_support", "ekonomiskt bistånd och arbete"),
                            ("violence", "våld i nära relationer"),
                            ("disability", "funktionsnedsättning"),
                            ("homelessness", "hemlöshet"),
                            ("prevention", "förebyggande arbete"),
                            ("whole", "hela socialtjänsten"),
                        ],
                        max_length=20,
                        verbose_name="område",
                    ),
                ),
                ("methods_text", models.CharField(blank=True, max_length=400, verbose_name="metoder")),
                ("fund_note", models.CharField(blank=True, max_length=200, verbose_name="om pengarna")),
                ("owner_note", models.CharField(blank=True, max_length=200, verbose_name="om den ansvariga")),
                (
                    "districts_note",
                    models.CharField(blank=True, max_length=200, verbose_name="om stadsdelarna"),
                ),
                (
                    "unnamed_partners",
                    models.CharField(blank=True, max_length=300, verbose_name="övriga samarbetsparter"),
                ),
                ("whole_city", models.BooleanField(default=False, verbose_name="hela staden")),
                ("start", models.CharField(blank=True, max_length=10, verbose_name="från")),
                ("end", models.CharField(blank=True, max_length=10, verbose_name="till")),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="startår"
                    ),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="slutår"
                    ),
                ),
                (
                    "year_order",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "start_year", "end_year", models.Value(0)
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                (
                    "fund_order",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "fund", models.Value(4611686018427387904)
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                (
                    "duration_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="antal år"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "läget saknas i källan"),
                            ("planned", "planerat"),
                            ("granted", "beviljat"),
                            ("ongoing", "pågår"),
                            ("ended", "avslutat"),
                            ("in_operation", "permanent verksamhet"),
                            ("discontinued", "avvecklat"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="läge",
                    ),
                ),
                (
                    "agreements",
                    models.ManyToManyField(blank=True, related_name="projects", to="partners.agreement"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project",
                        to="applications.application",
                    ),
                ),
                (
                    "budget_assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="plans.budgetassignment",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="funds.fund",
                        verbose_name="fond",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_projects",
                        to="people.organisation",
                        verbose_name="ansvarig",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="projects.project",
                        verbose_name="följer på",
                    ),
                ),
            ],
            options={
                "verbose_name": "projekt",
                "verbose_name_plural": "projekt",
                "ordering": ("sort_title", "pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["sort_title", "id"], name="projects_pr_sort_ti_f785d3_idx"),
                    models.Index(fields=["-year_order", "sort_title", "id"], name="projects_by_year"),
                    models.Index(fields=["fund_order", "sort_title", "id"], name="projects_by_fund"),
                    models.Index(fields=["start_year", "end_year", "id"], name="projects_years"),
                    models.Index(fields=["end_year", "id"], name="projects_ending"),
                    models.Index(fields=["origin"], name="projects_by_origin"),
                    models.Index(fields=["fund", "sort_title", "id"], name="projects_pr_fund_id_72e915_idx"),
                    models.Index(fields=["status", "sort_title", "id"], name="projects_pr_status_bd37d3_idx"),
                    models.Index(fields=["field", "sort_title", "id"], name="projects_pr_field_e7ccf4_idx"),
                    models.Index(fields=["id", "owner", "sort_title"], name="projects_narrow"),
                    models.Index(fields=["owner", "status", "end_year"], name="projects_of_owner"),
                    models.Index(fields=["owner", "-year_order", "-id"], name="projects_newest_of_owner"),
                    models.Index(
                        condition=models.Q(("budget_assignment__isnull", False)),
                        fields=["budget_assignment", "sort_title"],
                        name="projects_of_assignment",
                    ),
                    models.Index(
                        condition=models.Q(("predecessor__isnull", False)),
                        fields=["predecessor", "sort_title"],
                        name="projects_after",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="projects_project_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "unknown",
                                    "planned",
                                    "granted",
                                    "ongoing",
                                    "ended",
                                    "in_operation",
                                    "discontinued",
                                ],
                            )
                        ),
                        name="projects_project_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("on", models.CharField(blank=True, max_length=10, verbose_name="när")),
                ("text", models.CharField(max_length=300, verbose_name="vad")),
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
                        related_name="milestones",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "hållpunkt",
                "verbose_name_plural": "hållpunkter",
                "ordering": ("on", "position"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="projects_milestone_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("amount", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="belopp, kr")),
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
                ("count", models.PositiveIntegerField(default=1, verbose_name="antal bidrag")),
                (
                    "districts_count",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="antal nämnder"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                (
                    "award",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant",
                        to="decisions.award",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="calls.call",
                        verbose_name="utlysning",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="funds.fund",
                        verbose_name="fond",
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
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="people.organisation",
                        verbose_name="mottagare",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="projects.project",
                        verbose_name="projekt",
                    ),
                ),
            ],
            options={
                "verbose_name": "bidrag",
                "verbose_name_plural": "bidrag",
                "ordering": ("year", "pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["fund", "year", "standing"], name="projects_gr_fund_id_637d8e_idx"),
                    models.Index(fields=["year", "project"], name="projects_grant_in_year"),
                    models.Index(
                        fields=["fund", "year", "origin", "standing", "vat", "about", "amount", "count"],
                        name="projects_grant_sums",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="projects_grant_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectOrganisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("responsible", "ansvarig"),
                            ("district", "stadsdel"),
                            ("partner", "samarbetspart"),
                            ("co_funder", "medfinansiär"),
                        ],
                        max_length=12,
                        verbose_name="del",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_parts",
                        to="people.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisations",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation i projekt",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(fields=["organisation", "part"], name="projects_pr_organis_7282d8_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "organisation", "part"), name="projects_part_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=120, verbose_name="uppgift")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="people.person",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "person i projekt",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("project", "person"), name="projects_person_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SubStudy",
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
                ("name", models.CharField(max_length=250, verbose_name="delstudie")),
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
                        related_name="sub_studies",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "delstudie",
                "verbose_name_plural": "delstudier",
                "ordering": ("position", "pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="projects_substudy_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Payout",
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
                ("amount", models.PositiveBigIntegerField(verbose_name="belopp, kr")),
                ("due_on", models.DateField(verbose_name="planerad")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="utbetald")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="mottagen")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "planerad"), ("paid", "utbetald"), ("received", "mottagen")],
                        default="planned",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
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
                    "received_by",
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
                "verbose_name": "utbetalning",
                "verbose_name_plural": "utbetalningar",
                "ordering": ("due_on", "pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["status", "due_on", "id"], name="projects_pa_status_3abccc_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="projects_payout_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "paid", "received"])),
                        name="projects_payout_status",
                    ),
                ],
            },
        ),
    ]
