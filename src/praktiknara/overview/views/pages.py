"""Pages that tell of the service itself, and whether it is well."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from praktiknara.plans.choices import PlanKind
from praktiknara.plans.models import Plan

from ..queries.guide import guides

PATIENCE = timedelta(minutes=10)


def about(request: HttpRequest) -> HttpResponse:
    """What this is, and where its facts come from."""
    return render(request, "overview/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law asks for."""
    return render(request, "overview/accessibility.html", {"municipality": settings.MUNICIPALITY})


def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data are kept, why, and for how long."""
    return render(request, "overview/privacy.html", {"municipality": settings.MUNICIPALITY})


def help_page(request: HttpRequest) -> HttpResponse:
    """How each role uses the service."""
    return render(request, "overview/help.html", {"roles": guides()})


def annual_reports(request: HttpRequest) -> HttpResponse:
    """The board's yearly reports, the newest first."""
    reports = Plan.objects.filter(kind=PlanKind.ANNUAL_REPORT).order_by("-year", "pk")
    return render(request, "overview/annual_reports.html", {"reports": reports})


def health(request: HttpRequest) -> HttpResponse:
    """Say the version when the database answers and no job has been left waiting; the worker is missed only then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    now = timezone.now()
    # What is put off to a moment is late only when it has waited since then.
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - PATIENCE)
    waiting = waiting.exclude(run_after__range=(now - PATIENCE, now))
    if waiting.exists():
        return HttpResponse(
            "arbetsprocessen svarar inte\n", content_type="text/plain; charset=utf-8", status=503
        )
    return HttpResponse(f"ok {settings.VERSION}\n", content_type="text/plain; charset=utf-8")
