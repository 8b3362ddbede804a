"""Why a file could not be read, in words for the one who handed it in."""

from collections.abc import Mapping

from praktiknara.chain.rules import Problem, _

SENTENCES = {
    "missing": _("Filen finns inte."),
    "not_a_file": _("Det här är ingen vanlig fil."),
    "no_access": _("Filen går inte att öppna. Ge läsrättighet till den och försök igen."),
    "empty": _("Filen är tom."),
    "no_text": _("Filen innehåller ingen text."),
    "too_large": _("Filen är på %(size)s MB. Högst %(most)s MB läses. Dela upp den i flera filer."),
    "unknown_kind": _(
        "Filer av slaget %(ending)s läses inte. Spara om den som PDF, DOCX, ODT, TXT, MD eller HTML."
    ),
    "another_kind": _(
        "Filen heter som en %(kind)s men är ingen. Öppna den i programmet den gjordes i och spara om den."
    ),
    "old_office": _(
        "Filen är i Words äldre format, eller skyddad med lösenord. Spara om den som DOCX utan lösenord."
    ),
    "encrypted": _("Filen är skyddad med lösenord. Ta bort lösenordet och försök igen."),
    "broken": _("Filen är trasig. Öppna den i programmet den gjordes i och spara om den."),
    "not_text": _("Filen heter som en textfil men innehåller annat än text."),
    "bomb": _("Filen packas upp till mer än %(most)s MB, vilket ingen handling gör. Den läses inte."),
    "entities": _(
        "Filen innehåller egna definitioner i sin XML, vilket ingen handling behöver. Spara om den."
    ),
    "too_slow": _(
        "Filen tog mer än %(seconds)s sekunder att läsa och avbröts. Skriv ut den till en ny PDF och försök igen."
    ),
    "too_heavy": _(
        "Filen behöver mer minne än en handling får ta. Skriv ut den till en ny PDF och försök igen."
    ),
    "too_long": _("Filen innehåller mer än %(most)s tecken. Dela upp den i flera filer."),
    "too_many_pages": _("Filen har %(pages)s sidor. Högst %(most)s läses. Dela upp den i flera filer."),
    "too_many_scans": _(
        "Filen har %(pages)s inskannade sidor. Högst %(most)s tolkas. Dela upp den i flera filer."
    ),
    "no_scan_reader": _(
        "Filen är inskannad och saknar text, och här finns inget program som tolkar bilder på svenska. "
        "Be den som sköter driften att installera tesseract-ocr och tesseract-ocr-swe."
    ),
    "unexpected": _("Något gick fel hos oss när filen lästes. Felet står i loggen."),
    "scan_failed": _("Sidan %(page)s gick inte att tolka. Skanna om den och försök igen."),
}


def problem(code: str, values: Mapping[str, object]) -> Problem:
    """Give the sentence for a fault."""
    return Problem(SENTENCES[code], values)
