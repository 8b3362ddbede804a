"""Needs inventories and their themes: what the districts do not know."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from praktiknara.people.models import Record


class NeedsInventory(Record):
    """A survey of knowledge gaps in a year."""

    year = models.PositiveSmallIntegerField(_("år"))
    title = models.CharField(_("titel"), max_length=200)

    class Meta(Record.Meta):
        ordering = ("-year",)
        verbose_name = _("behovsinventering")
        verbose_name_plural = _("behovsinventeringar")

    def __str__(self) -> str:
        return self.title


class NeedTheme(Record):
    """A theme in which an inventory gathers needs."""

    inventory = models.ForeignKey(NeedsInventory, models.CASCADE, related_name="themes")
    name = models.CharField(_("tema"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        ordering = ("inventory", "position")
        verbose_name = _("tema")
        verbose_name_plural = _("teman")

    def __str__(self) -> str:
        return self.name
