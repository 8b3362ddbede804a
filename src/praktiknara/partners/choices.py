"""Kinds and states of agreements, programmes and outside money."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementKind(TextChoices):
    COOPERATION = "cooperation", _("samverkansavtal")
    IOP = "iop", _("idéburet offentligt partnerskap (IOP)")
    COMMISSION = "commission", _("uppdragsavtal")
    STAFF_EXCHANGE = "staff_exchange", _("löntagarbyte")
    PARTNERSHIP = "partnership", _("partnerskap på regional och nationell nivå")
    PROJECT_COOPERATION = "project_cooperation", _("samarbete inom projekt, utan årsavtal")


class ProgrammeStatus(TextChoices):
    UNKNOWN = "unknown", _("läget saknas i källan")
    PLANNING_GRANT = "planning_grant", _("planeringsbidrag")
    APPLICATION = "application", _("programansökan")
    ONGOING = "ongoing", _("pågår")
    ENDED = "ended", _("avslutat")
    REFUSED = "refused", _("avslag")


class OutsideMoneyKind(TextChoices):
    STATE_GRANT = "state_grant", _("statsbidrag")
    EU_FUND = "eu_fund", _("EU-medel")
