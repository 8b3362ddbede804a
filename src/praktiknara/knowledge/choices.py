"""Kinds and states of knowledge outputs, how a thing was studied, and what a reader in a hurry may wonder."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from praktiknara.projects.choices import Field

# A theme of the bank is a field of the projects; in the address it is written in Swedish whatever the reader's language.
THEMES = {
    "barn-unga-och-familj": Field.CHILDREN,
    "unga-och-kriminalitet": Field.YOUNG_OFFENDERS,
    "missbruk-och-beroende": Field.SUBSTANCE_USE,
    "ekonomiskt-bistand-och-arbete": Field.INCOME_SUPPORT,
    "vald-i-nara-relationer": Field.VIOLENCE,
    "funktionsnedsattning": Field.DISABILITY,
    "hemloshet": Field.HOMELESSNESS,
    "forebyggande-arbete": Field.PREVENTION,
    "hela-socialtjansten": Field.WHOLE,
}
CONCERNS = {
    Field.CHILDREN: _("Barn, unga och deras familjer"),
    Field.YOUNG_OFFENDERS: _("Unga som begår brott"),
    Field.SUBSTANCE_USE: _("Människor med missbruk eller beroende"),
    Field.INCOME_SUPPORT: _("Människor som behöver försörjning eller arbete"),
    Field.VIOLENCE: _("Människor som lever med våld"),
    Field.DISABILITY: _("Människor med funktionsnedsättning"),
    Field.HOMELESSNESS: _("Människor i hemlöshet"),
    Field.PREVENTION: _("Barn och unga innan något har hänt"),
    Field.WHOLE: _("Vi som arbetar i socialtjänsten"),
}


class OutputStatus(TextChoices):
    DRAFT = "draft", _("utkast")
    EXPECTED = "expected", _("väntas")
    PUBLISHED = "published", _("publicerad")
    WITHDRAWN = "withdrawn", _("återkallad")


class OutputKind(TextChoices):
    REPORT = "report", _("rapport")
    FINAL_REPORT = "final_report", _("slutrapport")
    INTERIM_REPORT = "interim_report", _("delrapport")
    RESEARCH_REPORT = "research_report", _("forskarrapport")
    HANDBOOK = "handbook", _("handbok med manual")
    METHOD_MATERIAL = "method_material", _("metodmaterial")
    PRE_STUDY = "pre_study", _("förstudie")
    COURSE_BOOK = "course_book", _("kurslitteratur")
    ANNUAL_REPORT = "annual_report", _("årsrapport")
    INQUIRY = "inquiry", _("statlig utredning")
    COLLECTION = "collection", _("samling av projektplaner och rapporter")
    RESULT = "result", _("resultat från projekt")


class Design(TextChoices):
    """How it was found out; an empty value means that nobody has said."""

    TOLD = "told", _("intervjuer, enkät eller samtal om hur det var")
    COUNTED = "counted", _("räknat eller mätt hur det var")
    REVIEWED = "reviewed", _("gått igenom forskning eller handlingar")
    BEFORE_AFTER = "before_after", _("mätt mer än en gång, utan jämförelse")
    FOLLOWED = "followed", _("följt i register, utan jämförelse")
    COMPARED = "compared", _("jämfört med dem som inte fick insatsen")
    DRAWN = "drawn", _("lottat vilka som fick insatsen")


class Question(TextChoices):
    """What a reader in a hurry wonders; the value stands in the address."""

    WORKED = "vad-har-fungerat", _("Vad har fungerat?")
    DID_NOT = "vad-har-inte-fungerat", _("Vad har inte fungerat, och varför?")
    HOW = "hur-gor-man", _("Hur gör man?")
    WRITTEN = "vad-ar-skrivet", _("Vad är skrivet om det?")
    EXPECTED = "vad-ar-pa-gang", _("Vad är på gång?")


GUIDES = (OutputKind.HANDBOOK, OutputKind.METHOD_MATERIAL, OutputKind.COURSE_BOOK)
