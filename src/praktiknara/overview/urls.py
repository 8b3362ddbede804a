"""Addresses of the pages that look along the whole chain."""

from django.urls import path

from .views import pages, projects, start, trail

urlpatterns = [
    path("", start.home, name="home"),
    path("min-dag/", start.my_day, name="my_day"),
    path("projekt/", projects.projects, name="projects"),
    path("projekt/lista.csv", projects.projects_csv, name="projects_csv"),
    path("projekt/lista.xlsx", projects.projects_excel, name="projects_excel"),
    path("projekt/<slug:slug>/", projects.project, name="project"),
    path("spar/", trail.trail, name="trail"),
    path("arsrapport/", pages.annual_reports, name="annual_reports"),
    path("om/", pages.about, name="about"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    path("personuppgifter/", pages.privacy, name="privacy"),
    path("hjalp/", pages.help_page, name="help"),
    path("halsa/", pages.health, name="health"),
]
