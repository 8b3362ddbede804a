"""What kind of mark an event leaves, and how long a document is kept."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    DONE = "done", _("gjort")
    REFUSED = "refused", _("nekat")
    READ = "read", _("läst")


class Retention(TextChoices):
    """How long a document is kept; the city archive decides the classes."""

    PRESERVED = "preserved", _("bevaras")
    TEN_YEARS = "ten_years", _("gallras efter tio år")
    WHEN_NOT_NEEDED = "when_not_needed", _("gallras vid inaktualitet")


class DocumentKind(TextChoices):
    BOARD_PAPER = "board_paper", _("tjänsteutlåtande")
    DECISION = "decision", _("beslut")
    APPLICATION = "application", _("ansökan")
    REPORT = "report", _("redovisning")
    ATTACHMENT = "attachment", _("bilaga")
    PAPER = "paper", _("inläst handling")


class FactKind(TextChoices):
    """What a sourced statement is about, where the thing has no field of its own for it."""

    FACT = "fact", _("uppgift")
    PRINCIPLE = "principle", _("princip")
    STRATEGY = "strategy", _("del av strategin")
    COUNT = "count", _("antal")
    OUTLOOK = "outlook", _("framåt")
    LINKED = "linked", _("angränsande process")
    SUMMARY = "summary", _("sammanfattning")
    METHOD = "method", _("tillvägagångssätt")
    AREA = "area", _("programområde")
    TARGET_GROUP = "target_group", _("målgrupp")
    PROFESSION = "profession", _("yrkesgrupp")
    AIM = "aim", _("delsyfte")
    INDICATOR = "indicator", _("indikator")
    ANOMALY = "anomaly", _("avvikelse i källan")


HEADINGS = {
    FactKind.FACT: _("Vad vi vet"),
    FactKind.PRINCIPLE: _("Principer"),
    FactKind.STRATEGY: _("Strategi"),
    FactKind.COUNT: _("Antal"),
    FactKind.SUMMARY: _("Vad det ledde till"),
    FactKind.METHOD: _("Så gick det till"),
    FactKind.AREA: _("Programområden"),
    FactKind.TARGET_GROUP: _("Målgrupper"),
    FactKind.PROFESSION: _("Yrkesgrupper"),
    FactKind.AIM: _("Delsyften"),
    FactKind.INDICATOR: _("Indikatorer"),
    FactKind.LINKED: _("Angränsande processer"),
    FactKind.OUTLOOK: _("Framåt"),
    FactKind.ANOMALY: _("Det som inte stämmer i källan"),
}
