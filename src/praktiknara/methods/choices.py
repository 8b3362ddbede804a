"""What a method is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MethodKind(TextChoices):
    """A coarse sorting of our own; the source's own word stands beside it."""

    INTERVENTION = "intervention", _("insats eller arbetssätt")
    ASSESSMENT = "assessment", _("bedömning och uppföljning")
    DATA = "data", _("datakälla eller datainsamling")
    PRINCIPLE = "principle", _("princip eller standard")
    SUPPORT = "support", _("stöd och planering")
