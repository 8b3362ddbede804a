"""Yearly plans and reports, their focus areas and amounts, and political assignments."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.funds.choices import Standing, VatBasis
from praktiknara.people.models import Organisation, Record

from .choices import PlanKind


class Plan(Record):
    """A plan, a lighter direction, or an annual report of a year."""

    kind = models.CharField(_("slag"), max_length=20, choices=PlanKind, default=PlanKind.PLAN)
    year = models.PositiveSmallIntegerField(_("år"))
    title = models.CharField(_("titel"), max_length=250)
    slug = models.SlugField(max_length=120, unique=True)
    focus_note = models.TextField(_("om inriktningen"), blank=True)
    dating = models.CharField(_("datering"), max_length=200, blank=True)

    class Meta(Record.Meta):
        ordering = ("-year", "kind")
        verbose_name = _("plan")
        verbose_name_plural = _("planer")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.slug])


class FocusArea(Record):
    """A topic that the year's new research should serve, or a field needing extra attention."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="focus_areas")
    name = models.CharField(_("fokusområde"), max_length=200)
    special_attention = models.BooleanField(_("särskilt uppmärksammat"), default=False)
    reason = models.CharField(_("skäl"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        ordering = ("plan", "position")
        verbose_name = _("fokusområde")
        verbose_name_plural = _("fokusområden")

    def __str__(self) -> str:
        return self.name


class PlanAmount(Record):
    """A sum named in a plan; shown with it, never added to what projects got."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField(_("år"))
    text = models.CharField(_("avser"), max_length=200)
    amount = models.BigIntegerField(_("belopp, kr"), null=True, blank=True)
    about = models.BooleanField(_("ungefär"), default=False)
    vat = models.CharField(_("moms"), max_length=4, choices=VatBasis, blank=True)
    standing = models.CharField(_("vad beloppet är"), max_length=20, choices=Standing)
    grants = models.PositiveIntegerField(_("antal"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        ordering = ("plan", "position")
        verbose_name = _("belopp i plan")

    def __str__(self) -> str:
        return self.text


class BudgetAssignment(Record):
    """A political task from the city budget that starts R&D work."""

    year = models.PositiveSmallIntegerField(_("år"))
    title = models.CharField(_("uppdrag"), max_length=250)
    body = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_assignments",
        verbose_name=_("nämnd"),
    )

    class Meta(Record.Meta):
        ordering = ("-year",)
        verbose_name = _("budgetuppdrag")
        verbose_name_plural = _("budgetuppdrag")
        indexes: ClassVar = [models.Index(fields=["-year"])]

    def __str__(self) -> str:
        return self.title
