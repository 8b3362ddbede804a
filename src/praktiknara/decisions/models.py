"""Cases with their points, consultations and signatories, and the awards proposed and decided in them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.applications.models import Application
from praktiknara.calls.models import Call
from praktiknara.funds.choices import VatBasis
from praktiknara.people.choices import Role
from praktiknara.people.models import Organisation, Person, Record, User

from . import rules
from .choices import AwardOutcome, CaseKind, CaseStatus, PointKind, PointOutcome

PUBLIC = (CaseStatus.READY, CaseStatus.DECIDED, CaseStatus.DISPATCHED, CaseStatus.CLOSED)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User | None) -> Self:
        """Everyone sees cases that are ready for the board or decided; those who prepare and advise see the rest."""
        if user is not None and user.has_role(
            Role.FOU_OFFICER,
            Role.HEAD,
            Role.DEPARTMENT_HEAD,
            Role.REGISTRAR,
            Role.COUNCIL_MEMBER,
            Role.AUDITOR,
            Role.ADMIN,
        ):
            return self
        return self.filter(status__in=PUBLIC)


class Case(Record):
    """A case for the board, with the text of its paper."""

    kind = models.CharField(_("slag"), max_length=20, choices=CaseKind, default=CaseKind.BOARD_REPORT)
    title = models.CharField(_("rubrik"), max_length=250)
    slug = models.SlugField(max_length=120, unique=True)
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("utlysning")
    )
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("till")
    )
    unit = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarig enhet"),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handläggare"),
    )
    reg_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    reg_number_key = models.CharField(max_length=60, blank=True, editable=False, db_index=True)
    reg_number_note = models.CharField(_("om diarienumret"), max_length=200, blank=True)
    written_on = models.DateField(_("tjänsteutlåtandets datum"), null=True, blank=True)
    dating = models.CharField(_("datering"), max_length=200, blank=True)
    meeting_on = models.DateField(_("sammanträde"), null=True, blank=True)
    meeting_month = models.CharField(_("månad för sammanträdet"), max_length=7, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    immediate_approval = models.BooleanField(_("omedelbar justering"), default=False)
    summary = models.TextField(_("sammanfattning"), blank=True)
    background = models.TextField(_("bakgrund"), blank=True)
    matter = models.TextField(_("ärendet"), blank=True)
    gender_analysis = models.TextField(_("jämställdhetsanalys"), blank=True)
    gender_not_relevant = models.BooleanField(_("jämställdhetsanalysen är inte aktuell"), default=False)
    views = models.TextField(_("förvaltningens synpunkter och förslag"), blank=True)
    frame_override_reason = models.TextField(_("skäl att gå över ramen"), blank=True)
    version = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(_("läge"), max_length=20, choices=CaseStatus, default=CaseStatus.PREPARATION)

    objects = CaseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-year", "-pk")
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        indexes: ClassVar = [
            models.Index(fields=["-year", "-id"]),
            models.Index(fields=["status", "-year"]),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=CaseStatus.values), name="decisions_case_status"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.reg_number_key = rules.reg_number_key(self.reg_number)[:60]
        if (fields := kwargs.get("update_fields")) is not None and "reg_number" in fields:
            kwargs["update_fields"] = {*fields, "reg_number_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.slug])


class DecisionPoint(models.Model):
    """A numbered point that the board is asked to decide."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="points")
    no = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("slag"), max_length=10, choices=PointKind, blank=True)
    text = models.TextField(_("text"))
    amount = models.BigIntegerField(_("belopp, kr"), null=True, blank=True)
    vat = models.CharField(_("moms"), max_length=4, choices=VatBasis, blank=True)
    outcome = models.CharField(_("utfall"), max_length=10, choices=PointOutcome, blank=True)

    class Meta:
        ordering = ("no",)
        verbose_name = _("beslutspunkt")
        verbose_name_plural = _("beslutspunkter")
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "no"], name="decisions_point_once")]

    def __str__(self) -> str:
        return f"{self.no}. {self.text}"


class Consultation(models.Model):
    """Who was heard before the board, when, or why it was not needed (R-DEC-02)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="consultations")
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organ")
    )
    text = models.CharField(_("vad"), max_length=250, blank=True)
    on = models.DateField(_("datum"), null=True, blank=True)
    date_note = models.CharField(_("om datumet"), max_length=200, blank=True)
    not_needed_reason = models.CharField(_("skäl om det inte behövs"), max_length=250, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("samråd")
        verbose_name_plural = _("samråd")

    def __str__(self) -> str:
        return str(self.body or self.text)


class Signatory(models.Model):
    """Who signs the paper, with the title of the time."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="signatories")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("undertecknare")
        verbose_name_plural = _("undertecknare")

    def __str__(self) -> str:
        return str(self.person)


class Recipient(models.Model):
    """Who gets the case when it is decided (R-DEC-03)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="recipients")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("mottagare")
        verbose_name_plural = _("mottagare")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "organisation"], name="decisions_recipient_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Award(Record):
    """What is proposed, and then decided, for one application in a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="awards")
    application = models.OneToOneField(Application, models.PROTECT, related_name="award")
    rank = models.PositiveSmallIntegerField(_("plats"))
    points = models.DecimalField(_("poäng"), max_digits=5, decimal_places=2, null=True, blank=True)
    proposal = models.CharField(_("förslag"), max_length=10, choices=AwardOutcome)
    proposed_amount = models.PositiveBigIntegerField(_("föreslaget belopp, kr"), null=True, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    summary = models.TextField(_("om projektet i tjänsteutlåtandet"), blank=True)
    outcome = models.CharField(_("beslut"), max_length=10, choices=AwardOutcome, blank=True)
    amount = models.PositiveBigIntegerField(_("beviljat belopp, kr"), null=True, blank=True)

    class Meta(Record.Meta):
        ordering = ("rank",)
        verbose_name = _("tilldelning")
        verbose_name_plural = _("tilldelningar")

    def __str__(self) -> str:
        return str(self.application)
