"""States of a project and a payout, and the parts that people and organisations have."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProjectStatus(TextChoices):
    UNKNOWN = "unknown", _("läget saknas i källan")
    PLANNED = "planned", _("planerat")
    GRANTED = "granted", _("beviljat")
    ONGOING = "ongoing", _("pågår")
    ENDED = "ended", _("avslutat")
    IN_OPERATION = "in_operation", _("permanent verksamhet")
    DISCONTINUED = "discontinued", _("avvecklat")


class ProjectKind(TextChoices):
    EVALUATION = "evaluation", _("utvärdering")
    RESEARCH_PROJECT = "research_project", _("forskningsprojekt")
    RESEARCH_STUDY = "research_study", _("forskningsstudie")
    METHOD_DEVELOPMENT = "method_development", _("metodutveckling med utvärdering")
    PRE_STUDY = "pre_study", _("förstudie")
    RND_PROJECT = "rnd_project", _("FoU-projekt")
    PILOT = "pilot", _("pilotprojekt")
    LOCAL_WORK = "local_work", _("lokalt utvecklingsarbete")
    EU_APPLICATION = "eu_application", _("planerad EU-ansökan")
    LOCAL_PROJECT = "local_project", _("lokalt utvecklingsprojekt")
    ANALYSIS = "analysis", _("analysuppdrag")
    MAPPING = "mapping", _("kartläggning")
    COOPERATION = "cooperation", _("samverkan med lärosäte")


class Field(TextChoices):
    """The field of activity; our own sorting of the projects, an empty value means none fits."""

    CHILDREN = "children", _("barn, unga och familj")
    YOUNG_OFFENDERS = "young_offenders", _("unga och kriminalitet")
    SUBSTANCE_USE = "substance_use", _("missbruk och beroende")
    INCOME_SUPPORT = "income_support", _("ekonomiskt bistånd och arbete")
    VIOLENCE = "violence", _("våld i nära relationer")
    DISABILITY = "disability", _("funktionsnedsättning")
    HOMELESSNESS = "homelessness", _("hemlöshet")
    PREVENTION = "prevention", _("förebyggande arbete")
    WHOLE = "whole", _("hela socialtjänsten")


class Part(TextChoices):
    """The part an organisation has in a project."""

    RESPONSIBLE = "responsible", _("ansvarig")
    DISTRICT = "district", _("stadsdel")
    PARTNER = "partner", _("samarbetspart")
    CO_FUNDER = "co_funder", _("medfinansiär")


class PayoutStatus(TextChoices):
    PLANNED = "planned", _("planerad")
    PAID = "paid", _("utbetald")
    RECEIVED = "received", _("mottagen")
