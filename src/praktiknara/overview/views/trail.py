"""What everyone has done, for those who look after it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from praktiknara.chain.rules import NotYours, Problem
from praktiknara.chain.rules import _ as marked
from praktiknara.people.models import SignedIn

from .. import permissions
from ..forms import TrailFilter
from ..queries import trail as events

READERS = marked("Spåret läses av revisorn, administratören och FoU-utredaren.")


@login_required
def trail(request: SignedIn) -> HttpResponse:
    """Events, the newest first, a page at a time backwards in time."""
    if not permissions.reads_trail(request.user):
        raise NotYours(Problem(READERS))
    form = TrailFilter(request.GET)
    asked = form.asked()
    found = list(events.asked(**asked)[: events.PAGE + 1])
    shown = found[: events.PAGE]
    context = {
        "form": form,
        "events": events.told(shown),
        "thing": events.thing(asked["about"]),
        "older": _from(request.GET, shown[-1].pk) if len(found) > events.PAGE else "",
        "newest": _from(request.GET, None) if asked["before"] else "",
    }
    return render(request, "overview/trail.html", context)


def _from(query: QueryDict, before: int | None) -> str:
    changed = query.copy()
    changed.pop("fore", None)
    if before is not None:
        changed["fore"] = str(before)
    return f"?{changed.urlencode()}"
