"""The start page, and what waits for the one who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktiknara.people.choices import Role
from praktiknara.people.models import SignedIn, signed_in

from .. import permissions, rules
from ..queries import day, start, tasks
from ..queries.rounds import rounds as ongoing
from ..queries.wording import count_word, first_up


def home(request: HttpRequest) -> HttpResponse:
    """What this is, what went well and what did not, and how a year goes."""
    worked, did_not = start.findings()
    context = {
        "worked": worked,
        "did_not": did_not,
        "newest": start.newest(signed_in(request.user)),
        "counts": start.counts(),
        "wheel": start.year_wheel(timezone.localdate()),
    }
    return render(request, "overview/home.html", context)


@login_required
def my_day(request: SignedIn) -> HttpResponse:
    """What waits for the one who is signed in, in all her roles."""
    user, now = request.user, timezone.now()
    local = timezone.localtime(now)
    rounds = ongoing(user)
    today = tasks.day(user, rounds, now)
    main = day.main_round(rounds)
    everything = permissions.reads_trail(user)
    context = {
        "today": local.date(),
        "title": _title(local.hour, len(today.tasks)),
        "tasks": today.tasks,
        "waiting": today.waiting,
        "year": day.year_line(main, local.date()),
        "round": main
        if user.has_role(Role.FOU_OFFICER, Role.HEAD, Role.DEPARTMENT_HEAD, Role.COUNCIL_MEMBER)
        else None,
        "coming": day.coming(rounds, local.date()),
        "happened": day.happened(user, today.applications, everything),
        "reads_trail": everything,
        "is_admin": user.has_role(Role.ADMIN),
        "may_apply": user.has_role(Role.DEVELOPER),
    }
    return render(request, "overview/my_day.html", context)


def _title(hour: int, count: int) -> str:
    """Greet by the clock, and tell how much waits."""
    greetings = {"morning": _("God morgon."), "day": _("Hej."), "evening": _("God kväll.")}
    if not count:
        told = _("Inget väntar på dig just nu.")
    else:
        told = ngettext("En sak väntar på dig i dag.", "%(count)s saker väntar på dig i dag.", count)
        told = first_up(told % {"count": count_word(count)})
    return f"{greetings[rules.greeting(hour)]} {told}"
