"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("metoder/", views.index, name="methods")]
