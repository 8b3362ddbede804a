"""Signing in, and the register of organisations."""

from django.conf import settings
from django.contrib.auth import login, views
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from praktiknara.components.paging import KeyedPaginator

from . import queries
from .forms import FindOrganisation, SignIn
from .models import Organisation, signed_in

PER_PAGE = 25


class Login(views.LoginView):
    """The sign-in page; in the demo it offers every account with one click."""

    template_name = "people/login.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        accounts = queries.demo_accounts() if settings.DEMO else []
        return {**super().get_context_data(**kwargs), "accounts": accounts}


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo account; there is no such door outside the demo."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(queries.demo_users(), username=request.POST.get("account", ""))
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("my_day")


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every board, administration, university and other body, by name and kind."""
    form = FindOrganisation(request.GET)
    form.is_valid()
    kind, named = form.cleaned_data.get("slag", ""), form.cleaned_data.get("namn", "")
    found = queries.organisations(kind=kind, named=named)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    return render(
        request,
        "people/organisations.html",
        {"form": form, "page": page, "narrowed": bool(kind or named)},
    )


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: its names, what it came from and became, its people and what it has had a part in."""
    shown = get_object_or_404(Organisation.objects.select_related("parent"), slug=slug)
    user = signed_in(request.user)
    before, after = queries.successions(shown)
    facts = list(shown.facts.all())
    parts = KeyedPaginator(queries.parts_in_projects(shown), PER_PAGE, queries.with_project).get_page(
        request.GET.get("sida")
    )
    return render(
        request,
        "people/organisation.html",
        {
            "organisation": shown,
            "names": shown.names.all(),
            "before": before,
            "after": after,
            "children": shown.children.all(),
            "members": queries.members(shown, user),
            "parts": parts,
            "agreements": shown.agreements.prefetch_related("parties"),
            "programmes": queries.programmes(shown),
            "cases": shown.cases.visible_to(user)[:PER_PAGE] if shown.is_body else [],
            "meetings": shown.meetings.order_by("-on", "pk")[:PER_PAGE] if shown.is_body else [],
            "facts": facts,
            "sources": queries.sources(shown, facts),
        },
    )
