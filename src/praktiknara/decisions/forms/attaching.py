"""A file that is put to a case, and who may read it."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from praktiknara.components.forms import PlainText, PraktikForm
from praktiknara.documents.choices import MEDIA_TYPES

MOST_BYTES = 100_000_000


PUBLIC, INTERNAL = "offentlig", "intern"


READERS = [
    (PUBLIC, _("Alla som får se ärendet")),
    (INTERNAL, _("Bara de som arbetar i kommunen")),
]


class AttachForm(PraktikForm, forms.Form):
    """An attachment to a case."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("PDF, DOCX, ODT, TXT, MD eller HTML, högst 100 MB. Texten läses och blir sökbar."),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom. Välj en annan.")},
    )
    title = PlainText(label=_("Bilagans namn"), max_length=200)
    readers = forms.ChoiceField(
        label=_("Vem får läsa?"), choices=READERS, widget=forms.RadioSelect, initial=PUBLIC
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Take only what can be read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.name or "").rpartition(".")[2].lower() not in MEDIA_TYPES:
            raise forms.ValidationError(_("Spara om filen som PDF, DOCX, ODT, TXT, MD eller HTML."))
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Filen är större än 100 MB. Dela upp den."))
        return file
