"""The tables of partners as they first stood."""

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
            name="Agreement",
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
                            ("cooperation", "samverkansavtal"),
                            ("iop", "idéburet offentligt partnerskap (IOP)"),
                            ("commission", "uppdragsavtal"),
                            ("staff_exchange", "löntagarbyte"),
                            ("partnership", "partnerskap på regional och nationell nivå"),
                            ("project_cooperation", "samarbete inom projekt, utan årsavtal"),
                        ],
                        max_length=30,
                        verbose_name="slag",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("scope", models.CharField(blank=True, max_length=200, verbose_name="omfattning")),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="syfte")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("start", models.CharField(blank=True, max_length=10, verbose_name="från")),
                ("end", models.CharField(blank=True, max_length=10, verbose_name="till")),
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
                    "parties",
                    models.ManyToManyField(
                        related_name="agreements", to="people.organisation", verbose_name="parter"
                    ),
                ),
            ],
            options={
                "verbose_name": "avtal",
                "verbose_name_plural": "avtal",
                "ordering": ("kind", "slug"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="partners_agreement_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideMoney",
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
                        choices=[("state_grant", "statsbidrag"), ("eu_fund", "EU-medel")],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("fund", models.CharField(blank=True, max_length=60, verbose_name="fond")),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_money",
                        to="people.organisation",
                        verbose_name="myndighet",
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
                "verbose_name": "statliga medel och EU-medel",
                "verbose_name_plural": "statliga medel och EU-medel",
                "ordering": ("kind", "title"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="partners_outsidemoney_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
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
                ("funder", models.CharField(blank=True, max_length=120, verbose_name="finansiär")),
                ("lead_note", models.CharField(blank=True, max_length=200, verbose_name="om ledningen")),
                (
                    "unnamed_partners",
                    models.CharField(blank=True, max_length=300, verbose_name="övriga deltagare"),
                ),
                ("sub_studies", models.CharField(blank=True, max_length=300, verbose_name="delstudier")),
                ("start", models.CharField(blank=True, max_length=10, verbose_name="från")),
                ("end", models.CharField(blank=True, max_length=10, verbose_name="till")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "läget saknas i källan"),
                            ("planning_grant", "planeringsbidrag"),
                            ("application", "programansökan"),
                            ("ongoing", "pågår"),
                            ("ended", "avslutat"),
                            ("refused", "avslag"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="läge",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_programmes",
                        to="people.organisation",
                        verbose_name="leds av",
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
                    "partners",
                    models.ManyToManyField(
                        related_name="programmes", to="people.organisation", verbose_name="deltagare"
                    ),
                ),
            ],
            options={
                "verbose_name": "program",
                "verbose_name_plural": "program",
                "ordering": ("title",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="partners_programme_key_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["unknown", "planning_grant", "application", "ongoing", "ended", "refused"],
                            )
                        ),
                        name="partners_programme_status",
                    ),
                ],
            },
        ),
    ]
