"""The tables of people as they first stood."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Municipality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("slug", models.SlugField(max_length=100, unique=True)),
            ],
            options={
                "verbose_name": "kommun",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "kommun"),
                            ("board", "nämnd"),
                            ("boards", "nämnder"),
                            ("executive_board", "styrelse"),
                            ("administration", "förvaltning"),
                            ("district", "stadsdelsförvaltning"),
                            ("division", "avdelning"),
                            ("unit", "enhet"),
                            ("council", "råd"),
                            ("research_network", "forskningsnätverk"),
                            ("forum", "samverkansforum"),
                            ("union_group", "facklig samverkan"),
                            ("university", "lärosäte"),
                            ("department", "institution"),
                            ("centre", "centrum"),
                            ("rnd_unit", "FoU-miljö"),
                            ("network", "nätverk"),
                            ("federation", "kommunalförbund"),
                            ("consultancy", "konsult"),
                            ("authority", "statlig myndighet"),
                            ("government", "staten"),
                            ("ministry", "departement"),
                            ("research_funder", "forskningsfinansiär"),
                            ("employer_organisation", "arbetsgivar- och intresseorganisation"),
                            ("coordination_association", "samordningsförbund"),
                            ("region", "region"),
                            ("civil_society", "idéburen organisation"),
                            ("service", "verksamhet"),
                            ("labour_market_service", "arbetsmarknadsinsats"),
                        ],
                        max_length=30,
                        verbose_name="slag",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("short_name", models.CharField(blank=True, max_length=80, verbose_name="kortnamn")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=200)),
                ("part", models.CharField(blank=True, max_length=200, verbose_name="uppgift")),
                ("note", models.TextField(blank=True, verbose_name="anmärkning")),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.organisation",
                        verbose_name="hör till",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisationer",
                "ordering": ("sort_name",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="people_organisation_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till")),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "namn under en tid",
                "ordering": (models.OrderBy(models.F("valid_from"), nulls_first=True),),
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=120)),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="titel")),
                ("note", models.TextField(blank=True, verbose_name="anmärkning")),
                (
                    "name_in_source",
                    models.CharField(blank=True, max_length=120, verbose_name="stavning i källan"),
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
                "verbose_name": "person",
                "verbose_name_plural": "personer",
                "ordering": ("sort_name",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="people_person_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("fou_officer", "FoU-utredare"),
                            ("head", "förvaltningschef"),
                            ("department_head", "avdelningschef"),
                            ("registrar", "registrator"),
                            ("council_member", "ledamot i FoU-rådet"),
                            ("assessor", "bedömare"),
                            ("developer", "verksamhetsutvecklare"),
                            ("district_head", "chef i stadsdelen"),
                            ("board_member", "ledamot i nämnden"),
                            ("researcher", "forskare"),
                            ("auditor", "revisor"),
                            ("admin", "administratör"),
                            ("other", "annan roll"),
                        ],
                        max_length=20,
                        verbose_name="roll",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="titel")),
                ("part", models.CharField(blank=True, max_length=200, verbose_name="uppgift")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppdrag",
                "indexes": [
                    models.Index(fields=["role", "organisation"], name="people_memb_role_4c96ac_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
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
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "användare",
                "verbose_name_plural": "användare",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Succession",
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
                        choices=[("renamed", "bytte namn till"), ("merged", "gick upp i")],
                        max_length=10,
                        verbose_name="hur",
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="successions",
                        to="people.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="predecessions",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "efterföljare",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor"), name="people_succession_once"
                    )
                ],
            },
        ),
    ]
