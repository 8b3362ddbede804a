"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [
    path("bedomning/", views.index, name="assessments"),
    path("bedomning/ansokan/<int:pk>/", views.assign, name="assign_assessors"),
    path("bedomning/<int:pk>/", views.detail, name="assessment"),
    path("bedomning/<int:pk>/jav/", views.conflict, name="declare_conflict"),
    path("bedomning/<int:pk>/oppna-igen/", views.unlock, name="unlock_assessment"),
    path("bedomning/<int:pk>/ta-bort/", views.take_away, name="take_away_assessment"),
]
