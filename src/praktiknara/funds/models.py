"""Funds, the names they bore, and their frames by year."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.people.models import Record

from .choices import FundLevel, VatBasis


class Fund(Record):
    """A pot of money with its own rules, such as the local development funds (LUM)."""

    name = models.CharField(_("namn"), max_length=160)
    code = models.SlugField(_("kod"), max_length=40, unique=True)
    short_name = models.CharField(_("kortnamn"), max_length=40, blank=True)
    level = models.CharField(_("nivå"), max_length=10, choices=FundLevel)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        ordering = ("position", "pk")
        verbose_name = _("fond")
        verbose_name_plural = _("fonder")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("fund", args=[self.code])

    @property
    def short(self) -> str:
        """Give the abbreviation in use today, or the whole name."""
        return self.short_name or self.name


class FundName(models.Model):
    """The name a fund bore in a year (R-TERM-01)."""

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="names")
    year = models.PositiveSmallIntegerField(_("år"))
    name = models.CharField(_("namn"), max_length=160)

    class Meta:
        ordering = ("year",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["fund", "year"], name="funds_name_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


class FundYear(Record):
    """A fund in a year: its frame, the name of the year and the conditions."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("år"))
    name = models.CharField(_("årets namn"), max_length=160, blank=True)
    frame = models.PositiveBigIntegerField(_("ram, kr"), null=True, blank=True)
    frame_about = models.BooleanField(_("ungefärlig ram"), default=False)
    vat = models.CharField(_("moms"), max_length=4, choices=VatBasis, blank=True)
    conditions = models.TextField(_("villkor"), blank=True)

    class Meta(Record.Meta):
        ordering = ("-year", "fund__position")
        verbose_name = _("fondens år")
        verbose_name_plural = _("fondernas år")
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["fund", "year", "origin"], name="funds_year_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.fund.short} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("fund_year", args=[self.fund.code, self.year])
