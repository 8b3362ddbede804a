"""A small place to write, for trying the script of the pages: what arrives is kept in a list."""

import time

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import Context, Template
from django.urls import include, path

from praktiknara.components.forms import KronorField, LongText, PlainText, PraktikForm

arrived: list[dict[str, str]] = []
answers: list[tuple[int, dict[str, object]]] = []


class Line(PraktikForm, forms.Form):
    """A row of the budget."""

    what = PlainText(label="Vad", required=False)
    kronor = KronorField(label="Kronor", required=False, widget=forms.TextInput({"data-sum": "kostnad"}))


Lines = forms.formset_factory(Line, extra=0, can_delete=True)


class Draft(PraktikForm, forms.Form):
    """What Sara writes."""

    purpose = LongText(label="Syfte", words=5)


PAGE = """{% extends "base.html" %}{% block title %}Skrivbord{% endblock %}{% block main %}
<h1 class="p-title">Skrivbord</h1>
<form method="post" action="/skicka/" novalidate class="p-stack" data-once data-autosave="/spara/">{% csrf_token %}
<input type="hidden" name="version" value="1">
{% field form.purpose %}
{{ rows.management_form }}
<table class="ds-table p-budget" data-stack data-rows="form"><caption>Kostnader</caption>
<thead><tr><th scope="col">Vad</th><th scope="col">Kronor</th><th scope="col">Ändra</th></tr></thead>
<tbody>{% for row in rows %}<tr data-row><td>{% field row.what hide_label=True %}</td><td>{% field row.kronor hide_label=True %}</td>
<td><span data-delete-box>{{ row.DELETE }}</span><button type="button" data-remove-row hidden>Ta bort</button></td></tr>{% endfor %}</tbody>
<tfoot><tr><th scope="row">Summa</th><td><output data-sum-of="kostnad"></output></td><td></td></tr></tfoot>
</table>
<template data-row-template="form">{% with row=rows.empty_form %}<tr data-row><td>{% field row.what hide_label=True %}</td><td>{% field row.kronor hide_label=True %}</td>
<td><span data-delete-box>{{ row.DELETE }}</span><button type="button" data-remove-row hidden>Ta bort</button></td></tr>{% endwith %}</template>
<p><button type="button" class="ds-button" data-variant="secondary" data-add-row="form" hidden>Lägg till en rad</button></p>
{% saved %}<button class="ds-button">Skicka</button>{% endsaved %}
</form>{% endblock %}"""


def desk(request: HttpRequest) -> HttpResponse:
    """The page, with the last saved text."""
    rows = Lines(initial=[{"what": "Forskare", "kronor": 310_000}, {"what": "Lokaler", "kronor": 38_000}])
    context = {
        "form": Draft(),
        "rows": rows,
        "request": request,
        "csrf_token": request.META.get("CSRF_COOKIE", ""),
    }

    context["csrf_token"] = get_token(request)
    return HttpResponse(Template(PAGE).render(Context(context)))


def save(request: HttpRequest) -> HttpResponse:
    """Keep what arrives, and answer as the test has said."""
    arrived.append({"autosave": request.headers.get("X-Autosave", ""), **request.POST.dict()})
    status, told = answers.pop(0) if answers else (200, {"saved": "14.32"})
    return JsonResponse(told, status=status)


def send(request: HttpRequest) -> HttpResponse:
    """Slow enough for a second press."""
    arrived.append({"sent": "yes", **request.POST.dict()})
    time.sleep(0.5)
    return HttpResponse("<title>Inskickad</title>")


urlpatterns = [
    path("skrivbord/", desk),
    path("spara/", save),
    path("skicka/", send),
    path("", include("praktiknara.urls")),
]
