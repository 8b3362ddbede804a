"""Organisations as they were called when something happened, and what they are today (R-ORG-01)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from praktiknara.people.models import Organisation, OrganisationName, Succession
from praktiknara.people.rules import DatedName, name_on


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation on a page: its name at the time, its address, and what it is part of today if that is another."""

    name: str
    url: str
    today: str = ""
    today_url: str = ""


class Names:
    """All names by period and all successions, read in two questions: there are few of either."""

    def __init__(self) -> None:
        self.names: dict[int, list[DatedName]] = defaultdict(list)
        for row in OrganisationName.objects.all():
            self.names[row.organisation_id].append(DatedName(row.name, row.valid_from, row.valid_to))
        self.after: dict[int, Organisation] = {
            row.predecessor_id: row.successor
            for row in Succession.objects.select_related("successor").order_by("-on")
        }

    def shown(self, organisation: Organisation, day: date | None) -> Shown:
        """Give the name on the day, or the name as it stands when no day is known."""
        here = self._on(organisation, day) if day else organisation
        name = here.name if day is None else name_on(day, self.names[here.pk], otherwise=here.name)
        today = self._on(here, date.max)
        changed = today.pk != here.pk
        return Shown(
            here.short if name == here.name else name,
            here.get_absolute_url(),
            today.short if changed else "",
            today.get_absolute_url() if changed else "",
        )

    def _on(self, organisation: Organisation, day: date) -> Organisation:
        here, seen = organisation, {organisation.pk}
        while here.valid_to is not None and here.valid_to < day and here.pk in self.after:
            here = self.after[here.pk]
            if here.pk in seen:
                break
            seen.add(here.pk)
        return here
