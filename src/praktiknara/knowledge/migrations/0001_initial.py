"""The tables of knowledge as they first stood."""

import django.db.models.deletion
from django.db import migrations, models

import praktiknara.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("needs", "0001_initial"),
        ("people", "0001_initial"),
        ("projects", "0001_initial"),
        ("results", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Authorship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorships",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "författarskap",
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="KnowledgeOutput",
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
                ("title", models.CharField(max_length=300, verbose_name="titel")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "rapport"),
                            ("final_report", "slutrapport"),
                            ("interim_report", "delrapport"),
                            ("research_report", "forskarrapport"),
                            ("handbook", "handbok med manual"),
                            ("method_material", "metodmaterial"),
                            ("pre_study", "förstudie"),
                            ("course_book", "kurslitteratur"),
                            ("annual_report", "årsrapport"),
                            ("inquiry", "statlig utredning"),
                            ("collection", "samling av projektplaner och rapporter"),
                            ("result", "resultat från projekt"),
                        ],
                        default="report",
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                ("external", models.BooleanField(default=False, verbose_name="från andra")),
                ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                ("lesson", models.TextField(blank=True, verbose_name="lärdom för dig i praktiken")),
                ("audience", models.CharField(blank=True, max_length=200, verbose_name="för vem")),
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
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("worked", "gick bra"), ("did_not", "gick inte som tänkt")],
                        max_length=10,
                        verbose_name="hur det gick",
                    ),
                ),
                ("because", models.TextField(blank=True, verbose_name="varför det gick så")),
                (
                    "design",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("told", "intervjuer, enkät eller samtal om hur det var"),
                            ("counted", "räknat eller mätt hur det var"),
                            ("reviewed", "gått igenom forskning eller handlingar"),
                            ("before_after", "mätt mer än en gång, utan jämförelse"),
                            ("followed", "följt i register, utan jämförelse"),
                            ("compared", "jämfört med dem som inte fick insatsen"),
                            ("drawn", "lottat vilka som fick insatsen"),
                        ],
                        max_length=15,
                        verbose_name="hur det undersöktes",
                    ),
                ),
                (
                    "started",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="hur många som började"),
                ),
                (
                    "analysed",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="hur många som ingår"),
                ),
                (
                    "followed_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="följt i månader"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="publicerad"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="varför den togs bort")),
                ("sort_year", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("expected", "väntas"),
                            ("published", "publicerad"),
                            ("withdrawn", "återkallad"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "authors",
                    models.ManyToManyField(
                        blank=True,
                        related_name="outputs",
                        through="knowledge.Authorship",
                        to="people.person",
                        verbose_name="författare",
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
                    "need_theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outputs",
                        to="needs.needtheme",
                        verbose_name="behov",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outputs",
                        to="projects.project",
                        verbose_name="projekt",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outputs",
                        to="people.organisation",
                        verbose_name="utgivare",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="output",
                        to="results.resultreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "kunskap",
                "verbose_name_plural": "kunskapsbanken",
                "ordering": ("-sort_year", "-pk"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["-sort_year", "-id"], name="knowledge_k_sort_ye_15b49a_idx"),
                    models.Index(fields=["kind", "-sort_year", "-id"], name="knowledge_k_kind_266c8c_idx"),
                    models.Index(
                        fields=["-sort_year", "-published_at", "-id"], name="knowledge_output_newest"
                    ),
                    models.Index(fields=["status", "origin"], name="knowledge_output_counted"),
                    models.Index(fields=["status", "-sort_year", "-id"], name="knowledge_output_read"),
                    models.Index(fields=["status", "-published_at", "-id"], name="knowledge_output_latest"),
                    models.Index(
                        fields=["status", "field", "-sort_year", "-id"], name="knowledge_output_of_field"
                    ),
                    models.Index(
                        fields=["status", "finding", "-sort_year", "-id"], name="knowledge_output_found"
                    ),
                    models.Index(
                        fields=["status", "field", "finding", "kind"], name="knowledge_output_asked"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "key"), name="knowledge_knowledgeoutput_key_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "expected", "published", "withdrawn"])),
                        name="knowledge_output_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "design__in",
                                [
                                    "",
                                    "told",
                                    "counted",
                                    "reviewed",
                                    "before_after",
                                    "followed",
                                    "compared",
                                    "drawn",
                                ],
                            )
                        ),
                        name="knowledge_output_design",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="authorship",
            name="output",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="authorships",
                to="knowledge.knowledgeoutput",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorship",
            constraint=models.UniqueConstraint(fields=("output", "person"), name="knowledge_author_once"),
        ),
    ]
