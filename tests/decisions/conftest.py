"""A ranking of three, and the case that Maria makes of it."""

import pytest
from tests import rounds

from praktiknara.calls.models import Call
from praktiknara.decisions import actions
from praktiknara.decisions.models import Case


@pytest.fixture
def ranked(open_call, city, sara, farid, olle, petra, fou, now) -> Call:
    """A joint and best one, a good one and a weak one; the frame holds the first two exactly."""
    first = rounds.registered(open_call, city.skarpnack, sara, "Syskon på samma väg", 500_000, city.farsta)
    second = rounds.registered(open_call, city.farsta, farid, "Skolsocionomer", 700_000)
    third = rounds.registered(open_call, city.skarpnack, sara, "Surfplattor till mottagningen", 600_000)
    call = rounds.closed(open_call, now)
    for application, points in ((first, (3, 3, 3)), (second, (2, 3, 2)), (third, (0, 1, 0))):
        application.refresh_from_db()
        rounds.scored(application, olle, points, fou=fou, now=now)
        rounds.scored(application, petra, points, fou=fou, now=now)
    call.frame = 1_200_000
    call.save()
    return call


@pytest.fixture
def case(ranked, fou, chief, now) -> Case:
    """The case in preparation."""
    return actions.make_case(ranked, by=fou, now=now)
