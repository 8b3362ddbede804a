"""Kinds of hits, facets, orders and groups of people, with Swedish labels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a hit is; the value stands in addresses (slag=projekt)."""

    OUTPUT = "kunskap", _("kunskap")
    PAPER = "handling", _("handling")
    PROJECT = "projekt", _("projekt")
    OUTCOME = "utfall", _("utfall")
    NEED = "behov", _("behov")
    METHOD = "metod", _("metod")
    CASE = "arende", _("ärende")
    CALL = "utlysning", _("utlysning")
    APPLICATION = "ansokan", _("ansökan")
    REPORT = "redovisning", _("redovisning")
    ORGANISATION = "organisation", _("organisation")


class Facet(TextChoices):
    """What a list of hits can be narrowed by; the value is the name in addresses."""

    KIND = "slag", _("Slag")
    YEAR = "ar", _("År")
    FUND = "fond", _("Fond")
    DISTRICT = "stadsdel", _("Stadsdel")
    PARTNER = "partner", _("Samarbetspart")
    FIELD = "omrade", _("Område")
    METHOD = "metod", _("Metod")
    TARGET_GROUP = "malgrupp", _("Målgrupp")
    RESULT = "resultat", _("Resultat")


class Order(TextChoices):
    RELEVANCE = "traff", _("bäst träff")
    NEWEST = "nyast", _("nyast")
    TITLE = "titel", _("titel")


class TargetGroup(TextChoices):
    """Whom something concerns; our own sorting of what was written, by the words it holds."""

    CHILDREN = "barn", _("barn")
    YOUTH = "unga", _("unga")
    PARENTS = "foraldrar", _("föräldrar och familjer")
    FOSTER_HOMES = "familjehem", _("familjehem")
    DISABILITY = "funktionsnedsattning", _("personer med funktionsnedsättning")
    SUBSTANCE_USE = "missbruk", _("personer med missbruk eller beroende")
    VIOLENCE = "vald", _("våldsutsatta och våldsutövare")
    HOMELESS = "hemlosa", _("personer i hemlöshet")
    NEWCOMERS = "nyanlanda", _("nyanlända och ensamkommande")
    OLDER = "aldre", _("äldre")
    UNEMPLOYED = "arbetslosa", _("arbetslösa och personer med ekonomiskt bistånd")
    STAFF = "personal", _("personal och chefer")


class Result(TextChoices):
    """How it went, as the public outcomes say."""

    WORKED = "gick-bra", _("gick bra")
    DID_NOT = "gick-inte", _("gick inte som tänkt")


class TermSort(TextChoices):
    """What a counted term is: a word as people write it, a key of the index, or an acronym with its long form."""

    WORD = "word", _("ord")
    KEY = "key", _("nyckel")
    ACRONYM = "acronym", _("förkortning")
