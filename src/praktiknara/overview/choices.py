"""The orders of the project list, and the stages of a year."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Order(TextChoices):
    """How the project list can be ordered; the value stands in the address."""

    TITLE = "titel", _("titel")
    NEWEST = "nyast", _("nyast först")
    FUND = "fond", _("fond")


class HowItWent(TextChoices):
    """What a reader can ask of results; the value stands in the address."""

    WORKED = "gick-bra", _("gick bra")
    DID_NOT = "gick-inte-som-tankt", _("gick inte som tänkt")


class YearStage(TextChoices):
    """The stages of a funding year, in order; rules.STAGE_MONTHS tells their months."""

    START = "start", _("Projekten startar och får sina medel")
    ANNUAL_REPORT = "annual_report", _("Nämnden får årsrapporten")
    REPORTS = "reports", _("Lokala projekt redovisas")
    NEEDS = "needs", _("Behoven samlas in")
    DIRECTION = "direction", _("Inriktningen bereds i råden")
    CALL = "call", _("Utlysningen är öppen")
    ASSESSMENT = "assessment", _("Ansökningarna bedöms")
    DECISION = "decision", _("Nämnden beslutar")


STAGE_WORDS = {
    YearStage.START: _("projektstarten"),
    YearStage.ANNUAL_REPORT: _("årsrapporten"),
    YearStage.REPORTS: _("redovisningen"),
    YearStage.NEEDS: _("insamlingen av behov"),
    YearStage.DIRECTION: _("beredningen i råden"),
    YearStage.CALL: _("utlysningen"),
    YearStage.ASSESSMENT: _("bedömningen"),
    YearStage.DECISION: _("nämndens beslut"),
}

WHOLE_CITY = "hela-staden"
