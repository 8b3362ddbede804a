"""The applications one may see, and what waits for her; a new one is begun."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from praktiknara.calls.models import Call
from praktiknara.components.paging import KeyedPaginator
from praktiknara.people.choices import Role
from praktiknara.people.models import Organisation, SignedIn

from .. import actions, queries
from ..choices import Section
from ..forms import FilterForm
from ..models import Application

PAGE = 25


@login_required
def index(request: SignedIn) -> HttpResponse:
    """The applications she may see, and first what waits for her."""
    user = request.user
    visible = Application.objects.visible_to(user)
    calls = [(call.slug, str(call)) for call in queries.calls_of(visible, request.GET.get("utlysning", ""))]
    own = user.has_role(Role.DEVELOPER, Role.DISTRICT_HEAD)
    form = FilterForm(request.GET, calls=calls, own=own)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = queries.filtered(
        visible,
        status=chosen.get("lage", ""),
        call=chosen.get("utlysning", ""),
        mine=user if chosen.get("mina") else None,
    )
    context = {
        "form": form,
        "page": KeyedPaginator(found, PAGE, queries.listed).get_page(request.GET.get("sida")),
        "filtered": bool(chosen.get("lage") or chosen.get("utlysning") or chosen.get("mina")),
        "asked": queries.asked_of(user)[:PAGE],
        "to_sign": queries.to_sign(user)[:PAGE],
        "to_submit": queries.to_submit(user)[:PAGE],
        "to_register": queries.to_register(user)[:PAGE],
        "applies": own,
    }
    return render(request, "applications/index.html", context)


@require_POST
@login_required
def start(request: SignedIn, slug: str) -> HttpResponse:
    """Begin an application to a call."""
    call = get_object_or_404(Call.objects.visible_to(request.user).run_here(), slug=slug)
    chosen = request.POST.get("applicant", "")
    applicant = get_object_or_404(
        Organisation, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
    )
    application = actions.start(call, applicant=applicant, by=request.user, now=timezone.now())
    return redirect("write_application", application.pk, Section.ABOUT.value)
