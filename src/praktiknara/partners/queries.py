"""Lists of agreements, programmes and outside money, and the words that name an agreement."""

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from praktiknara.components.templatetags.components import list_sv

from .models import Agreement, OutsideMoney, Programme


def agreements() -> QuerySet[Agreement]:
    """Give agreements by kind, newest first, with their parties."""
    return Agreement.objects.prefetch_related("parties").order_by("kind", "-year", "-start", "slug")


def programmes() -> QuerySet[Programme]:
    """Give programmes by title with who leads them and who takes part."""
    return Programme.objects.select_related("lead").prefetch_related("partners")


def outside_money() -> QuerySet[OutsideMoney]:
    """Give state grants and EU funds with their authority."""
    return OutsideMoney.objects.select_related("authority")


def title(agreement: Agreement) -> str:
    """Say what kind of agreement it is and between whom, with its year when it has one."""
    parties = list_sv(party.name for party in agreement.parties.all())
    kind = capfirst(agreement.get_kind_display())
    named = _("%(kind)s mellan %(parties)s") % {"kind": kind, "parties": parties} if parties else kind
    return f"{named}, {agreement.year}" if agreement.year else named
