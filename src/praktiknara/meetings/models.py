"""Meetings and other dated events, and limited support to districts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktiknara.components.dates import partial_date
from praktiknara.people.models import Organisation, Record

from . import rules
from .choices import PARTS_OF_YEAR, MeetingKind, SupportStatus


class Meeting(Record):
    """A meeting, decision, deadline or other event with a date that may be only a year."""

    kind = models.CharField(_("slag"), max_length=30, choices=MeetingKind)
    on = models.CharField(_("datum"), max_length=12, blank=True, db_index=True)
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("organ")
    )
    about = models.CharField(_("om"), max_length=300, blank=True)
    count = models.PositiveIntegerField(_("antal"), null=True, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)

    class Meta(Record.Meta):
        ordering = ("on", "pk")
        verbose_name = _("möte eller händelse")
        verbose_name_plural = _("möten och händelser")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def year(self) -> int | None:
        """Give the year, or None when the source gives no time."""
        return rules.year_of(self.on)

    @property
    def when(self) -> str:
        """Write the time as exactly as it is known; empty when it is not."""
        if part := rules.part_of_year(self.on):
            return str(PARTS_OF_YEAR[part.part]) % {"year": part.year}
        return partial_date(self.on, get_language() or "sv")


class SupportAssignment(Record):
    """Limited help to a district on request."""

    title = models.CharField(_("titel"), max_length=200)
    year = models.PositiveSmallIntegerField(_("år"))
    district = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="support",
        verbose_name=_("stadsdel"),
    )
    district_note = models.CharField(_("om stadsdelen"), max_length=120, blank=True)
    status = models.CharField(
        _("läge"), max_length=20, choices=SupportStatus, default=SupportStatus.REQUESTED
    )

    class Meta(Record.Meta):
        ordering = ("-year", "pk")
        verbose_name = _("stödinsats")
        verbose_name_plural = _("stödinsatser")
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(status__in=SupportStatus.values), name="meetings_support_status"
            ),
        ]

    def __str__(self) -> str:
        return self.title
