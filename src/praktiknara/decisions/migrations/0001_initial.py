"""The tables of decisions as they first stood."""

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
            name="Case",
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
                            ("board_report", "tjänsteutlåtande"),
                            ("matter", "ärende"),
                            ("decision", "beslut"),
                        ],
                        default="board_report",
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="rubrik")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("reg_number", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                (
                    "reg_number_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=60),
                ),
                (
                    "reg_number_note",
                    models.CharField(blank=True, max_length=200, verbose_name="om diarienumret"),
                ),
                (
                    "written_on",
                    models.DateField(blank=True, null=True, verbose_name="tjänsteutlåtandets datum"),
                ),
                ("dating", models.CharField(blank=True, max_length=200, verbose_name="datering")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="sammanträde")),
                (
                    "meeting_month",
                    models.CharField(blank=True, max_length=7, verbose_name="månad för sammanträdet"),
                ),
                ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="paragraf")),
                (
                    "immediate_approval",
                    models.BooleanField(default=False, verbose_name="omedelbar justering"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                ("background", models.TextField(blank=True, verbose_name="bakgrund")),
                ("matter", models.TextField(blank=True, verbose_name="ärendet")),
                ("gender_analysis", models.TextField(blank=True, verbose_name="jämställdhetsanalys")),
                (
                    "gender_not_relevant",
                    models.BooleanField(default=False, verbose_name="jämställdhetsanalysen är inte aktuell"),
                ),
                ("views", models.TextField(blank=True, verbose_name="förvaltningens synpunkter och förslag")),
                (
                    "frame_override_reason",
                    models.TextField(blank=True, verbose_name="skäl att gå över ramen"),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparation", "bereds"),
                            ("ready", "klart för nämnd"),
                            ("decided", "beslutat"),
                            ("dispatched", "expedierat"),
                            ("closed", "avslutat"),
                        ],
                        default="preparation",
                        max_length=20,
                        verbose_name="läge",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="people.organisation",
                        verbose_name="till",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="calls.call",
                        verbose_name="utlysning",
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
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handläggare",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="ansvarig enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "ärende",
                "verbose_name_plural": "ärenden",
                "ordering": ("-year", "-pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["-year", "-id"], name="decisions_c_year_aaef66_idx"),
                    models.Index(fields=["status", "-year"], name="decisions_c_status_f82fb7_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="decisions_case_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["preparation", "ready", "decided", "dispatched", "closed"])
                        ),
                        name="decisions_case_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
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
                ("rank", models.PositiveSmallIntegerField(verbose_name="plats")),
                (
                    "points",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="poäng"
                    ),
                ),
                (
                    "proposal",
                    models.CharField(
                        choices=[
                            ("granted", "bevilja"),
                            ("partly", "bevilja delvis"),
                            ("reserve", "reserv"),
                            ("rejected", "avslå"),
                        ],
                        max_length=10,
                        verbose_name="förslag",
                    ),
                ),
                (
                    "proposed_amount",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="föreslaget belopp, kr"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                ("summary", models.TextField(blank=True, verbose_name="om projektet i tjänsteutlåtandet")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "bevilja"),
                            ("partly", "bevilja delvis"),
                            ("reserve", "reserv"),
                            ("rejected", "avslå"),
                        ],
                        max_length=10,
                        verbose_name="beslut",
                    ),
                ),
                (
                    "amount",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="beviljat belopp, kr"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award",
                        to="applications.application",
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="decisions.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "tilldelning",
                "verbose_name_plural": "tilldelningar",
                "ordering": ("rank",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="decisions_award_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=250, verbose_name="vad")),
                ("on", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("date_note", models.CharField(blank=True, max_length=200, verbose_name="om datumet")),
                (
                    "not_needed_reason",
                    models.CharField(blank=True, max_length=250, verbose_name="skäl om det inte behövs"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="organ",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="decisions.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "samråd",
                "verbose_name_plural": "samråd",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="DecisionPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approve", "godkänna"),
                            ("grant", "bevilja"),
                            ("reject", "avslå"),
                            ("serve", "delge eller överlämna"),
                            ("delegate", "uppdra åt förvaltningschefen"),
                            ("adjust", "omedelbar justering"),
                            ("assign", "ge uppdrag"),
                        ],
                        max_length=10,
                        verbose_name="slag",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("amount", models.BigIntegerField(blank=True, null=True, verbose_name="belopp, kr")),
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
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "enligt förslaget"),
                            ("changed", "med ändring"),
                            ("returned", "återremitterat"),
                            ("tabled", "bordlagt"),
                            ("refused", "avslaget"),
                        ],
                        max_length=10,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="decisions.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "beslutspunkt",
                "verbose_name_plural": "beslutspunkter",
                "ordering": ("no",),
                "constraints": [models.UniqueConstraint(fields=("case", "no"), name="decisions_point_once")],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="skickat")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="decisions.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "mottagare",
                "verbose_name_plural": "mottagare",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "organisation"), name="decisions_recipient_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="titel")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatories",
                        to="decisions.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "undertecknare",
                "verbose_name_plural": "undertecknare",
                "ordering": ("position", "pk"),
            },
        ),
    ]
