"""Addresses of a project's work and of the reports."""

from django.urls import path

from . import views

urlpatterns = [
    path("uppfoljning/", views.index, name="results"),
    path("projekt/<slug:slug>/arbete/", views.work, name="project_work"),
    path("projekt/<slug:slug>/redovisa/", views.start_report, name="start_result_report"),
    path("uppfoljning/resultat/<int:pk>/", views.report, name="result_report"),
    path("uppfoljning/resultat/<int:pk>/skriv/", views.write_report, name="write_result_report"),
    path("uppfoljning/resultat/<int:pk>/godkann/", views.accept_report, name="accept_result_report"),
    path("uppfoljning/resultat/<int:pk>/komplettera/", views.return_report, name="return_result_report"),
    path("bidrag/<int:pk>/redovisa/", views.start_consumption, name="start_consumption"),
    path("uppfoljning/medel/<int:pk>/", views.consumption, name="consumption_report"),
    path("uppfoljning/medel/<int:pk>/skriv/", views.write_consumption, name="write_consumption"),
    path("uppfoljning/medel/<int:pk>/godkann/", views.accept_consumption, name="accept_consumption"),
    path("uppfoljning/medel/<int:pk>/komplettera/", views.return_consumption, name="return_consumption"),
]
