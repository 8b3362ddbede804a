"""States of a reading, a proposal and a list, and the kinds of what they hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReadingStatus(TextChoices):
    WAITING = "waiting", _("läses")
    OPEN = "open", _("att granska")
    REVIEWED = "reviewed", _("granskad")
    FAILED = "failed", _("gick inte att läsa")
    UNDONE = "undone", _("ångrad")


class ProposalStatus(TextChoices):
    PROPOSED = "proposed", _("föreslagen")
    ACCEPTED = "accepted", _("godtagen")
    MENDED = "mended", _("rättad och godtagen")
    REJECTED = "rejected", _("avvisad")
    UNDONE = "undone", _("ångrad")


class ProposalKind(TextChoices):
    CASE = "case", _("ärende")
    PROJECT = "project", _("projekt")
    PERIOD = "period", _("period")
    AMOUNT = "amount", _("belopp")
    ORGANISATION = "organisation", _("organisation")
    PERSON = "person", _("person")
    DATE = "date", _("datum")
    REFERENCE = "reference", _("diarienummer")
    OUTCOME = "outcome", _("utfall")


class Strength(TextChoices):
    """How sure it is that a proposal is something the register already has."""

    EXACT = "exact", _("finns i registret")
    LIKELY = "likely", _("liknar något i registret")
    NEW = "new", _("nytt i registret")


class Choice(TextChoices):
    """What to do with a proposal that the register already says something about."""

    MATCH = "match", _("det är samma; lägg bara till källan")
    CHANGE = "change", _("ändra registret så att det säger som handlingen")
    NEW = "new", _("lägg in som nytt")


class Deed(TextChoices):
    """What a decision did to a row of the register."""

    MADE = "made", _("lade till")
    CHANGED = "changed", _("ändrade")


class SheetStatus(TextChoices):
    MAPPING = "mapping", _("kolumnerna ska kopplas")
    TRIED = "tried", _("provläst")
    TAKEN = "taken", _("inläst")
    UNDONE = "undone", _("ångrad")


class RowState(TextChoices):
    """What a row of a list would do to the register."""

    NEW = "new", _("ny")
    CHANGED = "changed", _("ändras")
    SAME = "same", _("finns redan")
    DOUBTFUL = "doubtful", _("liknar något")
    DUPLICATE = "duplicate", _("dubblett i listan")
    FAULTY = "faulty", _("fel")


class Column(TextChoices):
    """What a column of a list of projects may hold."""

    TITLE = "title", _("projektets titel")
    OWNER = "owner", _("ansvarig organisation")
    FUND = "fund", _("fond")
    YEAR = "year", _("år för medlen")
    AMOUNT = "amount", _("belopp")
    VAT = "vat", _("moms")
    KIND = "kind", _("slag av projekt")
    PURPOSE = "purpose", _("syfte")
    TARGET_GROUP = "target_group", _("målgrupp")
    START = "start", _("start")
    END = "end", _("slut")
    NOTE = "note", _("anmärkning")
