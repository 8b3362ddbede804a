"""Addresses of the funds and their years."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("medel/", views.funds, name="funds"),
    path("medel/<slug:code>/", views.fund, name="fund"),
    re_path(r"^medel/(?P<code>[-\w]+)/(?P<year>[0-9]{4})/$", views.fund_year, name="fund_year"),
]
