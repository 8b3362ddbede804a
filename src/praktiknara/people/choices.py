"""Kinds of organisations and roles, with Swedish labels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    MUNICIPALITY = "municipality", _("kommun")
    BOARD = "board", _("nämnd")
    BOARDS = "boards", _("nämnder")
    EXECUTIVE_BOARD = "executive_board", _("styrelse")
    ADMINISTRATION = "administration", _("förvaltning")
    DISTRICT = "district", _("stadsdelsförvaltning")
    DIVISION = "division", _("avdelning")
    UNIT = "unit", _("enhet")
    COUNCIL = "council", _("råd")
    RESEARCH_NETWORK = "research_network", _("forskningsnätverk")
    FORUM = "forum", _("samverkansforum")
    UNION_GROUP = "union_group", _("facklig samverkan")
    UNIVERSITY = "university", _("lärosäte")
    DEPARTMENT = "department", _("institution")
    CENTRE = "centre", _("centrum")
    RND_UNIT = "rnd_unit", _("FoU-miljö")
    NETWORK = "network", _("nätverk")
    FEDERATION = "federation", _("kommunalförbund")
    CONSULTANCY = "consultancy", _("konsult")
    AUTHORITY = "authority", _("statlig myndighet")
    GOVERNMENT = "government", _("staten")
    MINISTRY = "ministry", _("departement")
    RESEARCH_FUNDER = "research_funder", _("forskningsfinansiär")
    EMPLOYER_ORGANISATION = "employer_organisation", _("arbetsgivar- och intresseorganisation")
    COORDINATION_ASSOCIATION = "coordination_association", _("samordningsförbund")
    REGION = "region", _("region")
    CIVIL_SOCIETY = "civil_society", _("idéburen organisation")
    SERVICE = "service", _("verksamhet")
    LABOUR_MARKET_SERVICE = "labour_market_service", _("arbetsmarknadsinsats")


BODIES = (
    OrganisationKind.BOARD,
    OrganisationKind.BOARDS,
    OrganisationKind.EXECUTIVE_BOARD,
    OrganisationKind.COUNCIL,
    OrganisationKind.RESEARCH_NETWORK,
    OrganisationKind.FORUM,
    OrganisationKind.UNION_GROUP,
    OrganisationKind.NETWORK,
)


class Origin(TextChoices):
    """Where a row comes from: the sources, reference data, this instance's own work, or an example."""

    HISTORY = "history", _("ur källorna")
    REFERENCE = "reference", _("grunddata")
    OWN = "own", _("registrerad här")
    EXAMPLE = "example", _("exempel")


class Role(TextChoices):
    """What a person does in the chain; a membership gives it for an organisation and a time."""

    FOU_OFFICER = "fou_officer", _("FoU-utredare")
    HEAD = "head", _("förvaltningschef")
    DEPARTMENT_HEAD = "department_head", _("avdelningschef")
    REGISTRAR = "registrar", _("registrator")
    COUNCIL_MEMBER = "council_member", _("ledamot i FoU-rådet")
    ASSESSOR = "assessor", _("bedömare")
    DEVELOPER = "developer", _("verksamhetsutvecklare")
    DISTRICT_HEAD = "district_head", _("chef i stadsdelen")
    BOARD_MEMBER = "board_member", _("ledamot i nämnden")
    RESEARCHER = "researcher", _("forskare")
    AUDITOR = "auditor", _("revisor")
    ADMIN = "admin", _("administratör")
    OTHER = "other", _("annan roll")


PUBLIC_OFFICES = (Role.HEAD, Role.DEPARTMENT_HEAD, Role.COUNCIL_MEMBER, Role.BOARD_MEMBER)


class SuccessionKind(TextChoices):
    RENAMED = "renamed", _("bytte namn till")
    MERGED = "merged", _("gick upp i")
