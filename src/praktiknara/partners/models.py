"""Agreements, outside programmes, and money from the state and the EU."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.people.models import Organisation, Record

from .choices import AgreementKind, OutsideMoneyKind, ProgrammeStatus


class Programme(Record):
    """A research or development programme outside the municipality's own funds."""

    title = models.CharField(_("titel"), max_length=250)
    slug = models.SlugField(max_length=120, unique=True)
    funder = models.CharField(_("finansiär"), max_length=120, blank=True)
    lead = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_programmes",
        verbose_name=_("leds av"),
    )
    lead_note = models.CharField(_("om ledningen"), max_length=200, blank=True)
    partners = models.ManyToManyField(Organisation, related_name="programmes", verbose_name=_("deltagare"))
    unnamed_partners = models.CharField(_("övriga deltagare"), max_length=300, blank=True)
    sub_studies = models.CharField(_("delstudier"), max_length=300, blank=True)
    start = models.CharField(_("från"), max_length=10, blank=True)
    end = models.CharField(_("till"), max_length=10, blank=True)
    status = models.CharField(
        _("läge"), max_length=20, choices=ProgrammeStatus, default=ProgrammeStatus.UNKNOWN
    )

    class Meta(Record.Meta):
        ordering = ("title",)
        verbose_name = _("program")
        verbose_name_plural = _("program")
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(status__in=ProgrammeStatus.values), name="partners_programme_status"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.slug])


class Agreement(Record):
    """An agreement between the municipality and a partner."""

    kind = models.CharField(_("slag"), max_length=30, choices=AgreementKind)
    slug = models.SlugField(max_length=120, unique=True)
    parties = models.ManyToManyField(Organisation, related_name="agreements", verbose_name=_("parter"))
    scope = models.CharField(_("omfattning"), max_length=200, blank=True)
    purpose = models.CharField(_("syfte"), max_length=300, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    start = models.CharField(_("från"), max_length=10, blank=True)
    end = models.CharField(_("till"), max_length=10, blank=True)

    class Meta(Record.Meta):
        ordering = ("kind", "slug")
        verbose_name = _("avtal")
        verbose_name_plural = _("avtal")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.slug])


class OutsideMoney(Record):
    """A state grant or EU fund that the municipality used, applied for or watched."""

    kind = models.CharField(_("slag"), max_length=20, choices=OutsideMoneyKind)
    title = models.CharField(_("titel"), max_length=250)
    slug = models.SlugField(max_length=120, unique=True)
    authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outside_money",
        verbose_name=_("myndighet"),
    )
    fund = models.CharField(_("fond"), max_length=60, blank=True)

    class Meta(Record.Meta):
        ordering = ("kind", "title")
        verbose_name = _("statliga medel och EU-medel")
        verbose_name_plural = _("statliga medel och EU-medel")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("outside_money", args=[self.slug])
