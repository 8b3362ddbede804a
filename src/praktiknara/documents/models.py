"""Papers with their pages, passages and repairs, and the files that wait to be read."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktiknara.people.choices import Role
from praktiknara.people.models import Record, User
from praktiknara.trail.models import Document, Source

from .choices import How, PaperStatus, Progress

KEEPERS = (Role.FOU_OFFICER, Role.REGISTRAR, Role.ADMIN)
OUTSIDE = (Role.RESEARCHER,)
# A paper this long is shown in parts: an address into it says where to open it.
LONG = 200_000

_things: list[type[models.Model]] = []


def papers_follow(model: type[models.Model]) -> None:
    """Let the files of a kind of thing be read as papers, for those who may see the thing by its `visible_to`."""
    if model not in _things:
        _things.append(model)


def is_followed(model: type[models.Model] | None) -> bool:
    """Say whether the files of this kind of thing are read as papers."""
    return model in _things


def works_here(user: User | None) -> bool:
    """Say whether someone works in the municipality: she holds a role today that is not only an outsider's."""
    return user is not None and any(place.role not in OUTSIDE for place in user.places)


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: User | None) -> Self:
        """Everyone reads what is public, those who work here also what is internal.

        A paper that belongs to a thing is read by those who may see the thing; a withdrawn one by its keepers.
        """
        open_to = Q() if works_here(user) else Q(public=True)
        belongs = Q(content_type=None)
        for model in _things:
            seen: Any = model._default_manager
            kind = ContentType.objects.get_for_model(model)
            belongs |= Q(content_type=kind, object_id__in=seen.visible_to(user).values("pk"))
        readable = self.filter(belongs & open_to)
        if user is not None and user.has_role(*KEEPERS, Role.AUDITOR):
            return readable
        return readable.filter(status=PaperStatus.READABLE)


class Paper(Record):
    """A paper in the knowledge bank: its original as it came, and its whole text as it was read, never altered by repair."""

    title = models.CharField(_("titel"), max_length=300)
    slug = models.SlugField(max_length=120, unique=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    sort_year = models.PositiveSmallIntegerField(default=0, editable=False)
    language = models.CharField(_("språk"), max_length=2, blank=True)
    file_name = models.CharField(_("filnamn"), max_length=255)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, db_index=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="paper", verbose_name=_("original")
    )
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    thing = GenericForeignKey("content_type", "object_id")
    public = models.BooleanField(_("offentlig"), default=True)
    how = models.CharField(_("läst"), max_length=10, choices=How, default=How.TEXT)
    read_with = models.CharField(_("läst med"), max_length=120, blank=True)
    level = models.FloatField(_("skador av inläsning, 0–1"), default=0.0)
    text = models.TextField(_("text"))
    length = models.PositiveIntegerField(_("längd, tecken"), default=0)
    page_count = models.PositiveIntegerField(_("sidor"), default=1)
    version = models.PositiveIntegerField(_("läst gång"), default=1)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(_("varför den drogs tillbaka"), blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=PaperStatus, default=PaperStatus.READABLE)

    objects = PaperQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("-sort_year", "-pk")
        verbose_name = _("inläst handling")
        verbose_name_plural = _("inlästa handlingar")
        indexes: ClassVar = [
            models.Index(fields=["-sort_year", "-id"], name="documents_paper_newest"),
            models.Index(fields=["content_type", "object_id"], name="documents_paper_thing"),
        ]
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "sha256"],
                condition=Q(content_type=None),
                name="documents_paper_once",
            ),
            models.CheckConstraint(condition=Q(status__in=PaperStatus.values), name="documents_paper_status"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_year = self.year or 0
        if (fields := kwargs.get("update_fields")) is not None and "year" in fields:
            kwargs["update_fields"] = {*fields, "sort_year"}
        super().save(*args, **kwargs)
        self._tell_its_source()

    def _tell_its_source(self) -> None:
        """A source of the register's facts leads to its paper while anyone may read it here."""
        if self.content_type_id is None:
            readable = self.public and self.status == PaperStatus.READABLE
            Source.objects.filter(file=self.file_name).update(
                address=self.get_absolute_url() if readable else ""
            )

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.slug])

    @property
    def has_old_reading(self) -> bool:
        """Say whether the pages' pictures are kept behind an old reading without Swedish, and can be read anew."""
        return (
            self.how == How.OLD_OCR
            and self.document is not None
            and self.document.media_type == "application/pdf"
        )

    def url_at(self, start: int) -> str:
        """Give the address of a place in the text: the passage that begins at this character."""
        opened = f"?tecken={start}" if self.length > LONG else ""
        return f"{self.get_absolute_url()}{opened}#t-{start}"


class Page(models.Model):
    """A page of a paper: where in the text it begins and ends, and how it was read."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("sida"))
    start = models.PositiveIntegerField(_("från tecken"))
    end = models.PositiveIntegerField(_("till tecken"))
    how = models.CharField(_("läst"), max_length=10, choices=How, default=How.TEXT)
    level = models.FloatField(_("skador av inläsning, 0–1"), default=0.0)

    class Meta:
        ordering = ("number",)
        verbose_name = _("sida")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "number"], name="documents_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper}, sida {self.number}"


class Passage(models.Model):
    """A piece of a paper of readable length: what a search finds and a source points at."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField(_("från tecken"))
    end = models.PositiveIntegerField(_("till tecken"))
    page = models.PositiveIntegerField(_("sida"), default=1)
    heading = models.CharField(_("rubrik"), max_length=200, blank=True)

    class Meta:
        ordering = ("position",)
        verbose_name = _("stycke")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "position"], name="documents_passage_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper}, {self.start}–{self.end}"

    def get_absolute_url(self) -> str:
        return self.paper.url_at(self.start)


class Repair(models.Model):
    """A damaged word and what it most likely was; a layer over the raw text, which stays as it is."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="repairs")
    start = models.PositiveIntegerField(_("från tecken"))
    end = models.PositiveIntegerField(_("till tecken"))
    raw = models.CharField(_("i originalet"), max_length=200)
    fixed = models.CharField(_("lagat"), max_length=200)
    confidence = models.FloatField(_("säkerhet, 0–1"))

    class Meta:
        ordering = ("start",)
        verbose_name = _("lagning")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "start"], name="documents_repair_once")
        ]

    def __str__(self) -> str:
        return f"{self.raw} → {self.fixed}"

    @property
    def percent(self) -> int:
        """Give the confidence in whole percent; nothing is quite certain."""
        return min(99, int(self.confidence * 100))


class Delivery(models.Model):
    """A file that someone handed in to be read, or a paper to be read again, and how far it has come."""

    name = models.CharField(_("fil"), max_length=255)
    file = models.FileField(_("fil"), upload_to="deliveries/%Y/%m", blank=True)
    size = models.PositiveBigIntegerField(_("storlek, byte"), default=0)
    public = models.BooleanField(_("offentlig"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("inlämnad"), auto_now_add=True, db_index=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="deliveries")
    again = models.BooleanField(_("läses om"), default=False)
    progress = models.CharField(
        _("läge"), max_length=10, choices=Progress, default=Progress.WAITING, db_index=True
    )
    done = models.PositiveIntegerField(_("lästa sidor"), default=0)
    of = models.PositiveIntegerField(_("sidor att läsa"), default=0)
    why = models.TextField(_("skäl"), blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("inlämnad fil")
        verbose_name_plural = _("inlämnade filer")

    def __str__(self) -> str:
        return self.name
