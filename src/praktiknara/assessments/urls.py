"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("bedomning/", views.index, name="assessments")]
