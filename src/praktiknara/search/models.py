"""The index: a row per thing that can be found, a row per passage of it, and the terms that are known."""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktiknara.people.models import Municipality, home_municipality

from .choices import Facet, Kind, TermSort


class SearchDocument(models.Model):
    """A thing that can be found. Made from the thing, so that it can be made anew at any time."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, default=home_municipality, related_name="+"
    )
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(_("titel"), max_length=300)
    sort_title = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    file = models.CharField(_("fil"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), default=0)  # 0: unknown, last in every database
    example = models.BooleanField(default=False)
    public = models.BooleanField(_("offentlig"), default=False)
    facets = models.TextField(blank=True)
    keys = models.TextField(blank=True)
    words = models.TextField(blank=True)
    acronyms = models.JSONField(default=list)
    analyser = models.CharField(max_length=40)
    new_at = models.DateTimeField(_("ny i sökningen"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("sökbar sak")
        verbose_name_plural = _("sökbara saker")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="search_document_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["-year", "-id"], name="search_document_newest"),
            models.Index(fields=["sort_title", "id"], name="search_document_by_title"),
            models.Index(fields=["public", "kind"], name="search_document_public"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchPassage(models.Model):
    """A piece of a thing's text with the keys it is found by; start and end are places in the imported text."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    page = models.PositiveIntegerField(_("sida"), null=True)
    heading = models.CharField(_("rubrik"), max_length=300, blank=True)
    place = models.CharField(max_length=60, blank=True)  # what the passage's address adds to the thing's
    text = models.TextField()
    changes = models.JSONField(default=list)
    keys = models.TextField()
    strong = models.TextField(blank=True)
    length = models.PositiveIntegerField()

    class Meta:
        ordering = ("document", "position")
        verbose_name = _("sökbart stycke")
        verbose_name_plural = _("sökbara stycken")

    def __str__(self) -> str:
        return self.text[:60]


class Term(models.Model):
    """How many public things hold a word or an acronym, or passages of them a key; no suggestion comes from anything else."""

    sort = models.CharField(max_length=10, choices=TermSort)
    text = models.CharField(max_length=200)
    holders = models.IntegerField(default=0)
    changed = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        verbose_name = _("känt ord")
        verbose_name_plural = _("kända ord")
        constraints: ClassVar = [models.UniqueConstraint(fields=["sort", "text"], name="search_term_once")]

    def __str__(self) -> str:
        return self.text


class FacetValue(models.Model):
    """A value that hits can be narrowed by, with the words for it."""

    key = models.CharField(max_length=200, unique=True)
    facet = models.CharField(max_length=20, choices=Facet)
    value = models.CharField(max_length=150)
    label = models.CharField(max_length=250)

    class Meta:
        verbose_name = _("värde att avgränsa med")
        verbose_name_plural = _("värden att avgränsa med")

    def __str__(self) -> str:
        return self.label


class IndexState(models.Model):
    """One row: which index this is, the number of its last change, and how much it holds. Whoever changes the index holds its lock."""

    lineage = models.UUIDField(default=uuid.uuid4)
    number = models.BigIntegerField(default=0)
    passages = models.BigIntegerField(default=0)  # that everyone may read
    length = models.BigIntegerField(default=0)  # words in them

    def __str__(self) -> str:
        return f"{self.lineage} {self.number}"


class Stale(models.Model):
    """A thing that has changed since it was indexed."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"


def new_token() -> str:
    """Give a secret for the address of a feed."""
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """A search that someone follows: by mail when something new comes, by a feed, or by looking at it again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("namn"), max_length=120)
    query = models.CharField(max_length=2000)  # as in the address: q=barn&slag=projekt
    mail = models.BooleanField(_("mejl när något nytt kommer"), default=True)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("sparad sökning")
        verbose_name_plural = _("sparade sökningar")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "query"], name="search_saved_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('search')}?{self.query}"
