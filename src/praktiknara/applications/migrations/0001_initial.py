"""The tables of applications as they first stood."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calls", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
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
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="titel")),
                ("purpose", models.TextField(blank=True, verbose_name="syfte")),
                ("goals", models.TextField(blank=True, verbose_name="mål")),
                ("target_group", models.CharField(blank=True, max_length=300, verbose_name="målgrupp")),
                ("problem", models.TextField(blank=True, verbose_name="problemet")),
                ("activities", models.TextField(blank=True, verbose_name="vad ni gör")),
                ("leads_to", models.TextField(blank=True, verbose_name="vad det leder till")),
                ("long_term", models.TextField(blank=True, verbose_name="på lång sikt")),
                ("research_link", models.TextField(blank=True, verbose_name="forskningsanknytning")),
                ("follow_up", models.TextField(blank=True, verbose_name="uppföljning")),
                ("gender_analysis", models.TextField(blank=True, verbose_name="jämställdhet")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="börjar")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="slutar")),
                (
                    "granted_years",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="år då projektet redan fått medel"
                    ),
                ),
                (
                    "own_share",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="egen insats, kr"),
                ),
                (
                    "own_share_reason",
                    models.TextField(blank=True, verbose_name="varför den egna insatsen är 0 kr"),
                ),
                (
                    "requested",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="sökt belopp, kr"),
                ),
                ("reg_number", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                ("reg_key", models.CharField(blank=True, editable=False, max_length=60)),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="underskriven")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="inskickad")),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="sparad")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("awaiting_signature", "väntar på underskrift"),
                            ("signed", "underskriven, inte skickad"),
                            ("submitted", "inskickad"),
                            ("registered", "diarieförd"),
                            ("under_assessment", "bedöms"),
                            ("proposed", "förslag till beslut"),
                            ("granted", "beviljad"),
                            ("partly_granted", "delvis beviljad"),
                            ("rejected", "avslagen"),
                            ("withdrawn", "återtagen"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="läge",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="people.organisation",
                        verbose_name="sökande",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="calls.call",
                        verbose_name="utlysning",
                    ),
                ),
                (
                    "districts",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="people.organisation", verbose_name="stadsdelar"
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
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kontaktperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "ansökan",
                "verbose_name_plural": "ansökningar",
                "ordering": ("-pk",),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["call", "status"], name="application_call_id_e0dcc4_idx"),
                    models.Index(fields=["applicant", "status", "id"], name="applications_seen"),
                    models.Index(
                        fields=["status", "submitted_at", "id"], name="application_status_dd9eae_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="applications_application_key_once"
                    ),
                    models.UniqueConstraint(fields=("call", "number"), name="applications_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("reg_key", ""), _negated=True),
                        fields=("municipality", "reg_key"),
                        name="applications_reg_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "awaiting_signature",
                                    "signed",
                                    "submitted",
                                    "registered",
                                    "under_assessment",
                                    "proposed",
                                    "granted",
                                    "partly_granted",
                                    "rejected",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="applications_application_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="vad")),
                ("amount", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="kronor")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "budgetrad",
                "verbose_name_plural": "budgetrader",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CoApplicant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "share",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="del av beloppet, kr"),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svarade")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("asked", "tillfrågad"), ("confirmed", "bekräftad"), ("declined", "avböjd")],
                        default="asked",
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_applicants",
                        to="applications.application",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="medsökande",
                    ),
                ),
            ],
            options={
                "verbose_name": "medsökande",
                "verbose_name_plural": "medsökande",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "organisation"), name="applications_co_applicant_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["asked", "confirmed", "declined"])),
                        name="applications_co_applicant_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("om-projektet", "Om projektet"),
                            ("mal", "Mål och förändringsteori"),
                            ("vilka", "Vilka är med"),
                            ("budget", "Budget"),
                            ("forskning-och-uppfoljning", "Forskning och uppföljning"),
                            ("jamstalldhet", "Jämställdhet"),
                            ("granska", "Granska och skicka"),
                        ],
                        max_length=30,
                        verbose_name="avsnitt",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField(verbose_name="när")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="written_sections",
                        to="applications.application",
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
            ],
            options={
                "verbose_name": "skrivet avsnitt",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "section"), name="applications_section_once"
                    )
                ],
            },
        ),
    ]
