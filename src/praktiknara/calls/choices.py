"""States of a call and kinds of rules."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CallStatus(TextChoices):
    DRAFT = "draft", _("utkast")
    DORMANT = "dormant", _("vilande, villkoret är inte uppfyllt")
    OPEN = "open", _("öppen")
    CLOSED = "closed", _("stängd")
    DECIDED = "decided", _("beslutad")
    ENDED = "ended", _("avslutad")


class RuleKind(TextChoices):
    """What a rule of a call checks; a note is shown but checks nothing."""

    CAP = "cap", _("högsta belopp per ansökan")
    ONE_YEAR = "one_year", _("projektet ryms i bidragsåret")
    MAX_YEARS = "max_years", _("högsta antal år totalt")
    MAX_GRANTED = "max_granted", _("högsta antal beviljade per sökande")
    ELIGIBLE = "eligible", _("vem som kan söka")
    JOINT_FIRST = "joint_first", _("gemensamma ansökningar går före")
    GENDER = "gender", _("fråga om jämställdhet")
    OWN_SHARE = "own_share", _("egen insats")
    NOTE = "note", _("upplysning")


RULE_IDS = {
    RuleKind.CAP: "R-LUM-01",
    RuleKind.ONE_YEAR: "R-LUM-02",
    RuleKind.MAX_YEARS: "R-LUM-03",
    RuleKind.MAX_GRANTED: "R-LUM-04",
    RuleKind.ELIGIBLE: "R-LUM-06",
    RuleKind.JOINT_FIRST: "R-LUM-05",
    RuleKind.GENDER: "R-LUM-11",
    RuleKind.OWN_SHARE: "R-LUM-08",
    RuleKind.NOTE: "",
}
