"""Assessments: who scores which application, on which criteria, with which reasons."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.applications.models import Application
from praktiknara.calls.models import Criterion
from praktiknara.people.choices import Role
from praktiknara.people.models import Record, User

from .choices import AssessmentStatus


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | None) -> Self:
        """Assessors see their own; officers, auditor all; others nothing."""
        if user is None:
            return self.none()
        if user.has_role(Role.FOU_OFFICER, Role.AUDITOR, Role.ADMIN):
            return self
        return self.filter(assessor=user)


class Assessment(Record):
    """One assessor's scores for one application."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="assessments", verbose_name=_("ansökan")
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments", verbose_name=_("bedömare")
    )
    comment = models.TextField(_("sammanfattande bedömning"), blank=True)
    conflict_reason = models.TextField(_("jäv"), blank=True)
    due_on = models.DateField(_("lås senast"), null=True, blank=True)
    locked_at = models.DateTimeField(_("låst"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(
        _("läge"), max_length=10, choices=AssessmentStatus, default=AssessmentStatus.ASSIGNED
    )

    # What waits comes first in an assessor's list, which is walked along its index.
    is_done = models.GeneratedField(
        expression=Case(
            When(status__in=(AssessmentStatus.LOCKED, AssessmentStatus.CONFLICT), then=True), default=False
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("application", "pk")
        verbose_name = _("bedömning")
        verbose_name_plural = _("bedömningar")
        indexes: ClassVar = [
            models.Index(fields=["assessor", "status"]),
            models.Index(fields=["assessor", "is_done", "due_on", "id"], name="assessments_of_assessor"),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["application", "assessor"], name="assessments_once"),
            models.CheckConstraint(
                condition=Q(status__in=AssessmentStatus.values), name="assessments_assessment_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}, {self.assessor}"

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.pk])


class Score(models.Model):
    """Points on one criterion with the reason for them."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("poäng"), null=True, blank=True)
    reason = models.TextField(_("skäl"), blank=True)

    class Meta:
        ordering = ("criterion__position", "pk")
        verbose_name = _("poäng")
        verbose_name_plural = _("poäng")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="assessments_score_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
