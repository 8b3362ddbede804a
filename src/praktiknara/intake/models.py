"""Readings of papers with what they propose, lists with their rows, and what each decision did to the register."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.documents.models import Paper
from praktiknara.people.choices import Role
from praktiknara.people.models import Record, User
from praktiknara.trail.models import AboutAThing

from .choices import Deed, ProposalKind, ProposalStatus, ReadingStatus, RowState, SheetStatus, Strength

SEES = (Role.FOU_OFFICER, Role.REGISTRAR, Role.ADMIN, Role.AUDITOR)


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User | None) -> Self:
        """Those who take facts into the register see the readings of papers that they may read, and the auditor too."""
        if user is None or not user.has_role(*SEES):
            return self.none()
        return self.filter(paper__in=Paper.objects.visible_to(user))


class Reading(Record):
    """What was read out of a paper at one time, by one version of the rules."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="readings", verbose_name=_("handling"))
    at = models.DateTimeField(_("läst"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    paper_version = models.PositiveIntegerField(_("handlingens läsning"), default=1)
    rules = models.CharField(_("reglernas version"), max_length=40, blank=True)
    fault = models.CharField(_("vad som gick fel"), max_length=300, blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=ReadingStatus, default=ReadingStatus.WAITING)

    objects = ReadingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-pk",)
        verbose_name = _("läsning")
        verbose_name_plural = _("läsningar")
        indexes: ClassVar = [models.Index(fields=["status", "-id"])]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=ReadingStatus.values), name="intake_reading_status"
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(status__in=[ReadingStatus.WAITING, ReadingStatus.OPEN]),
                name="intake_one_open_reading",
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper)

    def get_absolute_url(self) -> str:
        return reverse("reading", args=[self.pk])


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: User | None) -> Self:
        """A proposal is seen by those who see its reading."""
        return self.filter(reading__in=Reading.objects.visible_to(user))


class Proposal(Record):
    """A fact that a paper seems to state, with its place; it stays whatever becomes of it."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="proposals")
    project = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("hör till")
    )
    position = models.PositiveIntegerField()
    kind = models.CharField(_("slag"), max_length=12, choices=ProposalKind)
    start = models.PositiveIntegerField(_("från tecken"))
    end = models.PositiveIntegerField(_("till tecken"))
    value = models.JSONField(_("värde"))
    rule = models.CharField(_("regel"), max_length=80, blank=True)
    confidence = models.FloatField(_("säkerhet"))
    checks = models.JSONField(_("kontroller"), default=list)
    strength = models.CharField(max_length=6, choices=Strength, default=Strength.NEW)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    match = GenericForeignKey("content_type", "object_id")
    alternatives = models.JSONField(default=list)
    mended = models.JSONField(_("rättat värde"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(
        _("läge"), max_length=10, choices=ProposalStatus, default=ProposalStatus.PROPOSED
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("position",)
        verbose_name = _("förslag")
        verbose_name_plural = _("förslag")
        indexes: ClassVar = [models.Index(fields=["reading", "project", "position"])]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=ProposalStatus.values), name="intake_proposal_status"
            ),
            models.CheckConstraint(condition=Q(start__lte=models.F("end")), name="intake_proposal_span"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.start}–{self.end})"

    def get_absolute_url(self) -> str:
        group = f"?grupp={self.project_id or (self.pk if self.kind == ProposalKind.PROJECT else 0)}"
        return f"{self.reading.get_absolute_url()}{group}#forslag-{self.pk}"

    @property
    def stated(self) -> dict[str, Any]:
        """Give the value that counts: as mended, else as read."""
        stated: dict[str, Any] = self.value if self.mended is None else self.mended
        return stated

    @property
    def is_answered(self) -> bool:
        """Say whether someone has taken a stand."""
        return self.status != ProposalStatus.PROPOSED


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, user: User | None) -> Self:
        """Lists are seen by those who take facts into the register, and by the auditor."""
        return self if user is not None and user.has_role(*SEES) else self.none()


class Sheet(Record):
    """A list of old projects, as its file had it."""

    name = models.CharField(_("filens namn"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(_("uppladdad"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    headings = models.JSONField(_("rubriker"))
    columns = models.JSONField(_("kolumner"), default=dict)
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(_("läge"), max_length=10, choices=SheetStatus, default=SheetStatus.MAPPING)

    objects = SheetQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-pk",)
        verbose_name = _("lista")
        verbose_name_plural = _("listor")
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=SheetStatus.values), name="intake_sheet_status"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sheet", args=[self.pk])


class Mapping(models.Model):
    """Which column held what the last time a heading was met."""

    heading = models.CharField(_("rubrik"), max_length=120, unique=True)
    column = models.CharField(_("uppgift"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("kolumnkoppling")

    def __str__(self) -> str:
        return f"{self.heading}: {self.column}"


class SheetRow(models.Model):
    """A row of a list, what the dry run says of it, and what the reader chose where it is in doubt."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("rad"))
    cells = models.JSONField()
    state = models.CharField(_("läge"), max_length=10, choices=RowState, blank=True)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    project_id = models.PositiveBigIntegerField(null=True, blank=True)
    project_title = models.CharField(max_length=250, blank=True)
    choice = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("number",)
        verbose_name = _("rad")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "number"], name="intake_row_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["sheet", "state", "number"])]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.number}"


class Effect(AboutAThing):
    """What one decision did to one row of the register, so that it can be undone and is never forgotten."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="effects")
    row = models.ForeignKey(SheetRow, models.PROTECT, null=True, blank=True, related_name="effects")
    deed = models.CharField(_("vad"), max_length=8, choices=Deed)
    label = models.CharField(_("på vad"), max_length=250)
    before = models.JSONField(_("före"), default=dict)
    after = models.JSONField(_("efter"), default=dict)
    undone_at = models.DateTimeField(_("ångrad"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("följd av inläsning")
        verbose_name_plural = _("följder av inläsning")
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False, row__isnull=True)
                | Q(proposal__isnull=True, row__isnull=False),
                name="intake_effect_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.label}"
