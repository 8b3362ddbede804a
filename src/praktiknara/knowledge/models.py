"""Knowledge outputs: what was learnt, for anyone to find."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.components.text import slug
from praktiknara.needs.models import NeedTheme
from praktiknara.people.choices import Role
from praktiknara.people.models import Organisation, Person, Record, User
from praktiknara.projects.choices import Field
from praktiknara.projects.models import Project
from praktiknara.results.choices import Finding
from praktiknara.results.models import ResultReport

from .choices import Design, OutputKind, OutputStatus

# What stands in the bank's own addresses, and so cannot be the address of an output.
TAKEN = frozenset({"alla", "brattom", "publicera", "tema", "utfall"})


class OutputQuerySet(models.QuerySet["KnowledgeOutput"]):
    def visible_to(self, user: User | None) -> Self:
        """Everyone sees what is published or announced; officers see drafts and what was withdrawn."""
        if user is not None and user.has_role(Role.FOU_OFFICER, Role.ADMIN, Role.AUDITOR):
            return self
        return self.filter(status__in=(OutputStatus.PUBLISHED, OutputStatus.EXPECTED))

    def published(self) -> Self:
        """Keep what anyone may read now; what is expected has nothing to read yet."""
        return self.filter(status=OutputStatus.PUBLISHED)


class KnowledgeOutput(Record):
    """A report, handbook, material or result that others can learn from."""

    title = models.CharField(_("titel"), max_length=300)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(_("slag"), max_length=20, choices=OutputKind, default=OutputKind.REPORT)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    authors = models.ManyToManyField(
        Person, blank=True, related_name="outputs", through="Authorship", verbose_name=_("författare")
    )
    publisher = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outputs",
        verbose_name=_("utgivare"),
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="outputs", verbose_name=_("projekt")
    )
    report = models.OneToOneField(ResultReport, models.PROTECT, null=True, blank=True, related_name="output")
    external = models.BooleanField(_("från andra"), default=False)
    summary = models.TextField(_("sammanfattning"), blank=True)
    lesson = models.TextField(_("lärdom för dig i praktiken"), blank=True)
    audience = models.CharField(_("för vem"), max_length=200, blank=True)
    field = models.CharField(_("område"), max_length=20, choices=Field, blank=True)
    finding = models.CharField(_("hur det gick"), max_length=10, choices=Finding, blank=True)
    because = models.TextField(_("varför det gick så"), blank=True)
    need_theme = models.ForeignKey(
        NeedTheme, models.PROTECT, null=True, blank=True, related_name="outputs", verbose_name=_("behov")
    )
    design = models.CharField(_("hur det undersöktes"), max_length=15, choices=Design, blank=True)
    started = models.PositiveIntegerField(_("hur många som började"), null=True, blank=True)
    analysed = models.PositiveIntegerField(_("hur många som ingår"), null=True, blank=True)
    followed_months = models.PositiveSmallIntegerField(_("följt i månader"), null=True, blank=True)
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    withdrawn_reason = models.TextField(_("varför den togs bort"), blank=True)
    sort_year = models.PositiveSmallIntegerField(default=0, editable=False)
    status = models.CharField(_("läge"), max_length=10, choices=OutputStatus, default=OutputStatus.DRAFT)

    objects = OutputQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-sort_year", "-pk")
        verbose_name = _("kunskap")
        verbose_name_plural = _("kunskapsbanken")
        indexes: ClassVar = [
            models.Index(fields=["-sort_year", "-id"]),
            models.Index(fields=["project", "status", "-year", "id"], name="knowledge_of_projects"),
            models.Index(fields=["kind", "-sort_year", "-id"]),
            models.Index(fields=["-sort_year", "-published_at", "-id"], name="knowledge_output_newest"),
            models.Index(fields=["status", "origin"], name="knowledge_output_counted"),
            models.Index(fields=["status", "-sort_year", "-id"], name="knowledge_output_read"),
            models.Index(fields=["status", "-published_at", "-id"], name="knowledge_output_latest"),
            models.Index(fields=["status", "field", "-sort_year", "-id"], name="knowledge_output_of_field"),
            models.Index(fields=["status", "finding", "-sort_year", "-id"], name="knowledge_output_found"),
            models.Index(fields=["status", "field", "finding", "kind"], name="knowledge_output_asked"),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=OutputStatus.values), name="knowledge_output_status"
            ),
            models.CheckConstraint(
                condition=Q(design__in=["", *Design.values]), name="knowledge_output_design"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slug(self.key or self.title)[:120]
        if self.slug in TAKEN:
            self.slug = f"{self.slug}-2"
        self.sort_year = self.year or 0
        if self.project is not None:
            self.field = self.project.field
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "sort_year", "field"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("output", args=[self.slug])


class Authorship(models.Model):
    """An author of an output, in order."""

    output = models.ForeignKey(KnowledgeOutput, models.CASCADE, related_name="authorships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        verbose_name = _("författarskap")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["output", "person"], name="knowledge_author_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
