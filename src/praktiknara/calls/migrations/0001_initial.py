"""The tables of calls as they first stood."""

import django.db.models.deletion
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("funds", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
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
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("year", models.PositiveSmallIntegerField(db_index=True, verbose_name="år")),
                ("introduction", models.TextField(blank=True, verbose_name="inledning")),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="öppnar")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="stänger")),
                ("decision_on", models.DateField(blank=True, null=True, verbose_name="beslut väntas")),
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
                (
                    "condition",
                    models.CharField(blank=True, max_length=300, verbose_name="villkor för att öppna"),
                ),
                (
                    "condition_met",
                    models.BooleanField(blank=True, null=True, verbose_name="villkoret är uppfyllt"),
                ),
                (
                    "scale_max",
                    models.PositiveSmallIntegerField(default=3, verbose_name="högsta poäng per kriterium"),
                ),
                ("year_note", models.CharField(blank=True, max_length=300, verbose_name="om året")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("dormant", "vilande, villkoret är inte uppfyllt"),
                            ("open", "öppen"),
                            ("closed", "stängd"),
                            ("decided", "beslutad"),
                            ("ended", "avslutad"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="calls.call",
                    ),
                ),
                (
                    "fund_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="funds.fundyear",
                        verbose_name="fond och år",
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
                "verbose_name": "utlysning",
                "verbose_name_plural": "utlysningar",
                "ordering": ("-year", "fund_year__fund__position", "pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="calls_call_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "dormant", "open", "closed", "decided", "ended"])
                        ),
                        name="calls_call_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cap", "högsta belopp per ansökan"),
                            ("one_year", "projektet ryms i bidragsåret"),
                            ("max_years", "högsta antal år totalt"),
                            ("max_granted", "högsta antal beviljade per sökande"),
                            ("eligible", "vem som kan söka"),
                            ("joint_first", "gemensamma ansökningar går före"),
                            ("gender", "fråga om jämställdhet"),
                            ("own_share", "egen insats"),
                            ("note", "upplysning"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("amount", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="belopp, kr")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="antal")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="regeln i ord")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="hur vi läser regeln")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="calls.call"
                    ),
                ),
            ],
            options={
                "verbose_name": "regel",
                "verbose_name_plural": "regler",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=250, verbose_name="kriterium")),
                (
                    "help",
                    models.CharField(blank=True, max_length=400, verbose_name="vad bedömaren ska se till"),
                ),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="vikt")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="calls.call"
                    ),
                ),
            ],
            options={
                "verbose_name": "kriterium",
                "verbose_name_plural": "kriterier",
                "ordering": ("position", "pk"),
            },
        ),
    ]
