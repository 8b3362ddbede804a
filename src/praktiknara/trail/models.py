"""Events in a hash chain, frozen copies, kept documents, and the sources of facts."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from praktiknara.people.models import Record

from .choices import DocumentKind, EventKind, FactKind, Retention


class AboutAThing(models.Model):
    """A row about any other row."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")

    class Meta:
        abstract = True


class ChainHead(models.Model):
    """The hash of the newest event; its lock keeps the chain in one line."""

    last_hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.last_hash


class Event(AboutAThing):
    """Something that happened: when, who, in which role, what, on which thing, before, after and why. Never changed."""

    at = models.DateTimeField(_("när"), db_index=True)
    kind = models.CharField(_("slag"), max_length=10, choices=EventKind, default=EventKind.DONE)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("vem")
    )
    actor_name = models.CharField(_("namn då"), max_length=120)
    actor_role = models.CharField(_("roll då"), max_length=80, blank=True)
    verb = models.CharField(_("vad"), max_length=60)
    object_label = models.CharField(_("på vad"), max_length=250)
    before = models.JSONField(_("före"), default=dict)
    after = models.JSONField(_("efter"), default=dict)
    reason = models.TextField(_("skäl"), blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id", "at"])]
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.verb}, {self.object_label}"

    def sealed(self) -> dict[str, Any]:
        """Give the values that the hash covers."""
        return {
            "at": self.at.isoformat(),
            "kind": self.kind,
            "actor": self.actor_id,
            "actor_name": self.actor_name,
            "actor_role": self.actor_role,
            "verb": self.verb,
            "thing": [self.content_type_id, self.object_id],
            "object_label": self.object_label,
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
        }

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            self.delete()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An event is never changed or deleted.")


class FrozenCopy(AboutAThing):
    """A text as it stood when it mattered: an application at submission, a decision, a published report."""

    at = models.DateTimeField(_("när"))
    verb = models.CharField(_("vid"), max_length=60)
    content = models.JSONField(_("innehåll"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"])]
        verbose_name = _("fryst kopia")

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"


class Document(Record, AboutAThing):
    """A file that belongs to a thing: original kept, with checksum and retention class."""

    kind = models.CharField(_("slag"), max_length=20, choices=DocumentKind)
    title = models.CharField(_("titel"), max_length=200)
    file = models.FileField(_("fil"), upload_to="documents/%Y/%m")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("storlek, byte"))
    sha256 = models.CharField(max_length=64)
    version = models.PositiveIntegerField(_("version"), default=1)
    retention = models.CharField(
        _("bevarande"), max_length=20, choices=Retention, default=Retention.PRESERVED
    )
    public = models.BooleanField(_("offentlig"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"])]
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")

    def __str__(self) -> str:
        return self.title


class Source(Record):
    """A paper that facts are taken from."""

    file = models.CharField(_("fil"), max_length=120, unique=True)
    title = models.CharField(_("titel"), max_length=250)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    # Kept by the paper itself, when it lies here for anyone to read.
    address = models.CharField(_("adress"), max_length=200, blank=True, editable=False)

    class Meta(Record.Meta):
        ordering = ("position",)
        verbose_name = _("källa")

    def __str__(self) -> str:
        return self.title


class Citation(AboutAThing):
    """Where in which source a thing, or one field of it, is stated."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    field = models.CharField(_("uppgift"), max_length=60, blank=True)
    quote = models.CharField(_("ord i källan"), max_length=120, blank=True)
    start = models.PositiveIntegerField(_("från tecken"), null=True, blank=True)
    end = models.PositiveIntegerField(_("till tecken"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"])]
        verbose_name = _("källhänvisning")

    def __str__(self) -> str:
        return f"{self.source}, {self.field or 'hela'}"

    @property
    def label(self) -> str:
        """Give the paper's title, for a list of sources."""
        return self.source.title

    @property
    def url(self) -> str:
        """Give the address of the paper, when it can be read here."""
        return self.source.address

    @property
    def place(self) -> str:
        """Give the address of the very words in the paper, when it can be read here and they are known."""
        if not self.source.address or self.start is None or self.end is None:
            return ""
        return f"{self.source.address}?fran={self.start}&till={self.end}#stallet"


class Fact(AboutAThing):
    """A sourced statement about a thing that has no field of its own for it."""

    kind = models.CharField(_("slag"), max_length=20, choices=FactKind, default=FactKind.FACT)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("uppgift"), max_length=300)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    on = models.CharField(_("datum"), max_length=10, blank=True)
    start = models.CharField(_("från"), max_length=10, blank=True)
    end = models.CharField(_("till"), max_length=10, blank=True)
    amount = models.BigIntegerField(_("belopp, kr"), null=True, blank=True)
    number = models.IntegerField(_("värde"), null=True, blank=True)
    about = models.BooleanField(_("ungefär"), default=False)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)

    class Meta:
        ordering = ("position",)
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"])]
        verbose_name = _("uppgift")

    def __str__(self) -> str:
        return self.text
