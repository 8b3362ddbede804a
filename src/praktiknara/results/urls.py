"""Addresses of a project's work and of the reports."""

from django.urls import path

from .views import consumption, front, reports, work

urlpatterns = [
    path("uppfoljning/", front.index, name="results"),
    path("projekt/<slug:slug>/arbete/", work.work, name="project_work"),
    path("projekt/<slug:slug>/redovisa/", reports.start_report, name="start_result_report"),
    path("uppfoljning/resultat/<int:pk>/", reports.report, name="result_report"),
    path("uppfoljning/resultat/<int:pk>/skriv/", reports.write_report, name="write_result_report"),
    path("uppfoljning/resultat/<int:pk>/godkann/", reports.accept_report, name="accept_result_report"),
    path("uppfoljning/resultat/<int:pk>/komplettera/", reports.return_report, name="return_result_report"),
    path("bidrag/<int:pk>/redovisa/", consumption.start_consumption, name="start_consumption"),
    path("uppfoljning/medel/<int:pk>/", consumption.consumption, name="consumption_report"),
    path("uppfoljning/medel/<int:pk>/skriv/", consumption.write_consumption, name="write_consumption"),
    path("uppfoljning/medel/<int:pk>/godkann/", consumption.accept_consumption, name="accept_consumption"),
    path(
        "uppfoljning/medel/<int:pk>/komplettera/", consumption.return_consumption, name="return_consumption"
    ),
]
