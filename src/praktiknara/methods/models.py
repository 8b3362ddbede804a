"""Methods, instruments, data sources and standards, and the projects that use or study them."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.components.text import slug, sort_key
from praktiknara.partners.models import Programme
from praktiknara.people.models import Record
from praktiknara.projects.models import Project

from .choices import MethodKind


class Method(Record):
    """A method card."""

    name = models.CharField(_("namn"), max_length=160)
    slug = models.SlugField(max_length=120, unique=True)
    sort_name = models.CharField(max_length=160, editable=False, db_index=True)
    kind = models.CharField(_("slag"), max_length=20, choices=MethodKind)
    kind_in_source = models.CharField(_("källans ord"), max_length=160, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="methods")
    projects = models.ManyToManyField(Project, through="MethodUse", related_name="methods")

    class Meta(Record.Meta):
        ordering = ("sort_name",)
        verbose_name = _("metod")
        verbose_name_plural = _("metoder")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)[:160]
        self.slug = self.slug or slug(self.key or self.name)[:120]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("method", args=[self.slug])


class MethodUse(models.Model):
    """A project that uses or studies a method (R-METH-01: a method may have many)."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="uses")
    project = models.ForeignKey(Project, models.CASCADE, related_name="method_uses")

    class Meta:
        verbose_name = _("metod i projekt")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["method", "project"], name="methods_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.method}, {self.project}"
