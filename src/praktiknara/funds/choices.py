"""Fund levels, VAT bases and what an amount stands for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FundLevel(TextChoices):
    CITY = "city", _("stadsövergripande")
    LOCAL = "local", _("lokal")
    SPECIAL = "special", _("särskilt område")
    EXTERNAL = "external", _("extern")


class VatBasis(TextChoices):
    """Whether an amount is without or with VAT; an empty value means that the source does not say."""

    EXCLUDING = "excl", _("exkl. moms")
    INCLUDING = "incl", _("inkl. moms")


class Standing(TextChoices):
    """What an amount stands for; only granted amounts are money that someone got."""

    PROPOSED = "proposed", _("föreslaget")
    GRANTED = "granted", _("beviljat")
    PLANNED = "planned", _("planerat")
    SET_ASIDE = "set_aside", _("avsätts, belopp ej angivet")
    APPLIED = "applied", _("sökt")
    POSSIBLE = "possible", _("möjligt att söka")
    DELEGATED = "delegated", _("fördelas på delegation")
    PLANNED_APPLICATION = "planned_application", _("planerad ansökan")
    YEARLY_FRAME = "yearly_frame", _("årlig ram")
