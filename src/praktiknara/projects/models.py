"""Projects with their organisations, people, parts, times, grants and payouts."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.applications.models import Application
from praktiknara.calls.models import Call
from praktiknara.components.text import search_words, slug, sort_key
from praktiknara.decisions.models import Award
from praktiknara.funds.choices import Standing, VatBasis
from praktiknara.funds.models import Fund
from praktiknara.partners.models import Agreement
from praktiknara.people.models import Organisation, Person, Record, User
from praktiknara.plans.models import BudgetAssignment

from .choices import Field, Part, PayoutStatus, ProjectKind, ProjectStatus


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User | None) -> Self:
        """Projects are public from the decision on; there is none before."""
        return self


class Project(Record):
    """A piece of research or development work, followed from need to what became of it."""

    title = models.CharField(_("titel"), max_length=250)
    slug = models.SlugField(max_length=120, unique=True)
    sort_title = models.CharField(max_length=250, editable=False)
    search_text = models.TextField(editable=False, default="")
    kind = models.CharField(_("slag"), max_length=30, choices=ProjectKind)
    purpose = models.TextField(_("syfte"), blank=True)
    target_group = models.CharField(_("målgrupp"), max_length=300, blank=True)
    field = models.CharField(_("område"), max_length=20, choices=Field, blank=True)
    methods_text = models.CharField(_("metoder"), max_length=400, blank=True)
    fund = models.ForeignKey(
        Fund, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("fond")
    )
    fund_note = models.CharField(_("om pengarna"), max_length=200, blank=True)
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_projects",
        verbose_name=_("ansvarig"),
        db_index=False,  # the index by owner, status and year serves
    )
    owner_note = models.CharField(_("om den ansvariga"), max_length=200, blank=True)
    districts_note = models.CharField(_("om stadsdelarna"), max_length=200, blank=True)
    unnamed_partners = models.CharField(_("övriga samarbetsparter"), max_length=300, blank=True)
    whole_city = models.BooleanField(_("hela staden"), default=False)
    start = models.CharField(_("från"), max_length=10, blank=True)
    end = models.CharField(_("till"), max_length=10, blank=True)
    start_year = models.PositiveSmallIntegerField(_("startår"), null=True, blank=True, editable=False)
    end_year = models.PositiveSmallIntegerField(_("slutår"), null=True, blank=True, editable=False)
    # Unknown last, in every database: lists are walked along their indexes, which must not hold a null.
    year_order = models.GeneratedField(
        expression=Coalesce("start_year", "end_year", models.Value(0)),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    fund_order = models.GeneratedField(
        expression=Coalesce("fund", models.Value(2**62)),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    duration_years = models.PositiveSmallIntegerField(_("antal år"), null=True, blank=True)
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, related_name="project"
    )
    budget_assignment = models.ForeignKey(
        BudgetAssignment, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    agreements = models.ManyToManyField(Agreement, blank=True, related_name="projects")
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("följer på")
    )
    status = models.CharField(_("läge"), max_length=20, choices=ProjectStatus, default=ProjectStatus.UNKNOWN)

    objects = ProjectQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("sort_title", "pk")
        verbose_name = _("projekt")
        verbose_name_plural = _("projekt")
        indexes: ClassVar = [
            models.Index(fields=["sort_title", "id"]),
            models.Index(fields=["-year_order", "sort_title", "id"], name="projects_by_year"),
            models.Index(fields=["fund_order", "sort_title", "id"], name="projects_by_fund"),
            models.Index(fields=["start_year", "end_year", "id"], name="projects_years"),
            models.Index(fields=["end_year", "id"], name="projects_ending"),
            models.Index(fields=["origin"], name="projects_by_origin"),
            models.Index(fields=["fund", "sort_title", "id"]),
            models.Index(fields=["status", "sort_title", "id"]),
            models.Index(fields=["field", "sort_title", "id"]),
            # PostgreSQL finds the owners and titles of many projects in this, and not in the wide rows.
            models.Index(fields=["id", "owner", "sort_title"], name="projects_narrow"),
            models.Index(fields=["owner", "status", "end_year"], name="projects_of_owner"),
            models.Index(fields=["owner", "-year_order", "-id"], name="projects_newest_of_owner"),
            # Without the condition SQLite takes the empty ones for the rule, and walks the whole table instead.
            models.Index(
                fields=["budget_assignment", "sort_title"],
                condition=Q(budget_assignment__isnull=False),
                name="projects_of_assignment",
            ),
            models.Index(
                fields=["predecessor", "sort_title"],
                condition=Q(predecessor__isnull=False),
                name="projects_after",
            ),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=ProjectStatus.values), name="projects_project_status"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def prepare(self) -> None:
        """Fill in what follows from the other fields; save does it, and bulk_create must be preceded by it."""
        self.sort_title = sort_key(self.title)[:250]
        self.search_text = " ".join(search_words(f"{self.title} {self.purpose} {self.target_group}"))
        self.slug = self.slug or slug(self.key or self.title)[:120]
        self.start_year = int(self.start[:4]) if self.start else None
        self.end_year = int(self.end[:4]) if self.end else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.prepare()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.slug])


class ProjectOrganisation(models.Model):
    """The part that an organisation has in a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="project_parts")
    part = models.CharField(_("del"), max_length=12, choices=Part)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("organisation i projekt")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "organisation", "part"], name="projects_part_once")
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "part", "project"])]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_part_display()}"


