"""How a paper was read, where it stands, and how far a file handed in has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class How(TextChoices):
    """Where the text of a page comes from."""

    TEXT = "text", _("filens egen text")
    OCR = "ocr", _("tolkad ur bilder, på svenska")
    OLD_OCR = "old_ocr", _("äldre tolkning utan svenska, lagad")


class PaperStatus(TextChoices):
    READABLE = "readable", _("läsbar")
    WITHDRAWN = "withdrawn", _("tillbakadragen")


class Progress(TextChoices):
    """How far a file that was handed in has come; the last four say how it ended."""

    WAITING = "waiting", _("väntar på att läsas")
    READING = "reading", _("läses")
    NEW = "new", _("inläst")
    UNCHANGED = "unchanged", _("fanns redan")
    DUPLICATE = "duplicate", _("fanns redan under ett annat namn")
    REFUSED = "refused", _("gick inte att läsa")


LANGUAGES = {"sv": _("svenska"), "en": _("engelska"), "fi": _("finska")}
# What is read, by the ending of its name.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html",
    "md": "text/markdown",
    "txt": "text/plain",
}
