"""Outcomes with base and certainty, what happened afterwards, and reports on results and money."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from praktiknara.people.choices import Role
from praktiknara.people.models import Record, User
from praktiknara.projects.models import Grant, Project

from . import rules
from .choices import AftermathKind, Finding, Measure, ReportStatus, ReportTemplate

PERCENT = ("%", "procent")


class ReportQuerySet(models.QuerySet["ResultReport"]):
    def visible_to(self, user: User | None) -> Self:
        """Everyone sees published reports; the owner sees her own; officers and auditor all that is handed in."""
        seen = Q(status=ReportStatus.PUBLISHED)
        if user is not None:
            if places := user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD):
                seen |= Q(project__owner__in=places)
            if user.has_role(Role.FOU_OFFICER, Role.AUDITOR, Role.ADMIN):
                seen |= ~Q(status=ReportStatus.DRAFT)
        return self.filter(seen)


class ResultReport(Record):
    """What a project did and what it gave in a year (R-LUM-11, R-LUM-12)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="reports", verbose_name=_("projekt"))
    year = models.PositiveSmallIntegerField(_("år"))
    continues = models.BooleanField(_("projektet fortsätter med nya medel"), null=True, blank=True)
    template = models.CharField(_("mall"), max_length=12, choices=ReportTemplate, default=ReportTemplate.FULL)
    activities = models.TextField(_("vad ni gjorde"), blank=True)
    results = models.TextField(_("vad det gav"), blank=True)
    gender_analysis = models.TextField(_("jämställdhetsanalys"), blank=True)
    lesson = models.TextField(_("lärdom för en kollega"), blank=True)
    deviations = models.TextField(_("vad som inte blev som tänkt"), blank=True)
    next_steps = models.TextField(_("vad som händer nu"), blank=True)
    return_reason = models.TextField(_("vad som behöver kompletteras"), blank=True)
    submitted_at = models.DateTimeField(_("inlämnad"), null=True, blank=True)
    saved_at = models.DateTimeField(_("sparad"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(_("läge"), max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT)

    objects = ReportQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-year", "-pk")
        verbose_name = _("resultatredovisning")
        verbose_name_plural = _("resultatredovisningar")
        indexes: ClassVar = [
            models.Index(fields=["-year", "-id"]),
            models.Index(fields=["status", "-year", "-id"]),
            models.Index(fields=["status", "submitted_at", "id"], name="results_report_handed_in"),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["project", "year"], name="results_report_once"),
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="results_report_status"),
        ]

    def __str__(self) -> str:
        return f"{capfirst(self.get_template_display())} {self.year}, {self.project}"

    def get_absolute_url(self) -> str:
        return reverse("result_report", args=[self.pk])


class ConsumptionQuerySet(models.QuerySet["ConsumptionReport"]):
    def visible_to(self, user: User | None) -> Self:
        """The owner sees her own; officers and auditor all."""
        if user is None:
            return self.none()
        if user.has_role(Role.FOU_OFFICER, Role.AUDITOR, Role.ADMIN):
            return self
        return self.filter(grant__project__owner__in=user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD))


class ConsumptionReport(Record):
    """How much of a grant was used and what is left (R-LUM-07)."""

    grant = models.OneToOneField(Grant, models.PROTECT, related_name="consumption", verbose_name=_("bidrag"))
    used = models.PositiveBigIntegerField(_("förbrukat, kr"), null=True, blank=True)
    comment = models.TextField(_("kommentar"), blank=True)
    return_reason = models.TextField(_("vad som behöver kompletteras"), blank=True)
    submitted_at = models.DateTimeField(_("inlämnad"), null=True, blank=True)
    saved_at = models.DateTimeField(_("sparad"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(_("läge"), max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT)

    objects = ConsumptionQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-pk",)
        verbose_name = _("redovisning av förbrukade medel")
        verbose_name_plural = _("redovisningar av förbrukade medel")
        indexes: ClassVar = [models.Index(fields=["status", "submitted_at", "id"])]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="results_consumption_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Förbrukade medel')}, {self.grant}"

    def get_absolute_url(self) -> str:
        return reverse("consumption_report", args=[self.pk])


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, user: User | None) -> Self:
        """Everyone sees outcomes of the history and of published reports; the rest is seen by those who see the report."""
        seen = ResultReport.objects.visible_to(user).filter(pk=OuterRef("report"))
        return self.filter(Q(report=None) | Q(Exists(seen)))


class Outcome(Record):
    """A result of a project: a number with its base and year, or a statement (R-OUT-01, R-OUT-02)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="outcomes", verbose_name=_("projekt"))
    report = models.ForeignKey(ResultReport, models.CASCADE, null=True, blank=True, related_name="outcomes")
    text = models.CharField(_("vad som hände"), max_length=300, blank=True)
    indicator = models.CharField(_("mått"), max_length=200, blank=True)
    value = models.DecimalField(_("värde"), max_digits=14, decimal_places=2, null=True, blank=True)
    value_text = models.CharField(_("värde i ord"), max_length=80, blank=True)
    measure = models.CharField(_("slags värde"), max_length=10, choices=Measure, blank=True)
    unit = models.CharField(_("enhet"), max_length=40, blank=True)
    base = models.PositiveIntegerField(_("av hur många"), null=True, blank=True)
    baseline = models.DecimalField(_("värde före"), max_digits=14, decimal_places=2, null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    about = models.BooleanField(_("ungefär"), default=False)
    partial_year = models.BooleanField(_("del av året"), default=False)
    finding = models.CharField(_("utfall"), max_length=10, choices=Finding, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OutcomeQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("position", "pk")
        verbose_name = _("utfall")
        verbose_name_plural = _("utfall")
        indexes: ClassVar = [
            models.Index(
                fields=["finding", "-year", "-id", "project", "report", "origin", "position"],
                name="results_outcome_found",
            ),
            models.Index(fields=["-year", "-id"], name="results_outcome_newest"),
        ]

    def __str__(self) -> str:
        return self.text or self.indicator

    @property
    def shown_value(self) -> Decimal | int | None:
        """Give the value as it is written: 273, not 273,00."""
        return rules.tidy(self.value)

    @property
    def shown_baseline(self) -> Decimal | int | None:
        """Give the value before as it is written."""
        return rules.tidy(self.baseline)

    @property
    def is_share(self) -> bool:
        """Say whether the value is a share in percent."""
        return self.measure == Measure.SHARE or self.unit in PERCENT


class Aftermath(Record):
    """What happened after a project (R-OUT-03)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="aftermath", verbose_name=_("projekt"))
    kind = models.CharField(_("slag"), max_length=10, choices=AftermathKind)
    text = models.CharField(_("vad"), max_length=300)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        ordering = ("position", "pk")
        verbose_name = _("vad som hände sedan")
        indexes: ClassVar = [
            models.Index(fields=["kind", "origin", "project"], name="results_aftermath_tally"),
            models.Index(fields=["kind", "-year", "id"], name="results_aftermath_newest"),
        ]

    def __str__(self) -> str:
        return self.text
