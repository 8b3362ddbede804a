"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("behov/", views.index, name="needs")]
