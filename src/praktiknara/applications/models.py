"""Applications with their co-applicants and budgets."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.calls.models import Call
from praktiknara.people.choices import Role
from praktiknara.people.models import Organisation, Record, User

from .choices import HANDED_IN, ApplicationStatus, CoApplicantStatus, Section

# The statuses of an assessment belong to a later step and are known here by their names.
NOT_IN_CONFLICT = ("assigned", "started", "locked")


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User | None) -> Self:
        """Applicants see their district's; officers, registrar and auditor what is handed in; assessors what they assess; others nothing."""
        if user is None:
            return self.none()
        seen = Q(pk__in=())
        if places := user.organisations(Role.DEVELOPER, Role.DISTRICT_HEAD):
            together = CoApplicant.objects.filter(organisation__in=places)
            seen |= Q(applicant__in=places) | Q(pk__in=together.values("application"))
        if user.has_role(Role.ASSESSOR):
            seen |= Q(pk__in=user.assessments.filter(status__in=NOT_IN_CONFLICT).values("application"))
        if user.has_role(Role.FOU_OFFICER, Role.REGISTRAR, Role.AUDITOR, Role.ADMIN):
            seen |= Q(status__in=HANDED_IN)
        return self.filter(seen)


class Application(Record):
    """A district's application for money from a call."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications", verbose_name=_("utlysning"))
    number = models.PositiveIntegerField(_("nummer"))
    applicant = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="applications",
        verbose_name=_("sökande"),
        db_index=False,  # the index by applicant and status serves
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kontaktperson")
    )
    title = models.CharField(_("titel"), max_length=200, blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    goals = models.TextField(_("mål"), blank=True)
    target_group = models.CharField(_("målgrupp"), max_length=300, blank=True)
    problem = models.TextField(_("problemet"), blank=True)
    activities = models.TextField(_("vad ni gör"), blank=True)
    leads_to = models.TextField(_("vad det leder till"), blank=True)
    long_term = models.TextField(_("på lång sikt"), blank=True)
    research_link = models.TextField(_("forskningsanknytning"), blank=True)
    follow_up = models.TextField(_("uppföljning"), blank=True)
    gender_analysis = models.TextField(_("jämställdhet"), blank=True)
    districts = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("stadsdelar")
    )
    starts_on = models.DateField(_("börjar"), null=True, blank=True)
    ends_on = models.DateField(_("slutar"), null=True, blank=True)
    granted_years = models.CharField(_("år då projektet redan fått medel"), max_length=60, blank=True)
    own_share = models.PositiveBigIntegerField(_("egen insats, kr"), null=True, blank=True)
    own_share_reason = models.TextField(_("varför den egna insatsen är 0 kr"), blank=True)
    requested = models.PositiveBigIntegerField(_("sökt belopp, kr"), null=True, blank=True)
    reg_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    reg_key = models.CharField(max_length=60, blank=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("underskriven"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("inskickad"), null=True, blank=True)
    saved_at = models.DateTimeField(_("sparad"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(
        _("läge"), max_length=20, choices=ApplicationStatus, default=ApplicationStatus.DRAFT
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-pk",)
        verbose_name = _("ansökan")
        verbose_name_plural = _("ansökningar")
        indexes: ClassVar = [
            models.Index(fields=["call", "status"]),
            # Holds all that `visible_to` asks of a row, so that counting reads no rows.
            models.Index(fields=["applicant", "status", "id"], name="applications_seen"),
            models.Index(fields=["status", "submitted_at", "id"]),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["call", "number"], name="applications_number_once"),
            models.UniqueConstraint(
                fields=["municipality", "reg_key"],
                condition=~Q(reg_key=""),
                name="applications_reg_number_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ApplicationStatus.values), name="applications_application_status"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Ansökan %(number)s") % {"number": self.number})

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.pk])

    @property
    def is_handed_in(self) -> bool:
        """Say whether the application has left the district."""
        return self.status in HANDED_IN


class CoApplicant(models.Model):
    """A district that applies together with the applicant, and its answer."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="co_applicants")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("medsökande")
    )
    share = models.PositiveBigIntegerField(_("del av beloppet, kr"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("svarade"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    status = models.CharField(
        _("svar"), max_length=10, choices=CoApplicantStatus, default=CoApplicantStatus.ASKED
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("medsökande")
        verbose_name_plural = _("medsökande")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "organisation"], name="applications_co_applicant_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=CoApplicantStatus.values), name="applications_co_applicant_status"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return self.application.get_absolute_url()


class WrittenSection(models.Model):
    """When a section was last written, by whom, and which version of the application that made."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="written_sections")
    section = models.CharField(_("avsnitt"), max_length=30, choices=Section)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("när"))

    class Meta:
        verbose_name = _("skrivet avsnitt")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "section"], name="applications_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}, {self.version}"


class BudgetLine(models.Model):
    """A cost in the budget, in whole kronor; in a draft it may lack its words or its sum."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget")
    what = models.CharField(_("vad"), max_length=200, blank=True)
    amount = models.PositiveBigIntegerField(_("kronor"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("budgetrad")
        verbose_name_plural = _("budgetrader")

    def __str__(self) -> str:
        return self.what
