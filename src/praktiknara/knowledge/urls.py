"""Addresses of the knowledge bank."""

from django.urls import path

from . import views

urlpatterns = [
    path("kunskapsbank/", views.index, name="knowledge"),
    path("kunskapsbank/nytt.xml", views.feed, name="knowledge_feed"),
    path("kunskapsbank/utfall/<slug:which>/", views.findings, name="findings"),
    path("kunskapsbank/publicera/<int:pk>/", views.publish_report, name="publish_report"),
    path("kunskapsbank/<slug:slug>/", views.output, name="output"),
    path("kunskapsbank/<slug:slug>/publicera/", views.publish_output, name="publish_output"),
    path("kunskapsbank/<slug:slug>/ta-bort/", views.withdraw, name="withdraw_output"),
]
