"""Organisations by period, persons, memberships in roles, users."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, ClassVar, NamedTuple, Self

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktiknara.components.dates import period
from praktiknara.components.text import slug, sort_key

from . import rules
from .choices import BODIES, PUBLIC_OFFICES, OrganisationKind, Origin, Role, SuccessionKind


class Municipality(models.Model):
    """The owner of rows; one instance may come to serve several."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)

    class Meta:
        verbose_name = _("kommun")

    def __str__(self) -> str:
        return self.name


def home_municipality() -> int:
    """Give the municipality that new rows belong to: the one that the first migration makes."""
    return 1


@cache
def _labels(field: models.Field[Any, Any]) -> dict[Any, Any]:
    return dict(field.flatchoices)


class Record(models.Model):
    """What every owned row knows: its municipality, its key in the history, and where it comes from."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, default=home_municipality, related_name="+"
    )
    key = models.SlugField(  # noqa: DJ001  # unique per municipality, and many rows have none
        _("nyckel"), max_length=120, null=True, blank=True, editable=False
    )
    origin = models.CharField(
        _("ursprung"), max_length=10, choices=Origin, default=Origin.OWN, editable=False
    )
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    changed_at = models.DateTimeField(_("ändrad"), auto_now=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "key"], name="%(app_label)s_%(class)s_key_once"),
        ]

    @property
    def is_example(self) -> bool:
        """Say whether the row is a made-up example, to be marked on every page."""
        return self.origin == Origin.EXAMPLE

    def _get_FIELD_display(self, field: models.Field[Any, Any]) -> str:
        # Django makes the table of labels anew for every row it shows; a list of 25 shows fifty of them.
        value = getattr(self, field.attname)
        return str(_labels(field).get(value, "" if value is None else value))


class Period(models.Model):
    """Something that held from a day to a day; either end may be open."""

    valid_from = models.DateField(_("från"), null=True, blank=True)
    valid_to = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def time(self) -> str:
        """Write the period in words, whole years as years; empty when neither end is known."""
        return period(*rules.span(self.valid_from, self.valid_to), get_language() or "sv")


class Organisation(Record, Period):
    """A board, administration, unit, university or other body, valid for a period."""

    kind = models.CharField(_("slag"), max_length=30, choices=OrganisationKind)
    name = models.CharField(_("namn"), max_length=200)
    short_name = models.CharField(_("kortnamn"), max_length=80, blank=True)
    slug = models.SlugField(max_length=120, unique=True)
    sort_name = models.CharField(max_length=200, editable=False, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hör till")
    )
    part = models.CharField(_("uppgift"), max_length=200, blank=True)
    note = models.TextField(_("anmärkning"), blank=True)
    # The trail comes after people, so it is named and not imported; the relation is only for reading.
    facts = GenericRelation("trail.Fact")
    citations = GenericRelation("trail.Citation")

    class Meta(Record.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ("sort_name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)[:200]
        self.slug = self.slug or slug(self.key or self.name)[:120]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def is_body(self) -> bool:
        """Say whether it is a board, council, forum or network, which has members and meetings."""
        return self.kind in BODIES

    @property
    def short(self) -> str:
        """Give the name used inside the municipality, such as Skarpnäck."""
        return self.short_name or self.name

    def on(self, day: date) -> Organisation:
        """Give the organisation that this one is on the day: itself, or its successor since then (R-ORG-01)."""
        here, seen = self, {self.pk}
        while here.valid_to is not None and here.valid_to < day:
            after = [s.successor for s in here.successions.all() if s.successor_id not in seen]
            if not after:
                break
            here = after[0]
            seen.add(here.pk)
        return here

    def name_on(self, day: date) -> str:
        """Give the name as it was on the day, or as it became, when a successor has taken over (R-ORG-01)."""
        here = self.on(day)
        names = [rules.DatedName(n.name, n.valid_from, n.valid_to) for n in here.names.all()]
        return rules.name_on(day, names, otherwise=here.name)


class OrganisationName(Period):
    """A name that an organisation bore for a period."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(_("namn"), max_length=200)

    class Meta:
        ordering = (F("valid_from").asc(nulls_first=True),)
        verbose_name = _("namn under en tid")

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation that became, or became part of, another on a day."""

    predecessor = models.ForeignKey(Organisation, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, models.CASCADE, related_name="predecessions")
    kind = models.CharField(_("hur"), max_length=10, choices=SuccessionKind)
    on = models.DateField(_("dag"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="people_succession_once")
        ]
        verbose_name = _("efterföljare")

    def __str__(self) -> str:
        return f"{self.predecessor} {self.get_kind_display()} {self.successor}"


class Person(Record):
    """A person named in the sources or working in the system; as little as possible is kept."""

    name = models.CharField(_("namn"), max_length=120)
    sort_name = models.CharField(max_length=120, editable=False, db_index=True)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    note = models.TextField(_("anmärkning"), blank=True)
    name_in_source = models.CharField(_("stavning i källan"), max_length=120, blank=True)

    class Meta(Record.Meta):
        ordering = ("sort_name",)
        verbose_name = _("person")
        verbose_name_plural = _("personer")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        first, _space, last = self.name.rpartition(" ")
        self.sort_name = sort_key(f"{last} {first}")[:120]
        super().save(*args, **kwargs)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, day: date) -> Self:
        """Keep the memberships that hold on the day."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def visible_to(self, user: User | None) -> Self:
        """Everyone sees who the sources name and who holds a public office; those who sign in see all."""
        if user is not None:
            return self
        return self.filter(Q(person__origin=Origin.HISTORY) | Q(role__in=PUBLIC_OFFICES))


class Membership(Period):
    """A person in a role in an organisation or body, from a day to a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    part = models.CharField(_("uppgift"), max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["role", "organisation"])]
        verbose_name = _("uppdrag")

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.organisation}"


class Place(NamedTuple):
    """A role held in an organisation today."""

    role: str
    organisation_id: int


class User(AbstractUser):
    """Someone who signs in; what she may do follows from her person's memberships."""

    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="user")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, default=home_municipality, related_name="+"
    )

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")

    def __str__(self) -> str:
        return self.person.name if self.person_id and self.person else self.username

    @cached_property
    def places(self) -> frozenset[Place]:
        """The roles she holds today, read once per request."""
        if self.person_id is None:
            return frozenset()
        today = timezone.localdate()
        rows = (
            Membership.objects.in_force(today)
            .filter(person_id=self.person_id)
            .values_list("role", "organisation_id")
        )
        return frozenset(Place(role, organisation) for role, organisation in rows)

    def has_role(self, *roles: str) -> bool:
        """Say whether she holds any of the roles, anywhere, today."""
        return any(place.role in roles for place in self.places)

    def holds(self, role: str, organisation_id: int | None) -> bool:
        """Say whether she holds the role in that organisation today."""
        return organisation_id is not None and Place(role, organisation_id) in self.places

    def organisations(self, *roles: str) -> frozenset[int]:
        """Give the organisations where she holds any of the roles, or any role when none is named."""
        return frozenset(place.organisation_id for place in self.places if not roles or place.role in roles)

    @property
    def role_label(self) -> str:
        """Give the words for her main role, in the order the roles are told."""
        held = {place.role for place in self.places}
        return next((str(role.label) for role in Role if role in held), "")


class SignedIn(HttpRequest):
    """A request from someone who is signed in: what a view behind login_required gets."""

    user: User


def signed_in(user: Any) -> User | None:
    """Give the user when someone is signed in, else None."""
    return user if isinstance(user, User) and user.is_authenticated else None
