"""Calls, with the rules and criteria of their year as data."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.funds.choices import VatBasis
from praktiknara.funds.models import FundYear
from praktiknara.people.choices import Origin, Role
from praktiknara.people.models import Record, User

from . import rules
from .choices import RULE_IDS, CallStatus, RuleKind


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: User | None) -> Self:
        """Everyone sees calls that have been published; those who run the year see drafts too."""
        if user is not None and user.has_role(Role.FOU_OFFICER, Role.ADMIN, Role.AUDITOR):
            return self
        return self.exclude(status=CallStatus.DRAFT)

    def with_fund(self) -> Self:
        return self.select_related("fund_year__fund")

    def run_here(self) -> Self:
        """Keep the calls that are run in this system; those of the history only tell what was."""
        return self.exclude(origin=Origin.HISTORY)


class Call(Record):
    """A yearly invitation to apply from a fund."""

    fund_year = models.ForeignKey(
        FundYear, models.PROTECT, related_name="calls", verbose_name=_("fond och år")
    )
    title = models.CharField(_("titel"), max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    year = models.PositiveSmallIntegerField(_("år"), db_index=True)
    introduction = models.TextField(_("inledning"), blank=True)
    opens_at = models.DateTimeField(_("öppnar"), null=True, blank=True)
    closes_at = models.DateTimeField(_("stänger"), null=True, blank=True)
    decision_on = models.DateField(_("beslut väntas"), null=True, blank=True)
    frame = models.PositiveBigIntegerField(_("ram, kr"), null=True, blank=True)
    frame_about = models.BooleanField(_("ungefärlig ram"), default=False)
    vat = models.CharField(_("moms"), max_length=4, choices=VatBasis, blank=True)
    condition = models.CharField(_("villkor för att öppna"), max_length=300, blank=True)
    condition_met = models.BooleanField(_("villkoret är uppfyllt"), null=True, blank=True)
    scale_max = models.PositiveSmallIntegerField(_("högsta poäng per kriterium"), default=3)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    year_note = models.CharField(_("om året"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(_("läge"), max_length=10, choices=CallStatus, default=CallStatus.DRAFT)

    objects = CallQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-year", "fund_year__fund__position", "pk")
        verbose_name = _("utlysning")
        verbose_name_plural = _("utlysningar")
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(status__in=CallStatus.values), name="calls_call_status"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("call", args=[self.slug])

    def is_receiving(self, now: datetime) -> bool:
        """Say whether an application can be submitted at this moment."""
        return (
            self.status == CallStatus.OPEN
            and (self.opens_at is None or self.opens_at <= now)
            and not self.has_closed(now)
        )

    def has_closed(self, now: datetime) -> bool:
        """Say whether the closing time has passed; the last second counts as in time."""
        return rules.past_second(self.closes_at, now)


class Criterion(models.Model):
    """A ground on which applications are ranked, in the wording of its call (R-LUM-09, R-LUM-10)."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    text = models.CharField(_("kriterium"), max_length=250)
    help = models.CharField(_("vad bedömaren ska se till"), max_length=400, blank=True)
    weight = models.PositiveSmallIntegerField(_("vikt"), default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("kriterium")
        verbose_name_plural = _("kriterier")

    def __str__(self) -> str:
        return self.text


class CallRule(models.Model):
    """A rule of a call: data, so that next year's can differ."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="rules")
    kind = models.CharField(_("slag"), max_length=20, choices=RuleKind)
    amount = models.PositiveBigIntegerField(_("belopp, kr"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("antal"), null=True, blank=True)
    text = models.CharField(_("regeln i ord"), max_length=300, blank=True)
    note = models.CharField(_("hur vi läser regeln"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("regel")
        verbose_name_plural = _("regler")

    def __str__(self) -> str:
        return self.text or str(self.get_kind_display())

    @property
    def is_checked(self) -> bool:
        """Say whether the system checks the rule, or only shows it."""
        return self.kind != RuleKind.NOTE

    @property
    def rule_id(self) -> str:
        """Give the id under which the rule is described, such as R-LUM-01."""
        return RULE_IDS[RuleKind(self.kind)]