class ProjectPerson(models.Model):
    """A person in a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="projects")
    part = models.CharField(_("uppgift"), max_length=120, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("person i projekt")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "person"], name="projects_person_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class SubStudy(Record):
    """A named part of a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="sub_studies")
    name = models.CharField(_("delstudie"), max_length=250)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        ordering = ("position", "pk")
        verbose_name = _("delstudie")
        verbose_name_plural = _("delstudier")

    def __str__(self) -> str:
        return self.name


class Milestone(Record):
    """Something that happened, or was to happen, in a project at a time."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    on = models.CharField(_("när"), max_length=10, blank=True)
    text = models.CharField(_("vad"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        ordering = ("on", "position")
        verbose_name = _("hållpunkt")
        verbose_name_plural = _("hållpunkter")

    def __str__(self) -> str:
        return self.text


class Grant(Record):
    """Money to a project, or to unnamed projects together, from a fund for a year; the amount may be unknown."""

    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("projekt")
    )
    fund = models.ForeignKey(
        Fund, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("fond")
    )
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("utlysning")
    )
    award = models.OneToOneField(Award, models.PROTECT, null=True, blank=True, related_name="grant")
    recipient = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("mottagare"),
    )
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    amount = models.PositiveBigIntegerField(_("belopp, kr"), null=True, blank=True)
    about = models.BooleanField(_("ungefär"), default=False)
    vat = models.CharField(_("moms"), max_length=4, choices=VatBasis, blank=True)
    standing = models.CharField(_("vad beloppet är"), max_length=20, choices=Standing)
    count = models.PositiveIntegerField(_("antal bidrag"), default=1)
    districts_count = models.PositiveIntegerField(_("antal nämnder"), null=True, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)

    class Meta(Record.Meta):
        ordering = ("year", "pk")
        verbose_name = _("bidrag")
        verbose_name_plural = _("bidrag")
        indexes: ClassVar = [
            models.Index(fields=["fund", "year", "standing", "origin", "project"]),
            models.Index(fields=["year", "project"], name="projects_grant_in_year"),
            # All that a sum asks for, so that a fund's years are added up without reading the rows.
            models.Index(
                fields=["fund", "year", "origin", "standing", "vat", "about", "amount", "count"],
                name="projects_grant_sums",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project or self.note} {self.year or ''}"


class Payout(Record):
    """A payment of a grant to the project's owner."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="payouts", verbose_name=_("bidrag"))
    amount = models.PositiveBigIntegerField(_("belopp, kr"))
    due_on = models.DateField(_("planerad"))
    paid_on = models.DateField(_("utbetald"), null=True, blank=True)
    received_at = models.DateTimeField(_("mottagen"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(_("läge"), max_length=10, choices=PayoutStatus, default=PayoutStatus.PLANNED)

    class Meta(Record.Meta):
        ordering = ("due_on", "pk")
        verbose_name = _("utbetalning")
        verbose_name_plural = _("utbetalningar")
        indexes: ClassVar = [models.Index(fields=["status", "due_on", "id"])]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=PayoutStatus.values), name="projects_payout_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} kr, {self.grant}"

    def get_absolute_url(self) -> str:
        return (
            reverse("project", args=[self.grant.project.slug]) if self.grant.project else reverse("projects")
        )
