"""Knowledge outputs: what was learnt, for anyone to find."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.components.text import search_words, slug
from praktiknara.people.choices import Role
from praktiknara.people.models import Organisation, Person, Record, User
from praktiknara.projects.models import Project
from praktiknara.results.models import ResultReport

from .choices import OutputKind, OutputStatus


class OutputQuerySet(models.QuerySet["KnowledgeOutput"]):
    def visible_to(self, user: User | None) -> Self:
        """Everyone sees what is published or announced; officers see drafts and what was withdrawn."""
        if user is not None and user.has_role(Role.FOU_OFFICER, Role.ADMIN, Role.AUDITOR):
            return self
        return self.filter(status__in=(OutputStatus.PUBLISHED, OutputStatus.EXPECTED))


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
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True, db_index=True)
    withdrawn_reason = models.TextField(_("varför den togs bort"), blank=True)
    sort_year = models.PositiveSmallIntegerField(default=0, editable=False)
    words = models.TextField(editable=False, blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=OutputStatus, default=OutputStatus.DRAFT)

    objects = OutputQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-sort_year", "-pk")
        verbose_name = _("kunskap")
        verbose_name_plural = _("kunskapsbanken")
        indexes: ClassVar = [
            models.Index(fields=["-sort_year", "-id"]),
            models.Index(fields=["kind", "-sort_year", "-id"]),
            models.Index(fields=["-sort_year", "-published_at", "-id"], name="knowledge_output_newest"),
            models.Index(fields=["status", "origin"], name="knowledge_output_counted"),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=OutputStatus.values), name="knowledge_output_status"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slug(self.key or self.title)[:120]
        self.sort_year = self.year or 0
        self.words = " ".join(search_words(f"{self.title} {self.summary} {self.lesson} {self.audience}"))
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "sort_year", "words"}
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
